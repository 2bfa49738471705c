-- asked for by stages that do not know who rectifies: a brand needs a project without open rectification
alter table hatchery.project add column rectifying boolean not null default false;
