-- Who did what that must be answered for (docs/adr/0010-audit.md). Rows are only added; each is chained to the one before by a
-- hash. Number, previous and hash are given here and not by whoever inserts: the program's own role cannot choose them.
create table hatchery.audit (
  number bigint primary key,
  at timestamptz not null,
  -- account; null: nobody who had signed in, or the program itself
  who text,
  kind text not null,
  -- a page, an account, a document …
  what text not null,
  case_number text,
  details text,
  address text,
  -- hash of the row before; of the first: zeros
  previous text not null,
  -- SHA-256 in hexadecimal of hatchery.audit_text
  hash text not null
);
create index audit_who on hatchery.audit (who, number);
create index audit_case on hatchery.audit (case_number, number);
create index audit_kind on hatchery.audit (kind, number);
create index audit_at on hatchery.audit (at);

-- One field so that no two rows have the same text: its length in bytes before it, a hyphen for nothing
create function hatchery.audit_field(field text) returns text language sql immutable as
  $$ select coalesce(octet_length(field) || ':' || field, '-') $$;

-- What is hashed; org.hatchery.audit.AuditChain says the same in Java, so that the check does not rest on this function
create function hatchery.audit_text(entry hatchery.audit) returns text language sql stable as
  $$ select hatchery.audit_field(entry.number::text)
    || hatchery.audit_field(to_char(entry.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))
    || hatchery.audit_field(entry.who) || hatchery.audit_field(entry.kind) || hatchery.audit_field(entry.what)
    || hatchery.audit_field(entry.case_number) || hatchery.audit_field(entry.details) || hatchery.audit_field(entry.address)
    || hatchery.audit_field(entry.previous) $$;

create function hatchery.audit_chain() returns trigger language plpgsql set search_path = pg_catalog as $$
declare
  last_number bigint;
  last_hash text;
begin
  -- one after the other, over all nodes; held until the transaction ends, so the program adds its rows last
  perform pg_advisory_xact_lock(7240150);
  select number, hash into last_number, last_hash from hatchery.audit order by number desc limit 1;
  new.number := coalesce(last_number, 0) + 1;
  new.previous := coalesce(last_hash, repeat('0', 64));
  new.hash := encode(sha256(convert_to(hatchery.audit_text(new), 'UTF8')), 'hex');
  return new;
end $$;

create function hatchery.audit_only_grows() returns trigger language plpgsql as $$
begin
  raise exception 'hatchery.audit only grows: % is refused', tg_op using errcode = 'insufficient_privilege';
end $$;

create trigger audit_chain before insert on hatchery.audit for each row execute function hatchery.audit_chain();
create trigger audit_only_grows before update or delete or truncate on hatchery.audit
  for each statement execute function hatchery.audit_only_grows();
alter table hatchery.audit enable always trigger audit_chain;
alter table hatchery.audit enable always trigger audit_only_grows;

-- Where the program has a role of its own beside the owner of the tables, it got the usual rights by default: not these
revoke update, delete, truncate, references, trigger on hatchery.audit from public;
do $$
declare
  one record;
begin
  for one in
    select distinct acl.grantee::regrole as role from pg_class c, aclexplode(c.relacl) acl
    where c.oid = 'hatchery.audit'::regclass and acl.grantee not in (0, c.relowner)
  loop
    execute format('revoke update, delete, truncate, references, trigger on hatchery.audit from %s', one.role);
  end loop;
end $$;
