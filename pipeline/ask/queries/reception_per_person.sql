-- What does one person received cost?
-- 公务接待人均费用是多少？
-- Money for receptions over the persons received (人次), both as printed.
select entity_name, fiscal_year, doc_kind, value_yuan as yuan_per_person,
       operands[1].value_yuan as reception_yuan, operands[2].value::bigint as persons,
       operands[1].page as amount_page, operands[2].page as persons_page, page, source
from v_derived
where measure = 'three_public.reception_per_person' and value_yuan > 0
order by value_yuan desc, entity_name, fiscal_year
