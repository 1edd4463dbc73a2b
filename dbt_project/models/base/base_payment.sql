-- 待遇支付明细: one row a payment to one party. The file of its delivery names the region.
with counted as (
    select
        s.*,
        coalesce(r.region_code, d.region_code) as region_code,
        {{ latest_first(['s.payable_plan_detail_id', 's.party_id', 's.fee_period', 's.corresponding_fee_period', 's.paid_time']) }} as _rank
    from {{ ref('stg_agy__ep11_benefit_payment_detail') }} as s
    inner join {{ ref('stg_control__delivery') }} as d on d.delivery_id = s._delivery_id
    left join {{ ref('base_region_code') }} as r on r.region_code_raw = d.region_code
)
select
    'enterprise_pension' as fund_code,
    region_code,
    fee_period as period,
    corresponding_fee_period,
    payment_master_id,
    payable_plan_detail_id,
    party_type_code,
    party_id,
    party_identity_no,
    bank_account_no,
    amount,
    payment_status_code,
    payment_status_code = '1' as is_paid,
    paid_time,
    _delivery_id,
    _line_no
from counted
where _rank = 1
