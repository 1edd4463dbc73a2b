-- 缴费基数低于下限: the personal base of a month below 60 % of the average wage in force. Flexible workers choose from
-- bands of their own, and who joined within the month has no full month's base.
select
    {{ person_finding(
        'PER-001', 'c', "'below_floor'",
        'b.lowest_floor_amount - c.personal_contribution_base',
        'cast(c.personal_contribution_base as text)', 'cast(b.lowest_floor_amount as text)',
        key=['unit_key']
    ) }},
    c.unit_key,
    c.personal_contribution_base,
    b.lowest_floor_amount as floor_amount
from {{ ref('fct_contribution') }} as c
inner join ({{ contribution_band() }}) as b on b.period = c.period
where c.fund_code = 'enterprise_pension'
    and {{ is_full_employment_month('c') }}
    and c.personal_contribution_base < b.lowest_floor_amount - b.tolerance_amount
