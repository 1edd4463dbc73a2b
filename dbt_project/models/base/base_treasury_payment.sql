-- 国库支付结果: the last state of each payment.
with states as (
    {{ last_state('stg_tre__tr01_payment_result') }}
)
select
    {{ fund_code('fund_code') }} as fund_code,
    region_code_now as region_code,
    {{ period_of_date('paid_at') }} as period,
    id as payment_id,
    request_no,
    voucher_no,
    amount,
    status,
    status = 'paid' as is_paid,
    paid_at,
    updated_at,
    _delivery_id,
    _line_no
from states
-- A row that treasury deleted keeps its history in raw; it is not counted.
where _rank = 1 and not coalesce(is_deleted, false)
