-- Generated from catalogue/ by `make generate`; do not edit.
-- RP09 待遇应付计划项目明细: one row per benefit item that makes up one payable-plan detail
select
    r.benefit_item_code,
    r.regular_benefit_flag,
    r.payable_type_code,
    r.fee_period,
    r.corresponding_fee_period,
    r.amount,
    r.reversal_flag,
    r.reversed_time,
    r.reversal_serial_no,
    r.payable_plan_detail_id,
    r.payable_item_detail_id,
    r._delivery_id,
    r._line_no
from {{ source('raw', 'rp09_benefit_payable_item') }} as r
inner join {{ source('control', 'current_delivery') }} as d on d.delivery_id = r._delivery_id
where {{ known_as_of('d') }}
