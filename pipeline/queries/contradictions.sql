-- Which documents print numbers that contradict each other?
-- 哪些文件的数字自相矛盾？
-- Failed checks (findings) and figures that are printed twice and differ by more than rounding, by document.
with found as (
  select doc_id, 'finding' as kind, severity, code as what, page from findings
  where category in ('arithmetic', 'contradiction')
  union all
  select doc_id, 'disagreement', 'warning', measure, page from v_disagreements
)
select d.entity_name, d.fiscal_year, d.doc_kind, count(*) as total,
       count(*) filter (severity = 'error') as errors,
       count(*) filter (kind = 'finding') as findings, count(*) filter (kind = 'disagreement') as disagreements,
       list_sort(list_distinct(list(what))) as about, list_sort(list_distinct(list(f.page))) as pages,
       min(f.page) as page, d.source_uri || coalesce('#page=' || min(f.page), '') as source
from found f join documents d using (doc_id)
group by d.doc_id, d.entity_name, d.fiscal_year, d.doc_kind, d.source_uri
order by total desc, d.entity_name, d.fiscal_year
