-- What users ask most, over the datasets. Every figure has the page where it stands, or its locator where no page is
-- printed, and a link that opens it, in the file in which it stands; a row that is of a whole document has page 1 (null
-- where it has no pages) and a link to the document.
-- Windows are parted by entity, year, province and kind too, which all documents of one disclosure share: a question
-- for one of these then reads its rows only.

-- What stands behind # in the link of a place without a page: the cells of a workbook, as Excel and LibreOffice have them
-- (附表2!C12), those of a CSV file as RFC 7111 has them; nothing where no program opens such a place.
create or replace macro place_fragment(locator) as
  '#' || nullif(regexp_extract(locator, '^(?:xlsx|xls|csv):(.+)$', 1, 's'), '');

-- The link that opens a document at a page, or at cells of a workbook: every link of the views, the named questions and
-- the exports is made here. It leads to where the document is published, as far as that is known, else to where the run
-- found it; an archive and an address with a fragment of its own have no place.
create or replace macro link_at(source_url, source_uri, fragment) as
  case when source_url is null then source_uri || coalesce(fragment, '')
       when contains(source_url, '#') or regexp_matches(lower(source_url), '[.](zip|rar|7z|tar|gz|tgz|bz2|xz)$') then source_url
       else source_url || coalesce(fragment, '') end;
create or replace macro page_link
  (source_url, source_uri, page) as link_at(source_url, source_uri, '#page=' || page),
  (source_url, source_uri, page, locator) as
    link_at(source_url, source_uri, coalesce('#page=' || page, place_fragment(locator)));

-- Every document with the name of its division, as it was called in the year, and the link that opens it.
create or replace view v_documents as
select d.*, v.full_name as division_name, if(d.page_count > 0, 1, null) as page, page_link(d.source_url, d.source_uri, null) as source
from documents d
asof left join divisions v on v.code = d.division_code and v.valid_from <= coalesce(d.fiscal_year, 9999);

-- One document for each entity, year and kind: a rollup before its parts, the newest publication first; none for a
-- unit that its department's rollup counts in.
create or replace view v_primary_documents as
select *
from v_documents
where is_primary;

-- Every figure of the primary documents once: the best printing. Where only its parts are printed, their sum
-- (`derivation` = sum_of_rows), and headline figures that follow from printed items (sum_of_classes, remainder,
-- sum_of_items, other_words; operands in v_derived). Where a disclosure is published in parts (tables and explanation
-- in two files), what the primary lacks comes from the other part: `doc_id` is where it stands, `primary_doc_id` what
-- it belongs to. No implied values of other years: these are in v_derived.
create or replace view v_best_facts as
select f.*, d.entity_name, d.division_name, d.doc_kind, d.scope_type, d.primary_doc_id,
       page_link(d.source_url, d.source_uri, f.page, f.locator) as source
from facts f
join v_documents d using (doc_id)
where d.group_role in ('primary', 'part')
  and f.duplicate_of is null and f.part_of is null
  and coalesce(f.derivation, 'sum_of_rows') not in ('implied_prior', 'implied_initial_budget', 'ratio')
  and f.value_state <> 'template_residue'
qualify f.doc_id = first_value(f.doc_id) over (
  partition by d.primary_doc_id, f.entity_id, f.fiscal_year, f.province, d.doc_kind,
               f.measure, f.role, f.value_year, f.function_code, f.economic_code, f.item_label, f.unit_name
  order by coalesce(f.derivation, 'sum_of_rows') <> 'sum_of_rows', d.is_primary desc, f.doc_id
);

-- Whether a figure stands in key_facts: of the whole body or a functional class, not of an item or a single unit
-- (pipeline/rows/key_facts.py says the same).
create or replace macro is_key_figure(measure, function_code, economic_code, item_label, unit_name) as
  unit_name is null
  and (measure in ('procurement.micro', 'procurement.reserved_micro')
       or item_label is null and measure like 'three_public.%'
       or economic_code is null and if(function_code is null, item_label is null, length(function_code) = 3));

-- Of v_best_facts the figures of the whole body and of its functional classes (3 digits), from the small dataset
-- key_facts: ask here where all documents are asked for these.
create or replace view v_key_facts as
select f.* replace (d.entity_id as entity_id), d.entity_name, d.division_name, d.doc_kind, d.scope_type, d.primary_doc_id,
       page_link(d.source_url, d.source_uri, f.page, f.locator) as source
from key_facts f
join v_documents d using (doc_id)
where d.group_role in ('primary', 'part')
  and f.duplicate_of is null and f.part_of is null
  and coalesce(f.derivation, 'sum_of_rows') not in ('implied_prior', 'implied_initial_budget', 'ratio')
  and f.value_state <> 'template_residue'
  and is_key_figure(f.measure, f.function_code, f.economic_code, f.item_label, f.unit_name)
qualify f.doc_id = first_value(f.doc_id) over (
  partition by d.primary_doc_id, d.entity_id, f.fiscal_year, f.province, d.doc_kind,
               f.measure, f.role, f.value_year, f.function_code, f.economic_code, f.item_label, f.unit_name
  order by coalesce(f.derivation, 'sum_of_rows') <> 'sum_of_rows', d.is_primary desc, f.doc_id
);

