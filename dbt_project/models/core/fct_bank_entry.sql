{{ config(materialized="view") }}
-- 银行流水事实
select
    b.region_code,
    b.period,
    b.account_no,
    b.statement_id,
    b.entry_no,
    b.booking_date,
    b.value_date,
    b.credit_debit_code,
    b.is_reversal,
    b.amount,
    b.credit_amount,
    b.debit_amount,
    b.bank_reference,
    b.end_to_end_reference,
    b.counterparty_name,
    b.counterparty_account_no,
    b.remittance_text,
    b._delivery_id,
    b._line_no
from {{ ref('base_bank_entry') }} as b
