{{ config(materialized="view") }}
-- 应付项目事实: items of payable plans, each for its own month; a reversed item and its reversal cancel.
select
    b.fund_code,
    b.region_code,
    b.period,
    b.corresponding_fee_period,
    b.payable_plan_detail_id,
    b.payable_item_detail_id,
    b.benefit_item_code,
    b.benefit_item_code_2,
    b.regular_benefit_flag,
    b.payable_type_code,
    b.amount,
    b.is_reversal,
    b.reversed_time,
    b.reversal_serial_no,
    b._delivery_id,
    b._line_no
from {{ ref('base_payable_item') }} as b