-- What documents do not print and their figures imply: prior years, initial budgets, costs per head, headline figures
-- of which only items are printed. `operands` are the printed figures with their pages. Nothing that the other part of the disclosure prints.
create or replace view v_derived as
with figures as (
  select f.*, d.entity_name, d.division_name, d.doc_kind, d.scope_type, d.primary_doc_id, d.source_url, d.source_uri,
         f.source_kind = 'derived' and coalesce(f.derivation, 'sum_of_rows') <> 'sum_of_rows' as is_derived
  from key_facts f
  join v_documents d using (doc_id)
  where d.group_role in ('primary', 'part') and is_key_figure(f.measure, f.function_code, f.economic_code, f.item_label, f.unit_name)
    and (f.source_kind = 'derived' and f.derivation <> 'sum_of_rows'
         or f.duplicate_of is null and f.part_of is null and coalesce(f.derivation, 'sum_of_rows') = 'sum_of_rows'
            and f.value_state <> 'template_residue')
  union all
  select f.*, d.entity_name, d.division_name, d.doc_kind, d.scope_type, d.primary_doc_id, d.source_url, d.source_uri,
         f.source_kind = 'derived' and coalesce(f.derivation, 'sum_of_rows') <> 'sum_of_rows' as is_derived
  from facts f
  join v_documents d using (doc_id)
  where d.group_role in ('primary', 'part') and not is_key_figure(f.measure, f.function_code, f.economic_code, f.item_label, f.unit_name)
    and f.derivation is distinct from 'ratio'
    and (f.source_kind = 'derived' and f.derivation <> 'sum_of_rows'
         or f.duplicate_of is null and f.part_of is null and coalesce(f.derivation, 'sum_of_rows') = 'sum_of_rows'
            and f.value_state <> 'template_residue')
), derived as (
  select * from figures
  qualify is_derived and (value_year is null or not bool_or(not is_derived) over (
    partition by primary_doc_id, entity_id, fiscal_year, province, doc_kind, measure, role, value_year,
                 coalesce(function_code, ''), coalesce(economic_code, ''), coalesce(item_label, ''),
                 coalesce(unit_name, '')
  ))
)
select f.doc_id, f.entity_id, f.entity_name, f.fiscal_year, f.province, f.division_code, f.division_name,
       f.doc_kind, f.scope_type, f.measure, f.role, f.value_year, f.scope, f.function_code, f.economic_code, f.item_label, f.value_yuan, f.value, f.derivation,
       (select list({measure: o.measure, role: o.role, economic_code: o.economic_code, raw: o.raw, value: o.value,
                     value_yuan: o.value_yuan, page: o.page, locator: o.locator, source: page_link(f.source_url, f.source_uri, o.page, o.locator), fact_id: o.fact_id}
                    order by list_position(f.derived_from, o.fact_id))
        from key_facts o where o.doc_id = f.doc_id and list_contains(f.derived_from, o.fact_id)) as operands,
       f.page, f.locator, page_link(f.source_url, f.source_uri, f.page, f.locator) as source, f.fact_id, f.primary_doc_id
from derived f;

-- Figures that a document prints twice and differently: what it says of one thing in two places.
create or replace view v_disagreements as
select a.doc_id, a.entity_id, d.entity_name, a.fiscal_year, a.province, d.doc_kind, a.measure, a.role,
       a.value_year, a.function_code, a.economic_code, a.item_label,
       b.raw as best_raw, b.value_yuan as best_value_yuan, b.source_kind as best_source_kind, b.page as best_page, b.locator as best_locator,
       page_link(d.source_url, d.source_uri, b.page, b.locator) as best_source,
       a.raw, a.value_yuan, a.value_yuan - b.value_yuan as difference_yuan, a.source_kind, a.page, a.locator,
       page_link(d.source_url, d.source_uri, a.page, a.locator) as source, a.fact_id, b.fact_id as best_fact_id
from key_facts a
join key_facts b on b.doc_id = a.doc_id and b.fact_id = a.duplicate_of
join documents d on d.doc_id = a.doc_id
where a.duplicate_kind = 'inconsistent';

-- The headline figures of each document one by one: what v_headline has side by side, each with its page, how sure its
-- reading is (`confidence`), and whether it is printed or derived (`source_kind`, `derivation`; operands in v_derived).
create or replace view v_headline_facts as
select *
from v_key_facts
where function_code is null and economic_code is null and item_label is null and unit_name is null
  and value is not null
  and role in (case doc_kind when 'budget' then 'initial_budget' else 'final' end, 'count')
qualify row_number() over (
  partition by primary_doc_id, entity_id, fiscal_year, province, doc_kind, measure, role
  order by value_year is distinct from fiscal_year, scope in ('gov_fund', 'state_capital'),
           source_kind = 'derived', case source_kind when 'table' then 0 when 'form' then 1 else 2 end,
           confidence desc, page, char_start, fact_id
) = 1;

-- A field for each figure of v_headline, of a map by measures; counts are called by their measure and a +.
create or replace macro headline_figures(of) as {
  income_expenditure_total: of['income_expenditure_total'], income_total: of['income.total'],
  income_fiscal: of['income.fiscal'], income_gpb: of['income.gpb'], income_gov_fund: of['income.gov_fund'],
  income_state_capital: of['income.state_capital'], income_superior_subsidy: of['income.superior_subsidy'],
  income_undertaking: of['income.undertaking'], income_business: of['income.business'],
  income_affiliate_remittance: of['income.affiliate_remittance'], income_other: of['income.other'],
  expenditure_total: of['expenditure.total'], expenditure_basic: of['expenditure.basic'],
  expenditure_project: of['expenditure.project'], expenditure_to_superior: of['expenditure.to_superior'],
  expenditure_business: of['expenditure.business'],
  expenditure_affiliate_subsidy: of['expenditure.affiliate_subsidy'], balance_opening: of['balance.opening'],
  balance_closing: of['balance.closing'], fiscal_income_expenditure_total: of['fiscal.income_expenditure_total'],
  fiscal_expenditure: of['fiscal.expenditure'], gpb_expenditure: of['gpb.expenditure'],
  gpb_basic_expenditure: of['gpb.basic_expenditure'], gpb_project_expenditure: of['gpb.project_expenditure'],
  gpb_personnel: of['gpb.personnel'], gpb_public: of['gpb.public'],
  gov_fund_expenditure: of['gov_fund.expenditure'], state_capital_expenditure: of['state_capital.expenditure'],
  three_public_total: of['three_public.total'], three_public_abroad: of['three_public.abroad'],
  three_public_vehicle: of['three_public.vehicle'],
  three_public_vehicle_purchase: of['three_public.vehicle_purchase'],
  three_public_vehicle_operation: of['three_public.vehicle_operation'],
  three_public_reception: of['three_public.reception'], agency_operating: of['agency_operating'],
  procurement_total: of['procurement.total'], procurement_goods: of['procurement.goods'],
  procurement_works: of['procurement.works'], procurement_services: of['procurement.services'],
  procurement_sme: of['procurement.sme'], gov_service_purchase: of['gov_service_purchase'],
  three_public_reception_persons: of['three_public.reception_persons+'],
  three_public_vehicle_stock: of['three_public.vehicle_stock+'], assets_vehicles: of['assets.vehicles+'],
  staff_actual: of['staff.actual+'], staff_retired: of['staff.retired+']
};

