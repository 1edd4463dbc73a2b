-- Generated from catalogue/ by `make generate`; do not edit.
-- 职业年金人员信息: one row a person, region and month.
{{ config(materialized='parted') }}
select
    'institution_pension' as fund_code,
    'IP22' as file_code,
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
    work_start_date,
    annuity_enrolment_date,
    contribution_status_code,
    retirement_date,
    unit_credit_mode_code,
    account_retention_code,
    _delivery_id,
    _line_no
from (
    {{ counted_rows('stg_hrss__ip22_annuity_person_info', ['admin_division_code', 'data_period', 'person_id'], region='admin_division_code', citizen_id='citizen_id') }}
) as ip22
