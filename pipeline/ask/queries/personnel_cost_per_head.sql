-- What does one person in post cost?
-- 人均人员经费是多少？
-- Personnel money (人员经费, or 301 工资福利支出 where only that is printed) over persons in post as printed.
-- `rank` is among documents of one kind, year and scope: `ranked` of the `in_folder` that there are print both.
-- $year integer: only this fiscal year
-- $division text: only this division: its code, or the first digits of it
select rank() over (partition by doc_kind, fiscal_year, scope_type order by value_yuan desc) as rank, entity_name,
       scope_type, fiscal_year, doc_kind, count(*) over (partition by doc_kind, fiscal_year, scope_type) as ranked,
       (select count(*) from v_primary_documents d where d.doc_kind = v_derived.doc_kind
        and d.fiscal_year = v_derived.fiscal_year and d.scope_type = v_derived.scope_type) as in_folder,
       value_yuan as yuan_per_head, operands[1].measure as amount_measure,
       operands[1].value_yuan as amount_yuan,
       list_sum([o.value for o in operands if o.role = 'count'])::bigint as heads,
       operands[1].page as amount_page, operands[1].locator as amount_locator, operands[1].source as amount_source,
       [o.page for o in operands if o.role = 'count'] as heads_pages,
       [o.locator for o in operands if o.role = 'count'] as heads_locators,
       [o.source for o in operands if o.role = 'count'] as heads_sources, page, locator, source
from v_derived
where derivation = 'ratio' and measure = 'staff.personnel_cost_per_head'
  and ($year is null or fiscal_year = $year) and ($division is null or starts_with(division_code, $division))
order by value_yuan desc, entity_name, fiscal_year
