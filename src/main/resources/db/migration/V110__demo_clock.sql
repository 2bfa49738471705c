-- How far the clock of the demonstration is ahead of the machine's; one row at most.
create table hatchery.demo_clock (
  one boolean primary key default true check (one),
  ahead_millis bigint not null check (ahead_millis >= 0)
);
