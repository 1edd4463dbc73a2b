-- 缴费基数高于上限: the personal base of a month above 300 % of the average wage in force.
select
    {{ person_finding(
        'PER-002', 'c', "'above_ceiling'",
        'c.personal_contribution_base - b.highest_ceiling_amount',
        'cast(c.personal_contribution_base as text)', 'cast(b.highest_ceiling_amount as text)',
        key=['unit_key']
    ) }},
    c.unit_key,
    c.personal_contribution_base,
    b.highest_ceiling_amount as ceiling_amount
from {{ ref('fct_contribution') }} as c
inner join ({{ contribution_band() }}) as b on b.period = c.period
where c.fund_code = 'enterprise_pension'
    and {{ is_full_employment_month('c') }}
    and c.personal_contribution_base > b.highest_ceiling_amount + b.tolerance_amount
