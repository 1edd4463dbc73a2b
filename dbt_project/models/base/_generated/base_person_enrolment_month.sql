-- Generated from catalogue/ by `make generate`; do not edit.
-- 个人参保信息（月，不含个人缴费的险种）: one row a person, unit, region and month of work injury or maternity.
{{ config(materialized='parted') }}
select
    'work_injury' as fund_code,
    'WI21' as file_code,
    _region_code as region_code,
    admin_division_code as region_code_raw,
    data_period as period,
    {{ person_key('_citizen_id', 'HRSS', '_region_code', 'person_id') }} as person_key,
    {{ unit_key('HRSS', '_region_code', 'unit_id') }} as unit_key,
    _citizen_id as citizen_id,
    citizen_id as citizen_id_raw,
    _citizen_id is not null as has_citizen_id,
    unit_id,
    person_id,
    person_name,
    sex_code,
    birth_date,
    hukou_type_code,
    migrant_worker_flag,
    enrolment_date,
    contribution_status_code,
    personal_contribution_base,
    _delivery_id,
    _line_no
from (
    {{ counted_rows('stg_hrss__wi21_personal_enrolment', ['admin_division_code', 'data_period', 'unit_id', 'person_id'], region='admin_division_code', citizen_id='citizen_id') }}
) as wi21
union all
select
    'maternity' as fund_code,
    'MT21' as file_code,
    _region_code as region_code,
    admin_division_code as region_code_raw,
    data_period as period,
    {{ person_key('_citizen_id', 'MED', '_region_code', 'person_id') }} as person_key,
    {{ unit_key('MED', '_region_code', 'unit_id') }} as unit_key,
    _citizen_id as citizen_id,
    citizen_id as citizen_id_raw,
    _citizen_id is not null as has_citizen_id,
    unit_id,
    person_id,
    person_name,
    sex_code,
    birth_date,
    hukou_type_code,
    migrant_worker_flag,
    enrolment_date,
    contribution_status_code,
    personal_contribution_base,
    _delivery_id,
    _line_no
from (
    {{ counted_rows('stg_med__mt21_personal_enrolment', ['admin_division_code', 'data_period', 'unit_id', 'person_id'], region='admin_division_code', citizen_id='citizen_id') }}
) as mt21
