-- Does this year's document agree with what last year's printed?
-- 今年文件所述上年数与上年文件一致吗？
-- Every figure for the year before that this year's document prints, or implies by a printed change, beside the figure
-- in the document of that year; those that differ come first. `agrees` allows for the rounding of both printings.
-- $year integer: only this fiscal year
-- $division text: only this division: its code, or the first digits of it
with figures as (
  select f.* exclude (division_code), d.division_code, d.division_name, d.doc_kind, d.scope_type, d.entity_name, d.primary_doc_id, page_link(d.source_url, d.source_uri, f.page, f.locator) as source,
         coalesce(power(10, -f.decimals) * abs(f.value_yuan / nullif(f.value, 0)) / 2, 0) as slack
  from key_facts f join v_documents d using (doc_id)
  where d.group_role in ('primary', 'part') and f.duplicate_of is null and f.part_of is null and f.value_yuan is not null and f.item_label is null
    and f.unit_name is null and f.economic_code is null and f.function_code is null
), now as (
  select * from figures where role in ('prior_final', 'prior_budget') and value_year = fiscal_year - 1
    and ($year is null or fiscal_year = $year) and ($division is null or starts_with(division_code, $division))
), before as (
  select * from figures
  where role in ('final', 'initial_budget') and value_year = fiscal_year and source_kind <> 'derived'
)
select n.entity_name, n.division_name, n.scope_type, n.fiscal_year, n.doc_kind, n.measure, n.value_yuan as prior_as_printed_now_yuan,
       if(n.source_kind = 'derived', 'implied by the printed change', 'printed') as basis,
       b.value_yuan as printed_then_yuan, b.value_state as state_then, n.value_yuan - b.value_yuan as difference_yuan,
       abs(n.value_yuan - b.value_yuan) <= if(n.source_kind = 'derived', 200, 0) + n.slack + b.slack as agrees,
       n.page, n.locator, n.source, b.page as page_then, b.locator as locator_then, b.source as source_then
from now n
join before b on b.entity_id = n.entity_id and b.fiscal_year = n.fiscal_year - 1 and b.doc_kind = n.doc_kind
  and b.measure = n.measure and b.scope is not distinct from n.scope
  and b.role = case n.role when 'prior_final' then 'final' else 'initial_budget' end
qualify row_number() over (
  partition by n.primary_doc_id, n.measure, n.scope
  order by n.source_kind = 'derived', n.doc_id, n.page, n.char_start, b.doc_id, b.page, b.char_start
) = 1
order by agrees, abs(n.value_yuan - b.value_yuan) desc, n.entity_name, n.fiscal_year, n.measure
