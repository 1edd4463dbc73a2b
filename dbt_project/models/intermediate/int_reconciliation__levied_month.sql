{{ config(materialized='parted') }}
-- 税务征收（月）: what tax levied, by the month the money is for and the month in which treasury had it. Each yuan once:
-- units' receipts, and persons' where no unit's receipt holds them (residents, the self-insured of employee medical).
with receipt as (
    select
        b.fund_code,
        b.region_code,
        b.period as fee_period,
        coalesce({{ period_of_date('coalesce(b.treasury_received_time, b.remitted_time)') }}, b.period) as period,
        coalesce(b.unit_paid_amount, 0) + coalesce(b.personal_paid_amount, 0) as amount
    from {{ rows_of_same_part('base_tax_receipt') }} as b
    union all
    select
        b.fund_code,
        b.region_code,
        b.period as fee_period,
        coalesce({{ period_of_date('coalesce(b.treasury_received_time, b.remitted_time)') }}, b.period) as period,
        coalesce(b.unit_paid_amount, 0) + coalesce(b.personal_paid_amount, 0) + coalesce(b.collective_aid_amount, 0) as amount
    from {{ rows_of_same_part('base_tax_receipt_person') }} as b
    where b.file_code in ('EM10', 'RP06', 'RM04')
)
select
    fund_code,
    region_code,
    fee_period,
    period,
    count(*) as receipt_count,
    {{ money_sum('amount') }} as amount
from receipt
group by fund_code, region_code, fee_period, period
