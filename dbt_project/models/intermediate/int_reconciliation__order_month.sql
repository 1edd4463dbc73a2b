{{ config(materialized='parted') }}
-- 拨付单支付合计（月）: what was paid on one disbursement order, by the month of payment.
select
    b.fund_code,
    b.region_code,
    coalesce({{ period_of_date('b.paid_time') }}, b.period) as period,
    b.payment_master_id,
    count(*) as payment_count,
    {{ money_sum('b.amount') }} as amount
from {{ rows_of_same_part('base_payment') }} as b
where b.is_paid
group by b.fund_code, b.region_code, coalesce({{ period_of_date('b.paid_time') }}, b.period), b.payment_master_id
