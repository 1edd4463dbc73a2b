-- Generated from catalogue/ by `make generate`; do not edit.
-- 单位个人所得税申报: one row a unit and month.
{{ config(materialized='parted') }}
select
    'PI01' as file_code,
    _region_code as region_code,
    admin_division_code as region_code_raw,
    data_period as period,
    {{ code_key('_org_code') }} as unit_key,
    org_code,
    unit_name,
    taxpayer_count,
    taxable_wage_total,
    _delivery_id,
    _line_no
from (
    {{ counted_rows('stg_pit__pi01_unit_income_tax', ['org_code', 'data_period'], region='admin_division_code', org_code='org_code') }}
) as pi01
