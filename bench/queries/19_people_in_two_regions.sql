-- 同月在两个地区缴纳同一险种的人员
-- People who paid in two regions in one month and fund.
select fund_code, period, person_key, count(distinct region_code) as region_count
from core.fct_contribution
where paid_amount > 0 and not is_yearly
group by fund_code, period, person_key
having count(distinct region_code) > 1
order by fund_code, period, person_key
