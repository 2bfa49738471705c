-- What residents need. Contact data are personal: shown only to the clerk who records and sorts the need.
create table hatchery.need (
  case_number text primary key,
  owner text not null,
  recorded_by text not null,
  status text not null check (status in ('DRAFT', 'RECORDED', 'OPEN', 'OUT_OF_SCOPE', 'ANSWERED', 'CLOSED', 'DROPPED')),
  summary text not null default '',
  details text not null default '',
  place text not null default '',
  beneficiaries text not null default '',
  contact_name text not null default '',
  phone text not null default '',
  email text not null default '',
  channel text check (channel in ('call', 'letter', 'visit', 'online')),
  area text,
  received_on date,
  -- was in a call that nobody answered: comes first in the next call
  priority boolean not null default false,
  reason text not null default '',
  -- case number of the project that was admitted to answer it
  answered_by text,
  started_at timestamptz not null,
  ended_at timestamptz
);
create index need_open on hatchery.need (owner) where status = 'OPEN';

create table hatchery.call (
  case_number text primary key,
  owner text not null,
  drafted_by text not null,
  status text not null
    check (status in ('DRAFT', 'SUBMITTED', 'APPROVED', 'OPEN', 'UNDECIDED', 'CLOSED', 'UNANSWERED', 'DROPPED')),
  terms jsonb not null,
  -- null until submitted; the closing moves when the call is extended
  opens timestamptz,
  closes timestamptz,
  started_at timestamptz not null,
  ended_at timestamptz,
  check (closes > opens)
);
create index call_open on hatchery.call (closes) where status = 'OPEN';

-- each version that was put before the signer, with what he said to it
create table hatchery.call_version (
  case_number text not null references hatchery.call,
  version int not null,
  terms jsonb not null,
  written_by text not null,
  written_at timestamptz not null,
  decision text check (decision in ('approve', 'return')),
  comment text not null default '',
  decided_by text,
  decided_at timestamptz,
  primary key (case_number, version)
);

create table hatchery.proposal (
  case_number text primary key,
  group_code text not null,
  written_by text not null,
  status text not null check (status in ('DRAFT', 'HANDED_IN', 'HANDED_OVER', 'LAPSED', 'DISCARDED')),
  call_number text references hatchery.call,
  title text not null default '',
  -- the title without spaces and case: the same title twice is one proposal twice
  title_key text not null default '',
  paper jsonb not null,
  started_at timestamptz not null,
  handed_in_at timestamptz,
  ended_at timestamptz
);
create unique index proposal_title on hatchery.proposal (call_number, group_code, title_key)
  where status in ('HANDED_IN', 'HANDED_OVER');
create index proposal_call on hatchery.proposal (call_number, status);
create index proposal_group on hatchery.proposal (group_code);
