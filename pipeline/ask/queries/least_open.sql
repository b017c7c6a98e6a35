-- Which disclosures show least of what they should?
-- 哪些公开文件内容最不完整？
-- Points of 100; docs/openness.md says what is asked for. Ranked are disclosures of one kind and scope (`ranked` of them)
-- whose files are all there. Last come those of which a whole file may be missing from the folder (`other_file`; `announced`
-- where the document itself says that its tables are elsewhere): they have no rank, `openness_of_asked` is what their
-- files at hand have of what these could have. `missing` names what no file of the disclosure has.
-- $year integer: only this fiscal year
-- $division text: only this division: its code, or the first digits of it
with missing as (
  select d.primary_doc_id as doc_id, o.component || ':' || o.item as what
  from openness o
  join documents d using (doc_id)
  where d.group_role in ('primary', 'part')
  group by d.primary_doc_id, o.component, o.item
  having max(o.score) = 0
)
select if(v.other_file is null, rank() over alike, null) as rank, v.openness, v.entity_name, v.scope_type, v.fiscal_year,
       v.doc_kind, if(v.other_file is null, count(*) over (partition by v.doc_kind, v.scope_type, v.other_file is null), null)
         as ranked,
       v.other_file, v.announced, v.openness_of_asked,
       (select list(m.what order by m.what) from missing m where m.doc_id = v.doc_id) as missing,
       v.tables, v.detail, v.sections, v.three_public, v.reasons, v.performance, v.consistency, v.page, v.source
from v_openness v
join documents d using (doc_id)
where ($year is null or d.fiscal_year = $year) and ($division is null or starts_with(d.division_code, $division))
window alike as (partition by v.doc_kind, v.scope_type, v.other_file is null order by v.openness)
order by v.other_file is not null, v.openness, v.source
