-- Which documents print numbers that contradict each other?
-- 哪些文件的数字自相矛盾？
-- Failed checks (findings) and figures that are printed twice and differ by more than rounding (disagreements), by
-- document. A pair counts once, however often it is printed, and as a finding where a check has seen it.
-- $year integer: only this fiscal year
-- $division text: only this division: its code, or the first digits of it
with checked as (
  select doc_id, unnest(list_distinct(lhs_ids || rhs_ids)) as fact_id from checks where result = 'fail'
), found as (
  select doc_id, 'finding' as kind, severity, code as what, min(page) as page, min(locator) as locator
  from findings where category in ('arithmetic', 'contradiction')
  group by doc_id, severity, code, printed, computed
  union all
  select doc_id, 'disagreement', 'warning', measure, min(page), min(locator)
  from v_disagreements v
  where not exists (select 1 from checked c where c.doc_id = v.doc_id and c.fact_id = v.fact_id)
  group by doc_id, measure, role, value_year, function_code, economic_code, value_yuan, best_value_yuan
)
select d.entity_name, d.scope_type, d.fiscal_year, d.doc_kind, count(*) as total,
       count(*) filter (severity = 'error') as errors,
       count(*) filter (kind = 'finding') as findings, count(*) filter (kind = 'disagreement') as disagreements,
       list_sort(list_distinct(list(what))) as about, list_sort(list_distinct(list(f.page))) as pages,
       min(f.page) as page, min(f.locator) as locator,
       page_link(d.source_url, d.source_uri, min(f.page), min(f.locator)) as source
from found f join documents d using (doc_id)
where ($year is null or d.fiscal_year = $year) and ($division is null or starts_with(d.division_code, $division))
group by d.doc_id, d.entity_name, d.scope_type, d.fiscal_year, d.doc_kind, d.source_url, d.source_uri
order by total desc, d.entity_name, d.fiscal_year
