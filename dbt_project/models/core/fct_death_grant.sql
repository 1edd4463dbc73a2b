{{ config(materialized="view") }}
-- 丧葬抚恤事实: enrolment that ended, and what was paid once because the person died (丧葬费、抚恤金).
select
    b.fund_code,
    b.region_code,
    b.period,
    {{ person_of('b') }} as person_key,
    b.citizen_id,
    b.person_id,
    b.insurance_subtype_code,
    b.sex_code,
    b.birth_date,
    b.person_category_code,
    coalesce(b.retirement_date, b.benefit_start_date) as retirement_date,
    b.death_date,
    {{ period_of_date('b.death_date') }} as death_period,
    coalesce(b.actual_contribution_months, 12 * b.total_contribution_years) as contribution_months,
    b.account_balance,
    {{ money('coalesce(b.pension_due_before_termination, 0)') }} as pension_before_amount,
    {{ money('coalesce(b.funeral_grant, 0)') }} as funeral_amount,
    {{ money('coalesce(b.bereavement_grant, 0)') }} as bereavement_amount,
    {{ money('coalesce(b.funeral_grant, 0) + coalesce(b.bereavement_grant, 0)') }} as paid_amount,
    b._delivery_id,
    b._line_no
from {{ ref('base_termination') }} as b
{{ identity_joins('b') }}
