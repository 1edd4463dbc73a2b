-- 未缴费领取待遇: draws a pension with fewer contribution months, actual and deemed (视同), than the law in force at
-- retirement asks for. Workers from before 1949 and retirements for disability or with veteran status need none.
select
    {{ person_finding(
        'PEN-005', 'b', kind="'not_entitled'", amount='b.paid_for_month_amount',
        observed='cast(b.contribution_months as text)', expected='cast(cast(m.value as integer) as text)'
    ) }},
    b.contribution_months,
    cast(m.value as integer) as required_months,
    b.retirement_period
from {{ ref('fct_benefit') }} as b
inner join {{ in_force('min_contribution_months', 'm', of='b', day='b.retirement_date') }}
where {{ of_rule('PEN-005', 'b') }}
    and b.paid_for_month_amount > 0
    and not b.is_pre_1949_worker
    and coalesce(b.retirement_category_code, '') not in ({{ retirement_categories('exempt_from_months') }})
    and b.contribution_months < m.value
