{{ config(materialized="view") }}
-- 失业待遇事实（月）: an unemployed person and month: spell, months approved and drawn, what was paid.
select
    b.fund_code,
    b.region_code,
    b.period,
    {{ person_of('b') }} as person_key,
    b.citizen_id,
    b.person_id,
    b.sex_code,
    b.birth_date,
    b.unemployment_benefit_status_code as benefit_status_code,
    b.unemployment_registration_date as registration_date,
    b.unemployment_reason_code,
    b.continuous_employment_months,
    b.total_contribution_months,
    b.unclaimed_months_carried_over as carried_over_months,
    b.approved_benefit_months as approved_months,
    b.approved_benefit_amount as approved_amount,
    b.unemployment_benefit_paid_months as drawn_months,
    {{ money('coalesce(b.unemployment_benefit_paid_amount, 0)') }} as benefit_amount,
    {{ money('coalesce(b.medical_allowance_amount, 0)') }} as medical_allowance_amount,
    {{ money('coalesce(b.childbirth_subsidy_amount, 0)') }} as childbirth_subsidy_amount,
    {{ money('coalesce(b.funeral_survivor_grant_amount, 0)') }} as funeral_amount,
    {{ money('coalesce(b.training_subsidy_amount, 0)') }} as training_subsidy_amount,
    {{ money('coalesce(b.unemployment_benefit_paid_amount, 0) + coalesce(b.medical_allowance_amount, 0)
        + coalesce(b.childbirth_subsidy_amount, 0) + coalesce(b.funeral_survivor_grant_amount, 0)
        + coalesce(b.training_subsidy_amount, 0)') }} as paid_amount,
    b.flexible_employment_flag,
    b.self_employment_flag,
    b.deregistration_date,
    b.deregistration_reason_code,
    b.reemployment_unit_type_code,
    b._delivery_id,
    b._line_no
from {{ ref('base_unemployment_benefit_month') }} as b
{{ identity_joins('b') }}
