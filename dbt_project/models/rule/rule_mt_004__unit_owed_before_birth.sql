-- 生育上月单位未足额缴费而享受: for the month before the birth the unit paid less than due, and did not repay it in the month of the
-- birth, but the fund paid.
with birth as (
    select b.*, {{ period_of_index(month_index('b.delivery_period') ~ ' - 1') }} as former_period
    from ({{ births(of_rule('MT-004', 'm')) }}) as b
),
unit_month as (
    select
        u.fund_code, u.unit_key, u.period,
        sum(u.due_amount + u.due_supplementary_amount) as due_amount,
        sum(u.paid_amount + u.paid_supplementary_amount) as paid_amount,
        sum(u.prepaid_amount + u.arrears_repaid_amount + u.written_off_amount) as settled_amount
    from {{ ref('fct_unit_contribution') }} as u
    where {{ of_rule('MT-004', 'u') }} and u.unit_key in (select unit_key from birth)
    group by u.fund_code, u.unit_key, u.period
),
compared as (
    select
        b.*,
        {{ money('f.due_amount') }} as unit_due_amount,
        {{ money('f.paid_amount + f.settled_amount + coalesce(n.settled_amount, 0)
            + greatest(n.paid_amount - n.due_amount, 0)') }} as unit_paid_amount,
        coalesce(t.value, 0) as tolerance
    from birth as b
    inner join unit_month as f on f.unit_key = b.unit_key and f.period = b.former_period
    left join unit_month as n on n.unit_key = b.unit_key and n.period = b.delivery_period
    left join {{ in_force('payment_tolerance', 't', of='b', period='b.former_period') }}
)
select
    {{ person_finding(
        'MT-004', 'c', kind="'owed'", amount='c.paid_amount', key=['delivery_date'], unit='c.unit_key',
        observed='cast(c.unit_paid_amount as text)', expected='cast(c.unit_due_amount as text)'
    ) }},
    c.delivery_date,
    c.former_period,
    c.unit_due_amount,
    c.unit_paid_amount
from compared as c
where {{ below_band('c.unit_paid_amount', 'c.unit_due_amount', 'c.tolerance') }}
