-- What the engine's tables lack, measured in docs/performance.md. Run at each start; a program that may not do it says so.
create index if not exists hatchery_task_parent on act_ru_task (parent_task_id_);
-- whose rights: the user's own or his groups'; the engine has an index for the second alone, and so reads the rights of all tasks
create index if not exists hatchery_authorization_user on act_ru_authorization (user_id_);
create index if not exists hatchery_job_due on act_ru_job (duedate_);
-- the planner takes a condition on the bits of a number for nearly always false, and then joins by nested loops
create statistics if not exists hatchery_authorization_read on (perms_ & 2) from act_ru_authorization;
create statistics if not exists hatchery_authorization_read_instance on (perms_ & 64) from act_ru_authorization;
