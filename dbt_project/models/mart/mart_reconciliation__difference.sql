-- 对账差异清单: one row a difference of two stations in a month, with its class, what both have, the month in which it is
-- settled, and the keys by which the lines on both sides are found. Of a timing difference there are two rows, one in
-- the month of each station, which add up to nothing.
select
    d.difference_key,
    {{ of_leg('d.leg_code', 1) }} as side_code,
    d.leg_code,
    {{ of_leg('d.leg_code', 2) }} as left_station,
    {{ of_leg('d.leg_code', 3) }} as right_station,
    d.level_code,
    {{ is_summed_level('d.leg_code', 'd.level_code') }} as is_summed,
    d.fund_code,
    d.region_code,
    d.period,
    d.class_code,
    case d.class_code
        when 'timing' then '时间性差异' when 'missing' then '单方缺失' when 'amount' then '金额不符' else '无法匹配'
    end as class_name,
    case
        when d.class_code = 'missing' and d.left_all_amount = 0 then {{ of_leg('d.leg_code', 2) }}
        when d.class_code = 'missing' then {{ of_leg('d.leg_code', 3) }}
    end as missing_station,
    d.left_all_amount,
    d.right_all_amount,
    d.left_amount,
    d.right_amount,
    d.difference_amount,
    d.counterpart_period,
    case when d.counterpart_period is not null then greatest(d.period, d.counterpart_period) end as settled_period,
    d.counterpart_key,
    d.match_key,
    d.unit_key,
    d.unit_id,
    d.person_id,
    d.plan_id,
    d.document_no,
    d.account_no,
    -- Keys of the lines behind, each filled where it leads to rows of this leg.
    case when d.level_code = 'unit' then d.unit_key end as booked_unit_key,
    case when d.level_code = 'unit' and d.leg_code = 'paid_levied' then d.unit_key end as levied_unit_key,
    case when d.level_code = 'unit' and d.fund_code = 'employee_medical' then d.unit_key end as own_part_unit_key,
    case when d.level_code = 'person' and d.leg_code in ('due_paid', 'paid_levied') then d.person_id end as payer_id,
    case when d.level_code = 'person' and d.leg_code = 'paid_levied' then d.person_id end as levied_payer_id,
    case when d.leg_code = 'levied_treasury' and length(d.match_key) = 6 then d.match_key end as fee_period,
    case when d.leg_code = 'levied_treasury' and length(d.match_key) = 4 then d.fund_code end as yearly_fund_code,
    case when d.leg_code = 'treasury_bank' then d.match_key end as receipt_no,
    case when d.leg_code = 'benefit_plan' then d.person_id end as payee_id,
    case when d.leg_code in ('payment_order', 'order_bank') then d.match_key end as order_no,
    case when d.leg_code = 'order_allocation' then d.fund_code end as allocated_fund_code,
    case when d.leg_code = 'allocation_bank' then d.match_key end as request_no,
    case when d.leg_code in ('treasury_bank', 'order_bank', 'allocation_bank') then d.match_key end as bank_entry_reference,
    case when d.match_key is null and d.account_no is not null then d.document_no end as loose_entry_no
from {{ ref('int_reconciliation__difference') }} as d
