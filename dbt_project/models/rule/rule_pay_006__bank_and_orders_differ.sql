-- 银行流水无对应支付: money left an expenditure account (支出户) without an order, or an order was not carried out by the bank within
-- the days of settlement, or by another amount. Known by the order's number, else by account, amount and days, one for one. Lawful:
-- entries reversed (冲销), transfers between accounts of the funds (归集、退回财政专户), payments sent back (退汇) of an order. Orders
-- of days that the statements do not reach, or leave out, are not judged, nor are debits while orders have not come that they may
-- be of: of the month, and the one before at its begin, of each fund of an account.
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
unknown as (
    select e.* from entry as e
    where case when e.is_reversal then e.net_amount < 0 else e.net_amount > 0 end
        and {{ without('ordered', {'account_no': 'e.account_no', 'payment_master_id': 'e.end_to_end_reference'}) }}
        and {{ without(ref('dim_bank_account'), {'account_no': 'e.counterparty_account_no'}) }}
),
loose as ({{ not_reversed('unknown') }}),
debit as ({{ fund_of_account('loose', 'ordered', 'PAY-006', days='settle_days') }}),
waiting as (
    select s.*, cast(w.value as integer) as days
    from ordered as s
    inner join {{ in_force('settle_days', 'w', of='s') }}
    where {{ without('carried_out', {'fund_code': 's.fund_code', 'region_code': 's.region_code',
        'payment_master_id': 's.payment_master_id'}) }}
),
paired as ({{ carried_out_by_amount('waiting', 'loose') }}),
judged as (
    select s.*, coalesce(f.failed_amount, 0) as failed_amount
    from ordered as s
    inner join {{ in_force('settle_days', 'w', of='s') }}
    inner join {{ ref('dim_bank_account') }} as a
        on a.account_no = s.account_no and a.account_kind = 'expenditure'
        and a.first_statement_date <= s.day and a.last_statement_date >= s.day + cast(w.value as integer)
    left join ({{ failed_by_order(ref('fct_payment')) }}) as f
        on f.fund_code = s.fund_code and f.region_code = s.region_code and f.payment_master_id = s.payment_master_id
    where {{ without(ref('fct_statement_gap'), {'account_no': 's.account_no'},
        where='o.last_date < s.day + cast(w.value as integer) and o.next_date > s.day') }}
),
different as (
    select l.fund_code, l.region_code, l.period, l.account_no, 'debit_without_order' as kind, cast(null as text) as order_no,
        l.booking_date as day, 0 as order_amount, l.net_amount as bank_amount,
        l.statement_id || '|' || cast(l.entry_no as text) as entry_key, l._delivery_id, l._line_no
    from debit as l
    where {{ without('paired', {'account_no': 'l.account_no', 'statement_id': 'l.statement_id', 'entry_no': 'l.entry_no'}) }}
    union all
    select j.fund_code, j.region_code, j.period, j.account_no, case when c.net_amount is null then 'order_without_debit' else 'amount_differs' end,
        j.payment_master_id, j.day, j.amount, coalesce(c.net_amount, 0), '', j._delivery_id, j._line_no
    from judged as j
    left join carried_out as c on c.fund_code = j.fund_code and c.region_code = j.region_code and c.payment_master_id = j.payment_master_id
    where case when c.net_amount is null then j.amount > j.failed_amount else j.amount - c.net_amount not in (0, j.failed_amount) end
        and {{ without('paired', {'fund_code': 'j.fund_code', 'region_code': 'j.region_code', 'payment_master_id': 'j.payment_master_id',
            'account_no': 'j.account_no'}) }}
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
