-- 复核 of a refusal by formal screening: asked for in writing, answered by the next level
create table hatchery.contest (
  case_number text primary key,
  grounds text not null check (char_length(grounds) between 1 and 2000),
  asked_by text not null,
  asked_at timestamptz not null,
  decision text check (decision in ('uphold', 'overturn')),
  reason text,
  decided_by text,
  decided_at timestamptz,
  check ((decision is null) = (decided_at is null))
);

-- letters 告知书 to the group, readable in the case; the mail only says that there is one
create table hatchery.case_letter (
  case_number text not null,
  number int not null,
  event text not null unique,
  subject text not null,
  text text not null,
  written_at timestamptz not null,
  primary key (case_number, number)
);
