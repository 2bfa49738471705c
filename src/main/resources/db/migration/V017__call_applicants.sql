-- who may apply (empty: all), and how many proposals were handed in: their conclusions are announced together
alter table hatchery.call_terms add column registrations text not null default '';
alter table hatchery.call_terms add column proposals int not null default 0;
