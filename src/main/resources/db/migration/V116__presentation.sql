-- whether the call holds a presentation 路演
alter table hatchery.call_terms add column presentation boolean not null default false;

-- the order of presentations in a call is drawn once, from this seed
create table hatchery.presentation_draw (
  call_number text primary key,
  seed text not null,
  drawn_at timestamptz not null
);

-- outcome: present; absent without cause: that part is 0; null while it is still to be held
create table hatchery.presentation (
  case_number text primary key,
  held_at timestamptz,
  place text,
  -- how often it was put off with cause
  postponed int not null default 0,
  outcome text check (outcome in ('present', 'absent')),
  note text,
  marked_by text,
  scores_due timestamptz
);

create table hatchery.presentation_score (
  case_number text not null references hatchery.presentation,
  person text not null,
  seat int not null,
  points numeric(4, 1) not null,
  comment text,
  handed_in_at timestamptz not null,
  primary key (case_number, person)
);

-- of the total: what the papers came to, and the presentation; null where none was held
alter table hatchery.review_result add column papers numeric(5, 2);
alter table hatchery.review_result add column presentation numeric(5, 2);
