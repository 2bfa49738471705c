-- when a project came into a stage and left it: the figures of administration tell how long stages take
create table hatchery.stage_stay (
  id bigint generated always as identity primary key,
  case_number text not null references hatchery.project,
  stage text not null,
  entered_at timestamptz not null,
  left_at timestamptz,
  check (left_at >= entered_at)
);
create unique index stage_stay_now on hatchery.stage_stay (case_number) where left_at is null;
create index stage_stay_took on hatchery.stage_stay (stage) where left_at is not null;

-- of earlier projects only the first stage is known from beginning to end
insert into hatchery.stage_stay (case_number, stage, entered_at, left_at)
select case_number, 'EVALUATION', opened_at,
  case when stage = 'EVALUATION' then null else greatest(opened_at, coalesce(admitted_at, ended_at)) end
from hatchery.project
where stage = 'EVALUATION' or admitted_at is not null or ended_at is not null;
