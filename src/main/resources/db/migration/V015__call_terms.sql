-- what the stages after solicitation must know of a call
create table hatchery.call_terms (
  call_number text primary key,
  title text not null,
  areas text not null,
  budget_limit_fen bigint check (budget_limit_fen > 0)
);
