-- 低于当地最低生活标准: the benefit of a month below the minimum living standard of towns, or not below the minimum wage. A payment of
-- several months at once (补发) is divided by the months it is for: those drawn since the month before. Where the table of a
-- month between has not come, what is no more than the approved benefit is one month's.
with month as (
    select
        u.*,
        u.drawn_months - lag(u.drawn_months) over in_spell as months_since,
        lag({{ month_index('u.period') }}) over in_spell >= {{ month_index('u.period') }} - 1 as follows_a_month
    from {{ ref('fct_unemployment_month') }} as u
    where {{ of_rule('UE-003', 'u') }}
    window in_spell as (partition by u.region_code, u.person_key, u.registration_date order by u.period, u.person_id)
),
monthly as (
    select
        m.*,
        cast(case when m.months_since >= 1 and (m.follows_a_month or m.benefit_amount > coalesce(m.approved_amount, 0))
                then m.months_since
            when m.benefit_amount <= m.approved_amount then 1
            else greatest(m.drawn_months, 1) end as integer) as paid_months
    from month as m
    where m.benefit_amount > 0
),
judged as (
    select
        m.*,
        {{ money(ratio('m.benefit_amount', 'm.paid_months')) }} as month_amount,
        d.value as living_standard,
        w.value as minimum_wage
    from monthly as m
    left join {{ in_force('dibao', 'd', of='m', key="'urban'") }}
    left join {{ in_force('minimum_wage', 'w', of='m') }}
),
out_of_band as (
    select j.*, case when j.month_amount < j.living_standard then 0 else j.benefit_amount end as too_much_amount
    from judged as j
    where j.month_amount < j.living_standard or j.month_amount >= j.minimum_wage
)
select
    {{ person_finding(
        'UE-003', 'j', kind="case when j.month_amount < j.living_standard then 'below_living_standard' else 'not_below_minimum_wage' end",
        amount="case when j.month_amount < j.living_standard then (j.living_standard - j.month_amount) * j.paid_months
            else j.benefit_amount end",
        recovered='j.recovered_here_amount', key=['person_id', 'registration_date'], observed='cast(j.month_amount as text)',
        expected="case when j.month_amount < j.living_standard then '≥ ' || cast(cast(j.living_standard as numeric(18, 2)) as text)
            else '< ' || cast(cast(j.minimum_wage as numeric(18, 2)) as text) end"
    ) }},
    j.month_amount,
    j.paid_months,
    {{ money('j.living_standard') }} as living_standard_amount,
    {{ money('j.minimum_wage') }} as minimum_wage_amount
from ({{ with_taken_back('out_of_band', 'too_much_amount', ref('fct_unemployment_month'), 'benefit_amount') }}) as j
