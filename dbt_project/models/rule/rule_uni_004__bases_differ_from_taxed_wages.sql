-- 缴费基数总额与纳税工资总额不符: the year's bases of a unit's people against the wages it declared for income tax in the year
-- before, both of the people who were there for both whole years, each clamped to the band before adding up.
with unit as (
    select
        y.fund_code, y.region_code, y.period, y.unit_key,
        cast(count(*) as integer) as people_count,
        {{ money('sum(y.base_amount)') }} as base_amount,
        {{ money('sum(y.wage_amount)') }} as wage_amount,
        {{ money('sum(case when y.base_amount > y.expected_at_most_amount then y.expected_at_most_amount
            when y.base_amount < y.expected_amount then y.expected_amount else y.base_amount end)') }} as expected_amount,
        {{ first_line('y') }}
    from {{ ref('fct_base_wage_year') }} as y
    where {{ of_rule('UNI-004', 'y') }}
    group by y.fund_code, y.region_code, y.period, y.unit_key
),
gap as (
    select u.*, abs(u.base_amount - u.expected_amount) as gap_amount from unit as u
)
select
    {{ unit_finding(
        'UNI-004', 'g', kind="case when g.base_amount < g.expected_amount then 'below_wages' else 'above_wages' end",
        amount='g.gap_amount', observed='cast(g.base_amount as text)', expected='cast(g.expected_amount as text)'
    ) }},
    g.people_count,
    g.base_amount as year_base_amount,
    g.wage_amount as former_wage_amount,
    g.expected_amount as expected_base_amount,
    {{ ratio('g.gap_amount', 'g.expected_amount') }} as gap_ratio
from gap as g
where {{ ratio('g.gap_amount', 'g.expected_amount') }} >= 0.01
