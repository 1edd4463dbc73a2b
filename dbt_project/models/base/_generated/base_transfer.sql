-- Generated from catalogue/ by `make generate`; do not edit.
-- 关系转移: one row a person and transfer.
{{ config(materialized='parted') }}
select
    'enterprise_pension' as fund_code,
    'EP06' as file_code,
    _region_code as region_code,
    admin_division_code as region_code_raw,
    data_period as period,
    {{ person_key('_citizen_id', 'HRSS', '_region_code', 'person_id') }} as person_key,
    _citizen_id as citizen_id,
    citizen_id as citizen_id_raw,
    _citizen_id is not null as has_citizen_id,
    person_id,
    person_name,
    sex_code,
    birth_date,
    personal_identity_code,
    transfer_direction_code,
    transfer_scheme_direction_code,
    transfer_type_code,
    transfer_area_scope_code,
    transfer_amount,
    cast(null as text) as insurance_subtype_code,
    cast(null as text) as village_code,
    cast(null as text) as village_name,
    cast(null as text) as hukou_type_code,
    _delivery_id,
    _line_no
from (
    {{ counted_rows('stg_hrss__ep06_relation_transfer', ['admin_division_code', 'data_period', 'person_id', 'transfer_direction_code', 'transfer_type_code'], region='admin_division_code', citizen_id='citizen_id') }}
) as ep06
union all
select
    'institution_pension' as fund_code,
    'IP05' as file_code,
    _region_code as region_code,
    admin_division_code as region_code_raw,
    data_period as period,
    {{ person_key('_citizen_id', 'HRSS', '_region_code', 'person_id') }} as person_key,
    _citizen_id as citizen_id,
    citizen_id as citizen_id_raw,
    _citizen_id is not null as has_citizen_id,
    person_id,
    person_name,
    sex_code,
    birth_date,
    personal_identity_code,
    transfer_direction_code,
    transfer_scheme_direction_code,
    transfer_type_code,
    transfer_area_scope_code,
    transfer_amount,
    cast(null as text) as insurance_subtype_code,
    cast(null as text) as village_code,
    cast(null as text) as village_name,
    cast(null as text) as hukou_type_code,
    _delivery_id,
    _line_no
from (
    {{ counted_rows('stg_hrss__ip05_relation_transfer', ['admin_division_code', 'data_period', 'person_id', 'transfer_direction_code', 'transfer_type_code'], region='admin_division_code', citizen_id='citizen_id') }}
) as ip05
union all
select
    'resident_pension' as fund_code,
    'RP05' as file_code,
    _region_code as region_code,
    admin_division_code as region_code_raw,
    data_period as period,
    {{ person_key('_citizen_id', 'HRSS', '_region_code', 'person_id') }} as person_key,
    _citizen_id as citizen_id,
    citizen_id as citizen_id_raw,
    _citizen_id is not null as has_citizen_id,
    person_id,
    person_name,
    sex_code,
    birth_date,
    cast(null as text) as personal_identity_code,
    transfer_direction_code,
    cast(null as text) as transfer_scheme_direction_code,
    transfer_type_code,
    transfer_area_scope_code,
    transfer_amount,
    insurance_subtype_code,
    village_code,
    village_name,
    hukou_type_code,
    _delivery_id,
    _line_no
from (
    {{ counted_rows('stg_hrss__rp05_relation_transfer', ['admin_division_code', 'data_period', 'insurance_subtype_code', 'person_id', 'transfer_direction_code'], region='admin_division_code', citizen_id='citizen_id') }}
) as rp05
union all
select
    'unemployment' as fund_code,
    'UE03' as file_code,
    _region_code as region_code,
    admin_division_code as region_code_raw,
    data_period as period,
    {{ person_key('_citizen_id', 'HRSS', '_region_code', 'person_id') }} as person_key,
    _citizen_id as citizen_id,
    citizen_id as citizen_id_raw,
    _citizen_id is not null as has_citizen_id,
    person_id,
    person_name,
    sex_code,
    birth_date,
    personal_identity_code,
    transfer_direction_code,
    cast(null as text) as transfer_scheme_direction_code,
    transfer_type_code,
    transfer_area_scope_code,
    transfer_amount,
    cast(null as text) as insurance_subtype_code,
    cast(null as text) as village_code,
    cast(null as text) as village_name,
    cast(null as text) as hukou_type_code,
    _delivery_id,
    _line_no
from (
    {{ counted_rows('stg_hrss__ue03_relation_transfer', ['admin_division_code', 'data_period', 'person_id', 'transfer_direction_code', 'transfer_type_code'], region='admin_division_code', citizen_id='citizen_id') }}
) as ue03
