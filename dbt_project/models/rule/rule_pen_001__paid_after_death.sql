-- 死亡后领取待遇: a pension paid for a month after the month of death. The month of death itself is due, and back-pay
-- (补发) belongs to months before it. What was recovered (追回) closes the earliest months first.
with paid as (
    select
        b.*,
        d.death_period,
        d.registered_period,
        d.death_source,
        sum(b.paid_for_month_amount) over (
            partition by b.person_key order by b.period, b.region_code rows unbounded preceding
        ) as paid_so_far_amount
    from {{ ref('fct_benefit') }} as b
    inner join {{ ref('base_death') }} as d on d.person_key = b.person_key
    where b.fund_code = 'enterprise_pension' and b.paid_for_month_amount > 0 and b.period > d.death_period
),
recovered as (
    select person_key, max(recovered_total) as recovered_total
    from (
        select person_key, period, sum(recovered_amount) as recovered_total
        from {{ ref('base_overclaim_recovery') }}
        where fund_code = 'enterprise_pension'
        group by person_key, period
    ) as by_month
    group by person_key
),
covered as (
    select
        p.*,
        cast(greatest(least(
            coalesce(r.recovered_total, 0) - (p.paid_so_far_amount - p.paid_for_month_amount),
            p.paid_for_month_amount
        ), 0) as numeric(18, 2)) as recovered_here_amount
    from paid as p
    left join recovered as r on r.person_key = p.person_key
)
select
    {{ person_finding(
        'PEN-001', 'c',
        "case when c.period <= c.registered_period then 'recover' else 'fraud' end",
        'c.paid_for_month_amount', 'c.period', 'c.death_period',
        recovered='c.recovered_here_amount'
    ) }},
    c.death_period,
    c.registered_period as death_registered_period,
    c.death_source
from covered as c
