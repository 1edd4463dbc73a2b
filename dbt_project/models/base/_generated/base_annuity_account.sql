-- Generated from catalogue/ by `make generate`; do not edit.
-- 职业年金个人账户: one row a person's account, unit and month.
{{ config(materialized='parted') }}
select
    'institution_pension' as fund_code,
    'IP06' as file_code,
    _region_code as region_code,
    admin_division_code as region_code_raw,
    data_period as period,
    {{ citizen_key('_citizen_id') }} as person_key,
    {{ code_key('_org_code') }} as unit_key,
    _citizen_id as citizen_id,
    citizen_id as citizen_id_raw,
    _citizen_id is not null as has_citizen_id,
    unit_name,
    org_code,
    person_name,
    contribution_status_code,
    account_retention_code,
    account_income_amount,
    unit_notional_credit_amount,
    account_stored_balance,
    _delivery_id,
    _line_no
from (
    {{ counted_rows('stg_hrss__ip06_occupational_annuity_account', ['admin_division_code', 'data_period', 'org_code', 'citizen_id'], region='admin_division_code', citizen_id='citizen_id', org_code='org_code') }}
) as ip06
