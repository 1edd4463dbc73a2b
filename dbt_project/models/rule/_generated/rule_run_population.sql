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
        cast(sum(case when (true)
            and p.fund_code in ('resident_medical')
            then 1 else 0 end) as bigint) as med_005,
        cast(sum(case when (p.paid_amount > 0 and p.citizen_id is not null)
            and p.fund_code in ('resident_medical')
            then 1 else 0 end) as bigint) as med_006,
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
        p.period as period,
        cast(count(distinct case when (p.visit_kind = 'inpatient' and p.pool_paid_amount > 0 and not {{ medical_retiree("coalesce(p.insured_category_code, '')") }})
            and p.fund_code in ('employee_medical')
            then p.person_key end) as bigint) as med_001,
        cast(count(distinct case when (p.visit_kind = 'inpatient' and p.pool_paid_amount > 0 and not {{ medical_retiree("coalesce(p.insured_category_code, '')") }})
            and p.fund_code in ('employee_medical')
            then p.person_key end) as bigint) as med_002,
        cast(count(distinct case when (p.visit_kind = 'inpatient' and p.pool_paid_amount > 0 and not {{ medical_retiree("coalesce(p.insured_category_code, '')") }})
            and p.fund_code in ('employee_medical')
            then p.person_key end) as bigint) as med_003,
        cast(count(distinct case when (p.visit_kind = 'inpatient' and p.total_cost_amount > 0)
            and p.fund_code in ('employee_medical', 'resident_medical')
            then p.person_key end) as bigint) as med_004,
        cast(count(distinct case when (p.visit_kind <> 'outpatient' and p.pool_paid_amount + p.cadre_fund_paid_amount > 0)
            and p.fund_code in ('employee_medical', 'resident_medical')
            then p.person_key end) as bigint) as med_007,
        cast(count(distinct case when (p.visit_kind <> 'outpatient' and p.pool_paid_amount > 0)
            and p.fund_code in ('resident_medical')
            then p.person_key end) as bigint) as med_008,
        cast(count(distinct case when (p.visit_kind = 'inpatient' and p.total_cost_amount > 0)
            and p.fund_code in ('employee_medical', 'resident_medical')
            then p.person_key end) as bigint) as med_010
    from {{ ref('fct_medical_visit') }} as p
    group by p.fund_code, p.region_code, p.period
),
looked_at_5 as (
    select
        p.fund_code as fund_code,
        p.region_code as region_code,
        p.period as period,
        cast(sum(case when (true)
            and p.fund_code in ('resident_medical')
            then 1 else 0 end) as bigint) as med_009,
        cast(sum(case when (true)
            and p.fund_code in ('resident_medical')
            and (m.value is null)
            then 1 else 0 end) as bigint) as med_009_not_judged
    from {{ ref('fct_medical_visit') }} as p
    left join {{ in_force('large_illness_threshold', 'm', of='p') }}
    group by p.fund_code, p.region_code, p.period
),
looked_at_6 as (
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
    'MED-005' as rule_id, fund_code, region_code, period, med_005 as population,
    cast(0 as bigint) as not_judged_count
from looked_at_2
where med_005 > 0
union all
select
    'MED-006' as rule_id, fund_code, region_code, period, med_006 as population,
    cast(0 as bigint) as not_judged_count
from looked_at_2
where med_006 > 0
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
    'MED-001' as rule_id, fund_code, region_code, period, med_001 as population,
    cast(0 as bigint) as not_judged_count
from looked_at_4
where med_001 > 0
union all
select
    'MED-002' as rule_id, fund_code, region_code, period, med_002 as population,
    cast(0 as bigint) as not_judged_count
from looked_at_4
where med_002 > 0
union all
select
    'MED-003' as rule_id, fund_code, region_code, period, med_003 as population,
    cast(0 as bigint) as not_judged_count
from looked_at_4
where med_003 > 0
union all
select
    'MED-004' as rule_id, fund_code, region_code, period, med_004 as population,
    cast(0 as bigint) as not_judged_count
from looked_at_4
where med_004 > 0
union all
select
    'MED-007' as rule_id, fund_code, region_code, period, med_007 as population,
    cast(0 as bigint) as not_judged_count
from looked_at_4
where med_007 > 0
union all
select
    'MED-008' as rule_id, fund_code, region_code, period, med_008 as population,
    cast(0 as bigint) as not_judged_count
from looked_at_4
where med_008 > 0
union all
select
    'MED-010' as rule_id, fund_code, region_code, period, med_010 as population,
    cast(0 as bigint) as not_judged_count
from looked_at_4
where med_010 > 0
union all
select
    'MED-009' as rule_id, fund_code, region_code, period, med_009 as population,
    med_009_not_judged as not_judged_count
from looked_at_5
where med_009 > 0
union all
select
    'PEN-006' as rule_id, fund_code, region_code, period, pen_006 as population,
    pen_006_not_judged as not_judged_count
from looked_at_6
where pen_006 > 0
