-- Generated from catalogue/ by `make generate`; do not edit.
-- 户籍人口（逐期）: one row a citizen, region and month.
{{ config(materialized='parted') }}
select
    'PS01' as file_code,
    _region_code as region_code,
    admin_division_code as region_code_raw,
    data_period as period,
    {{ citizen_key('_citizen_id') }} as person_key,
    _citizen_id as citizen_id,
    citizen_id as citizen_id_raw,
    _citizen_id is not null as has_citizen_id,
    person_name,
    sex_code,
    birth_date,
    ethnicity_code,
    hukou_type_code,
    registration_status_code,
    status_date,
    _delivery_id,
    _line_no
from (
    {{ counted_rows('stg_psb__ps01_person_registry', ['admin_division_code', 'data_period', 'citizen_id'], region='admin_division_code', citizen_id='citizen_id') }}
) as ps01
