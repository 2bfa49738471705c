-- every version of the plan is kept; the highest one is the draft, or what was last handed in
create table hatchery.incubation_plan (
  case_number text not null references hatchery.project,
  version int not null,
  content jsonb not null,
  state text not null check (state in ('DRAFT', 'HANDED_IN', 'RETURNED', 'APPROVED')),
  opened_at timestamptz not null,
  handed_in_by text,
  handed_in_at timestamptz,
  decided_by text,
  decided_at timestamptz,
  comments text,
  agreement_number text,
  agreement_date date,
  primary key (case_number, version)
);

-- a centre gives an agreement number to one project only
create table hatchery.agreement (
  centre text not null,
  number text not null,
  case_number text not null references hatchery.project,
  primary key (centre, number)
);

create table hatchery.mentor (
  id bigint generated always as identity primary key,
  case_number text not null references hatchery.project,
  person text not null,
  assigned_by text not null,
  assigned_at timestamptz not null,
  reason text,
  -- last asked to act: assigned, or kept after he had not acted
  asked_at timestamptz not null,
  replaced_at timestamptz
);
create unique index mentor_current on hatchery.mentor (case_number) where replaced_at is null;
create index mentor_person on hatchery.mentor (person) where replaced_at is null;

create table hatchery.milestone (
  case_number text not null references hatchery.project,
  seq int not null,
  plan_version int not null,
  title text not null,
  planned_due date not null,
  -- never before planned_due: later where it was opened late, sent back or rectified
  due date not null,
  evidence text not null,
  instalment_fen bigint not null check (instalment_fen >= 0),
  opened_at timestamptz,
  verified_at timestamptz,
  verified_by text,
  primary key (case_number, seq)
);

create table hatchery.milestone_report (
  case_number text not null,
  seq int not null,
  attempt int not null,
  text text,
  documents jsonb not null default '[]',
  state text not null check (state in ('DRAFT', 'HANDED_IN', 'VERIFIED', 'REJECTED')),
  handed_in_by text,
  handed_in_at timestamptz,
  decided_by text,
  decided_at timestamptz,
  opinion text,
  primary key (case_number, seq, attempt),
  foreign key (case_number, seq) references hatchery.milestone
);

create table hatchery.rectification (
  id bigint generated always as identity primary key,
  case_number text not null references hatchery.project,
  cause text not null,
  opened_at timestamptz not null,
  due_at timestamptz not null,
  report text,
  documents jsonb not null default '[]',
  reported_by text,
  reported_at timestamptz,
  decided_by text,
  decided_at timestamptz,
  -- public where it was not cleared
  opinion text,
  cleared_at timestamptz,
  closed_at timestamptz
);
create unique index rectification_open on hatchery.rectification (case_number) where closed_at is null;
create index rectification_case on hatchery.rectification (case_number, id);
