-- where the evaluation of a project stands: round 2 after a revision, ready once its conclusion is signed and waits for the
-- common notice, notice once that is up
create table hatchery.evaluation (
  case_number text primary key,
  round int not null default 1,
  ready boolean not null default false,
  notice text
);

-- one row a call: whoever opens its notice holds it, so that two who conclude at once open one notice
create table hatchery.announcement (
  call_number text primary key
);

create table hatchery.screening (
  case_number text not null,
  number int not null,
  findings jsonb not null,
  rule text not null,
  decision text not null check (decision in ('accept', 'correct', 'refuse', 'exhausted')),
  reason text,
  decided_by text not null,
  decided_at timestamptz not null,
  primary key (case_number, number)
);

-- correction 补正 asked by screening, revision 修改完善 asked by the conclusion
create table hatchery.rework (
  case_number text not null,
  kind text not null check (kind in ('correction', 'revision')),
  number int not null,
  asked text not null,
  asked_at timestamptz not null,
  due_at timestamptz not null,
  draft jsonb,
  handed_in_at timestamptz,
  primary key (case_number, kind, number)
);

-- a draw can be repeated by anyone from seed and pool
create table hatchery.draw (
  case_number text not null,
  number int not null,
  seed text not null,
  wanted int not null,
  rule text not null,
  drawn_at timestamptz not null,
  primary key (case_number, number)
);

-- excluded: why the expert does not stand in this draw; place: order of the draw from 1
create table hatchery.draw_candidate (
  case_number text not null,
  draw int not null,
  person text not null,
  pool text not null,
  open_reviews int not null,
  excluded text,
  place int,
  primary key (case_number, draw, person),
  foreign key (case_number, draw) references hatchery.draw,
  check ((excluded is null) = (place is not null))
);

create table hatchery.pool_addition (
  case_number text not null,
  person text not null,
  added_by text not null,
  added_at timestamptz not null,
  primary key (case_number, person)
);

create table hatchery.reviewer (
  case_number text not null,
  round int not null,
  seat int not null,
  person text not null,
  status text not null check (status in ('OPEN', 'DONE', 'CONFLICT', 'OVERDUE')),
  assigned_at timestamptz not null,
  due_at timestamptz not null,
  closed_at timestamptz,
  note text,
  recommendation text check (recommendation in ('admit', 'revise', 'reject')),
  draft jsonb,
  primary key (case_number, round, person)
);
create unique index reviewer_seat on hatchery.reviewer (case_number, round, seat) where status in ('OPEN', 'DONE');
create index reviewer_load on hatchery.reviewer (person) where status = 'OPEN';

create table hatchery.review_score (
  case_number text not null,
  round int not null,
  person text not null,
  place int not null,
  criterion text not null,
  label text not null,
  weight int not null check (weight > 0),
  points numeric(6, 1) not null check (points >= 0 and points <= weight),
  comment text,
  primary key (case_number, round, person, criterion),
  foreign key (case_number, round, person) references hatchery.reviewer
);

create table hatchery.review_result (
  case_number text not null,
  round int not null,
  reviewers int not null,
  counted int not null,
  total numeric(6, 2) not null,
  spread numeric(6, 2) not null,
  weakest numeric(6, 2) not null,
  criteria jsonb not null,
  rule text not null,
  agreed numeric(6, 2),
  agreed_by text,
  agreed_reason text,
  primary key (case_number, round)
);

-- rule outcome and human outcome side by side
create table hatchery.admission_conclusion (
  case_number text not null,
  number int not null,
  round int not null,
  by_table text not null check (by_table in ('admit', 'revise', 'reject')),
  table_reason text not null,
  rule text not null,
  signed text check (signed in ('admit', 'revise', 'reject')),
  reason text,
  signed_by text,
  signed_at timestamptz,
  primary key (case_number, number)
);
