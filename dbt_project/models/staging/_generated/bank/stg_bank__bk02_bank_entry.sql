-- Generated from catalogue/ by `make generate`; do not edit.
-- BK02 银行流水: one row per entry of one statement
select
    r.account_no,
    r.statement_id,
    r.entry_no,
    r.booking_date,
    r.value_date,
    r.credit_debit_code,
    r.amount,
    r.reversal_flag,
    r.bank_reference,
    r.end_to_end_reference,
    r.counterparty_name,
    r.counterparty_account_no,
    r.remittance_text,
    r._delivery_id,
    r._line_no
from {{ source('raw', 'bk02_bank_entry') }} as r
inner join {{ source('control', 'current_delivery') }} as d on d.delivery_id = r._delivery_id
where {{ known_as_of('d') }}
