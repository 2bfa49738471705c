-- emblem, service standard and handbook of a brand are documents of the case; what was typed before becomes a document
create temporary table typed on commit drop as
select gen_random_uuid() as id, a.case_number, a.version, t.field, t.label, t.content,
  coalesce(a.applied_by, 'admin') as by, coalesce(a.applied_at, now()) as at
from hatchery.brand_application a
  join hatchery.project p on p.case_number = a.case_number
  cross join lateral (values
    ('emblem', '品牌标识说明', a.emblem),
    ('service_standard', '服务标准', a.service_standard),
    ('handbook', '工作方法手册', a.handbook)) as t(field, label, content)
where btrim(coalesce(t.content, '')) <> '';

insert into hatchery.document (id, case_number, name, media_type, size_bytes, sha256, content, uploaded_by, uploaded_at)
select id, case_number, label || '（第 ' || version || ' 版申报填写）.txt', 'text/plain', octet_length(convert_to(content, 'UTF8')),
  encode(sha256(convert_to(content, 'UTF8')), 'hex'), convert_to(content, 'UTF8'), by, at
from typed;

alter table hatchery.brand_application drop column emblem, drop column service_standard, drop column handbook;
alter table hatchery.brand_application
  add column emblem text[] not null default '{}',
  add column service_standard text[] not null default '{}',
  add column handbook text[] not null default '{}';

update hatchery.brand_application a set
  emblem = array(select id::text from typed t where t.case_number = a.case_number and t.version = a.version and t.field = 'emblem'),
  service_standard = array(select id::text from typed t where t.case_number = a.case_number and t.version = a.version and t.field = 'service_standard'),
  handbook = array(select id::text from typed t where t.case_number = a.case_number and t.version = a.version and t.field = 'handbook')
-- a draft is ticked anew: a text is no emblem
where a.state <> 'DRAFT';
