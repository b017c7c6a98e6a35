-- Which reasons are copied: one sentence used by many documents?
-- 哪些变动原因是套话？
select r.boilerplate_hash, any_value(r.text order by r.reason_id) as text, count(*) as times,
       count(distinct r.doc_id) as documents, count(distinct d.entity_id) as entities,
       arg_min(r.page, (d.source_uri, r.page)) as page,
       arg_min(d.source_uri || coalesce('#page=' || r.page, ''), (d.source_uri, r.page)) as source,
       list(distinct d.entity_name order by d.entity_name) as entity_names
from reasons r join documents d using (doc_id)
group by r.boilerplate_hash
having count(distinct r.doc_id) >= 3
order by documents desc, times desc, r.boilerplate_hash
