-- where a project stands on its way through the review: waits for a round, is in one, or is through
create table hatchery.participation (
  case_number text primary key,
  state text not null check (state in ('waiting', 'invited', 'enrolled', 'released', 'announced', 'concluded')),
  round text,
  deferrals int not null default 0,
  since timestamptz not null
);
create index participation_state on hatchery.participation (state);

create table hatchery.review_round (
  number text primary key,
  owner text not null,
  started_by text not null,
  title text,
  starts_on date,
  ends_on date,
  areas text[] not null default '{}',
  state text not null check (state in ('draft', 'enrolling', 'visiting', 'ranking', 'announced', 'stopped')),
  enrol_until timestamptz,
  seed bigint,
  whole_city boolean not null default false,
  reason text,
  draft jsonb,
  notice text,
  started_at timestamptz not null
);

-- a project in a round: its visit, its marks, what the table said, what the jury said
create table hatchery.review_entry (
  round text not null references hatchery.review_round,
  case_number text not null,
  area text not null,
  state text not null check (state in ('invited', 'enrolled', 'deferred', 'released')),
  reason text,
  venue text check (length(venue) <= 100),
  visit_day date,
  visit_time text,
  reputation numeric(5, 2),
  standing numeric(5, 2),
  replicability numeric(5, 2),
  total numeric(5, 2),
  place int,
  suggested text,
  rule text,
  result text check (result in ('excellent', 'pass', 'fail')),
  result_reason text,
  decided_by text,
  voided boolean not null default false,
  primary key (round, case_number)
);
create index review_entry_case on hatchery.review_entry (case_number);

-- one observer's visit to one project
create table hatchery.review_visit (
  id bigint generated always as identity primary key,
  round text not null,
  case_number text not null,
  observer text not null,
  state text not null check (state in ('assigned', 'scored', 'missing')),
  marks jsonb,
  remark text,
  scored_at timestamptz,
  unique (round, case_number, observer),
  foreign key (round, case_number) references hatchery.review_entry
);
create index review_visit_observer on hatchery.review_visit (observer);

-- one resident, one rating; without name
create table hatchery.resident_rating (
  id bigint generated always as identity primary key,
  round text not null,
  case_number text not null,
  stars int not null check (stars between 1 and 5),
  rated_at timestamptz not null,
  foreign key (round, case_number) references hatchery.review_entry
);
create index resident_rating_entry on hatchery.resident_rating (round, case_number);
