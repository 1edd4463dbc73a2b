-- 护理费超标: nursing of a month above 50/40/30 % of the average monthly wage, by how far somebody cannot care for himself, or paid
-- without such a finding. The higher of the wages of this contribution year and the former one is taken. Two
-- months' nursing or more at once (一次补发) is for all months since the one paid before, or since the appraisal.
with priced as (
    select
        b.*,
        case b.grade when 1 then 'full' when 2 then 'most' when 3 then 'part' end as care_level,
        greatest(w.value, f.value) as average_wage,
        least(w.value, f.value) as lower_wage,
        coalesce(t.value, 0) as tolerance
    from ({{ injury_benefits_with_grade('self_care_grade_code', of_rule('WI-006', 'b') ~ ' and b.nursing_amount > 0') }}) as b
    inner join {{ in_force('contribution_base_avg', 'w', of='b') }} and w.value is not null
    left join {{ in_force('contribution_base_avg', 'f', of='b', period=period_of_index(month_index('b.period') ~ ' - 12')) }}
    left join {{ in_force('payment_tolerance', 't', of='b') }}
),
compared as (
    select p.*, {{ money('p.average_wage * p.care_ratio * p.paid_months') }} as limit_amount
    from (
        select
            p.*,
            coalesce(r.value, 0) as care_ratio,
            cast(case when p.nursing_amount < 2 * p.lower_wage * r.value or r.value is null then 1 else p.months_at_once end
                as integer) as paid_months
        from priced as p
        left join {{ in_force('injury_nursing_ratio', 'r', of='p', key='p.care_level') }}
        where r.value is not null or p.care_level is null
    ) as p
),
above as (
    select c.*, {{ money('c.nursing_amount - c.limit_amount') }} as excess_amount
    from compared as c
    where {{ above_band('c.nursing_amount', 'c.limit_amount', 'c.tolerance') }}
)
select
    {{ person_finding(
        'WI-006', 'c', kind="case when c.care_level is null then 'not_confirmed' else 'above_standard' end",
        amount='c.excess_amount', recovered='c.recovered_here_amount', key=['person_id'],
        observed='cast(c.nursing_amount as text)', expected='cast(c.limit_amount as text)'
    ) }},
    c.care_level,
    {{ money('c.average_wage') }} as average_wage_amount,
    c.limit_amount,
    c.paid_months,
    c.appraisal_date
from ({{ with_taken_back('above', 'excess_amount', ref('fct_injury_benefit'), 'nursing_amount') }}) as c
