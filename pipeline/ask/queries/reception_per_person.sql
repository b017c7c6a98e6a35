-- What does one person received cost?
-- 公务接待人均费用是多少？
-- Money for receptions over the persons received (人次), both as printed.
-- `rank` is among documents of one kind, year and scope: `ranked` of the `in_folder` that there are print both.
-- $year integer: only this fiscal year
-- $division text: only this division: its code, or the first digits of it
select rank() over (partition by doc_kind, fiscal_year, scope_type order by value_yuan desc) as rank, entity_name,
       scope_type, fiscal_year, doc_kind, count(*) over (partition by doc_kind, fiscal_year, scope_type) as ranked,
       (select count(*) from v_primary_documents d where d.doc_kind = v_derived.doc_kind
        and d.fiscal_year = v_derived.fiscal_year and d.scope_type = v_derived.scope_type) as in_folder,
       value_yuan as yuan_per_person,
       operands[1].value_yuan as reception_yuan, operands[2].value::bigint as persons,
       operands[1].page as amount_page, operands[1].locator as amount_locator, operands[1].source as amount_source,
       operands[2].page as persons_page, operands[2].locator as persons_locator, operands[2].source as persons_source,
       page, locator, source
from v_derived
where derivation = 'ratio' and measure = 'three_public.reception_per_person' and value_yuan > 0
  and ($year is null or fiscal_year = $year) and ($division is null or starts_with(division_code, $division))
order by value_yuan desc, entity_name, fiscal_year
