-- The program's own role in the demonstration's database, which postgres owns (docs/adr/0010-audit.md). Run at each start.
do $roles$
declare
  one record;
begin
  create schema if not exists hatchery;
  if exists (select from pg_roles where rolname = 'hatchery_program') then
    return;
  end if;
  create role hatchery_program login;
  grant usage, create on schema public to hatchery_program;
  grant usage on schema hatchery to hatchery_program;
  alter default privileges in schema hatchery grant select, insert, update, delete on tables to hatchery_program;
  alter default privileges in schema hatchery grant usage, select on sequences to hatchery_program;
  -- data of a program that had no such role yet: the engine looks after its own tables
  grant select, insert, update, delete on all tables in schema hatchery to hatchery_program;
  grant usage, select on all sequences in schema hatchery to hatchery_program;
  for one in select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' loop
    execute format('alter table public.%I owner to hatchery_program', one.relname);
  end loop;
end $roles$
