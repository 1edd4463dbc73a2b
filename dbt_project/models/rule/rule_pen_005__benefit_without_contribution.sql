-- 未缴费领取待遇: draws a pension with fewer contribution months, actual and deemed (视同), than the law in force at
-- retirement asks for. Workers from before 1949 and retirements for disability or with veteran status need none. Residents
-- need no more full years than lay between the start of the scheme and their pension age, so none who had reached it then.
with drawing as (
    select
        b.*,
        m.value as minimum_months,
        cast(extract(year from b.birth_date) * 12 + extract(month from b.birth_date) - 1 + a.value as integer)
            - {{ month_index('cast(cast(s.value as integer) as text)') }} as months_before_age
    from {{ ref('fct_benefit') }} as b
    inner join {{ in_force('min_contribution_months', 'm', of='b', day='b.retirement_date') }}
    left join {{ in_force('resident_pension_age_months', 'a', of='b', day='b.retirement_date') }}
    left join {{ in_force('resident_scheme_start', 's', of='b', day='b.retirement_date') }}
    where {{ of_rule('PEN-005', 'b') }}
        and b.paid_for_month_amount > 0
        and not b.is_pre_1949_worker
        and coalesce(b.retirement_category_code, '') not in ({{ retirement_categories('exempt_from_months') }})
        and b.contribution_months < m.value
),
asked as (
    select
        d.*,
        cast(case
            when d.fund_code <> 'resident_pension' or d.months_before_age >= d.minimum_months then d.minimum_months
            when d.months_before_age > 0 then 12 * {{ int_div('d.months_before_age', 12) }}
            else 0
        end as integer) as required_months
    from drawing as d
),
short as (
    select * from asked where contribution_months < required_months
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
