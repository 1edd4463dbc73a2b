-- 待遇应付计划项目明细: one row a benefit item of a payable-plan detail.
with counted as (
    select
        s.*,
        coalesce(r.region_code, d.region_code) as region_code,
        {{ latest_first(['s.payable_item_detail_id']) }} as _rank
    from {{ ref('stg_agy__ep12_benefit_payable_item') }} as s
    inner join {{ ref('stg_control__delivery') }} as d on d.delivery_id = s._delivery_id
    left join {{ ref('base_region_code') }} as r on r.region_code_raw = d.region_code
)
select
    'enterprise_pension' as fund_code,
    region_code,
    fee_period as period,
    corresponding_fee_period,
    payable_plan_detail_id,
    payable_item_detail_id,
    benefit_item_code,
    regular_benefit_flag,
    amount,
    coalesce(reversal_flag, false) as is_reversal,
    _delivery_id,
    _line_no
from counted
where _rank = 1
