-- Many tasks claimed or put back at once: seen first, then confirmed once, then done row by row
create table hatchery.task_batch (
  id uuid primary key,
  person text not null,
  action text not null check (action in ('claim', 'release')),
  state text not null check (state in ('preview', 'running', 'done', 'broken')),
  made_at timestamptz not null,
  confirmed_at timestamptz,
  ended_at timestamptz,
  -- by the clock of the database, not ours: a node that died stops writing it
  beat_at timestamptz not null
);
create index task_batch_person on hatchery.task_batch (person, made_at);

create table hatchery.task_batch_row (
  batch uuid not null references hatchery.task_batch on delete cascade,
  place int not null,
  task text not null,
  name text not null,
  number text not null,
  title text not null,
  state text not null check (state in ('ready', 'cannot', 'done', 'refused')),
  reason text not null,
  primary key (batch, place)
);
