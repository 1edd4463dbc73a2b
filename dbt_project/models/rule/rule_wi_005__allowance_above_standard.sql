-- 伤残津贴超标: more than the share of the own wage that the grade gives (90/85/80/75 %), with the adjustments since (历次调整), and
-- more than the minimum wage, to which a lower allowance is topped up. The own wage lies between 60 % and 300 % of the average. Two
-- months' allowance or more at once (一次补发) is for all months since the one paid before, or since the appraisal.
with judged as (
    select
        b.*,
        {{ lawful_injury_wage('b.own_wage_amount', 'lo', 'hi', 'w') }} as lawful_wage_amount,
        r.value as grade_ratio,
        n.value as minimum_wage,
        coalesce(t.value, 0) as tolerance
    from ({{ injury_benefits_with_grade('disability_grade_code', of_rule('WI-005', 'b') ~ ' and b.allowance_amount > 0') }}) as b
    inner join {{ in_force('injury_allowance_fund_grade_max', 'm', of='b') }} and b.grade <= m.value
    inner join {{ in_force('injury_allowance_ratio', 'r', of='b', key='cast(b.grade as text)') }}
    inner join {{ in_force('minimum_wage', 'n', of='b') }}
    inner join {{ in_force('injury_wage_floor_ratio', 'lo', of='b') }}
    inner join {{ in_force('injury_wage_ceiling_ratio', 'hi', of='b') }}
    inner join {{ in_force('contribution_base_avg', 'w', of='b', day='b.appraisal_date') }}
    left join {{ in_force('payment_tolerance', 't', of='b') }}
    where b.own_wage_amount > 0 and r.value is not null and n.value is not null and w.value is not null
),
compared as (
    select
        j.*,
        {{ money('greatest(j.grade_ratio * j.lawful_wage_amount + coalesce(j.adjustment_total_amount, 0), j.minimum_wage)
            * j.paid_months') }} as limit_amount
    from (
        select
            *,
            cast(case when allowance_amount < 2 * grade_ratio * lawful_wage_amount then 1 else months_at_once end as integer)
                as paid_months
        from judged
    ) as j
),
above as (
    select c.*, {{ money('c.allowance_amount - c.limit_amount') }} as excess_amount
    from compared as c
    where {{ above_band('c.allowance_amount', 'c.limit_amount', 'c.tolerance') }}
)
select
    {{ person_finding(
        'WI-005', 'c', kind="'above_standard'", amount='c.excess_amount', recovered='c.recovered_here_amount',
        key=['person_id'],
        observed='cast(c.allowance_amount as text)', expected='cast(c.limit_amount as text)'
    ) }},
    c.grade,
    c.own_wage_amount,
    {{ money('c.lawful_wage_amount') }} as lawful_wage_amount,
    {{ money('coalesce(c.adjustment_total_amount, 0)') }} as adjustment_total_amount,
    {{ money('c.minimum_wage') }} as minimum_wage_amount,
    c.limit_amount,
    c.paid_months,
    c.appraisal_date
from ({{ with_taken_back('above', 'excess_amount', ref('fct_injury_benefit'), 'allowance_amount') }}) as c
