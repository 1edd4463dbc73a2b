-- Generated from catalogue/ by `make generate`; do not edit.
-- 统计指标: one row an indicator, region, year, sex, age and kind of settlement.
{{ config(materialized='parted') }}
select
    'ST01' as file_code,
    _region_code as region_code,
    admin_division_code as region_code_raw,
    indicator_code,
    indicator_name,
    indicator_year,
    sex_code,
    age_value,
    urban_rural_code,
    indicator_value,
    _delivery_id,
    _line_no
from (
    {{ counted_rows('stg_sta__st01_statistical_indicator', ['indicator_code', 'admin_division_code', 'indicator_year', 'sex_code', 'age_value', 'urban_rural_code'], region='admin_division_code') }}
) as st01
