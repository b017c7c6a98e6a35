-- Which disclosures show least of what they should?
-- 哪些公开文件内容最不完整？
-- Points of 100; docs/openness.md says what is asked for. `missing` names what neither file of the disclosure has.
with missing as (
  select d.primary_doc_id as doc_id, o.component || ':' || o.item as what
  from openness o
  join documents d using (doc_id)
  where d.group_role in ('primary', 'part')
  group by d.primary_doc_id, o.component, o.item
  having max(o.score) = 0
)
select v.openness, v.entity_name, v.fiscal_year, v.doc_kind,
       (select list(m.what order by m.what) from missing m where m.doc_id = v.doc_id) as missing,
       v.tables, v.detail, v.sections, v.three_public, v.reasons, v.performance, v.consistency, v.page, v.source
from v_openness v
order by v.openness, v.source;
