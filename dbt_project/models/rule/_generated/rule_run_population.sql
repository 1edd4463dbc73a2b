-- Generated from the rules' YAML by `make generate`; do not edit.
-- 规则覆盖对象: how many subjects each rule looked at in a fund, region and month, and how many of
-- them it could not judge because a legal number is missing.
with looked_at_0 as (
    select
        p.fund_code as fund_code,
        p.region_code as region_code,
        p.period as period,
        cast(sum(case when (p.paid_for_month_amount > 0)
            and p.fund_code in ('enterprise_pension', 'institution_pension', 'resident_pension')
            then 1 else 0 end) as bigint) as pen_001
    from {{ ref('fct_benefit') }} as p
    group by p.fund_code, p.region_code, p.period
),
looked_at_1 as (
    select
        p.fund_code as fund_code,
        p.region_code as region_code,
        p.period as period,
        cast(sum(case when (p.paid_for_month_amount > 0)
            and p.fund_code in ('enterprise_pension', 'institution_pension')
            then 1 else 0 end) as bigint) as pen_005,
        cast(sum(case when (p.paid_for_month_amount > 0)
            and p.fund_code in ('enterprise_pension', 'institution_pension')
            and (m.value is null)
            then 1 else 0 end) as bigint) as pen_005_not_judged
    from {{ ref('fct_benefit') }} as p
    left join {{ in_force('min_contribution_months', 'm', of='p', day='p.retirement_date') }}
    group by p.fund_code, p.region_code, p.period
),
looked_at_2 as (
    select
        p.fund_code as fund_code,
        p.region_code as region_code,
        p.period as period,
        cast(sum(case when (p.paid_amount > 0 and p.citizen_id is not null)
            and p.fund_code in ('enterprise_pension', 'institution_pension', 'employee_medical', 'unemployment')
            then 1 else 0 end) as bigint) as per_008
    from {{ ref('fct_contribution') }} as p
    group by p.fund_code, p.region_code, p.period
),
looked_at_3 as (
    select
        p.fund_code as fund_code,
        p.region_code as region_code,
        p.period as period,
        cast(sum(case when ({{ is_full_employment_month('p') }})
            and p.fund_code in ('enterprise_pension', 'institution_pension', 'employee_medical', 'unemployment')
            then 1 else 0 end) as bigint) as per_001,
        cast(sum(case when ({{ is_full_employment_month('p') }})
            and p.fund_code in ('enterprise_pension', 'institution_pension', 'employee_medical', 'unemployment')
            and (b.period is null)
            then 1 else 0 end) as bigint) as per_001_not_judged,
        cast(sum(case when ({{ is_full_employment_month('p') }})
            and p.fund_code in ('enterprise_pension', 'institution_pension', 'employee_medical', 'unemployment')
            then 1 else 0 end) as bigint) as per_002,
        cast(sum(case when ({{ is_full_employment_month('p') }})
            and p.fund_code in ('enterprise_pension', 'institution_pension', 'employee_medical', 'unemployment')
            and (b.period is null)
            then 1 else 0 end) as bigint) as per_002_not_judged
    from {{ ref('fct_contribution') }} as p
    left join {{ ref('dim_contribution_band') }} as b
    on b.fund_code = p.fund_code and b.region_code = p.region_code and b.period = p.period
    group by p.fund_code, p.region_code, p.period
),
looked_at_4 as (
    select
        p.fund_code as fund_code,
        p.region_code as region_code,
        p.seen_period as period,
        cast(sum(case when (true)
            and p.fund_code in ('enterprise_pension', 'institution_pension')
            then 1 else 0 end) as bigint) as pen_006,
        cast(sum(case when (true)
            and p.fund_code in ('enterprise_pension', 'institution_pension')
            and (not p.is_judged)
            then 1 else 0 end) as bigint) as pen_006_not_judged
    from {{ ref('fct_retirement') }} as p
    group by p.fund_code, p.region_code, p.seen_period
)
select
    'PEN-001' as rule_id, fund_code, region_code, period, pen_001 as population,
    cast(0 as bigint) as not_judged_count
from looked_at_0
where pen_001 > 0
union all
select
    'PEN-005' as rule_id, fund_code, region_code, period, pen_005 as population,
    pen_005_not_judged as not_judged_count
from looked_at_1
where pen_005 > 0
union all
select
    'PER-008' as rule_id, fund_code, region_code, period, per_008 as population,
    cast(0 as bigint) as not_judged_count
from looked_at_2
where per_008 > 0
union all
select
    'PER-001' as rule_id, fund_code, region_code, period, per_001 as population,
    per_001_not_judged as not_judged_count
from looked_at_3
where per_001 > 0
union all
select
    'PER-002' as rule_id, fund_code, region_code, period, per_002 as population,
    per_002_not_judged as not_judged_count
from looked_at_3
where per_002 > 0
union all
select
    'PEN-006' as rule_id, fund_code, region_code, period, pen_006 as population,
    pen_006_not_judged as not_judged_count
from looked_at_4
where pen_006 > 0
