-- 缴费基数与个税工资之比
-- Contribution bases beside taxed wages, by region.
select c.region_code, count(*) as person_count, sum(c.personal_contribution_base) as base_amount, sum(w.wage_amount) as wage_amount,
    cast(sum(c.personal_contribution_base) * 100 / nullif(sum(w.wage_amount), 0) as numeric(9, 2)) as percent
from core.fct_contribution as c
inner join core.fct_income_tax_person as w on w.person_key = c.person_key and w.period = c.period
where c.fund_code = 'enterprise_pension'
group by c.region_code
order by c.region_code
