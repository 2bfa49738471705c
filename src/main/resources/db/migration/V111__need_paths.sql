alter table hatchery.need drop constraint need_status_check;
alter table hatchery.need add constraint need_status_check check (status in
  ('DRAFT', 'RECORDED', 'OPEN', 'OUT_OF_SCOPE', 'LINKED', 'ANSWERED', 'SOLVED', 'UNSOLVED', 'CLOSED', 'DROPPED'));
-- the open need of which this one is a duplicate; null: none
alter table hatchery.need add column linked_to text references hatchery.need;
-- how often one organisation handed it to another
alter table hatchery.need add column bounces int not null default 0;
-- the next level has ruled whose it is: not handed on any more
alter table hatchery.need add column ruled boolean not null default false;
-- how often the person who asked said that it is not solved
alter table hatchery.need add column reopened int not null default 0;
-- one-time code of the question whether it is solved; null: not asked, or answered
alter table hatchery.need add column solved_code text unique;
alter table hatchery.need add column solved text check (solved in ('yes', 'no', 'none'));
alter table hatchery.need add column solved_note text not null default '';
create index need_linked on hatchery.need (linked_to);

-- a case in which a linked need is parted again
create table hatchery.need_unlinking (
  number text primary key,
  owner text not null,
  opened_at timestamptz not null
);
