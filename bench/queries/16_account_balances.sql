-- 各账户期末余额
-- Closing balance of each account on its last day.
select account_no, statement_date, closing_balance
from (
    select *, row_number() over (partition by account_no order by statement_date desc, statement_id desc) as latest
    from core.fct_bank_statement
) as s
where latest = 1
order by account_no
