-- Generated from catalogue/ by `make generate`; do not edit.
-- 国库支付结果: one row a payment, in its last state; one that treasury deleted keeps its history in raw and is not counted.
select
    {{ fund_code('fund_code') }} as fund_code,
    'TR01' as file_code,
    _region_code as region_code,
    region_code as region_code_raw,
    {{ period_of_date('paid_at') }} as period,
    id as payment_id,
    request_no,
    voucher_no,
    amount,
    payer_account,
    payee_account,
    status,
    paid_at,
    updated_at,
    is_deleted,
    status = 'paid' as is_paid,
    _delivery_id,
    _line_no
from (
    {{ counted_rows('stg_tre__tr01_payment_result', ['id'], region='region_code', latest_by='updated_at') }}
) as tr01
where not coalesce(is_deleted, false)
