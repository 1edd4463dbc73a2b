-- 抚养比：缴费人数与领取养老金人数之比
-- Payers for each pensioner, by region, of enterprise pension.
with payer as (
    select region_code, count(distinct person_key) as payers
    from core.fct_contribution
    where fund_code = 'enterprise_pension' and paid_amount > 0
        and period = (select max(period) from core.fct_contribution)
    group by region_code
),
pensioner as (
    select region_code, count(distinct person_key) as pensioners
    from core.fct_benefit
    where fund_code = 'enterprise_pension' and paid_for_month_amount > 0
        and period = (select max(period) from core.fct_benefit)
    group by region_code
)
select p.region_code, p.payers, r.pensioners, cast(p.payers * 1.00 / nullif(r.pensioners, 0) as numeric(9, 2)) as ratio
from payer as p
inner join pensioner as r on r.region_code = p.region_code
order by p.region_code
