-- Which indicators miss their target and get full marks, or reach it and lose marks?
-- 哪些指标未完成却得满分，或已完成却被扣分？
select d.entity_name, coalesce(p.name_norm, p.name_raw) as project_name, i.level3_raw as indicator, i.target_raw,
       i.actual_raw, i.attainment, i.weight, i.score,
       if(i.attainment < 1, 'missed, full marks', 'reached, docked') as what, i.deviation_reason,
       i.page, i.locator, page_link(d.source_url, d.source_uri, i.page, i.locator) as source
from indicators i
join projects p using (project_id)
join documents d on d.doc_id = i.doc_id
where (i.attainment < 1 and i.score = i.weight) or (i.attainment >= 1 and i.score < i.weight)
order by what, d.entity_name, project_name, i.ordinal
