-- entries of the register of sanctions that were made by mistake, with the reason; no screening sees them
create table hatchery.sanction_revoked (
  id bigint generated always as identity primary key,
  organisation text not null references hatchery.organisation (code),
  kind text not null,
  basis text not null,
  since date not null,
  until date,
  reason text not null,
  revoked_on date not null
);
