-- Do departments give themselves full marks? Share of projects that score 95 of 100 or more.
-- 自评是否虚高？得分95分及以上项目的占比。
select competent_department, count(distinct doc_id) as documents, list_sort(list(distinct scope_type)) as scopes,
       count(*) as projects,
       count(*) filter (total_score >= 95) as projects_from_95,
       round(100.0 * count(*) filter (total_score >= 95) / count(*), 2)::decimal(9, 2) as share_percent,
       round(avg(total_score), 2)::decimal(9, 2) as mean_score, min(total_score) as lowest_score,
       arg_min(project_name, (total_score, project_name)) as lowest_project,
       arg_min_null(page, (total_score, project_name)) as page,
       arg_min_null(locator, (total_score, project_name)) as locator, arg_min(source, (total_score, project_name)) as source
from v_self_evaluation
where total_score is not null and (total_weight is null or total_weight = 100)
group by competent_department
order by share_percent desc, projects desc, competent_department
