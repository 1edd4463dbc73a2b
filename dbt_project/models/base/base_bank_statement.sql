-- 银行对账单: one row a statement.
with counted as (
    {{ counted_rows('stg_bank__bk01_bank_statement', ['s.account_no', 's.statement_id']) }}
)
select
    region_code,
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
from counted
where _rank = 1
