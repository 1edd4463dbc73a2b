-- 企业退休人员养老金水平：人数、平均、中位数
-- Pension level of enterprise retirees by region: count, mean, median.
select region_code, count(*) as person_count, cast(avg(paid_for_month_amount) as numeric(18, 2)) as mean_amount,
    cast(percentile_disc(0.5) within group (order by paid_for_month_amount) as numeric(18, 2)) as median_amount
from core.fct_benefit
where fund_code = 'enterprise_pension' and paid_for_month_amount > 0
    and period = (select max(period) from core.fct_benefit)
group by region_code
order by region_code
