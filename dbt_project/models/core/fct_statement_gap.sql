{{ config(materialized="view") }}
-- 对账单缺口事实: where an account's statements do not follow one another, a day's opening not being the last closing: what the
-- bank did between is not known, or not all of it. A statement goes back to its first entry, however many days it is about.
with told as (
    select
        s.account_no, s.statement_id, s.statement_date, s.opening_balance, s.closing_balance, s._delivery_id, s._line_no,
        least(s.statement_date, min(e.booking_date)) as first_date
    from {{ ref('fct_bank_statement') }} as s
    left join {{ ref('fct_bank_entry') }} as e on e.account_no = s.account_no and e.statement_id = s.statement_id
    group by s.account_no, s.statement_id, s.statement_date, s.opening_balance, s.closing_balance, s._delivery_id, s._line_no
),
chain as (
    select
        t.*,
        lag(t.statement_date) over account_days as last_date,
        lag(t.closing_balance) over account_days as last_balance
    from told as t
    window account_days as (partition by t.account_no order by t.statement_date, t.first_date, t._delivery_id, t._line_no)
)
select
    c.account_no,
    c.statement_id,
    c.last_date,
    c.first_date as next_date,
    {{ money('c.last_balance') }} as last_balance,
    {{ money('c.opening_balance') }} as next_balance,
    c._delivery_id,
    c._line_no
from chain as c
where c.last_balance <> c.opening_balance
