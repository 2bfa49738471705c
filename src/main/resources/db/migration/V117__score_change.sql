-- a reviewer changes a score that is handed in, while others are still at it
create table hatchery.score_change (
  number text primary key,
  person text not null,
  owner text not null,
  opened_at timestamptz not null
);

-- what stood before a change
create table hatchery.review_score_before (
  case_number text not null,
  round int not null,
  person text not null,
  changed_at timestamptz not null,
  scores jsonb not null,
  recommendation text,
  primary key (case_number, round, person, changed_at)
);
