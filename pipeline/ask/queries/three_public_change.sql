-- Which departments cut 三公 spending most from year to year?
-- 哪些部门的“三公”经费同比压减最多？
-- A final account is compared with the final figure of the year before, a budget with the budget of the year before:
-- as the document prints it, as its printed change implies it, or as the document of that year prints it (`basis`).
-- `rank` is among documents of one kind, year and scope: `ranked` of the `in_folder` that there are have both figures.
with figures as (
  select f.*, d.doc_kind, d.scope_type, d.entity_name, d.primary_doc_id, d.is_primary,
         page_link(d.source_url, d.source_uri, f.page) as source
  from key_facts f join documents d using (doc_id)
  where d.group_role in ('primary', 'part') and f.measure = 'three_public.total' and f.item_label is null and f.unit_name is null
    and f.duplicate_of is null and f.part_of is null and f.value_yuan is not null
    and f.scope is distinct from 'gov_fund' and f.scope is distinct from 'state_capital'
), current as (
  select * from figures
  where source_kind <> 'derived' and value_year = fiscal_year
    and role = case doc_kind when 'budget' then 'initial_budget' else 'final' end
), earlier as (
  select primary_doc_id, value_yuan, page, source, if(source_kind = 'derived', 1, 0) as rank,
         case when source_kind = 'derived' then 'implied by the printed change' else 'printed beside it' end as basis
  from figures
  where value_year = fiscal_year - 1
    and role = case doc_kind when 'budget' then 'prior_budget' else 'prior_final' end
  union all
  select c.primary_doc_id, p.value_yuan, p.page, p.source, 2, 'document of the year before'
  from current c join current p on p.entity_id = c.entity_id and p.doc_kind = c.doc_kind
    and p.fiscal_year = c.fiscal_year - 1
), changes as (
select c.entity_name, c.scope_type, c.fiscal_year, c.doc_kind, c.value_yuan, e.value_yuan as previous_yuan,
       c.value_yuan - e.value_yuan as change_yuan,
       round(100 * (c.value_yuan - e.value_yuan) / nullif(e.value_yuan, 0), 2)::decimal(12, 2) as change_percent,
       e.basis, c.page, c.source, e.page as previous_page, e.source as previous_source
from current c join earlier e using (primary_doc_id)
qualify row_number() over (
  partition by primary_doc_id order by e.rank, c.is_primary desc, c.source_kind <> 'table', c.page, e.page
) = 1
)
select rank() over (partition by doc_kind, fiscal_year, scope_type order by change_yuan) as rank, *,
       count(*) over (partition by doc_kind, fiscal_year, scope_type) as ranked,
       (select count(*) from v_primary_documents d where d.doc_kind = changes.doc_kind
        and d.fiscal_year = changes.fiscal_year and d.scope_type = changes.scope_type) as in_folder
from changes
order by change_yuan, entity_name, fiscal_year
