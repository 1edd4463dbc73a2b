-- 累计欠缴金额最大的一百个单位
-- The hundred units that owe most, over all funds, in their last month.
select u.unit_key, d.unit_name, u.fund_code, u.period, u.arrears_balance_amount
from core.fct_unit_contribution as u
inner join core.dim_unit as d on d.unit_key = u.unit_key
where u.arrears_balance_amount > 0 and u.period = d.last_period
order by u.arrears_balance_amount desc, u.unit_key, u.fund_code
limit 100
