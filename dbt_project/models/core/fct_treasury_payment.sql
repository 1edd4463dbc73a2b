{{ config(materialized="view") }}
-- 国库支付事实: what treasury paid out of the fiscal special account; period is the month of payment.
select
    b.fund_code,
    b.region_code,
    b.period,
    b.payment_id,
    b.request_no,
    b.voucher_no,
    b.amount,
    b.payer_account,
    b.payee_account,
    b.status as payment_status_code,
    b.is_paid,
    b.paid_at,
    cast(b.paid_at as date) as paid_date,
    b._delivery_id,
    b._line_no
from {{ ref('base_treasury_payment') }} as b
