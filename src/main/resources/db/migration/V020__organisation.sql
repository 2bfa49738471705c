-- People and the tree they stand in (DOMAIN.md, People). Ended role holdings stay: former members count for conflicts.

create table hatchery.organisation (
  code text primary key check (code ~ '^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$'),
  name text not null check (char_length(name) between 1 and 120),
  -- of a centre, volunteer group or social organisation: the level of the party organisation it is entered under
  level text not null check (level in ('CITY', 'STREET', 'COMMUNITY', 'GRID', 'BUILDING')),
  kind text not null check (kind in ('PARTY', 'CENTRE', 'GROUP', 'SOCIAL')),
  parent text references hatchery.organisation (code),
  registration text not null check (registration in ('REGISTERED', 'FILED', 'NONE')),
  founded date,
  check (parent is not null or (kind = 'PARTY' and level = 'CITY'))
);
create index on hatchery.organisation (parent);

create table hatchery.person (
  id text primary key check (id ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,58}$'),
  name text not null check (char_length(name) between 1 and 60),
  phone text,
  email text
);

create table hatchery.holding (
  person text not null references hatchery.person (id),
  organisation text not null references hatchery.organisation (code),
  role text not null
    check (role in ('CLERK', 'SIGNER', 'EXPERT', 'MENTOR', 'LEADER', 'MEMBER', 'SUPERVISOR', 'ADMIN')),
  -- first and last day, both included, in Asia/Shanghai; no last day: still held
  since date not null,
  until date,
  -- fields an expert knows; codes of project.Area
  areas text[] not null default '{}',
  primary key (person, organisation, role, since),
  check (until is null or until >= since)
);
create index on hatchery.holding (organisation, role);

create table hatchery.deputy (
  id bigint generated always as identity primary key,
  person text not null references hatchery.person (id),
  deputy text not null references hatchery.person (id),
  role text not null,
  organisation text not null references hatchery.organisation (code),
  -- first and last day, both included, in Asia/Shanghai
  since date not null,
  until date not null,
  unique (person, deputy, role, organisation, since),
  check (person <> deputy),
  check (until >= since)
);
create index on hatchery.deputy (deputy);

create table hatchery.tie (
  person text not null references hatchery.person (id),
  organisation text not null references hatchery.organisation (code),
  reason text not null check (char_length(reason) between 1 and 500),
  declared date not null,
  primary key (person, organisation)
);
