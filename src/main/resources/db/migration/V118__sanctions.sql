-- register of sanctions against groups and social organisations, as the city imports it
create table hatchery.sanction (
  organisation text not null references hatchery.organisation (code),
  kind text not null check (kind in ('ABNORMAL', 'DISHONEST', 'GRAVE')),
  basis text not null check (char_length(basis) between 1 and 500),
  -- first and last day, both included, in Asia/Shanghai; no last day: still in force
  since date not null,
  until date,
  primary key (organisation, kind, since),
  check (until is null or until >= since)
);

-- how fresh the register is: without a row nobody ever filled it, and silence of the register says nothing
create table hatchery.sanction_import (
  imported_on date primary key
);

-- what the findings come to by the table, and why a clerk took up what the table would not; screened before: not known
alter table hatchery.screening add column by_table text check (by_table in ('accept', 'check', 'correct', 'refuse'));
alter table hatchery.screening add column departing text;
