-- 缴费工资低于个税工资: the bases of a contribution year below the wages that the same unit declared for income tax in the year
-- before, spread over twelve months and clamped to the band. Only those who were there for both whole years (joiners are not).
select
    {{ person_finding(
        'PER-004', 'y', kind="'below_wage'", amount='y.expected_amount - y.base_amount',
        observed='cast(y.base_amount as text)', expected='cast(y.expected_amount as text)', key=['unit_key'], unit='y.unit_key'
    ) }},
    y.base_amount as year_base_amount,
    y.wage_amount as former_wage_amount,
    y.expected_amount as expected_base_amount,
    {{ ratio('y.expected_amount - y.base_amount', 'y.expected_amount') }} as gap_ratio
from {{ ref('fct_base_wage_year') }} as y
where {{ of_rule('PER-004', 'y') }}
    and {{ ratio('y.expected_amount - y.base_amount', 'y.expected_amount') }} >= 0.01
