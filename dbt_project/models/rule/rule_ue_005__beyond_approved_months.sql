-- 超过核定月数: benefit of a month beyond those approved (with what was left from before), or beyond what the months of contributions
-- give (12, 18 or 24). Since 2019-12 who is within a year of the age of retirement may draw on.
with drawn as (
    select
        u.*,
        {{ month_index('u.period') }}
            - cast(extract(year from u.birth_date) * 12 + extract(month from u.birth_date) - 1 as integer) as age_months,
        case when u.sex_code = '1' then 'male' else 'female' end as sex
    from {{ ref('fct_unemployment_month') }} as u
    where {{ of_rule('UE-005', 'u') }} and u.benefit_amount > 0
),
lawful as (
    select d.region_code, d.period, d.person_key, d.person_id, max(m.value) as months
    from drawn as d
    inner join {{ ref('dim_parameter') }} as m
        on m.parameter_id = 'benefit_months' and m.fund_code = d.fund_code and m.region_code = d.region_code
        and d.period between m.period_from and m.period_to
        and cast(nullif(m.key, '*') as integer) <= d.total_contribution_months
    group by d.region_code, d.period, d.person_key, d.person_id
),
compared as (
    select
        d.*,
        cast(least(l.months + coalesce(d.carried_over_months, 0), x.value) as integer) as lawful_months,
        d.approved_months + coalesce(d.carried_over_months, 0) as granted_months
    from drawn as d
    left join lawful as l
        on l.region_code = d.region_code and l.period = d.period and l.person_key = d.person_key
        and coalesce(l.person_id, '') = coalesce(d.person_id, '')
    left join {{ in_force('benefit_months', 'x', of='d', key="'120'") }}
    left join {{ in_force('retirement_age_male_months', 'am', of='d', fund="'enterprise_pension'") }}
    left join {{ in_force('retirement_age_female_worker_months', 'aw', of='d', fund="'enterprise_pension'") }}
    left join {{ in_force('benefit_before_retirement_months', 'r', of='d') }}
    where coalesce(d.age_months < case when d.sex = 'male' then am.value else aw.value end - r.value, true)
),
beyond as (
    select *
    from (select *, least(granted_months, lawful_months) as limit_months from compared) as c
    where c.drawn_months > c.limit_months
)
select
    {{ person_finding(
        'UE-005', 'c', kind="case when c.drawn_months > c.lawful_months then 'beyond_law' else 'beyond_approved' end",
        amount='c.benefit_amount', recovered='c.recovered_here_amount',
        key=['person_id', 'registration_date'], observed='cast(c.drawn_months as text)', expected='cast(c.limit_months as text)'
    ) }},
    c.approved_months,
    c.carried_over_months,
    c.lawful_months,
    c.total_contribution_months,
    c.benefit_amount
from ({{ with_taken_back('beyond', 'benefit_amount', ref('fct_unemployment_month'), 'benefit_amount') }}) as c
