-- Generated from catalogue/ by `make generate`; do not edit.
-- 税务个人申报与欠费: one row a person, unit, insurance, region and month.
{{ config(materialized='parted') }}
select
    {{ fund_code('insurance_type_code') }} as fund_code,
    'TX02' as file_code,
    _region_code as region_code,
    admin_division_code as region_code_raw,
    data_period as period,
    {{ person_key('_citizen_id', 'TAX', '_region_code', 'person_id') }} as person_key,
    {{ unit_key('TAX', '_region_code', 'unit_id') }} as unit_key,
    _citizen_id as citizen_id,
    citizen_id as citizen_id_raw,
    _citizen_id is not null as has_citizen_id,
    insurance_type_code,
    unit_id,
    person_id,
    person_name,
    personal_contribution_base,
    personal_due_current_amount,
    personal_paid_current_amount,
    personal_prepaid_amount,
    personal_arrears_repaid_amount,
    personal_late_fee_paid,
    personal_arrears_balance,
    _delivery_id,
    _line_no
from (
    {{ counted_rows('stg_tax__tx02_tax_person_declaration', ['admin_division_code', 'data_period', 'insurance_type_code', 'unit_id', 'person_id'], region='admin_division_code', citizen_id='citizen_id') }}
) as tx02
