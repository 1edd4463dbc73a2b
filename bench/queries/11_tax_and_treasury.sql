-- 税务征收与国库划转之差
-- What tax levied beside what treasury moved on, by fund and region.
with tax as (
    select fund_code, region_code, sum(amount) as amount from core.fct_tax_receipt group by fund_code, region_code
),
treasury as (
    select fund_code, region_code, sum(amount) as amount from core.fct_treasury_receipt group by fund_code, region_code
)
select coalesce(t.fund_code, r.fund_code) as fund_code, coalesce(t.region_code, r.region_code) as region_code,
    t.amount as tax_amount, r.amount as treasury_amount, coalesce(t.amount, 0) - coalesce(r.amount, 0) as difference_amount
from tax as t
full join treasury as r on r.fund_code = t.fund_code and r.region_code = t.region_code
order by 1, 2
