{{ config(materialized="view") }}
-- 支付事实: payments to persons and units.
select
    fund_code, region_code, period, corresponding_fee_period, payment_master_id, payable_plan_detail_id,
    party_type_code, party_id, amount, is_paid, paid_time, _delivery_id, _line_no
from {{ ref('base_payment') }}
