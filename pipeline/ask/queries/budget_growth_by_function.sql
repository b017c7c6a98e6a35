-- How much did spending grow over the budget, by functional class?
-- 各功能分类支出超出年初预算多少？
-- Final accounts: final over initial budget. Budgets: this year's budget over last year's. Only documents that print
-- both figures of a class (or imply one by a printed change). `scopes` says what these documents speak for, `in_folder`
-- how many documents of that year and kind there are. `page`, `locator` and `source` are those of the largest figure, all others stand
-- in `rows_behind`.
-- $year integer: only this fiscal year
with amounts as (
  select d.primary_doc_id, f.doc_id, d.doc_kind, f.fiscal_year, f.function_code, f.measure, f.role, f.value_yuan, f.page,
         f.locator, f.char_start,
         d.entity_name, d.scope_type, page_link(d.source_url, d.source_uri, f.page, f.locator) as source
  from key_facts f join documents d using (doc_id)
  where d.group_role in ('primary', 'part') and length(f.function_code) = 3 and f.economic_code is null and f.unit_name is null
    and f.duplicate_of is null and f.part_of is null and f.value_yuan is not null
    and ($year is null or f.fiscal_year = $year)
    and f.measure in ('gpb.expenditure', 'fiscal.expenditure', 'expenditure.total')
), pairs as (
  select primary_doc_id, n.doc_id, n.doc_kind, n.fiscal_year, n.function_code, n.measure, n.value_yuan as now_yuan,
         b.value_yuan as before_yuan, n.entity_name, n.scope_type, n.page, n.locator, n.source, b.page as before_page, b.locator as before_locator,
         b.source as before_source
  from amounts n join amounts b using (primary_doc_id, function_code, measure)
  where (n.role, b.role) in (('final', 'initial_budget'), ('initial_budget', 'prior_budget'))
    and n.role = case n.doc_kind when 'budget' then 'initial_budget' else 'final' end
  qualify row_number() over (
    partition by primary_doc_id, function_code
    order by case measure when 'gpb.expenditure' then 0 when 'fiscal.expenditure' then 1 else 2 end,
             n.doc_id, n.page, n.char_start, b.doc_id, b.page, b.char_start
  ) = 1
)
select function_code, doc_kind, fiscal_year, count(*) as documents,
       (select count(*) from v_primary_documents d where d.doc_kind = pairs.doc_kind and d.fiscal_year = pairs.fiscal_year)
         as in_folder,
       list_sort(list(distinct scope_type)) as scopes, sum(now_yuan) as now_yuan,
       sum(before_yuan) as before_yuan,
       round(100 * (sum(now_yuan) / nullif(sum(before_yuan), 0) - 1), 2)::decimal(14, 2) as growth_percent,
       list({entity: entity_name, measure: measure, now: now_yuan, before: before_yuan, page: page, locator: locator,
             source: source, before_page: before_page, before_locator: before_locator,
             before_source: before_source} order by entity_name, doc_id) as rows_behind,
       arg_max_null(page, (now_yuan, source)) as page, arg_max_null(locator, (now_yuan, source)) as locator,
       arg_max(source, (now_yuan, source)) as source
from pairs
group by function_code, doc_kind, fiscal_year
order by growth_percent desc nulls last, function_code, fiscal_year
