{{ config(materialized='parted') }}
-- 单位四方对账（月）: what one unit owed and paid as the agency booked it in a month, and what tax levied from it in that
-- month. Tax is counted in the month in which treasury had the money, else that of remittance. Late fees and interest
-- are no contributions and stand apart. Persons who pay for themselves are the members of an agency's own unit.
with booked as (
    select
        b.fund_code,
        b.region_code,
        b.period,
        b.unit_key,
        b.unit_id,
        coalesce(b.unit_due_current_amount, 0) + coalesce(b.personal_due_current_subtotal, 0)
        + coalesce(b.unit_due_supplementary_amount, 0) + coalesce(b.personal_due_supplementary_subtotal, 0) as due_amount,
        coalesce(b.unit_paid_current_amount, 0) + coalesce(b.personal_paid_current_subtotal, 0)
        + coalesce(b.unit_paid_supplementary_amount, 0) + coalesce(b.personal_paid_supplementary_subtotal, 0)
        + coalesce(b.unit_arrears_repaid_amount, 0) + coalesce(b.personal_arrears_repaid_total, 0)
        - coalesce(b.refunded_amount, 0) as paid_amount,
        0 as levied_amount
    from {{ rows_of_same_part('base_unit_contribution_month') }} as b
    union all
    -- The units' table of employee medical has no sums of the persons' parts.
    select
        b.fund_code,
        b.region_code,
        b.period,
        b.unit_key,
        b.unit_id,
        coalesce(b.personal_due_current_amount, 0) as due_amount,
        coalesce(b.personal_paid_current_amount, 0) as paid_amount,
        0 as levied_amount
    from {{ rows_of_same_part('base_contribution_month') }} as b
    where b.file_code = 'EM02'
    union all
    select
        b.fund_code,
        b.region_code,
        coalesce({{ period_of_date('coalesce(b.treasury_received_time, b.remitted_time)') }}, b.period) as period,
        b.unit_key,
        b.unit_id,
        0 as due_amount,
        0 as paid_amount,
        coalesce(b.unit_paid_amount, 0) + coalesce(b.personal_paid_amount, 0) as levied_amount
    from {{ rows_of_same_part('base_tax_receipt') }} as b
    union all
    -- The self-insured of employee medical have receipts of their own.
    select
        b.fund_code,
        b.region_code,
        coalesce({{ period_of_date('coalesce(b.treasury_received_time, b.remitted_time)') }}, b.period) as period,
        b.unit_key,
        b.unit_id,
        0 as due_amount,
        0 as paid_amount,
        coalesce(b.unit_paid_amount, 0) + coalesce(b.personal_paid_amount, 0) as levied_amount
    from {{ rows_of_same_part('base_tax_receipt_person') }} as b
    where b.file_code = 'EM10'
)
select
    fund_code,
    region_code,
    period,
    unit_key,
    unit_id,
    {{ money_sum('due_amount') }} as due_amount,
    {{ money_sum('paid_amount') }} as paid_amount,
    {{ money_sum('levied_amount') }} as levied_amount
from booked
group by fund_code, region_code, period, unit_key, unit_id
