{{ config(materialized="view") }}
-- 银行对账单事实: balances of an account and day.
select
    b.region_code,
    b.period,
    b.account_no,
    b.statement_id,
    b.statement_date,
    b.currency_code,
    b.opening_balance,
    b.closing_balance,
    b.entry_count,
    b.credit_total,
    b.debit_total,
    b._delivery_id,
    b._line_no
from {{ ref('base_bank_statement') }} as b
