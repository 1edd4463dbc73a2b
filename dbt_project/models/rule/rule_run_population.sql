-- 规则覆盖对象: how many subjects each rule looked at in a region and month.
select 'PEN-001' as rule_id, region_code, period, count(*) as population from {{ ref('fct_benefit') }} where paid_for_month_amount > 0 group by region_code, period
union all
select 'PEN-005', region_code, period, count(*) from {{ ref('fct_benefit') }} where paid_for_month_amount > 0 group by region_code, period
union all
select 'PEN-006', region_code, period, count(*) from {{ ref('fct_benefit') }} where retirement_date is not null group by region_code, period
union all
select 'PER-001', c.region_code, c.period, count(*) from {{ ref('fct_contribution') }} as c where {{ is_full_employment_month('c') }} group by c.region_code, c.period
union all
select 'PER-002', c.region_code, c.period, count(*) from {{ ref('fct_contribution') }} as c where {{ is_full_employment_month('c') }} group by c.region_code, c.period
union all
select 'PER-008', region_code, period, count(*) from {{ ref('fct_contribution') }} where paid_amount > 0 and citizen_id is not null group by region_code, period
