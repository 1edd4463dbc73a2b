-- 规则覆盖对象: how many subjects each rule looked at in a region and month, and how many of them it could not judge
-- because a legal number is missing for them.
select
    'PEN-001' as rule_id, region_code, period, count(*) as population, cast(0 as bigint) as not_judged_count
from {{ ref('fct_benefit') }}
where fund_code = 'enterprise_pension' and paid_for_month_amount > 0
group by region_code, period
union all
select
    'PEN-005', b.region_code, b.period, count(*), sum(case when m.value is null then 1 else 0 end)
from {{ ref('fct_benefit') }} as b
left join {{ parameter('min_contribution_months') }} as m on b.retirement_date between m.valid_from and m.valid_to
where b.fund_code = 'enterprise_pension' and b.paid_for_month_amount > 0
group by b.region_code, b.period
union all
select
    'PEN-006', region_code, seen_period, count(*), sum(case when is_judged then 0 else 1 end)
from {{ ref('fct_retirement') }}
where fund_code = 'enterprise_pension'
group by region_code, seen_period
{%- for rule_id in ['PER-001', 'PER-002'] %}
union all
select
    '{{ rule_id }}', c.region_code, c.period, count(*), sum(case when b.period is null then 1 else 0 end)
from {{ ref('fct_contribution') }} as c
left join ({{ contribution_band() }}) as b on b.period = c.period
where c.fund_code = 'enterprise_pension' and {{ is_full_employment_month('c') }}
group by c.region_code, c.period
{%- endfor %}
union all
select
    'PER-008', region_code, period, count(*), 0
from {{ ref('fct_contribution') }}
where fund_code = 'enterprise_pension' and paid_amount > 0 and citizen_id is not null
group by region_code, period
