-- Failed sign-ins, for the pauses after them. An account stands here as the SHA-256 of what was typed: no name is given away, and
-- no password typed into the wrong field is kept.
create table hatchery.sign_in_failure (
  -- account:<hash>, address:<address> or both:<hash>@<address>
  who text primary key,
  failures int not null,
  last_at timestamptz not null,
  wait_until timestamptz
);
create index on hatchery.sign_in_failure (last_at);

-- Accounts whose password was given by somebody else and has not been changed since
create table hatchery.first_password (
  user_id text primary key,
  given_at timestamptz not null
);
