-- 关系转移: one row a person and transfer.
with counted as (
    {{ counted_rows('stg_hrss__ep06_relation_transfer', ['s.admin_division_code', 's.data_period', 's.person_id', 's.transfer_direction_code', 's.transfer_type_code']) }}
),
identified as (
    select *, {{ citizen_id18('citizen_id') }} as citizen_id18 from counted where _rank = 1
)
select
    'enterprise_pension' as fund_code,
    region_code,
    data_period as period,
    {{ person_key('citizen_id18', 'region_code', 'person_id') }} as person_key,
    citizen_id18 as citizen_id,
    person_id,
    transfer_direction_code,
    transfer_scheme_direction_code,
    transfer_type_code,
    transfer_area_scope_code,
    transfer_amount,
    _delivery_id,
    _line_no
from identified