-- One row for each entity and year: final figures of final accounts, initial figures of budgets.
-- Amounts are yuan. `pages`, `locators`, `sources` and `fact_ids` have a field for each figure: where it stands (a page, or a
-- locator where no page is printed) and the link that opens it, in the file that prints it (`select three_public_total, sources.three_public_total`); `page` and
-- `source` are those of the document. v_headline_facts has confidence and more of each figure. `derived` names the columns that are not printed and follow from printed items, `least_confidence` is that of
-- the figure whose reading is least sure. Departments with their units, own offices and single units (`scope_type`) are
-- not the same kind of body: rank one kind.
create or replace view v_headline as
select f.primary_doc_id as doc_id, f.entity_id, any_value(f.entity_name) as entity_name, f.fiscal_year, f.province,
       any_value(f.division_code) as division_code, any_value(f.division_name) as division_name, f.doc_kind,
       any_value(f.scope_type) as scope_type,
       max(value_yuan) filter (measure = 'income_expenditure_total') as income_expenditure_total,
       max(value_yuan) filter (measure = 'income.total') as income_total,
       max(value_yuan) filter (measure = 'income.fiscal') as income_fiscal,
       max(value_yuan) filter (measure = 'income.gpb') as income_gpb,
       max(value_yuan) filter (measure = 'income.gov_fund') as income_gov_fund,
       max(value_yuan) filter (measure = 'income.state_capital') as income_state_capital,
       max(value_yuan) filter (measure = 'income.superior_subsidy') as income_superior_subsidy,
       max(value_yuan) filter (measure = 'income.undertaking') as income_undertaking,
       max(value_yuan) filter (measure = 'income.business') as income_business,
       max(value_yuan) filter (measure = 'income.affiliate_remittance') as income_affiliate_remittance,
       max(value_yuan) filter (measure = 'income.other') as income_other,
       max(value_yuan) filter (measure = 'expenditure.total') as expenditure_total,
       max(value_yuan) filter (measure = 'expenditure.basic') as expenditure_basic,
       max(value_yuan) filter (measure = 'expenditure.project') as expenditure_project,
       max(value_yuan) filter (measure = 'expenditure.to_superior') as expenditure_to_superior,
       max(value_yuan) filter (measure = 'expenditure.business') as expenditure_business,
       max(value_yuan) filter (measure = 'expenditure.affiliate_subsidy') as expenditure_affiliate_subsidy,
       max(value_yuan) filter (measure = 'balance.opening') as balance_opening,
       max(value_yuan) filter (measure = 'balance.closing') as balance_closing,
       max(value_yuan) filter (measure = 'fiscal.income_expenditure_total') as fiscal_income_expenditure_total,
       max(value_yuan) filter (measure = 'fiscal.expenditure') as fiscal_expenditure,
       max(value_yuan) filter (measure = 'gpb.expenditure') as gpb_expenditure,
       max(value_yuan) filter (measure = 'gpb.basic_expenditure') as gpb_basic_expenditure,
       max(value_yuan) filter (measure = 'gpb.project_expenditure') as gpb_project_expenditure,
       max(value_yuan) filter (measure = 'gpb.personnel') as gpb_personnel,
       max(value_yuan) filter (measure = 'gpb.public') as gpb_public,
       max(value_yuan) filter (measure = 'gov_fund.expenditure') as gov_fund_expenditure,
       max(value_yuan) filter (measure = 'state_capital.expenditure') as state_capital_expenditure,
       max(value_yuan) filter (measure = 'three_public.total') as three_public_total,
       max(value_yuan) filter (measure = 'three_public.abroad') as three_public_abroad,
       max(value_yuan) filter (measure = 'three_public.vehicle') as three_public_vehicle,
       max(value_yuan) filter (measure = 'three_public.vehicle_purchase') as three_public_vehicle_purchase,
       max(value_yuan) filter (measure = 'three_public.vehicle_operation') as three_public_vehicle_operation,
       max(value_yuan) filter (measure = 'three_public.reception') as three_public_reception,
       max(value_yuan) filter (measure = 'agency_operating') as agency_operating,
       max(value_yuan) filter (measure = 'procurement.total') as procurement_total,
       max(value_yuan) filter (measure = 'procurement.goods') as procurement_goods,
       max(value_yuan) filter (measure = 'procurement.works') as procurement_works,
       max(value_yuan) filter (measure = 'procurement.services') as procurement_services,
       max(value_yuan) filter (measure = 'procurement.sme') as procurement_sme,
       max(value_yuan) filter (measure = 'gov_service_purchase') as gov_service_purchase,
       max(value) filter (measure = 'three_public.reception_persons' and role = 'count') as three_public_reception_persons,
       max(value) filter (measure = 'three_public.vehicle_stock' and role = 'count') as three_public_vehicle_stock,
       max(value) filter (measure = 'assets.vehicles' and role = 'count') as assets_vehicles,
       max(value) filter (measure = 'staff.actual' and role = 'count') as staff_actual,
       max(value) filter (measure = 'staff.retired' and role = 'count') as staff_retired,
       coalesce(list(replace(measure, '.', '_') order by measure) filter (source_kind = 'derived'), []) as derived,
       min(confidence) as least_confidence,
       headline_figures(map_from_entries(list((if(role = 'count', measure || '+', measure), page)))) as pages,
       headline_figures(map_from_entries(list((if(role = 'count', measure || '+', measure), locator)))) as locators,
       headline_figures(map_from_entries(list((if(role = 'count', measure || '+', measure), source)))) as sources,
       headline_figures(map_from_entries(list((if(role = 'count', measure || '+', measure), fact_id)))) as fact_ids,
       any_value(if(d.page_count > 0, 1, null)) as page, any_value(page_link(d.source_url, d.source_uri, null)) as source
from v_headline_facts f
join documents d on d.doc_id = f.primary_doc_id
group by f.primary_doc_id, f.entity_id, f.fiscal_year, f.province, f.doc_kind;

-- A field for each figure of v_three_public, of a map by measures.
create or replace macro three_public_figures(of) as {
  total: of['three_public.total'], abroad: of['three_public.abroad'], vehicle: of['three_public.vehicle'], vehicle_purchase: of['three_public.vehicle_purchase'],
  vehicle_operation: of['three_public.vehicle_operation'], reception: of['three_public.reception']
};

