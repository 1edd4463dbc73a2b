-- Generated from catalogue/ by `make generate`; do not edit.
-- 银行流水（各次报送）: one row an entry of a statement; base_bank_entry leaves out those of a statement's former versions.
{{ config(materialized='ephemeral') }}
select
    'BK02' as file_code,
    _region_code as region_code,
    {{ period_of_date('booking_date') }} as period,
    account_no,
    statement_id,
    entry_no,
    booking_date,
    value_date,
    credit_debit_code,
    amount,
    reversal_flag,
    bank_reference,
    end_to_end_reference,
    counterparty_name,
    counterparty_account_no,
    remittance_text,
    _delivery_id,
    _line_no
from (
    {{ counted_rows('stg_bank__bk02_bank_entry', ['account_no', 'statement_id', 'entry_no']) }}
) as bk02
