{{ config(materialized="view") }}
-- 单位缴费事实: due and paid of one unit and month, employer's and employees' parts together.
select
    fund_code,
    region_code,
    period,
    unit_key,
    unit_id,
    project_name,
    headcount_category_code,
    {{ money('coalesce(unit_due_current_amount, 0) + coalesce(personal_due_current_subtotal, 0)') }} as due_amount,
    {{ money('coalesce(unit_due_supplementary_amount, 0) + coalesce(personal_due_supplementary_subtotal, 0)') }}
        as due_supplementary_amount,
    {{ money('coalesce(unit_paid_current_amount, 0) + coalesce(personal_paid_current_subtotal, 0)') }} as paid_amount,
    {{ money('coalesce(unit_paid_supplementary_amount, 0) + coalesce(personal_paid_supplementary_subtotal, 0)') }}
        as paid_supplementary_amount,
    {{ money('coalesce(unit_arrears_repaid_amount, 0) + coalesce(personal_arrears_repaid_total, 0)') }}
        as arrears_repaid_amount,
    {{ money('coalesce(refunded_amount, 0)') }} as refunded_amount,
    {{ money('coalesce(unit_arrears_balance, 0) + coalesce(personal_arrears_balance_total, 0)') }}
        as arrears_balance_amount,
    _delivery_id,
    _line_no
from {{ ref('base_unit_contribution_month') }}
