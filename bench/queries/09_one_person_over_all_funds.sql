-- 一个人在各险种的参保与待遇
-- Everything the funds know of one person, month by month.
with person as (select min(person_key) as person_key from core.fct_benefit where paid_for_month_amount > 0)
select 'contribution' as kind, c.fund_code, c.region_code, c.period, c.paid_amount as amount
from core.fct_contribution as c inner join person as p on p.person_key = c.person_key
union all
select 'benefit', b.fund_code, b.region_code, b.period, b.paid_for_month_amount
from core.fct_benefit as b inner join person as p on p.person_key = b.person_key
union all
select 'visit', v.fund_code, v.region_code, v.period, v.pool_paid_amount
from core.fct_medical_visit as v inner join person as p on p.person_key = v.person_key
order by 4, 1, 2, 3, 5
