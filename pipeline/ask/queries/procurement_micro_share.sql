-- Which share of procurement goes to small and micro enterprises, by division?
-- 各地政府采购授予小微企业的比例是多少？
-- Awarded is what contracts were given (授予, 中标或成交), of all procurement or of the projects reserved for such firms
-- (`of_reserved`); reserved is what was set aside. Kinds of documents, awarded and reserved are never added up. Only
-- documents that print both the total and the part count, of the `in_folder` that there are; `scopes` is what they speak for.
-- $year integer: only this fiscal year
-- $division text: only this division: its code, or the first digits of it
with parts as (
  select t.primary_doc_id, t.entity_name, t.scope_type, t.division_code, t.division_name, t.fiscal_year, t.doc_kind, t.value_yuan as total_yuan,
         m.value_yuan as micro_yuan, if(m.measure = 'procurement.micro', 'awarded', 'reserved') as what,
         m.item_label is not null as of_reserved, t.page as total_page,
         t.locator as total_locator, t.source as total_source, m.page as page, m.locator, m.source
  from v_headline_facts t
  join v_key_facts m on m.primary_doc_id = t.primary_doc_id and m.role = t.role
    and m.measure in ('procurement.micro', 'procurement.reserved_micro') and m.unit_name is null
  where t.measure = 'procurement.total' and t.value_yuan > 0
    and ($year is null or t.fiscal_year = $year) and ($division is null or starts_with(t.division_code, $division))
  qualify row_number() over (
    partition by t.primary_doc_id, what order by m.item_label is not null, m.page, m.char_start
  ) = 1
)
select division_code, division_name, fiscal_year, doc_kind, what, bool_or(of_reserved) as of_reserved, count(*) as documents,
       (select count(*) from v_primary_documents d where d.division_code = parts.division_code
        and d.fiscal_year = parts.fiscal_year and d.doc_kind = parts.doc_kind) as in_folder,
       list_sort(list(distinct scope_type)) as scopes, sum(micro_yuan) as micro_yuan,
       sum(total_yuan) as total_yuan, round(100 * sum(micro_yuan) / sum(total_yuan), 2)::decimal(9, 2) as share_percent,
       list(entity_name order by entity_name) as entities, list(page order by entity_name) as pages,
       list(total_page order by entity_name) as total_pages, list(locator order by entity_name) as locators,
       list(total_locator order by entity_name) as total_locators, list(source order by entity_name) as sources,
       list(total_source order by entity_name) as total_sources
from parts
group by division_code, division_name, fiscal_year, doc_kind, what
order by share_percent, division_code, fiscal_year, doc_kind, what