-- Spending on travel abroad, vehicles and receptions, by role: budget beside final. `pages`, `locators`, `sources` and
-- `fact_ids` have a field for each figure: where it stands (a locator where no page is printed) and the link that opens it, in the file that prints it; `page` and
-- `source` are those of the document. Where funds are told apart, the figures are not those of the government fund or of
-- state capital alone, if there are others.
create or replace view v_three_public as
with figures as (
  select *
  from v_key_facts
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

-- Spending by functional classification (3, 5 or 7 digits: never add different lengths). `source_kind` is
-- derived where only the rows are printed that add up to it.
create or replace view v_function_spend as
select doc_id, entity_id, entity_name, fiscal_year, province, division_code, division_name, doc_kind, scope_type,
       function_code,
       (select arg_max(c.name, (c.printed_in, c.name)) from codes c where c.code = function_code
        and fiscal_year between coalesce(c.valid_from, 0) and coalesce(c.valid_to, 9999)) as code_name,
       length(function_code) as code_length, item_label, measure, scope, role, value_year, value_yuan,
       source_kind, page, locator, source, fact_id
from v_best_facts
where function_code is not null and economic_code is null and unit_name is null and value_yuan is not null;

-- Spending by economic classification (3 or 5 digits: never add different lengths).
create or replace view v_economic_spend as
select doc_id, entity_id, entity_name, fiscal_year, province, division_code, division_name, doc_kind, scope_type,
       economic_code,
       (select arg_max(c.name, (c.printed_in, c.name)) from codes c where c.code = economic_code
        and fiscal_year between coalesce(c.valid_from, 0) and coalesce(c.valid_to, 9999)) as code_name,
       length(economic_code) as code_length, item_label, measure, scope, role, value_year, value_yuan,
       source_kind, page, locator, source, fact_id
from v_best_facts
where economic_code is not null and function_code is null and unit_name is null and value_yuan is not null;

-- One row for each self-evaluation form: its money, its marks, and how many indicators lost marks.
create or replace view v_self_evaluation as
select p.project_id, p.doc_id, d.entity_id, d.entity_name, d.fiscal_year, d.province, d.scope_type, p.form_kind,
       coalesce(p.name_norm, p.name_raw) as project_name, p.competent_department, p.implementing_unit,
       f.full_year_budget, f.executed, f.execution_rate, p.total_weight, p.total_score,
       coalesce(i.indicators, 0) as indicators, coalesce(i.below_full_marks, 0) as below_full_marks,
       p.page, p.locator, page_link(d.source_url, d.source_uri, p.page, p.locator) as source
from projects p
join documents d using (doc_id)
left join (select * from project_funds where fund_type = 'total') f using (project_id)
left join (
  select project_id, count(*) as indicators, count(*) filter (score < weight) as below_full_marks
  from indicators group by project_id
) i using (project_id)
where p.form_kind like '%self_eval';

-- What documents get wrong, with the document and the page.
create or replace view v_findings as
select n.finding_id, n.doc_id, d.entity_id, d.entity_name, d.fiscal_year, d.province, d.doc_kind, d.scope_type,
       d.title, n.code, n.category, n.severity, n.message_zh, n.message_en, n.printed, n.computed, n.gap_yuan,
       n.gap_share, n.confidence,
       n.page, n.locator, page_link(d.source_url, d.source_uri, n.page, n.locator) as source, n.raw, n.evidence, n.check_id
from findings n
join documents d using (doc_id);

-- How open each disclosure is, from 0 to 100, and its parts (docs/openness.md). A disclosure published in two files
-- has the better of both for every item. `other_file`: what every disclosure has and no file of the folder shows at all
-- (tables, or the explanation): it may stand in a second file that was not in the folder, and `announced` says that the
-- document itself lists or attaches its tables. `asked` are the points that the files at hand could earn,
-- `openness_of_asked` is the share of these, in percent.
create or replace view v_openness as
with best as (
  select d.primary_doc_id as doc_id, o.component, o.item, max(o.score) as score, max(o.points) as points
  from openness o
  join documents d using (doc_id)
  where d.group_role in ('primary', 'part')
  group by all
),
parts as (
  select doc_id, component, sum(score * points) as got, sum(points) as points
  from best
  group by all
),
found as (
  select doc_id,
         case when sum(got) filter (component = 'tables') = 0 then 'tables'
              when sum(got) filter (component = 'sections') = 0 then 'explanation' end as other_file
  from parts
  group by doc_id
)
select d.doc_id, d.entity_id, d.entity_name, d.fiscal_year, d.province, d.doc_kind, d.scope_type, d.title,
       round(sum(p.got), 1) as openness,
       round(sum(p.got) filter (p.component = 'tables'), 1) as tables,
       round(sum(p.got) filter (p.component = 'detail'), 1) as detail,
       round(sum(p.got) filter (p.component = 'sections'), 1) as sections,
       round(sum(p.got) filter (p.component = 'three_public'), 1) as three_public,
       round(sum(p.got) filter (p.component = 'reasons'), 1) as reasons,
       round(sum(p.got) filter (p.component = 'performance'), 1) as performance,
       round(sum(p.got) filter (p.component = 'consistency'), 1) as consistency,
       f.other_file,
       f.other_file is not null and (
         exists (select 1 from best b where b.doc_id = d.doc_id and b.item = 'attached_elsewhere')
         or exists (select 1 from findings n join documents o on o.doc_id = n.doc_id
                    where o.primary_doc_id = d.doc_id and o.group_role in ('primary', 'part')
                      and n.code = 'MISSING_TABLES' and n.severity = 'info')) as announced,
       round(sum(p.points) filter (coalesce((p.component, f.other_file) not in (
         ('tables', 'tables'), ('detail', 'tables'), ('sections', 'explanation'), ('reasons', 'explanation')), true)), 0)
         as asked,
       round(100 * sum(p.got) / nullif(sum(p.points) filter (coalesce((p.component, f.other_file) not in (
         ('tables', 'tables'), ('detail', 'tables'), ('sections', 'explanation'), ('reasons', 'explanation')), true)), 0),
         1) as openness_of_asked,
       if(d.page_count > 0, 1, null) as page, page_link(d.source_url, d.source_uri, null) as source
from parts p
join found f using (doc_id)
join documents d using (doc_id)
group by all;

-- How much of what should be there is in the folder: for each division, year, kind of disclosure and `level`, how many
-- bodies have a document (`bodies`), of how many that the folder knows (`bodies_known`), and the names and ids of the others.
-- Known are the bodies that any document of the division is published by, in any year, and the units that these list;
-- what no document names is not counted. `documents` are those that sums and rankings use.
create or replace view v_coverage as
with levels as (
  select *, case scope_type when 'single_unit' then 'unit' when 'unknown' then 'unknown' else 'department' end as level
  from v_documents
  where doc_kind in ('budget', 'final_account') and group_role is not null and entity_id is not null
    and fiscal_year is not null
), publishers as (
  select distinct division_code, province, level, entity_id from levels
), bodies as (
  select * from publishers
  union
  select distinct l.division_code, l.province, 'unit', u.entity_id
  from units_listed u
  join levels l using (doc_id)
  where u.entity_id is not null and not coalesce(u.is_own, false)
    and u.entity_id not in (select entity_id from publishers)
), asked as (
  select distinct division_code, division_name, province, fiscal_year, doc_kind from levels
), published as (
  select division_code, fiscal_year, doc_kind, level, entity_id, count(*) filter (is_primary) as documents
  from levels
  group by all
)
select a.province, a.division_code, any_value(a.division_name) as division_name, a.fiscal_year, a.doc_kind, b.level,
       coalesce(sum(p.documents), 0)::bigint as documents, count(p.entity_id) as bodies,
       count(*) as bodies_known,
       list(coalesce(e.canonical_name, b.entity_id) order by e.canonical_name, b.entity_id)
         filter (p.entity_id is null) as not_in_folder,
       list(b.entity_id order by e.canonical_name, b.entity_id) filter (p.entity_id is null) as missing_entity_ids
from asked a
join bodies b on b.division_code is not distinct from a.division_code
  and b.province is not distinct from a.province
left join published p on p.entity_id = b.entity_id and p.level = b.level and p.fiscal_year = a.fiscal_year
  and p.doc_kind = a.doc_kind and p.division_code is not distinct from a.division_code
left join (
  select entity_id, canonical_name from entities
  union all -- a unit without documents of its own has the name that its department lists it by
  select entity_id, min(unit_name_raw) from units_listed
  where entity_id is not null and entity_id not in (select entity_id from entities) group by entity_id
) e on e.entity_id = b.entity_id
group by a.province, a.division_code, a.fiscal_year, a.doc_kind, b.level;

-- Reasons that documents copy: the same words in several documents, or under three or more measures of one.
-- `documents` and `entities` count those that print them, `measures` the most that one document explains so;
-- `places` is the first printing in each document.
create or replace view v_boilerplate_reasons as
with printed as (
  select r.boilerplate_hash, r.reason_id, r.doc_id, r.text, r.theme, r.page, r.locator, r.char_start, d.entity_id,
         d.entity_name, d.fiscal_year, page_link(d.source_url, d.source_uri, r.page, r.locator) as source
  from reasons r
  join documents d using (doc_id)
),
explained as (
  select p.boilerplate_hash, p.doc_id, count(distinct f.measure) as measures
  from (select boilerplate_hash, doc_id, unnest(fact_ids) as fact_id from reasons) p
  join facts f using (fact_id)
  group by p.boilerplate_hash, p.doc_id
),
first_in_document as (
  select * from printed
  qualify row_number() over (partition by boilerplate_hash, doc_id order by page, char_start, reason_id) = 1
),
counted as (
  select boilerplate_hash, count(*) as printings from printed group by boilerplate_hash
)
select f.boilerplate_hash, arg_min(f.text, f.doc_id) as text, arg_min(f.theme, f.doc_id) as theme,
       count(*) as documents, count(distinct f.entity_id) as entities, any_value(c.printings) as printings,
       coalesce(max(e.measures), 0) as measures,
       list({'doc_id': f.doc_id, 'entity_name': f.entity_name, 'fiscal_year': f.fiscal_year, 'page': f.page,
             'locator': f.locator, 'source': f.source} order by f.source, f.doc_id) as places,
       arg_min(f.doc_id, f.doc_id) as doc_id, arg_min_null(f.page, f.doc_id) as page, arg_min_null(f.locator, f.doc_id) as locator,
       arg_min(f.source, f.doc_id) as source
from first_in_document f
join counted c using (boilerplate_hash)
left join explained e using (boilerplate_hash, doc_id)
group by f.boilerplate_hash
having count(*) > 1 or coalesce(max(e.measures), 0) >= 3;

-- Years of one body over its renames and mergers: `series_id` is the entity that it became in the end (entity_relations).
-- `break_in_series`: since the year before in the series, the body was renamed, merged or split, or stands under
-- another entity; `scope_changed`: the documents speak for different parts of the department. Figures on both sides of
-- either are not the same thing.
create or replace view v_entity_series as
with recursive moves as (
  select from_entity_id, to_entity_id from entity_relations
  where kind in ('rename', 'merge') and from_entity_id is not null and to_entity_id is not null
    and from_entity_id <> to_entity_id
  group by all
), chain as (
  select entity_id, entity_id as series_id, 0 as steps from entities
  union all
  select c.entity_id, m.to_entity_id, c.steps + 1
  from chain c join moves m on m.from_entity_id = c.series_id where c.steps < 8
), series as (
  select entity_id, min_by(series_id, (-steps, series_id)) as series_id from chain group by entity_id
), changes as (
  select entity_id, effective_from, effective_to from (
    select from_entity_id as entity_id, effective_from, effective_to from entity_relations
    where kind in ('rename', 'merge', 'split')
    union all
    select to_entity_id, effective_from, effective_to from entity_relations
    where kind in ('rename', 'merge', 'split')
  ) where entity_id is not null and effective_from is not null
), years as (
  select s.series_id, d.entity_id, d.entity_name, d.fiscal_year, d.province, d.doc_kind, d.scope_type, d.doc_id,
         lag(d.fiscal_year) over before as previous_year, lag(d.entity_id) over before as previous_entity_id,
         lag(d.scope_type) over before as previous_scope, d.page, d.source
  from v_primary_documents d join series s using (entity_id)
  where d.fiscal_year is not null
  window before as (partition by s.series_id, d.doc_kind order by d.fiscal_year, d.entity_id)
)
select y.series_id, y.entity_id, y.entity_name, y.fiscal_year, y.province, y.doc_kind, y.scope_type, y.previous_year,
       y.previous_year is not null and (y.entity_id <> y.previous_entity_id or exists (
         select 1 from changes c where c.entity_id in (y.entity_id, y.previous_entity_id)
           and year(c.effective_from) <= y.fiscal_year and year(c.effective_to) > y.previous_year
       )) as break_in_series,
       coalesce(y.scope_type <> y.previous_scope, false) as scope_changed,
       y.doc_id, y.page, y.source
from years y;

-- The figures of whole bodies and their functional classes (3 digits), one for each document, measure, scope, role and
-- class: what v_panel and v_budget_execution are made of. `scope` is "unknown" where the document names no fund. Printed
-- comes before derived, a table before a sentence; of the rows of a list the greatest is taken, which is their total
-- (`one_of_several`). `standing` is 0 for what stands for a disclosure, 1 for what is printed otherwise beside it or in a
-- version that was replaced, 2 for the year before as the document prints or implies it: these have the scope of the
-- figure that they belong to, where fiscal and general budget money (or no fund) are two names for it.
create or replace view v_document_figures as
with figures as (
  select f.fact_id, f.doc_id, d.primary_doc_id, d.group_role, d.is_primary, d.entity_id, d.entity_name, f.fiscal_year,
         f.province, d.division_code, d.division_name, d.doc_kind, d.scope_type, f.measure,
         coalesce(f.scope, 'unknown') as scope,
         case f.role when 'prior_budget' then 'initial_budget' when 'prior_final' then 'final' else f.role end as role,
         f.function_code, f.value_year, f.value_yuan, f.value, coalesce(f.value_yuan, f.value) as amount,
         coalesce(power(10, -f.decimals) * abs(coalesce(f.value_yuan / nullif(f.value, 0), 1)) / 2, 0) as slack,
         f.value_state, f.source_kind, f.derivation, f.confidence, f.ocr_status, f.confirmed_by, f.raw, f.page, f.locator, f.char_start,
         page_link(d.source_url, d.source_uri, f.page, f.locator) as source,
         case when f.role in ('prior_budget', 'prior_final') then 2
              when d.group_role = 'replaced' or f.duplicate_of is not null then 1 else 0 end as standing
  from key_facts f
  join v_documents d using (doc_id)
  where d.group_role in ('primary', 'part', 'replaced') and d.entity_id is not null and f.fiscal_year is not null
    and (d.doc_kind, f.role) in (
      ('budget', 'initial_budget'), ('budget', 'count'), ('budget', 'prior_budget'), ('final_account', 'initial_budget'),
      ('final_account', 'full_year_budget'), ('final_account', 'final'), ('final_account', 'count'),
      ('final_account', 'prior_final'), ('final_account', 'completion_rate'))
    and f.unit_name is null and f.economic_code is null
    and if(f.function_code is null, f.item_label is null, length(f.function_code) = 3)
    and f.part_of is null and f.value_state <> 'template_residue'
    and (f.duplicate_of is null or f.duplicate_kind = 'inconsistent' and f.role not in ('prior_budget', 'prior_final'))
    and (coalesce(f.derivation, 'sum_of_rows') not in ('implied_prior', 'implied_initial_budget', 'ratio')
         or f.derivation = 'implied_prior' and f.role in ('prior_budget', 'prior_final'))
    and case when f.role in ('prior_budget', 'prior_final') then f.value_year = f.fiscal_year - 1
             when f.role = 'count' then true
             else coalesce(f.value_year, f.fiscal_year) = f.fiscal_year end
), of_documents as (
  select *, standing = 0 and max(amount) over alike - min(amount) over alike > 2 * max(slack) over alike as one_of_several
  from figures
  window alike as (partition by doc_id, primary_doc_id, entity_id, fiscal_year, province, doc_kind, measure, scope, role,
                                function_code, standing, value_year)
  qualify row_number() over (
    partition by doc_id, primary_doc_id, entity_id, fiscal_year, province, doc_kind, measure, scope, role, function_code,
                 standing
    order by amount is null, value_year is distinct from fiscal_year, source_kind = 'derived',
             case source_kind when 'table' then 0 when 'form' then 1 else 2 end, abs(amount) desc, confidence desc, page,
             char_start, fact_id
  ) = 1
)
select * replace (
         if(standing > 0 and scope in ('fiscal', 'gpb', 'unknown') and len(own_scopes) = 1, own_scopes[1], scope) as scope)
from (
  select *, list(distinct scope) filter (standing = 0 and scope in ('fiscal', 'gpb', 'unknown')) over (
              partition by primary_doc_id, entity_id, fiscal_year, province, doc_kind, measure, role, function_code
            ) as own_scopes
  from of_documents
);

-- One row for each body, year, measure, scope and role (entity_id, fiscal_year, measure, scope, role): figures of whole
-- bodies in the documents of that year, ready to be joined over years. Roles are initial_budget, full_year_budget,
-- final and count; `scope` is "unknown" where the document names no fund. `other_value_yuan` is what another printing
-- says instead, and `other_in` where: budget or final_account (the other document of the year: the figure is that of
-- the budget for an initial budget, else of the account), other_file, same_document, replaced (an older version).
-- `previous_value_yuan`, `change_yuan` (of counts `previous_count`, `change_count`) compare with the year before: as the
-- document prints it beside, as its printed change implies it, or as the document of that year prints it
-- (`previous_basis`); null where the two are not the same thing, and `why_not_comparable` says why: no earlier figure (of
-- this scope), blank, break in series (renamed, merged, split), scope_type changed, same year or years apart (counts of
-- the end of a year stand in two documents), one of several figures (of a list), unproven scan, unit in doubt (a thousand
-- times as much or as little). `flags` say these and more: derived, printed_differently, revised, restated (last year's
-- own document printed another figure). `series_id` is the body over its renames and mergers. `bodies` of the `bodies_known` of its division, year, kind and level are in the
-- folder. Units whose department counts them in have no rows of their own; rank and add up one `scope_type`.
create or replace view v_panel as
with years as (
  select *, value_year is distinct from fiscal_year as is_of_another_year
  from v_document_figures
  where function_code is null and role <> 'completion_rate'
  union all by name
  select * replace ((fiscal_year + 1)::smallint as fiscal_year, 3 as standing),
         value_year is distinct from fiscal_year as is_of_another_year
  from v_document_figures
  where function_code is null and role <> 'completion_rate' and standing = 0
), ranked as (
  select *, row_number() over best as place,
         first_value({amount: amount, slack: slack, value_year: value_year, doc_id: doc_id, doc_kind: doc_kind}) over best
           as best
  from years
  window best as (
    partition by entity_id, fiscal_year, province, measure, scope, role
    order by standing, amount is null, is_of_another_year,
             doc_kind <> if(role = 'initial_budget', 'budget', 'final_account'), source_kind = 'derived',
             not is_primary, case source_kind when 'table' then 0 when 'form' then 1 else 2 end, doc_id
  )
), compared as (
  select *,
         arg_min({value_yuan: value_yuan, value: value, page: page, locator: locator, source: source, doc_id: doc_id, fact_id: fact_id,
                  kind: case when group_role = 'replaced' then 'replaced' when doc_kind <> best.doc_kind then doc_kind
                             when doc_id = best.doc_id then 'same_document' else 'other_file' end}, place)
           filter (place > 1 and standing < 2 and value_year is not distinct from best.value_year
                   and abs(amount - best.amount) > slack + best.slack) over of_body as other,
         arg_min({value_yuan: value_yuan, amount: amount, slack: slack, value_year: value_year, raw: raw, page: page, locator: locator,
                  source: source, doc_id: doc_id, fact_id: fact_id, ocr_status: ocr_status, is_implied: source_kind = 'derived'}, place)
           filter (standing = 2) over of_body as beside,
         arg_min({value_yuan: value_yuan, amount: amount, slack: slack, value_year: value_year, raw: raw, page: page, locator: locator,
                  source: source, doc_id: doc_id, fact_id: fact_id, ocr_status: ocr_status, scope_type: scope_type,
                  one_of_several: one_of_several}, place)
           filter (standing = 3) over of_body as earlier
  from ranked
  window of_body as (partition by entity_id, fiscal_year, province, measure, scope, role)
), pairs as (
  select f.*, coalesce(s.series_id, f.entity_id) as series_id, coalesce(s.break_in_series, false) as break_in_series,
         coalesce(s.scope_changed, false) as scope_changed, c.bodies, c.bodies_known
  from compared f
  left join v_entity_series s on s.doc_id = f.primary_doc_id
  left join v_coverage c on c.division_code = f.division_code and c.province = f.province
    and c.fiscal_year = f.fiscal_year and c.doc_kind = f.doc_kind
    and c.level = case f.scope_type when 'single_unit' then 'unit' when 'unknown' then 'unknown' else 'department' end
  where place = 1 and standing = 0
), judged as (
  select *, coalesce(beside.amount, earlier.amount) as before,
         before <> 0 and amount <> 0 and greatest(abs(amount / before), abs(before / amount)) >= 1000 as unit_in_doubt,
         case
           when beside is null and earlier.fact_id is null then if(break_in_series, 'break in series', 'no earlier figure')
           when amount is null or before is null then 'blank'
           when beside is null and break_in_series then 'break in series'
           when beside is null and scope_type <> earlier.scope_type then 'scope_type changed'
           when beside is null and coalesce(value_year, fiscal_year) = coalesce(earlier.value_year, fiscal_year - 1)
             then 'same year'
           when beside is null and coalesce(value_year, fiscal_year) <> coalesce(earlier.value_year, fiscal_year - 1) + 1
             then 'years apart'
           when one_of_several or beside is null and earlier.one_of_several then 'one of several figures'
           when ocr_status = 'unproven' or coalesce(if(beside is null, earlier.ocr_status, beside.ocr_status), '') = 'unproven'
             then 'unproven scan'
           when unit_in_doubt then 'unit in doubt'
         end as why_not_comparable
  from pairs
)
select entity_id, entity_name, series_id, fiscal_year, province, division_code, division_name, scope_type, doc_kind,
       measure, scope, role, value_yuan, value, value_year, value_state, source_kind, derivation, confidence, ocr_status,
       confirmed_by, raw, page, locator, source, doc_id, fact_id,
       if(why_not_comparable is null, coalesce(beside.value_yuan, earlier.value_yuan), null) as previous_value_yuan,
       value_yuan - previous_value_yuan as change_yuan,
       if(why_not_comparable is null and value_yuan is null, before, null)::decimal(24, 6) as previous_count,
       if(value_yuan is null, value - previous_count, null) as change_count,
       case when why_not_comparable is not null then null when beside is null then 'document of the year before'
            when beside.is_implied then 'implied by the printed change' else 'printed beside it' end as previous_basis,
       why_not_comparable,
       case when beside is null then earlier.raw when not beside.is_implied then beside.raw end as previous_raw,
       if(beside is null, earlier.page, beside.page) as previous_page,
       if(beside is null, earlier.locator, beside.locator) as previous_locator,
       if(beside is null, earlier.source, beside.source) as previous_source,
       if(beside is null, earlier.doc_id, beside.doc_id) as previous_doc_id,
       if(beside is null, earlier.fact_id, beside.fact_id) as previous_fact_id,
       other.value_yuan as other_value_yuan, other.value as other_value, other.kind as other_in, other.page as other_page,
       other.locator as other_locator,
       other.source as other_source, other.doc_id as other_doc_id, other.fact_id as other_fact_id,
       bodies, bodies_known,
       list_filter([
         if(source_kind = 'derived', 'derived', null),
         if(one_of_several, 'one_of_several', null),
         if(other.kind = 'replaced', 'revised', if(other is not null, 'printed_differently', null)),
         if(value_year <> fiscal_year, 'value_of_another_year', null),
         if(ocr_status = 'unproven', 'unproven_scan', null),
         if(unit_in_doubt, 'unit_in_doubt', null),
         if(break_in_series, 'break_in_series', null),
         if(scope_changed, 'scope_type_changed', null),
         if(not beside.is_implied and scope_type = earlier.scope_type and not break_in_series
            and earlier.value_year is not distinct from beside.value_year
            and abs(beside.amount - earlier.amount) > beside.slack + earlier.slack, 'restated', null)
       ], lambda flag: flag is not null) as flags
from judged;

-- What was spent beside the budget, for each body, year, measure, scope and functional class (3 digits; null for the
-- total) of final accounts. Budgets are those that the account prints, of the start of the year (`initial_budget`) and of
-- the whole year with what was added during it (`full_year_budget`), and the one of the body's own budget document
-- (`published_budget`). `budget` is the one that `final` is held against, `budget_basis` which: that of the whole year,
-- else the account's initial one, else the published one. `execution_rate` is percent, `gap_yuan` what was spent beyond
-- it; both are null where the two are not of the same thing, and `why_not_comparable` says why. `printed_rate` is the rate
-- that the account prints itself, `rounding_yuan` what rounding may have added or taken. `pages`, `locators`, `sources`, `doc_ids`,
-- `fact_ids` and `raws` (as printed) have a field for each figure.
create or replace view v_budget_execution as
with figures as (
  select *, case when role = 'initial_budget' and doc_kind = 'budget' then 'published_budget' else role end as basis
  from v_document_figures
  where standing = 0 and amount is not null
    and role in ('final', 'initial_budget', 'full_year_budget', 'completion_rate')
  qualify row_number() over (
    partition by entity_id, fiscal_year, province, measure, scope, function_code, basis
    order by source_kind = 'derived', not is_primary,
             case source_kind when 'table' then 0 when 'form' then 1 else 2 end, doc_id
  ) = 1
), bodies as (
  select entity_id, fiscal_year, province, measure, scope, function_code,
         any_value(f) filter (basis = 'final') as final,
         any_value(f) filter (basis = 'initial_budget') as initial,
         any_value(f) filter (basis = 'full_year_budget') as full_year,
         any_value(f) filter (basis = 'published_budget') as published,
         any_value(f) filter (basis = 'completion_rate') as rate
  from figures f
  group by entity_id, fiscal_year, province, measure, scope, function_code
), chosen as (
  select *, coalesce(full_year, initial, published) as held_against
  from bodies
  where final is not null and final.value_yuan is not null
), judged as (
  select *,
         case when full_year is not null then 'full_year_budget' when initial is not null then 'initial_budget'
              when published is not null then 'published_budget' end as basis,
         case
           when held_against is null then 'no budget'
           when held_against.scope_type <> final.scope_type then 'scope_type differs'
           when held_against.one_of_several or final.one_of_several then 'one of several figures'
           when held_against.ocr_status = 'unproven' or final.ocr_status = 'unproven' then 'unproven scan'
           when final.amount <> 0 and held_against.amount <> 0
             and greatest(abs(final.amount / held_against.amount), abs(held_against.amount / final.amount)) >= 1000
             then 'unit in doubt'
         end as why_not_comparable
  from chosen
)
select judged.entity_id, final.entity_name as entity_name, judged.fiscal_year, judged.province, final.division_code as division_code,
       final.division_name as division_name, final.scope_type as scope_type, measure, scope, function_code,
       (select arg_max(c.name, (c.printed_in, c.name)) from codes c where c.code = function_code
        and judged.fiscal_year between coalesce(c.valid_from, 0) and coalesce(c.valid_to, 9999)) as code_name,
       final.value_yuan as final, initial.value_yuan as initial_budget, full_year.value_yuan as full_year_budget,
       published.value_yuan as published_budget,
       if(why_not_comparable is null, held_against.value_yuan, null) as budget,
       if(why_not_comparable is null, basis, null) as budget_basis,
       if(why_not_comparable is null, final.value_yuan - held_against.value_yuan, null) as gap_yuan,
       if(why_not_comparable is null,
          round(100 * final.value_yuan / nullif(held_against.value_yuan, 0), 2), null)::decimal(14, 2) as execution_rate,
       rate.value::decimal(14, 2) as printed_rate, why_not_comparable,
       list_filter([
         if(final.source_kind = 'derived' or held_against.source_kind = 'derived', 'derived', null),
         if(held_against.amount = 0 and final.amount <> 0, 'nothing_budgeted', null),
         if(abs(initial.amount - published.amount) > initial.slack + published.slack, 'budgets_differ', null),
         if(abs(rate.amount - 100 * final.amount / nullif(held_against.amount, 0))
            > 0.011 + 100 * (final.slack + held_against.slack) / nullif(abs(held_against.amount), 0), 'rate_differs', null)
       ], lambda flag: flag is not null) as flags,
       {final: final.page, initial_budget: initial.page, full_year_budget: full_year.page,
        published_budget: published.page, printed_rate: rate.page,
        budget: if(why_not_comparable is null, held_against.page, null)} as pages,
       {final: final.locator, initial_budget: initial.locator, full_year_budget: full_year.locator,
        published_budget: published.locator, printed_rate: rate.locator,
        budget: if(why_not_comparable is null, held_against.locator, null)} as locators,
       {final: final.source, initial_budget: initial.source, full_year_budget: full_year.source,
        published_budget: published.source, printed_rate: rate.source,
        budget: if(why_not_comparable is null, held_against.source, null)} as sources,
       {final: final.doc_id, initial_budget: initial.doc_id, full_year_budget: full_year.doc_id,
        published_budget: published.doc_id, printed_rate: rate.doc_id,
        budget: if(why_not_comparable is null, held_against.doc_id, null)} as doc_ids,
       {final: final.raw, initial_budget: initial.raw, full_year_budget: full_year.raw,
        published_budget: published.raw, printed_rate: rate.raw,
        budget: if(why_not_comparable is null, held_against.raw, null)} as raws,
       {final: final.fact_id, initial_budget: initial.fact_id, full_year_budget: full_year.fact_id,
        published_budget: published.fact_id, printed_rate: rate.fact_id,
        budget: if(why_not_comparable is null, held_against.fact_id, null)} as fact_ids,
       (final.slack + held_against.slack)::decimal(20, 2) as rounding_yuan,
       if(d.page_count > 0, 1, null) as page, page_link(d.source_url, d.source_uri, null) as source, final.primary_doc_id as doc_id
from judged
join documents d on d.doc_id = final.primary_doc_id;
