-- Generated from catalogue/ by `make generate`; do not edit.
-- 职业年金记实: one row a person and date on which the account was funded.
{{ config(materialized='parted') }}
select
    'institution_pension' as fund_code,
    'IP24' as file_code,
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
    funding_date,
    funding_reason_code,
    funded_principal_amount,
    funded_interest_amount,
    funding_source_level_code,
    _delivery_id,
    _line_no
from (
    {{ counted_rows('stg_hrss__ip24_annuity_funding_record', ['admin_division_code', 'data_period', 'person_id', 'funding_date'], region='admin_division_code', citizen_id='citizen_id') }}
) as ip24
