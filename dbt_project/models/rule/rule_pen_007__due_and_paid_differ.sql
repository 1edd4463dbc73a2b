-- 待遇核定与发放不符: the assessed parts of a month's pension do not add up to what is due, or what was paid for the month is
-- not what is due, beyond the tolerance. Back-pay stands apart in the facts. Less may lawfully be paid where the pension
-- is paused or ended or a reason is given (court), where the fund set off an overclaim in the month, or where all payments
-- for the month (one that failed and was made again, back-pay later) come to what is due; wrong parts are told all the same.
-- What was paid too much and has come back by the ledger of overclaims is closed. A blank total is not compared.
with compared as (
    select
        b.*,
        t.value as tolerance,
        case when b.is_paid_told then {{ money('b.paid_for_month_amount - b.due_amount') }} else 0 end as paid_difference,
        {{ money('b.due_amount - b.component_due_amount') }} as component_difference,
        coalesce(
            b.basic_pension_due, b.transitional_pension_due, b.account_pension_due, b.basic_retirement_fee_due,
            b.subsidy_due_total, b.adjustment_due_total, b.other_pension_benefit_due
        ) is not null as has_components
    from {{ ref('fct_benefit') }} as b
    inner join {{ in_force('payment_tolerance', 't', of='b') }}
    where {{ of_rule('PEN-007', 'b') }}
        and b.is_due_told and (b.due_amount > 0 or b.paid_for_month_amount > 0)
),
amiss as (
    select *
    from (
        select
            c.*,
            c.paid_difference < -c.tolerance
                and coalesce(c.benefit_payment_status_code, '1') = '1' and coalesce(c.benefit_stop_reason_code, '') = '' as is_short,
            c.has_components and abs(c.component_difference) > c.tolerance as is_wrong_in_parts
        from compared as c
    ) as looked_at
    where paid_difference > tolerance or is_short or is_wrong_in_parts
),
paid_out as (
    select f.fund_code, f.person_key, f.corresponding_fee_period as period, sum(f.amount) as paid_in_all
    from {{ ref('fct_payment') }} as f
    inner join (
        select distinct fund_code, person_key, period from amiss where is_short
    ) as o on o.fund_code = f.fund_code and o.person_key = f.person_key and o.period = f.corresponding_fee_period
    where f.is_paid
    group by f.fund_code, f.person_key, f.corresponding_fee_period
),
judged as (
    select
        a.*,
        case
            when a.paid_difference > a.tolerance then 'paid_too_much'
            when a.is_short and coalesce(p.paid_in_all, 0) < a.due_amount - a.tolerance
                and {{ without(ref('fct_overclaim_recovery'), {'fund_code': 'a.fund_code', 'person_key': 'a.person_key',
                    'period': 'a.period'}, where='o.recovered_amount > 0') }} then 'paid_too_little'
            when a.is_wrong_in_parts then 'parts_do_not_add_up'
        end as kind
    from amiss as a
    left join paid_out as p on p.fund_code = a.fund_code and p.person_key = a.person_key and p.period = a.period
)
select
    {{ person_finding(
        'PEN-007', 'd', kind='d.kind', recovered='d.recovered_here_amount',
        amount="abs(case when d.kind = 'parts_do_not_add_up' then d.component_difference else d.paid_difference end)",
        observed="cast(case when d.kind = 'parts_do_not_add_up' then d.component_due_amount else d.paid_for_month_amount end as text)",
        expected='cast(d.due_amount as text)', key=['person_id', 'insurance_subtype_code']
    ) }},
    d.component_due_amount,
    d.due_amount,
    d.paid_for_month_amount,
    d.backpay_amount,
    d.benefit_payment_status_code
from ({{ with_recovered("(
    select j.*, case when j.kind = 'paid_too_much' then j.paid_difference else 0 end as excess_amount
    from judged as j
    where j.kind is not null
)", 'excess_amount') }}) as d
