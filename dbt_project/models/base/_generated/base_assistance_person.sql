-- Generated from catalogue/ by `make generate`; do not edit.
-- 困难群体: one row a citizen, category and spell, region and month.
{{ config(materialized='parted') }}
select
    'CA01' as file_code,
    _region_code as region_code,
    admin_division_code as region_code_raw,
    data_period as period,
    {{ citizen_key('_citizen_id') }} as person_key,
    _citizen_id as citizen_id,
    citizen_id as citizen_id_raw,
    _citizen_id is not null as has_citizen_id,
    person_name,
    assistance_category_code,
    disability_level_code,
    valid_from_date,
    valid_to_date,
    assistance_amount,
    _delivery_id,
    _line_no
from (
    {{ counted_rows('stg_cab__ca01_assistance_person', ['admin_division_code', 'data_period', 'citizen_id', 'assistance_category_code', 'valid_from_date'], region='admin_division_code', citizen_id='citizen_id') }}
) as ca01
