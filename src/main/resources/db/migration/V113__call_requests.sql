-- requests about a call that runs already: withdraw it before it opens, prolong it once, let in one who could not hand in
create table hatchery.call_request (
  case_number text primary key,
  kind text not null check (kind in ('WITHDRAWAL', 'EXTENSION', 'LATE_ENTRY')),
  organisation text not null,
  requested_by text not null,
  requested_at timestamptz not null,
  call_number text references hatchery.call,
  -- the draft that is let in late
  proposal text references hatchery.proposal,
  closes timestamptz,
  reason text not null default '',
  confirmed_at timestamptz
);
-- once for each call; and no draft is let in twice
create unique index call_request_extension on hatchery.call_request (call_number)
  where kind = 'EXTENSION' and confirmed_at is not null;
create unique index call_request_late on hatchery.call_request (proposal)
  where kind = 'LATE_ENTRY' and confirmed_at is not null;

alter table hatchery.call drop constraint call_status_check;
alter table hatchery.call add constraint call_status_check check (status in
  ('DRAFT', 'SUBMITTED', 'APPROVED', 'OPEN', 'UNDECIDED', 'CLOSED', 'UNANSWERED', 'DROPPED', 'WITHDRAWN'));

alter table hatchery.proposal add column times_handed_in int not null default 0;
update hatchery.proposal set times_handed_in = 1 where handed_in_at is not null;
-- until when one who was let in late may hand in; null: until the call closes
alter table hatchery.proposal add column late_until timestamptz;
