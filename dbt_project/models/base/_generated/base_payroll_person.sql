-- Generated from catalogue/ by `make generate`; do not edit.
-- 工资统发人员: one row a person, unit and month.
{{ config(materialized='parted') }}
select
    'PY01' as file_code,
    _region_code as region_code,
    admin_division_code as region_code_raw,
    data_period as period,
    {{ citizen_key('_citizen_id') }} as person_key,
    {{ code_key('_org_code') }} as unit_key,
    _citizen_id as citizen_id,
    citizen_id as citizen_id_raw,
    _citizen_id is not null as has_citizen_id,
    org_code,
    unit_name,
    person_name,
    payroll_status_code,
    status_date,
    fiscal_funding_mode_code,
    payroll_wage_amount,
    annuity_base_amount,
    _delivery_id,
    _line_no
from (
    {{ counted_rows('stg_pay__py01_payroll_person', ['citizen_id', 'org_code', 'data_period'], region='admin_division_code', citizen_id='citizen_id', org_code='org_code') }}
) as py01
