-- 生育上月单位未足额缴费而享受: for the month before the birth the unit paid less than due, and did not repay it in the month of the
-- birth, but the fund paid. Meant is the unit that insured her in that month, whichever claims for her since; of several that
-- which owed least. What was prepaid in months before, or stands in a receipt of the month of the birth, is paid.
with birth as (
    select b.*, {{ period_of_index(month_index('b.delivery_period') ~ ' - 1') }} as former_period
    from ({{ births(of_rule('MT-004', 'm')) }}) as b
),
employed as (
    select b.*, coalesce(e.unit_key, b.unit_key) as employer_key
    from birth as b
    left join (
        select distinct e.person_key, e.period, e.unit_key
        from {{ ref('fct_enrolment') }} as e
        where {{ of_rule('MT-004', 'e') }} and e.person_key in (select person_key from birth)
            and e.unit_key is not null and coalesce(e.contribution_status_code, '1') = '1'   -- paused or ended is not employed
    ) as e on e.person_key = b.person_key and e.period = b.former_period
),
unit_month as (
    select
        u.fund_code, u.unit_key, u.period,
        sum(u.due_amount + u.due_supplementary_amount) as due_amount,
        sum(u.paid_amount + u.paid_supplementary_amount) as paid_amount,
        sum(u.prepaid_amount + u.arrears_repaid_amount + u.written_off_amount) as settled_amount,
        sum(sum(u.due_amount + u.due_supplementary_amount - u.paid_amount - u.paid_supplementary_amount
            - u.prepaid_amount - u.arrears_repaid_amount - u.written_off_amount)) over (
            partition by u.fund_code, u.unit_key order by u.period) as owed_so_far
    from {{ ref('fct_unit_contribution') }} as u
    where {{ of_rule('MT-004', 'u') }} and u.unit_key in (select employer_key from employed)
    group by u.fund_code, u.unit_key, u.period
),
received as (
    select r.unit_key, r.period, r.levied_period, sum(r.amount) as amount
    from {{ ref('fct_tax_receipt') }} as r
    where {{ of_rule('MT-004', 'r') }} and r.period < r.levied_period
    group by r.unit_key, r.period, r.levied_period
),
compared as (
    select
        b.*,
        {{ money('f.due_amount') }} as unit_due_amount,
        {{ money('greatest(f.paid_amount + f.settled_amount + coalesce(n.settled_amount, 0)
            + greatest(n.paid_amount - n.due_amount, 0),
            f.paid_amount + f.settled_amount + coalesce(r.amount, 0),
            f.due_amount - least(f.owed_so_far, n.owed_so_far))') }} as unit_paid_amount,
        coalesce(t.value, 0) as tolerance
    from employed as b
    inner join unit_month as f on f.unit_key = b.employer_key and f.period = b.former_period
    left join unit_month as n on n.unit_key = b.employer_key and n.period = b.delivery_period
    left join received as r
        on r.unit_key = b.employer_key and r.period = b.former_period and r.levied_period = b.delivery_period
    left join {{ in_force('payment_tolerance', 't', of='b', period='b.former_period') }}
),
least_owed as (
    select
        c.*,
        row_number() over (
            partition by c.person_key, c.region_code, c.delivery_date order by c.unit_due_amount - c.unit_paid_amount, c.employer_key
        ) as _place
    from compared as c
)
select
    {{ person_finding(
        'MT-004', 'c', kind="'owed'", amount='c.paid_amount', key=['delivery_date'], unit='c.employer_key',
        observed='cast(c.unit_paid_amount as text)', expected='cast(c.unit_due_amount as text)'
    ) }},
    c.delivery_date,
    c.former_period,
    c.unit_due_amount,
    c.unit_paid_amount
from least_owed as c
where c._place = 1 and {{ below_band('c.unit_paid_amount', 'c.unit_due_amount', 'c.tolerance') }}
