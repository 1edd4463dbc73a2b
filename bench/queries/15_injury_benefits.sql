-- 工伤待遇支出构成
-- Work-injury benefits by kind and region.
select region_code, sum(medical_amount) as medical_amount, sum(lump_sum_disability_amount) as lump_sum_disability_amount,
    sum(allowance_amount) as allowance_amount, sum(nursing_amount) as nursing_amount, sum(paid_amount) as paid_amount
from core.fct_injury_benefit
group by region_code
order by region_code
