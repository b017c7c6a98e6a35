-- Who spent more than its budget?
-- 哪些部门超预算支出？
-- Final figures of spending beyond the budget by more than rounding, of whole bodies. `budget_basis` is what the account is held
-- against: the budget of the whole year (full_year_budget), else the initial one that it prints, else the one of the
-- body's own budget document (published_budget). More than an initial budget is often what was added during the year;
-- more than that of the whole year is not. Left out are bodies whose two figures are not of the same thing, and those
-- whose own printed rate says otherwise (v_budget_execution says why). Last come those with nothing budgeted
-- (`nothing_budgeted` in `flags`: often a body that was founded in the year). `rank` is by the share, within one year,
-- measure, basis and scope.
-- $year integer: only this fiscal year
-- $division text: only this division: its code, or the first digits of it
-- $measure text: only this measure: three_public.total, three_public.reception (receptions), gpb.expenditure
with spent as (
  select *
  from v_budget_execution
  where why_not_comparable is null and function_code is null and gap_yuan > rounding_yuan
    and not list_contains(flags, 'rate_differs') and not list_contains(flags, 'derived')
    and ($year is null or fiscal_year = $year) and ($division is null or starts_with(division_code, $division))
    and ($measure is null or measure = $measure)
    and (measure like '%expenditure%' and measure not like '%income%'
         or measure like 'three\_public.%' escape '\' and not regexp_matches(measure, '_unit_|_per_')
         or measure in ('gpb.personnel', 'gpb.public', 'agency_operating', 'procurement.total', 'procurement.goods',
                        'procurement.works', 'procurement.services', 'gov_service_purchase'))
)
select rank() over alike as rank, entity_name, division_name, scope_type, fiscal_year, measure, scope, budget,
       final, gap_yuan, execution_rate, budget_basis, flags, pages.final as page, locators.final as locator, sources.final as source,
       pages.budget as budget_page, locators.budget as budget_locator, sources.budget as budget_source,
       doc_ids.final as doc_id, fact_ids.final as fact_id, doc_ids.budget as budget_doc_id,
       fact_ids.budget as budget_fact_id
from spent
window alike as (
  partition by fiscal_year, measure, scope, budget_basis, scope_type order by execution_rate desc nulls last, gap_yuan desc
)
order by execution_rate is null, list_position(['full_year_budget', 'initial_budget', 'published_budget'], budget_basis),
         measure, fiscal_year desc, rank, entity_name
