-- A reminder belongs to the due date it was sent for: a task whose due date is moved is reminded of anew.
-- The type is that of the engine's column, which it is compared with.
alter table hatchery.reminder drop constraint reminder_pkey;
alter table hatchery.reminder add column due timestamp;
create unique index reminder_once on hatchery.reminder (task, kind, coalesce(due, '-infinity'));
