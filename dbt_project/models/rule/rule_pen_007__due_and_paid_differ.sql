-- 待遇核定与发放不符: the assessed parts of a month's pension do not add up to what is due, or what was paid for the month is
-- not what is due, beyond the tolerance. Back-pay stands apart in the facts. Less may lawfully be paid where the pension
-- is paused or ended or a reason is given (court), where the fund set off an overclaim in the month, or where all payments
-- for the month (one that failed and was made again, back-pay later) come to what is due.
with compared as (
    select
        b.*,
        t.value as tolerance,
        {{ money('b.paid_for_month_amount - b.due_amount') }} as paid_difference,
        {{ money('b.due_amount - b.component_due_amount') }} as component_difference,
        coalesce(
            b.basic_pension_due, b.transitional_pension_due, b.account_pension_due, b.basic_retirement_fee_due,
            b.subsidy_due_total, b.adjustment_due_total, b.other_pension_benefit_due
        ) is not null as has_components
    from {{ ref('fct_benefit') }} as b
    inner join {{ in_force('payment_tolerance', 't', of='b') }}
    where {{ of_rule('PEN-007', 'b') }}
        and (b.due_amount > 0 or b.paid_for_month_amount > 0)
),
amiss as (
    select *
    from (
        select
            c.*,
            case
                when c.paid_difference > c.tolerance then 'paid_too_much'
                when c.paid_difference < -c.tolerance
                    and coalesce(c.benefit_payment_status_code, '1') = '1' and coalesce(c.benefit_stop_reason_code, '') = ''
                    then 'paid_too_little'
                when c.has_components and abs(c.component_difference) > c.tolerance then 'parts_do_not_add_up'
            end as kind
        from compared as c
    ) as judged
    where kind is not null
),
paid_out as (
    select f.fund_code, f.person_key, f.corresponding_fee_period as period, sum(f.amount) as paid_in_all
    from {{ ref('fct_payment') }} as f
    inner join (
        select distinct fund_code, person_key, period from amiss where kind = 'paid_too_little'
    ) as o on o.fund_code = f.fund_code and o.person_key = f.person_key and o.period = f.corresponding_fee_period
    where f.is_paid
    group by f.fund_code, f.person_key, f.corresponding_fee_period
)
select
    {{ person_finding(
        'PEN-007', 'd', kind='d.kind',
        amount="abs(case when d.kind = 'parts_do_not_add_up' then d.component_difference else d.paid_difference end)",
        observed="cast(case when d.kind = 'parts_do_not_add_up' then d.component_due_amount else d.paid_for_month_amount end as text)",
        expected='cast(d.due_amount as text)', key=['person_id', 'insurance_subtype_code']
    ) }},
    d.component_due_amount,
    d.due_amount,
    d.paid_for_month_amount,
    d.backpay_amount,
    d.benefit_payment_status_code
from amiss as d
left join paid_out as p on p.fund_code = d.fund_code and p.person_key = d.person_key and p.period = d.period
where d.kind <> 'paid_too_little' or coalesce(p.paid_in_all, 0) < d.due_amount - d.tolerance
    and {{ without(ref('fct_overclaim_recovery'), {'fund_code': 'd.fund_code', 'person_key': 'd.person_key',
        'period': 'd.period'}, where='o.recovered_amount > 0') }}
