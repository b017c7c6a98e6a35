-- Which departments cut 三公 spending most from year to year?
-- 哪些部门的“三公”经费同比压减最多？
-- A final account is compared with the final figure of the year before, a budget with the budget of the year before:
-- as the document prints it, as its printed change implies it, or as the document of that year prints it (`basis`).
-- Not compared are years in which a document speaks for another part of the department, or the body was reorganised
-- (v_panel says why). `rank` is among documents of one kind, year and scope: `ranked` of the `in_folder` that there are
-- have both figures. `flags` are those of v_panel.
-- $year integer: only this fiscal year
-- $division text: only this division: its code, or the first digits of it
with figures as (
  select *
  from v_panel
  where measure = 'three_public.total' and scope not in ('gov_fund', 'state_capital')
    and role = if(doc_kind = 'budget', 'initial_budget', 'final') and why_not_comparable is null
    and ($year is null or fiscal_year = $year) and ($division is null or starts_with(division_code, $division))
  qualify row_number() over (
    partition by entity_id, fiscal_year, role
    order by source_kind = 'derived', source_kind <> 'table', previous_basis = 'implied by the printed change', scope
  ) = 1
), changes as (
  select entity_name, division_name, scope_type, fiscal_year, doc_kind, value_yuan, previous_value_yuan as previous_yuan,
         change_yuan,
         round(100 * change_yuan / nullif(previous_value_yuan, 0), 2)::decimal(12, 2) as change_percent,
         previous_basis as basis, flags, page, locator, source, previous_page, previous_locator, previous_source
  from figures
)
select rank() over (partition by doc_kind, fiscal_year, scope_type order by change_yuan) as rank, *,
       count(*) over (partition by doc_kind, fiscal_year, scope_type) as ranked,
       (select count(*) from v_primary_documents d where d.doc_kind = changes.doc_kind
        and d.fiscal_year = changes.fiscal_year and d.scope_type = changes.scope_type
        and ($division is null or starts_with(d.division_code, $division))) as in_folder
from changes
order by change_yuan, entity_name, fiscal_year
