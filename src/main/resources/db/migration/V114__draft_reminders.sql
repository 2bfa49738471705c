-- reminders of drafts that are not handed in yet: once for each step and closing
create table hatchery.draft_reminder (
  case_number text not null references hatchery.proposal,
  step text not null,
  closes timestamptz not null,
  at timestamptz not null,
  primary key (case_number, step, closes)
);
create index proposal_title_near on hatchery.proposal using gin (title_key hatchery.gin_trgm_ops);
