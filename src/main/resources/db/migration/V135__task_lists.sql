-- The lists 任务清单 that the program made in Tasklist: one that an administrator renamed or deleted is not made again
create table hatchery.task_list (
  key text primary key,
  filter text not null
);

-- what somebody did, for the overview of tasks
create index timeline_person on hatchery.timeline (person, happened_at);
