-- Generated from catalogue/ by `make generate`; do not edit.
-- 医保个人账户收支: one row a person, date and kind of entry.
{{ config(materialized='parted') }}
select
    'employee_medical' as fund_code,
    'EM22' as file_code,
    _region_code as region_code,
    admin_division_code as region_code_raw,
    data_period as period,
    {{ person_key('_citizen_id', 'MED', '_region_code', 'person_id') }} as person_key,
    _citizen_id as citizen_id,
    citizen_id as citizen_id_raw,
    _citizen_id is not null as has_citizen_id,
    person_id,
    entry_date,
    account_entry_type_code,
    medical_institution_code,
    account_credit_amount,
    account_debit_amount,
    account_balance,
    _delivery_id,
    _line_no
from (
    {{ counted_rows('stg_med__em22_account_ledger', ['admin_division_code', 'data_period', 'person_id', 'entry_date', 'account_entry_type_code'], region='admin_division_code', citizen_id='citizen_id') }}
) as em22
