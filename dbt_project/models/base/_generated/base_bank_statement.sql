-- Generated from catalogue/ by `make generate`; do not edit.
-- 银行对账单: one row a statement.
{{ config(materialized='parted') }}
select
    'BK01' as file_code,
    _region_code as region_code,
    admin_division_code as region_code_raw,
    data_period as period,
    account_no,
    statement_id,
    statement_date,
    currency_code,
    opening_balance,
    closing_balance,
    entry_count,
    credit_total,
    debit_total,
    _delivery_id,
    _line_no
from (
    {{ counted_rows('stg_bank__bk01_bank_statement', ['account_no', 'statement_id'], region='admin_division_code') }}
) as bk01
