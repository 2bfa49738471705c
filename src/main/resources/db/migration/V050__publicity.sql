create table hatchery.notice (
  number text primary key,
  kind text not null,
  title text not null,
  owner text not null,
  -- who signed what is announced: they do not decide on objections to it
  signers text[] not null,
  opened_at timestamptz not null,
  ends_at timestamptz not null,
  closed_at timestamptz
);

create table hatchery.notice_item (
  notice text not null references hatchery.notice,
  position int not null,
  case_number text not null,
  title text not null,
  group_name text not null,
  result text not null,
  score numeric(5, 2),
  amount_fen bigint,
  reviewers text not null,
  -- open: announced; stands, cancelled, redecide: told to its case; moot: its case ended in the meantime
  state text not null check (state in ('open', 'stands', 'cancelled', 'redecide', 'moot')),
  settled_at timestamptz,
  primary key (notice, position),
  unique (notice, case_number)
);
create index notice_item_case on hatchery.notice_item (case_number);

create table hatchery.objection (
  number text primary key,
  owner text not null,
  recorded_by text not null,
  opened_at timestamptz not null,
  notice text references hatchery.notice,
  case_number text,
  facts text,
  objector text,
  contact text,
  registered_at timestamptz,
  decision text check (decision in ('dismissed', 'cancelled', 'redecide', 'dropped')),
  decision_reason text,
  decided_by text,
  decided_at timestamptz
);
create index objection_notice on hatchery.objection (notice, case_number);
