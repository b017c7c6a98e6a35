-- Who should have published and is not in the folder?
-- 哪些单位应当公开而未见公开？
-- Bodies that a document of the folder is published by, in any year, or that a list of units names, and whose disclosure
-- of a year and kind is not here although others of the division are: it may not be published, or not in the folder.
-- `known_from` says what names the body; `page`, `locator` and `source` lead there. What no document names is not counted.
-- $year integer: only this fiscal year
-- $division text: only this division: its code, or the first digits of it
-- $kind text: only this kind of document: budget or final_account
with missing as (
  select division_code, division_name, fiscal_year, doc_kind, level, bodies, bodies_known, unnest(missing_entity_ids) as entity_id
  from v_coverage
  where ($year is null or fiscal_year = $year) and ($division is null or starts_with(division_code, $division))
    and ($kind is null or doc_kind = $kind)
), places as (
  select entity_id, 'own document' as known_from, fiscal_year as known_in, doc_kind as known_kind, page, null::text as locator, source, 0 as rank, entity_name as name
  from v_primary_documents
  where entity_id is not null
  union all
  select u.entity_id, 'list of units', d.fiscal_year, d.doc_kind, u.page, u.locator, page_link(d.source_url, d.source_uri, u.page, u.locator), 1, u.unit_name_raw
  from units_listed u
  join documents d using (doc_id)
  where u.entity_id is not null
), known as (
  select m.*, p.known_from, p.known_in, p.known_kind, p.page, p.locator, p.source, p.name
  from missing m
  left join places p using (entity_id)
  qualify row_number() over (
    partition by m.division_code, m.fiscal_year, m.doc_kind, m.level, m.entity_id
    order by p.rank, abs(p.known_in - m.fiscal_year), p.known_kind <> m.doc_kind, p.source
  ) = 1
)
select coalesce(e.canonical_name, k.name, k.entity_id) as entity_name, k.entity_id, k.division_code, k.division_name,
       k.fiscal_year, k.doc_kind, k.level, k.bodies, k.bodies_known, k.known_from, k.known_in, k.page, k.locator, k.source
from known k
left join entities e using (entity_id)
order by k.division_code, k.fiscal_year desc, k.doc_kind, k.level, entity_name
