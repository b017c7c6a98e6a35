-- What does one person in post cost?
-- 人均人员经费是多少？
-- Personnel money (人员经费, or 301 工资福利支出 where only that is printed) over persons in post as printed.
select entity_name, fiscal_year, doc_kind, value_yuan as yuan_per_head, operands[1].measure as amount_measure,
       operands[1].value_yuan as amount_yuan,
       list_sum([o.value for o in operands if o.role = 'count'])::bigint as heads,
       operands[1].page as amount_page, [o.page for o in operands if o.role = 'count'] as heads_pages, page, source
from v_derived
where measure = 'staff.personnel_cost_per_head'
order by value_yuan desc, entity_name, fiscal_year
