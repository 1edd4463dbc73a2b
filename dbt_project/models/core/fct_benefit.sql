{{ config(materialized="view") }}
-- 待遇事实: the pension of one person, region and month in enterprise, institution and resident pension. Back-pay belongs
-- to earlier months and stands apart, inside 实发合计 or beside it (backpay_is_inside). Amounts of parts are null where the
-- fund's table does not have the part.
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
    coalesce(b.retirement_date, b.benefit_start_date) as retirement_date,
    {{ period_of_date('coalesce(b.retirement_date, b.benefit_start_date)') }} as retirement_period,
    b.retirement_category_code,
    b.pre_retirement_identity_code,
    coalesce(b.pre_1949_worker_flag, false) as is_pre_1949_worker,
    coalesce(b.special_job_months, 0) as special_job_months,
    b.enrolment_date,
    b.deemed_contribution_months,
    b.actual_contribution_months,
    {{ contribution_months('b') }} as contribution_months,
    {{ is_contribution_complete('b') }} as is_contribution_complete,
    b.last_base_before_retirement,
    b.former_unit_id,
    b.former_unit_type_code,
    b.benefit_payment_status_code,
    b.benefit_stop_reason_code,
    b.severe_disability_flag,
    b.land_expropriated_farmer_flag,
    coalesce(b.assessed_pension_at_retirement, b.assessed_pension_at_start) as assessed_amount,
    b.basic_pension_due,
    b.transitional_pension_due,
    b.account_pension_due,
    b.basic_retirement_fee_due,
    b.subsidy_due_total,
    b.adjustment_due_total,
    b.other_pension_benefit_due,
    {{ money('coalesce(b.basic_pension_due, 0) + coalesce(b.transitional_pension_due, 0)
        + coalesce(b.account_pension_due, 0) + coalesce(b.basic_retirement_fee_due, 0)
        + coalesce(b.subsidy_due_total, 0) + coalesce(b.adjustment_due_total, 0)
        + coalesce(b.other_pension_benefit_due, 0)') }} as component_due_amount,
    {{ money('coalesce(b.pension_due_total, 0)') }} as due_amount,
    b.pension_due_total is not null as is_due_told,
    b.basic_pension_paid,
    b.adjustment_paid_total,
    b.account_pension_paid,
    {{ money('coalesce(b.pension_paid_total, 0)') }} as paid_amount,
    b.pension_paid_total is not null as is_paid_told,
    {{ money('coalesce(b.pension_backpay_total, 0)') }} as backpay_amount,
    {{ money('coalesce(b.pension_paid_total, 0) - case when ' ~ backpay_is_inside('b') ~ '
        then coalesce(b.pension_backpay_total, 0) else 0 end') }} as paid_for_month_amount,
    {{ money('case when b.file_code = \'RP02\' then 0
        else coalesce(b.other_pension_benefit_paid, 0) end') }} as other_paid_amount,
    {{ money('coalesce(b.lump_sum_due, 0)') }} as lump_sum_due_amount,
    {{ money('coalesce(b.lump_sum_paid, 0)') }} as lump_sum_paid_amount,
    {{ money('coalesce(b.pension_paid_total, 0)
        + case when ' ~ backpay_is_inside('b') ~ ' then 0 else coalesce(b.pension_backpay_total, 0) end
        + case when b.file_code = \'RP02\' then coalesce(b.lump_sum_paid, 0)
            else coalesce(b.other_pension_benefit_paid, 0) end') }} as total_paid_amount,
    b._delivery_id,
    b._line_no
from {{ ref('base_benefit_month') }} as b
{{ identity_joins('b', of='base_benefit_month') }}
