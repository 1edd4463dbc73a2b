-- 银行流水: one row an entry of a statement; the statement says whose account it is.
select
    s.region_code,
    e.period,
    e.account_no,
    e.statement_id,
    e.entry_no,
    e.booking_date,
    e.value_date,
    e.credit_debit_code,
    coalesce(e.reversal_flag, false) as is_reversal,
    e.amount,
    cast(case when e.credit_debit_code = 'CRDT' then e.amount else 0 end as numeric(18, 2)) as credit_amount,
    cast(case when e.credit_debit_code = 'DBIT' then e.amount else 0 end as numeric(18, 2)) as debit_amount,
    e.bank_reference,
    e.end_to_end_reference,
    e.counterparty_name,
    e.counterparty_account_no,
    e.remittance_text,
    e._delivery_id,
    e._line_no
from {{ ref('base_bank_entry_sent') }} as e
-- A corrected statement may have fewer entries: those of the delivery that the statement comes from count.
left join {{ ref('base_bank_statement') }} as s on s.account_no = e.account_no and s.statement_id = e.statement_id
where s.statement_id is null or s._delivery_id = e._delivery_id
