{{ config(materialized="view") }}
-- 待遇事实: the pension of one person, region and month. Back-pay belongs to earlier months and stands apart.
select
    fund_code,
    region_code,
    period,
    person_key,
    citizen_id,
    person_id,
    sex_code,
    birth_date,
    retirement_date,
    {{ period_of_date('retirement_date') }} as retirement_period,
    retirement_category_code,
    pre_retirement_identity_code,
    coalesce(pre_1949_worker_flag, false) as is_pre_1949_worker,
    coalesce(special_job_months, 0) as special_job_months,
    coalesce(deemed_contribution_months, 0) + coalesce(actual_contribution_months, 0) as contribution_months,
    benefit_payment_status_code,
    {{ money('coalesce(pension_due_total, 0)') }} as due_amount,
    {{ money('coalesce(pension_paid_total, 0)') }} as paid_amount,
    {{ money('coalesce(pension_backpay_total, 0)') }} as backpay_amount,
    {{ money('coalesce(pension_paid_total, 0) - coalesce(pension_backpay_total, 0)') }} as paid_for_month_amount,
    {{ money('coalesce(other_pension_benefit_paid, 0)') }} as other_paid_amount,
    _delivery_id,
    _line_no
from {{ ref('base_benefit_month') }}
