{{ config(materialized="view") }}
-- 银行流水事实
select
    region_code, period, account_no, statement_id, entry_no, booking_date, credit_debit_code, is_reversal,
    amount, credit_amount, debit_amount, end_to_end_reference, _delivery_id, _line_no
from {{ ref('base_bank_entry') }}
