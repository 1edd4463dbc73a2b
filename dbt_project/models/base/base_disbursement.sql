-- 待遇拨付主表: one row a disbursement order.
with counted as (
    {{ counted_rows('stg_agy__ep10_benefit_disbursement', ['s.payment_master_id', 's.agency_code', 's.bank_account_no', 's.data_period', 's.disbursed_time'], 'pooling_area_code') }}
)
select
    'enterprise_pension' as fund_code,
    region_code,
    data_period as period,
    payment_master_id,
    agency_code,
    bank_account_no,
    disbursement_method_code,
    amount,
    disbursed_time,
    _delivery_id,
    _line_no
from counted
where _rank = 1
