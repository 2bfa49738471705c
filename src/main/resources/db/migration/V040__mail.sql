-- Outbox: one row is one piece of news for one recipient, written in the transaction that made the news.
-- The sender puts the rows of one recipient that wait together into one letter.
create table hatchery.mail (
  id bigint generated always as identity primary key,
  event text not null,
  -- id of a person, or a mail address of somebody without an account
  recipient text not null,
  -- null where the recipient is only an address; the person's address is asked for when the mail is sent
  person text,
  subject text not null,
  body text not null,
  -- open task the news is about; news of a task that is gone is not sent any more
  task text,
  created_at timestamptz not null,
  not_before timestamptz not null,
  -- number of the mail it went out with; set at the first claim, so that a repeated attempt is the same mail
  letter bigint,
  attempts int not null default 0,
  claimed_at timestamptz,
  claimed_by text,
  sent_at timestamptz,
  failed_at timestamptz,
  dropped_at timestamptz,
  error text,
  unique (event, recipient)
);
create index mail_waiting on hatchery.mail (recipient, id)
  where sent_at is null and failed_at is null and dropped_at is null;
create index mail_letter on hatchery.mail (letter);
create index mail_recipient on hatchery.mail (recipient, sent_at);
create index mail_sent on hatchery.mail (sent_at);
create sequence hatchery.letter;

-- Which task was reminded of, so that each reminder is sent once, also where there was nobody to send it to.
create table hatchery.reminder (
  task text not null,
  kind text not null check (kind in ('reminder', 'overdue')),
  at timestamptz not null,
  primary key (task, kind)
);
