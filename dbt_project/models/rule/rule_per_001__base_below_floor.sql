-- 缴费基数低于下限: the personal base of a month below 60 % of the average wage in force. Flexible workers choose from
-- bands of their own, and who joined within the month has no full month's base.
select
    {{ person_finding(
        'PER-001', 'c', kind="'below_floor'",
        amount='b.lowest_floor_amount - c.personal_contribution_base',
        observed='cast(c.personal_contribution_base as text)', expected='cast(b.lowest_floor_amount as text)',
        key=['unit_key', 'person_id', 'insurance_subtype_code'], unit='c.unit_key'
    ) }},
    c.personal_contribution_base,
    b.lowest_floor_amount as floor_amount
from {{ ref('fct_contribution') }} as c
inner join {{ ref('dim_contribution_band') }} as b
    on b.fund_code = c.fund_code and b.region_code = c.region_code and b.period = c.period
where {{ of_rule('PER-001', 'c') }}
    and {{ is_full_employment_month('c') }}
    and {{ below_band('c.personal_contribution_base', 'b.lowest_floor_amount', 'b.tolerance_amount') }}
