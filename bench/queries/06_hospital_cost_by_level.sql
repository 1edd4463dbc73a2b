-- 住院费用：人次、次均费用、统筹支付比例，按医疗机构等级
-- Stays, cost of a stay and share of the pool by level of institution and fund.
select fund_code, medical_institution_level_code, count(*) as visit_count,
    cast(avg(total_cost_amount) as numeric(18, 2)) as mean_cost,
    cast(sum(pool_paid_amount) * 100 / nullif(sum(total_cost_amount), 0) as numeric(9, 2)) as pool_percent
from core.fct_medical_visit
where is_inpatient
group by fund_code, medical_institution_level_code
order by fund_code, medical_institution_level_code
