-- Generated from catalogue/ by `make generate`; do not edit.
-- 劳动能力鉴定: one row a person, date and item of appraisal.
{{ config(materialized='parted') }}
select
    'work_injury' as fund_code,
    'WI03' as file_code,
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
    appraisal_date,
    appraisal_item_code,
    appraisal_category_code,
    illegal_employment_flag,
    work_disability_grade_code,
    self_care_impairment_grade_code,
    paid_leave_days,
    assistive_device_conclusion_code,
    rehabilitation_conclusion_code,
    induced_disease_conclusion_code,
    relapse_conclusion_code,
    _delivery_id,
    _line_no
from (
    {{ counted_rows('stg_hrss__wi03_labour_capacity_appraisal', ['admin_division_code', 'data_period', 'person_id', 'appraisal_date', 'appraisal_item_code'], region='admin_division_code', citizen_id='citizen_id') }}
) as wi03
