-- Generated from catalogue/ by `make generate`; do not edit.
-- 离休人员: one row a person, region and month.
{{ config(materialized='parted') }}
select
    'employee_medical' as fund_code,
    'EM06' as file_code,
    _region_code as region_code,
    admin_division_code as region_code_raw,
    data_period as period,
    {{ person_key('_citizen_id', 'MED', '_region_code', 'person_id') }} as person_key,
    _citizen_id as citizen_id,
    citizen_id as citizen_id_raw,
    _citizen_id is not null as has_citizen_id,
    person_id,
    person_name,
    sex_code,
    ethnicity_code,
    birth_date,
    work_start_date,
    cadre_retirement_date,
    former_unit_name,
    former_unit_type_code,
    former_unit_economic_type_code,
    former_unit_affiliation_code,
    former_unit_industry_code,
    _delivery_id,
    _line_no
from (
    {{ counted_rows('stg_med__em06_veteran_cadre', ['admin_division_code', 'data_period', 'person_id'], region='admin_division_code', citizen_id='citizen_id') }}
) as em06
