-- Generated from catalogue/ by `make generate`; do not edit.
-- TR01 国库支付结果: one row per payment and state of it (each update of the middle database)
select
    r.id,
    r.request_no,
    r.voucher_no,
    r.fund_code,
    r.region_code,
    r.amount,
    r.payer_account,
    r.payee_account,
    r.status,
    r.paid_at,
    r.updated_at,
    r.is_deleted,
    r._delivery_id,
    r._line_no
from {{ source('raw', 'tr01_payment_result') }} as r
inner join {{ source('control', 'current_delivery') }} as d on d.delivery_id = r._delivery_id
where {{ known_as_of('d') }}
