-- 缴费基数高于上限: the personal base of a month above 300 % of the average wage in force.
select
    {{ person_finding(
        'PER-002', 'c', kind="'above_ceiling'",
        amount='c.personal_contribution_base - b.highest_ceiling_amount',
        observed='cast(c.personal_contribution_base as text)', expected='cast(b.highest_ceiling_amount as text)',
        key=['unit_key', 'person_id', 'insurance_subtype_code'], unit='c.unit_key'
    ) }},
    c.personal_contribution_base,
    b.highest_ceiling_amount as ceiling_amount
from {{ ref('fct_contribution') }} as c
inner join {{ ref('dim_contribution_band') }} as b
    on b.fund_code = c.fund_code and b.region_code = c.region_code and b.period = c.period
where {{ of_rule('PER-002', 'c') }}
    and {{ is_full_employment_month('c') }}
    and {{ above_band('c.personal_contribution_base', 'b.highest_ceiling_amount', 'b.tolerance_amount') }}
