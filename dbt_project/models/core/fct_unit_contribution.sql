{{ config(materialized="view") }}
-- 单位缴费事实: due and paid of one unit and month, employer's and employees' parts together.
select
    b.fund_code,
    b.region_code,
    b.period,
    {{ unit_of('b') }} as unit_key,
    b.unit_id,
    b.org_code,
    b.project_name,
    b.project_start_date,
    b.project_end_date,
    b.headcount_category_code,
    b.unit_contribution_status_code,
    b.industry_risk_class_code,
    b.industry_base_rate,
    coalesce(b.unit_contribution_rate, b.current_unit_rate_or_standard) as contribution_rate,
    b.total_payroll,
    b.unit_contribution_base,
    b.personal_contribution_base_total,
    b.insured_headcount,
    b.payer_count,
    {{ money('coalesce(b.unit_due_current_amount, 0)') }} as unit_due_amount,
    {{ money('coalesce(b.personal_due_current_subtotal, 0)') }} as personal_due_amount,
    {{ money('coalesce(b.unit_paid_current_amount, 0)') }} as unit_paid_amount,
    {{ money('coalesce(b.personal_paid_current_subtotal, 0)') }} as personal_paid_amount,
    {{ money('coalesce(b.unit_due_current_amount, 0)
        + coalesce(b.personal_due_current_subtotal, 0)') }} as due_amount,
    {{ money('coalesce(b.unit_due_supplementary_amount, 0)
        + coalesce(b.personal_due_supplementary_subtotal, 0)') }} as due_supplementary_amount,
    {{ money('coalesce(b.unit_paid_current_amount, 0)
        + coalesce(b.personal_paid_current_subtotal, 0)') }} as paid_amount,
    {{ money('coalesce(b.unit_paid_supplementary_amount, 0)
        + coalesce(b.personal_paid_supplementary_subtotal, 0)') }} as paid_supplementary_amount,
    {{ money('coalesce(b.audit_supplementary_amount, 0)') }} as audit_supplementary_amount,
    {{ money('coalesce(b.unit_arrears_repaid_amount, 0)
        + coalesce(b.personal_arrears_repaid_total, 0)') }} as arrears_repaid_amount,
    {{ money('coalesce(b.refunded_amount, 0)') }} as refunded_amount,
    {{ money('coalesce(b.prepaid_amount, 0)') }} as prepaid_amount,
    {{ money('coalesce(b.written_off_amount, 0)') }} as written_off_amount,
    {{ money('coalesce(b.bankrupt_lump_sum_amount, 0)') }} as bankrupt_lump_sum_amount,
    {{ money('coalesce(b.late_fee_paid, 0)') }} as late_fee_paid_amount,
    {{ money('coalesce(b.backpay_interest_paid, 0)') }} as backpay_interest_amount,
    {{ money('coalesce(b.unit_arrears_balance, 0)
        + coalesce(b.personal_arrears_balance_total, 0)') }} as arrears_balance_amount,
    {{ money('coalesce(b.late_fee_arrears_balance, 0)') }} as late_fee_arrears_amount,
    b._delivery_id,
    b._line_no
from {{ ref('base_unit_contribution_month') }} as b
{{ identity_joins('b') }}
