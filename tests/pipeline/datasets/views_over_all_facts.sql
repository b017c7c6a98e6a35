-- The views as they were when they read all facts: what the views over key_facts must give too.

create or replace view all_best_facts as
select f.*, d.entity_name, d.division_name, d.doc_kind, d.scope_type, d.primary_doc_id,
       page_link(null, d.source_uri, f.page, f.locator) as source
from facts f
join v_documents d using (doc_id)
where d.group_role in ('primary', 'part')
  and f.duplicate_of is null and f.part_of is null
  and coalesce(f.derivation, 'sum_of_rows') not in ('implied_prior', 'implied_initial_budget', 'ratio')
  and f.value_state <> 'template_residue'
qualify f.doc_id = first_value(f.doc_id) over (
  partition by d.primary_doc_id, f.measure, f.role, f.value_year, f.function_code, f.economic_code, f.item_label,
               f.unit_name
  order by coalesce(f.derivation, 'sum_of_rows') <> 'sum_of_rows', d.is_primary desc, f.doc_id
);

create or replace view all_derived as
select f.doc_id, f.entity_id, d.entity_name, f.fiscal_year, f.province, f.division_code, d.division_name,
       d.doc_kind, d.scope_type, f.measure, f.role, f.value_year, f.scope, f.function_code, f.economic_code, f.item_label, f.value_yuan, f.value, f.derivation,
       (select list({measure: o.measure, role: o.role, economic_code: o.economic_code, raw: o.raw, value: o.value, value_yuan: o.value_yuan,
                     page: o.page, locator: o.locator, source: page_link(d.source_url, d.source_uri, o.page, o.locator), fact_id: o.fact_id} order by list_position(f.derived_from, o.fact_id))
        from facts o where o.doc_id = f.doc_id and list_contains(f.derived_from, o.fact_id)) as operands,
       f.page, f.locator, page_link(null, d.source_uri, f.page, f.locator) as source, f.fact_id, d.primary_doc_id
from facts f
join v_documents d using (doc_id)
where d.group_role in ('primary', 'part') and f.source_kind = 'derived' and f.derivation <> 'sum_of_rows'
  and (d.primary_doc_id, f.measure, f.role, f.value_year, coalesce(f.function_code, ''),
       coalesce(f.economic_code, ''), coalesce(f.item_label, ''), coalesce(f.unit_name, '')) not in (
    select (primary_doc_id, measure, role, value_year, coalesce(function_code, ''), coalesce(economic_code, ''),
            coalesce(item_label, ''), coalesce(unit_name, ''))
    from all_best_facts where value_year is not null and coalesce(derivation, 'sum_of_rows') = 'sum_of_rows');

create or replace view all_disagreements as
select a.doc_id, a.entity_id, d.entity_name, a.fiscal_year, a.province, d.doc_kind, a.measure, a.role,
       a.value_year, a.function_code, a.economic_code, a.item_label,
       b.raw as best_raw, b.value_yuan as best_value_yuan, b.source_kind as best_source_kind, b.page as best_page, b.locator as best_locator,
       page_link(d.source_url, d.source_uri, b.page, b.locator) as best_source,
       a.raw, a.value_yuan, a.value_yuan - b.value_yuan as difference_yuan, a.source_kind, a.page, a.locator,
       page_link(null, d.source_uri, a.page, a.locator) as source, a.fact_id, b.fact_id as best_fact_id
from facts a
join facts b on b.doc_id = a.doc_id and b.fact_id = a.duplicate_of
join documents d on d.doc_id = a.doc_id
where a.duplicate_kind = 'inconsistent';

create or replace view all_headline_facts as
select *
from all_best_facts
where function_code is null and economic_code is null and item_label is null and unit_name is null
  and value is not null
  and role in (case doc_kind when 'budget' then 'initial_budget' else 'final' end, 'count')
qualify row_number() over (
  partition by primary_doc_id, measure, role
  order by value_year is distinct from fiscal_year, scope in ('gov_fund', 'state_capital'),
           source_kind = 'derived', case source_kind when 'table' then 0 when 'form' then 1 else 2 end,
           confidence desc, page, char_start, fact_id
) = 1;

create or replace view all_three_public as
with figures as (
  select *
  from all_best_facts
  where measure like 'three_public.%' and value_yuan is not null and item_label is null and unit_name is null
  qualify row_number() over (
    partition by primary_doc_id, entity_id, fiscal_year, province, doc_kind, value_year, role, measure
    order by scope in ('gov_fund', 'state_capital'), function_code is not null, economic_code is not null,
             source_kind = 'derived', case source_kind when 'table' then 0 when 'form' then 1 else 2 end,
             value_yuan desc, confidence desc, page, char_start, fact_id
  ) = 1
)
select f.primary_doc_id as doc_id, f.entity_id, any_value(f.entity_name) as entity_name, f.fiscal_year, f.province,
       any_value(f.division_code) as division_code, any_value(f.division_name) as division_name, f.doc_kind,
       any_value(f.scope_type) as scope_type, value_year, role,
       max(value_yuan) filter (measure = 'three_public.total') as total,
       max(value_yuan) filter (measure = 'three_public.abroad') as abroad,
       max(value_yuan) filter (measure = 'three_public.vehicle') as vehicle,
       max(value_yuan) filter (measure = 'three_public.vehicle_purchase') as vehicle_purchase,
       max(value_yuan) filter (measure = 'three_public.vehicle_operation') as vehicle_operation,
       max(value_yuan) filter (measure = 'three_public.reception') as reception,
       three_public_figures(map_from_entries(list((measure, page)))) as pages,
       three_public_figures(map_from_entries(list((measure, locator)))) as locators,
       three_public_figures(map_from_entries(list((measure, source)))) as sources,
       three_public_figures(map_from_entries(list((measure, fact_id)))) as fact_ids,
       any_value(if(d.page_count > 0, 1, null)) as page, any_value(page_link(d.source_url, d.source_uri, null)) as source
from figures f
join documents d on d.doc_id = f.primary_doc_id
group by f.primary_doc_id, f.entity_id, f.fiscal_year, f.province, f.doc_kind, value_year, role;
