-- 未缴费领取待遇: draws a pension with fewer contribution months, actual and deemed (视同), than the law in force at
-- retirement asks of him. Where the source left a part of them blank and the rest is too few, nothing is said.
with drawing as (
    select b.*, {{ required_contribution_months('b') }} as required_months
    from {{ ref('fct_benefit') }} as b
    inner join {{ in_force('min_contribution_months', 'm', of='b', day='b.retirement_date') }}
    left join {{ in_force('resident_pension_age_months', 'a', of='b', day='b.retirement_date') }}
    left join {{ in_force('resident_scheme_start', 's', of='b', day='b.retirement_date') }}
    where {{ of_rule('PEN-005', 'b') }}
        and b.paid_for_month_amount > 0
        and b.is_contribution_complete
        and b.contribution_months < m.value
),
short as (
    select * from drawing where contribution_months < required_months
)
select
    {{ person_finding(
        'PEN-005', 'b', kind="'not_entitled'", amount='b.paid_for_month_amount', recovered='b.recovered_here_amount',
        observed='cast(b.contribution_months as text)', expected='cast(b.required_months as text)',
        key=['person_id', 'insurance_subtype_code']
    ) }},
    b.contribution_months,
    b.required_months,
    b.retirement_period,
    b.retirement_date
from ({{ with_recovered('short', 'paid_for_month_amount') }}) as b
