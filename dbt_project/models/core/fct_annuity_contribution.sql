{{ config(materialized="view") }}
-- 职业年金缴费事实: a unit, month and month of charge.
select
    b.fund_code,
    b.region_code,
    b.period,
    {{ unit_of('b') }} as unit_key,
    b.unit_id,
    b.corresponding_fee_period,
    b.payer_count,
    b.unit_contribution_base_total,
    b.personal_contribution_base_total,
    {{ money('coalesce(b.annuity_unit_due_amount, 0)') }} as unit_due_amount,
    {{ money('coalesce(b.annuity_unit_paid_amount, 0)') }} as unit_paid_amount,
    {{ money('coalesce(b.annuity_unit_notional_amount, 0)') }} as unit_notional_amount,
    {{ money('coalesce(b.annuity_personal_due_amount, 0)') }} as personal_due_amount,
    {{ money('coalesce(b.annuity_personal_paid_amount, 0)') }} as personal_paid_amount,
    b._delivery_id,
    b._line_no
from {{ ref('base_annuity_contribution') }} as b
{{ identity_joins('b') }}
