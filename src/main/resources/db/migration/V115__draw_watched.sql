-- soft: a conflict that does not exclude, only beside reviewers without any; null: none
alter table hatchery.draw_candidate add column soft text;

-- who of the supervisors witnessed which draw
create table hatchery.draw_witness (
  case_number text not null,
  draw int not null,
  person text not null,
  at timestamptz not null,
  primary key (case_number, draw, person),
  foreign key (case_number, draw) references hatchery.draw
);

-- recusal 回避 of an expert asked for by the applicant
create table hatchery.recusal (
  number text primary key,
  group_code text not null,
  asked_by text not null,
  opened_at timestamptz not null,
  case_number text,
  expert text,
  facts text,
  asked_at timestamptz,
  decision text check (decision in ('grant', 'refuse', 'drop')),
  reason text,
  decided_by text,
  decided_at timestamptz
);
create index recusal_case on hatchery.recusal (case_number);
