{{ config(materialized='parted') }}
-- 个人四方对账（月）: own parts of one person at one unit, due, paid and levied in a month, where they are not all the same;
-- of all others only the sums of a region and month (is_equal). So five years stay small. Persons are known by the
-- number that the agency gave them, which tax uses as well. Residents pay by the year and are not in here.
with booked as (
    select
        b.fund_code,
        b.region_code,
        b.period,
        b.unit_key,
        b.unit_id,
        b.person_id,
        coalesce(b.personal_due_current_amount, 0) + coalesce(b.personal_due_supplementary_amount, 0) as due_amount,
        coalesce(b.personal_paid_current_amount, 0) + coalesce(b.personal_paid_supplementary_amount, 0)
        + coalesce(b.personal_arrears_repaid_amount, 0) as paid_amount,
        0 as levied_amount
    from {{ rows_of_same_part('base_contribution_month') }} as b
    where b.file_code in ('EP02', 'IP02', 'EM02', 'UE02')
    union all
    select
        b.fund_code,
        b.region_code,
        coalesce({{ period_of_date('coalesce(b.treasury_received_time, b.remitted_time)') }}, b.period) as period,
        b.unit_key,
        b.unit_id,
        b.person_id,
        0 as due_amount,
        0 as paid_amount,
        coalesce(b.personal_paid_amount, 0) as levied_amount
    from {{ rows_of_same_part('base_tax_receipt_person') }} as b
    where b.file_code in ('EP09', 'IP09', 'EM09', 'EM10', 'UE07')
),
summed as (
    select
        fund_code,
        region_code,
        period,
        unit_key,
        unit_id,
        person_id,
        sum(due_amount) as due_amount,
        sum(paid_amount) as paid_amount,
        sum(levied_amount) as levied_amount,
        coalesce(sum(due_amount) = sum(paid_amount) and sum(paid_amount) = sum(levied_amount), false) as is_equal
    from booked
    group by fund_code, region_code, period, unit_key, unit_id, person_id
),
kept as (
    select
        fund_code,
        region_code,
        period,
        is_equal,
        case when not is_equal then unit_key end as unit_key,
        case when not is_equal then unit_id end as unit_id,
        case when not is_equal then person_id end as person_id,
        due_amount,
        paid_amount,
        levied_amount
    from summed
)
select
    fund_code,
    region_code,
    period,
    is_equal,
    unit_key,
    unit_id,
    person_id,
    count(*) as person_count,
    {{ money_sum('due_amount') }} as due_amount,
    {{ money_sum('paid_amount') }} as paid_amount,
    {{ money_sum('levied_amount') }} as levied_amount
from kept
group by fund_code, region_code, period, is_equal, unit_key, unit_id, person_id
