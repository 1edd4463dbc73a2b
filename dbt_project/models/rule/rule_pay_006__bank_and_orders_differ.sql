-- 银行流水无对应支付: money left an expenditure account (支出户) without an order, or an order was not carried out by the bank within
-- the days of settlement, or by another amount. Known by the order's number, else by account, amount and days. Lawful: entries
-- reversed (冲销), transfers between accounts of the funds (归集、退回财政专户), payments sent back (退汇) of an order. Orders of
-- days that the statements do not reach yet are not judged, nor is a month whose orders have not come, of each fund of an account.
with ordered as (
    select d.fund_code, d.region_code, d.payment_master_id, d.bank_account_no as account_no, min(d.period) as period,
        min(d.disbursed_date) as day, sum(d.amount) as amount, {{ first_line('d') }}
    from {{ ref('fct_disbursement') }} as d
    where {{ of_rule('PAY-006', 'd') }} and {{ inputs_there('PAY-006', 'd') }}
    group by d.fund_code, d.region_code, d.payment_master_id, d.bank_account_no
),
entry as (
    select e.*, coalesce(a.region_code, e.region_code) as account_region_code, e.debit_amount - e.credit_amount as net_amount
    from {{ ref('fct_bank_entry') }} as e
    inner join {{ ref('dim_bank_account') }} as a on a.account_no = e.account_no and a.account_kind = 'expenditure'
),
carried_out as (
    select o.fund_code, o.region_code, o.payment_master_id, sum(e.net_amount) as net_amount
    from ordered as o
    inner join entry as e on e.account_no = o.account_no and e.end_to_end_reference = o.payment_master_id
    group by o.fund_code, o.region_code, o.payment_master_id
),
loose as (
    select e.* from entry as e
    where e.net_amount > 0 and not e.is_reversal
        and {{ without('ordered', {'account_no': 'e.account_no', 'payment_master_id': 'e.end_to_end_reference'}) }}
        and {{ without(ref('dim_bank_account'), {'account_no': 'e.counterparty_account_no'}) }}
        and {{ without('entry', {'account_no': 'e.account_no', 'net_amount': '-e.net_amount'},
            where='o.is_reversal and o.booking_date >= e.booking_date') }}
),
debit as ({{ fund_of_account('loose', 'ordered', 'PAY-006') }}),
waiting as (
    select s.*, cast(w.value as integer) as days, a.last_statement_date
    from ordered as s
    inner join {{ ref('dim_bank_account') }} as a
        on a.account_no = s.account_no and a.account_kind = 'expenditure' and a.first_statement_date <= s.day
    inner join {{ in_force('settle_days', 'w', of='s') }}
    where {{ without('carried_out', {'fund_code': 's.fund_code', 'region_code': 's.region_code',
        'payment_master_id': 's.payment_master_id'}) }}
),
failed as (
    select fund_code, region_code, payment_master_id, sum(amount) as failed_amount
    from {{ ref('fct_payment') }} where not is_paid group by fund_code, region_code, payment_master_id
),
different as (
    select l.fund_code, l.region_code, l.period, l.account_no, 'debit_without_order' as kind, cast(null as text) as order_no,
        l.booking_date as day, 0 as order_amount, l.net_amount as bank_amount,
        l.statement_id || '|' || cast(l.entry_no as text) as entry_key, l._delivery_id, l._line_no
    from debit as l
    where {{ without('waiting', {'account_no': 'l.account_no', 'amount': 'l.net_amount'},
        where='l.booking_date between o.day and o.day + o.days') }}
    union all
    select w.fund_code, w.region_code, w.period, w.account_no, 'order_without_debit', w.payment_master_id, w.day, w.amount, 0, '',
        w._delivery_id, w._line_no
    from waiting as w
    left join failed as f on f.fund_code = w.fund_code and f.region_code = w.region_code and f.payment_master_id = w.payment_master_id
    where w.amount > coalesce(f.failed_amount, 0) and w.last_statement_date >= w.day + w.days and {{ without('loose', {'account_no': 'w.account_no', 'net_amount': 'w.amount'},
        where='o.booking_date between w.day and w.day + w.days') }}
    union all
    select o.fund_code, o.region_code, o.period, o.account_no, 'amount_differs', o.payment_master_id, o.day, o.amount, c.net_amount, '',
        o._delivery_id, o._line_no
    from ordered as o
    inner join carried_out as c on c.fund_code = o.fund_code and c.region_code = o.region_code and c.payment_master_id = o.payment_master_id
    left join failed as f on f.fund_code = o.fund_code and f.region_code = o.region_code and f.payment_master_id = o.payment_master_id
    where o.amount <> c.net_amount and o.amount - c.net_amount <> coalesce(f.failed_amount, 0)
)
select
    {{ finding(
        'PAY-006', 'd', 'account', hash_key(['d.account_no']), kind='d.kind', amount='abs(d.order_amount - d.bank_amount)',
        observed='cast(' ~ money('d.bank_amount') ~ ' as text)', expected='cast(' ~ money('d.order_amount') ~ ' as text)',
        key=['order_no', 'entry_key']
    ) }},
    d.order_no, d.day as paid_date, {{ money('d.order_amount') }} as order_amount, {{ money('d.bank_amount') }} as bank_amount
from different as d
where {{ of_rule('PAY-006', 'd') }} and {{ inputs_there('PAY-006', 'd') }}
