{{ config(materialized="view") }}
-- 税务征缴事实: employer's and employees' parts on one receipt.
select
    fund_code,
    region_code,
    period,
    unit_key,
    unit_id,
    tax_receipt_no,
    contribution_type_code,
    {{ money('coalesce(unit_paid_amount, 0) + coalesce(personal_paid_amount, 0)') }} as amount,
    {{ money('coalesce(late_fee, 0)') }} as late_fee_amount,
    {{ money('coalesce(interest, 0)') }} as interest_amount,
    treasury_received_time,
    _delivery_id,
    _line_no
from {{ ref('base_tax_receipt') }}
