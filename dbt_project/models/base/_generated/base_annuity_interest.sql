-- Generated from catalogue/ by `make generate`; do not edit.
-- 职业年金个人账户计息: one row a person, month and year of interest.
{{ config(materialized='parted') }}
select
    'institution_pension' as fund_code,
    'IP25' as file_code,
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
    interest_year,
    credited_interest_rate,
    account_opening_balance,
    notional_part_interest,
    personal_part_interest,
    investment_return_amount,
    account_closing_balance,
    _delivery_id,
    _line_no
from (
    {{ counted_rows('stg_hrss__ip25_annuity_account_interest', ['admin_division_code', 'data_period', 'person_id', 'interest_year'], region='admin_division_code', citizen_id='citizen_id') }}
) as ip25
