-- Generated from catalogue/ by `make generate`; do not edit.
-- 冒领养老金追回: what was claimed wrongly of one person and what has been recovered, as of each month's ledger.
{{ config(materialized='parted') }}
select
    'enterprise_pension' as fund_code,
    'EP05' as file_code,
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
    former_unit_id,
    death_date,
    overclaimed_months,
    overclaimed_amount,
    recovered_amount,
    cast(null as text) as insurance_subtype_code,
    cast(null as text) as village_code,
    cast(null as text) as village_name,
    cast(null as text) as hukou_type_code,
    cast(null as date) as benefit_stopped_date,
    _delivery_id,
    _line_no
from (
    {{ counted_rows('stg_hrss__ep05_pension_overclaim_recovery', ['admin_division_code', 'data_period', 'person_id'], region='admin_division_code', citizen_id='citizen_id') }}
) as ep05
union all
select
    'resident_pension' as fund_code,
    'RP04' as file_code,
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
    cast(null as text) as former_unit_id,
    death_date,
    overclaimed_months,
    overclaimed_amount,
    recovered_amount,
    insurance_subtype_code,
    village_code,
    village_name,
    hukou_type_code,
    benefit_stopped_date,
    _delivery_id,
    _line_no
from (
    {{ counted_rows('stg_hrss__rp04_pension_overclaim_recovery', ['admin_division_code', 'data_period', 'insurance_subtype_code', 'person_id'], region='admin_division_code', citizen_id='citizen_id') }}
) as rp04
