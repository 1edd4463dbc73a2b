-- Generated from catalogue/ by `make generate`; do not edit.
-- 个人所得税工资薪金: one row a person, unit and month.
{{ config(materialized='parted') }}
select
    'PI02' as file_code,
    _region_code as region_code,
    admin_division_code as region_code_raw,
    data_period as period,
    {{ citizen_key('_citizen_id') }} as person_key,
    {{ code_key('_org_code') }} as unit_key,
    _citizen_id as citizen_id,
    citizen_id as citizen_id_raw,
    _citizen_id is not null as has_citizen_id,
    org_code,
    person_name,
    taxable_wage_amount,
    _delivery_id,
    _line_no
from (
    {{ counted_rows('stg_pit__pi02_person_income_tax', ['citizen_id', 'org_code', 'data_period'], region='admin_division_code', citizen_id='citizen_id', org_code='org_code') }}
) as pi02
