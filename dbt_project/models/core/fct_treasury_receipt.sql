{{ config(materialized="view") }}
-- 国库划转事实: premiums moved from treasury to the fiscal special account; period is the month that the money is for,
-- received_period that of the transfer (where it has no day: of the money).
select
    b.fund_code,
    b.region_code,
    b.period,
    b.receipt_id,
    b.receipt_no,
    b.amount,
    b.received_at,
    coalesce({{ period_of_date('b.received_at') }}, b.period) as received_period,
    b._delivery_id,
    b._line_no
from {{ ref('base_treasury_receipt') }} as b
