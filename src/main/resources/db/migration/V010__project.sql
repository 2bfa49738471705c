create table hatchery.number_sequence (
  kind text not null,
  organisation text not null,
  year int not null,
  last int not null,
  primary key (kind, organisation, year)
);

create table hatchery.project (
  case_number text primary key,
  number text unique,
  title text not null check (title <> '' and length(title) <= 120),
  group_code text not null,
  community text not null,
  street text not null,
  centre text not null,
  owner text not null,
  call_number text not null,
  parent_number text,
  area text not null,
  lane text not null,
  stage text not null,
  result text,
  cycle int not null default 1,
  below_pass int not null default 0,
  opened_at timestamptz not null,
  admitted_at timestamptz,
  ended_at timestamptz,
  end_reason text
);
create index project_call on hatchery.project (call_number);
create index project_stage on hatchery.project (stage);
create index project_group on hatchery.project (group_code);

-- every version of what the group proposed is kept
create table hatchery.dossier (
  case_number text not null references hatchery.project,
  version int not null,
  content jsonb not null,
  written_by text not null,
  written_at timestamptz not null,
  primary key (case_number, version)
);

-- who, in which role, for which organisation, as whose deputy, when, what was decided and why
create table hatchery.timeline (
  id bigint generated always as identity primary key,
  case_number text not null,
  happened_at timestamptz not null,
  activity text not null,
  activity_name text not null,
  person text,
  person_name text,
  role text,
  organisation text,
  organisation_name text,
  acting_for text,
  acting_for_name text,
  outcome text not null,
  said text not null,
  reason text not null,
  rule text not null
);
create index timeline_case on hatchery.timeline (case_number, id);
create index timeline_doer on hatchery.timeline (case_number, activity, person);

create table hatchery.document (
  id uuid primary key,
  case_number text not null,
  name text not null check (name <> '' and length(name) <= 200),
  media_type text not null,
  size_bytes bigint not null check (size_bytes > 0 and size_bytes <= 20971520),
  sha256 text not null check (length(sha256) = 64),
  content bytea not null,
  uploaded_by text not null,
  uploaded_at timestamptz not null
);
create index document_case on hatchery.document (case_number, uploaded_at);

create table hatchery.exit_request (
  case_number text primary key,
  kind text not null check (kind in ('withdrawal', 'termination')),
  requested_by text not null,
  project_case text,
  reason text,
  requested_at timestamptz not null
);
