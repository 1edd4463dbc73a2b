-- Generated from catalogue/ by `make generate`; do not edit.
-- 职业年金待遇领取: one row a person who draws, unit and month.
{{ config(materialized='parted') }}
select
    'institution_pension' as fund_code,
    'IP07' as file_code,
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
    benefit_claim_method_code,
    commercial_annuity_purchase_amount,
    instalment_benefit_amount,
    lump_sum_benefit_amount,
    account_stored_balance,
    _delivery_id,
    _line_no
from (
    {{ counted_rows('stg_hrss__ip07_occupational_annuity_benefit', ['admin_division_code', 'data_period', 'org_code', 'citizen_id'], region='admin_division_code', citizen_id='citizen_id', org_code='org_code') }}
) as ip07
