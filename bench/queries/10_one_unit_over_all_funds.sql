-- 一个单位在各险种的应缴与实缴
-- One unit's due and paid in each fund and month.
select fund_code, region_code, period, sum(due_amount) as due_amount, sum(paid_amount) as paid_amount
from core.fct_unit_contribution
where unit_key = (select min(unit_key) from core.fct_unit_contribution)
group by fund_code, region_code, period
order by fund_code, region_code, period
