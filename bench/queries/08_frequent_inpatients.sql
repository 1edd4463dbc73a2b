-- 住院次数最多的人员
-- People with the most stays, and what the pool paid for them.
select person_key, count(*) as stay_count, sum(pool_paid_amount) as pool_paid_amount
from core.fct_medical_visit
where is_inpatient
group by person_key
having count(*) > 1
order by stay_count desc, pool_paid_amount desc, person_key
limit 100
