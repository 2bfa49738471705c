-- counted_from: when the days of the notice began; later than opened_at once it was put up anew after a correction
alter table hatchery.notice add column counted_from timestamptz;
update hatchery.notice set counted_from = opened_at;
alter table hatchery.notice alter column counted_from set not null;
-- why it lasts longer than announced at first, for the public page; null: it does not
alter table hatchery.notice add column prolonged text;

-- OBJECTION 异议 of a third party; RECONSIDERATION 复核 asked for by the group itself
alter table hatchery.objection add column kind text not null default 'OBJECTION' check (kind in ('OBJECTION', 'RECONSIDERATION'));
-- DESK: entered by a clerk; WEB: from the public page, recorded_by is empty
alter table hatchery.objection add column channel text not null default 'DESK' check (channel in ('DESK', 'WEB'));
-- organisation code of the volunteer group that is asked for its statement, or that asks
alter table hatchery.objection add column group_code text;
alter table hatchery.objection add column statement text;
alter table hatchery.objection add column statement_draft text;
alter table hatchery.objection add column stated_by text;
alter table hatchery.objection add column stated_at timestamptz;
alter table hatchery.objection drop constraint objection_decision_check;
alter table hatchery.objection add constraint objection_decision_check
  check (decision in ('dismissed', 'cancelled', 'redecide', 'uncooperative', 'upheld', 'dropped', 'lapsed'));

create table hatchery.notice_correction (
  number text primary key,
  owner text not null,
  written_by text not null,
  opened_at timestamptz not null,
  notice text references hatchery.notice,
  case_number text,
  -- what is to stand instead; null: stays as it is
  title text,
  group_name text,
  amount_fen bigint,
  reviewers text,
  reason text,
  comment text,
  -- the item as it stood before, once it was put up anew
  old_title text,
  old_group_name text,
  old_amount_fen bigint,
  old_reviewers text,
  applied_at timestamptz
);
create index notice_correction_notice on hatchery.notice_correction (notice);

-- When the public pages last answered, and the times in which they did not
create table hatchery.page_beat (
  one boolean primary key default true check (one),
  at timestamptz not null
);
create table hatchery.page_outage (
  id bigint generated always as identity primary key,
  began_at timestamptz not null,
  ended_at timestamptz not null
);
create index page_outage_ended on hatchery.page_outage (ended_at);
