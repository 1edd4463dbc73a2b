-- 统筹支付最多的五十种诊断
-- The fifty diagnoses that cost the pool most.
select primary_diagnosis_code, min(primary_diagnosis_name) as primary_diagnosis_name, count(*) as visit_count,
    sum(pool_paid_amount) as pool_paid_amount
from core.fct_medical_visit
group by primary_diagnosis_code
order by pool_paid_amount desc, primary_diagnosis_code
limit 50
