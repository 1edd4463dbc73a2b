-- 新增退休人员：人数与退休时平均月龄
-- New retirements by month and category, with the mean age in months.
select retirement_period, category, count(*) as person_count,
    cast(avg(retired_at_months) as numeric(9, 1)) as mean_age_months
from core.fct_retirement
where retirement_period >= '202401'
group by retirement_period, category
order by retirement_period, category
