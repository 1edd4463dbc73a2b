-- Generated from catalogue/ by `make generate`; do not edit.
-- BK01 银行对账单: one row per statement of one account
select
    r.account_no,
    r.admin_division_code,
    r.data_period,
    r.statement_id,
    r.statement_date,
    r.currency_code,
    r.opening_balance,
    r.closing_balance,
    r.entry_count,
    r.credit_total,
    r.debit_total,
    r._delivery_id,
    r._line_no
from {{ source('raw', 'bk01_bank_statement') }} as r
inner join {{ source('control', 'current_delivery') }} as d on d.delivery_id = r._delivery_id
where {{ known_as_of('d') }}
