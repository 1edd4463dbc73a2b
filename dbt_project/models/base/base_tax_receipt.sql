-- 税务单位征缴明细: one row a unit, fee period and kind of contribution on one tax receipt.
with counted as (
    {{ counted_rows('stg_tax__ep08_tax_unit_collection', ['s.pooling_area_code', 's.levy_notice_no', 's.tax_receipt_no', 's.insurance_type_code', 's.unit_id', 's.corresponding_fee_period', 's.contribution_type_code', 's.transmission_batch_no'], 'pooling_area_code') }}
)
select
    'enterprise_pension' as fund_code,
    region_code,
    corresponding_fee_period as period,
    {{ unit_key('region_code', 'unit_id') }} as unit_key,
    unit_id,
    levy_notice_no,
    tax_receipt_no,
    contribution_type_code,
    payer_count,
    unit_contribution_base_total,
    personal_contribution_base_total,
    unit_paid_amount,
    personal_paid_amount,
    late_fee,
    interest,
    remitted_time,
    treasury_received_time,
    _delivery_id,
    _line_no
from counted
where _rank = 1
