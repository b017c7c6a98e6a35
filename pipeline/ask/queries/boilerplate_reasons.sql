-- Which reasons are copied: one sentence used by many documents?
-- 哪些变动原因是套话？
-- Sentences that differ in figures, signs and white space only count as one; text, page, locator and source are those of the first.
with printed as (
  select r.*, d.entity_id, d.entity_name, page_link(d.source_url, d.source_uri, r.page, r.locator) as source
  from reasons r join documents d using (doc_id)
)
select boilerplate_hash, count(*) as times, count(distinct doc_id) as documents,
       count(distinct entity_id) as entities, list(distinct entity_name order by entity_name) as entity_names,
       arg_min(text, (source, char_start)) as text, arg_min_null(page, (source, char_start)) as page,
       arg_min_null(locator, (source, char_start)) as locator,
       arg_min(source, (source, char_start)) as source
from printed
group by boilerplate_hash
having count(distinct doc_id) >= 3
order by documents desc, times desc, boilerplate_hash
