-- the public notice of a call's conclusions names both phones
alter table hatchery.call_terms add column enquiry_phone text not null default '';
alter table hatchery.call_terms add column supervision_phone text not null default '';
