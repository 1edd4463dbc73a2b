-- 各地区企业养老保险征缴率（实缴/应缴），按月
-- Collection rate of enterprise pension by region and month: paid of due.
select region_code, period, sum(due_amount) as due_amount, sum(paid_amount) as paid_amount,
    cast(sum(paid_amount) * 100 / nullif(sum(due_amount), 0) as numeric(9, 2)) as collection_percent
from core.fct_unit_contribution
where fund_code = 'enterprise_pension'
group by region_code, period
order by region_code, period
