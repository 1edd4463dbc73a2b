-- 一次性伤残补助金超标: grants for one injury, all months together, above the months of own wage that its grade gives. Of several injuries
-- a grant is for the last one that was graded by then, whatever the grades of the others. The own wage lies between
-- 60 % and 300 % of the average. The law of the month of payment is taken: in 2011 the months became more.
with granted as (
    select
        b.*,
        sum(b.lump_sum_disability_amount) over (
            partition by b.region_code, b.person_key, b.injury_no order by b.period, b.person_id rows unbounded preceding
        ) as granted_so_far_amount
    from ({{ injury_benefits_with_grade(
        'disability_grade_code', of_rule('WI-007', 'b') ~ ' and b.lump_sum_disability_amount <> 0',
        of_last_injury=true) }}) as b
    where b.grade <= 10
),
judged as (
    select
        g.*,
        {{ lawful_injury_wage('g.own_wage_amount', 'lo', 'hi', 'w') }} as lawful_wage_amount,
        cast(m.value as integer) as grant_months,
        coalesce(t.value, 0) as tolerance
    from granted as g
    inner join {{ in_force('injury_grant_months', 'm', of='g', key='cast(g.grade as text)') }}
    inner join {{ in_force('injury_wage_floor_ratio', 'lo', of='g') }}
    inner join {{ in_force('injury_wage_ceiling_ratio', 'hi', of='g') }}
    inner join {{ in_force('contribution_base_avg', 'w', of='g', day='g.appraisal_date') }}
    left join {{ in_force('payment_tolerance', 't', of='g') }}
    where g.own_wage_amount > 0 and g.lump_sum_disability_amount > 0
),
compared as (
    select j.*, {{ money('j.grant_months * j.lawful_wage_amount') }} as limit_amount
    from judged as j
),
above as (
    select c.*, {{ money('least(c.granted_so_far_amount - c.limit_amount, c.lump_sum_disability_amount)') }} as excess_amount
    from compared as c
    where {{ above_band('c.granted_so_far_amount', 'c.limit_amount', 'c.tolerance') }}
)
select
    {{ person_finding(
        'WI-007', 'c', kind="'above_standard'", key=['person_id'],
        amount='c.excess_amount', recovered='c.recovered_here_amount',
        observed='cast(cast(c.granted_so_far_amount as numeric(18, 2)) as text)', expected='cast(c.limit_amount as text)'
    ) }},
    c.grade,
    c.grant_months,
    c.own_wage_amount,
    {{ money('c.lawful_wage_amount') }} as lawful_wage_amount,
    {{ money('c.lump_sum_disability_amount') }} as lump_sum_disability_amount,
    c.appraisal_date
from ({{ with_taken_back('above', 'excess_amount', ref('fct_injury_benefit'), 'lump_sum_disability_amount') }}) as c
