-- 丧葬费超标: what was paid for one funeral, all months together, above six average monthly wages; the higher of the wages of the
-- contribution years of the death and of the payment is taken. Where one of them is not known, or the day of the death, nobody is
-- judged: it might be the higher one.
with paid as (
    select
        b.*,
        sum(b.funeral_amount) over (
            partition by b.region_code, b.person_key order by b.period, b.person_id rows unbounded preceding
        ) as paid_so_far_amount
    from {{ ref('fct_injury_benefit') }} as b
    where {{ of_rule('WI-009', 'b') }} and b.funeral_amount <> 0
),
compared as (
    select
        p.*,
        cast(m.value as integer) as funeral_months,
        coalesce(t.value, 0) as tolerance,
        {{ money('greatest(w.value, f.value)') }} as average_wage_amount,
        {{ money('m.value * greatest(w.value, f.value)') }} as limit_amount
    from paid as p
    inner join {{ in_force('injury_funeral_months', 'm', of='p') }}
    inner join {{ in_force('contribution_base_avg', 'w', of='p') }} and w.value is not null
    inner join {{ in_force('contribution_base_avg', 'f', of='p', day='p.death_date') }} and f.value is not null
    left join {{ in_force('payment_tolerance', 't', of='p') }}
    where p.funeral_amount > 0
),
above as (
    select c.*, {{ money('least(c.paid_so_far_amount - c.limit_amount, c.funeral_amount)') }} as excess_amount
    from compared as c
    where {{ above_band('c.paid_so_far_amount', 'c.limit_amount', 'c.tolerance') }}
)
select
    {{ person_finding(
        'WI-009', 'c', kind="'above_standard'", key=['person_id'],
        amount='c.excess_amount', recovered='c.recovered_here_amount',
        observed='cast(cast(c.paid_so_far_amount as numeric(18, 2)) as text)', expected='cast(c.limit_amount as text)'
    ) }},
    {{ money('c.funeral_amount') }} as funeral_amount,
    c.funeral_months,
    c.average_wage_amount,
    c.death_date
from ({{ with_taken_back('above', 'excess_amount', ref('fct_injury_benefit'), 'funeral_amount') }}) as c
