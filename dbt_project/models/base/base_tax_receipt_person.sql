-- 税务个人征缴明细: one row a person, unit and fee period on one tax receipt.
with counted as (
    {{ counted_rows('stg_tax__ep09_tax_personal_collection', ['s.uuid'], 'pooling_area_code') }}
)
select
    'enterprise_pension' as fund_code,
    region_code,
    corresponding_fee_period as period,
    {{ unit_key('region_code', 'unit_id') }} as unit_key,
    uuid,
    unit_id,
    person_id,
    tax_receipt_no,
    contribution_type_code,
    personal_contribution_base,
    unit_paid_amount,
    personal_paid_amount,
    treasury_received_time,
    _delivery_id,
    _line_no
from counted
where _rank = 1
