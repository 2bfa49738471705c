create extension if not exists pg_trgm with schema hatchery;

-- every version of an application is kept; the highest one is the draft, or what was last handed in
create table hatchery.brand_application (
  case_number text not null references hatchery.project,
  version int not null,
  state text not null check (state in ('DRAFT', 'HANDED_IN', 'RECOMMENDED', 'RETURNED', 'GRANTED', 'REFUSED', 'DECLINED',
    'LAPSED', 'CANCELLED')),
  brand_name text,
  emblem text,
  service_standard text,
  handbook text,
  applied_by text,
  applied_at timestamptz,
  requirements text,
  recommended_by text,
  recommended_at timestamptz,
  recommendation text,
  decided_by text,
  decided_at timestamptz,
  opinion text,
  -- the group was told that nothing came of it; a later cycle applies anew
  closed boolean not null default false,
  primary key (case_number, version)
);

-- names that are applied for or borne, as compared: one in the city
create table hatchery.brand_name (
  name_key text primary key,
  name text not null,
  case_number text not null unique references hatchery.project
);
create index brand_name_near on hatchery.brand_name using gin (name_key hatchery.gin_trgm_ops);

create table hatchery.brand (
  case_number text primary key references hatchery.project,
  name text not null,
  certificate_number text not null unique,
  code text not null unique check (length(code) = 12),
  group_code text not null,
  awarded_at timestamptz not null,
  certificate uuid not null references hatchery.document,
  state text not null check (state in ('ACTIVE', 'REVOKED', 'ENDED')),
  -- year of operation that runs, 1 or more
  year int not null,
  stars int check (stars between 3 and 5),
  -- the next renewal is decided by a person whatever the signals
  watched boolean not null default false,
  -- of the draw at the end of the running year; fixed when it begins, told when it is drawn
  draw_seed bigint not null,
  ended_at timestamptz,
  end_reason text
);

create table hatchery.quarter_report (
  case_number text not null references hatchery.brand,
  seq int not null,
  year int not null,
  starts_on date not null,
  ends_on date not null,
  due_at timestamptz not null,
  activities int check (activities >= 0),
  hours int check (hours >= 0),
  served int check (served >= 0),
  summary text,
  end_wish boolean not null default false,
  filed_by text,
  filed_at timestamptz,
  overdue boolean not null default false,
  -- this overdue report brought about a rectification: counting begins anew behind it
  rectified boolean not null default false,
  primary key (case_number, seq)
);

create table hatchery.brand_rating (
  id bigint generated always as identity primary key,
  case_number text not null references hatchery.brand,
  year int not null,
  score int not null check (score between 0 and 100),
  given_at timestamptz not null
);
create index brand_rating_case on hatchery.brand_rating (case_number, year);

create table hatchery.brand_complaint (
  id bigint generated always as identity primary key,
  case_number text not null references hatchery.brand,
  year int not null,
  facts text not null check (facts <> ''),
  received_at timestamptz not null
);
create index brand_complaint_case on hatchery.brand_complaint (case_number, year);

create table hatchery.renewal (
  case_number text not null references hatchery.brand,
  year int not null,
  filed int not null,
  overdue int not null,
  activities int not null,
  hours int not null,
  served int not null,
  ratings int not null,
  rating numeric(5, 2) not null,
  complaints int not null,
  rectifications int not null,
  watched boolean not null,
  wish boolean not null,
  seed bigint not null,
  drawn double precision not null,
  signals text[] not null,
  proposed_stars int not null,
  rule text not null,
  decision text check (decision in ('RULE', 'KEEP', 'WATCH', 'REVOKE', 'END')),
  stars int check (stars between 3 and 5),
  reason text,
  -- null: by rule
  decided_by text,
  decided_at timestamptz,
  primary key (case_number, year)
);
