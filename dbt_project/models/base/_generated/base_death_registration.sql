-- Generated from catalogue/ by `make generate`; do not edit.
-- 死亡登记（逐次登记与撤销）: one row an entry of the registry on a citizen.
{{ config(materialized='parted') }}
select
    'PS02' as file_code,
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
    death_date,
    registered_date,
    registration_cancelled_flag,
    _delivery_id,
    _line_no
from (
    {{ counted_rows('stg_psb__ps02_death_registry', ['admin_division_code', 'data_period', 'citizen_id', 'registered_date', 'registration_cancelled_flag'], region='admin_division_code', citizen_id='citizen_id') }}
) as ps02
