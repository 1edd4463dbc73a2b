-- 退休年龄合规性: retired in a month before the law let him. One finding a person, in the month of retirement.
-- Where the lawful age is not known (a gap in the parameters or in what was sent) nothing is said; such cases are counted
-- as not judged.
select
    {{ person_finding(
        'PEN-006', 'r', kind="'too_early'", amount='r.paid_for_month_amount',
        observed='cast(r.retired_at_months as text)', expected='cast(r.lawful_age_months as text)',
        period='retirement_period', seen='seen_period'
    ) }},
    r.category,
    r.original_age_months,
    r.delay_months,
    r.retired_at_months,
    r.lawful_age_months,
    r.statutory_period
from {{ ref('fct_retirement') }} as r
where {{ of_rule('PEN-006', 'r') }}
    and coalesce(r.retirement_category_code, '') not in ({{ retirement_categories('veteran') }})
    and r.is_judged and r.retired_at_months < r.lawful_age_months
