-- When an account's password was set last, and how often it was: a session that began with another one is over
create table hatchery.password (
  user_id text primary key,
  changes int not null,
  -- null for those of the demonstration: they do not grow old
  set_at timestamptz
);

-- Hashes of passwords that a person had before, as the engine kept them: they may not come again so soon
create table hatchery.password_before (
  id bigint generated always as identity primary key,
  user_id text not null,
  hash text not null,
  salt text
);
create index on hatchery.password_before (user_id, id);

-- The accounts of an installation that is older than this table count from today
do $$
begin
  if to_regclass('public.act_id_user') is not null then
    insert into hatchery.password (user_id, changes, set_at)
    select id_, 0, now() from public.act_id_user where pwd_ is not null;
  end if;
end
$$;
