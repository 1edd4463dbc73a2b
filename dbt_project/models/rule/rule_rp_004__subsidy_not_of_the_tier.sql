-- 缴费补贴不合规: the local subsidy (缴费补贴) of a year is not that of the tier paid. Where the province's table is not known,
-- only what is below the nation's minimum is said: so much for any tier, more for the higher ones. Supplements for past
-- years get none, by parameter. Years that the government paid alone are not judged (what subsidy they get is local).
with priced as (
    select
        y.*,
        own.value as subsidy_of_tier,
        case when y.tier_amount >= tier.value then higher.value else lower.value end as least_subsidy,
        late.value as late_flag
    from {{ ref('fct_resident_pension_year') }} as y
    left join {{ in_force('contribution_subsidy', 'own', of='y', day='y.judged_date', key='cast(cast(y.tier_amount as integer) as text)') }}
    left join {{ in_force('subsidy_min_low_tier', 'lower', of='y', day='y.judged_date') }}
    left join {{ in_force('subsidy_min_500', 'higher', of='y', day='y.judged_date') }}
    left join {{ in_force('subsidy_higher_tier', 'tier', of='y', day='y.judged_date') }}
    left join {{ in_force('contribution_subsidy_on_back_payment', 'late', of='y', day='y.judged_date') }}
    where {{ of_rule('RP-004', 'y') }}
),
compared as (
    select 'for_past_years' as kind, backpay_subsidy_amount as given_amount, 0 as due_amount, p.*
    from priced as p
    where backpay_subsidy_amount > 0 and late_flag = 0
    union all
    select 'not_of_the_tier', year_subsidy_amount, subsidy_of_tier, p.*
    from priced as p
    where paid_amount > 0 and year_subsidy_amount <> subsidy_of_tier
    union all
    select 'below_national_minimum', year_subsidy_amount, least_subsidy, p.*
    from priced as p
    where paid_amount > 0 and year_subsidy_amount < least_subsidy
        and not {{ any_in_force('contribution_subsidy', of='p', day='p.judged_date') }}
)
select
    {{ person_finding(
        'RP-004', 'c', kind='c.kind', period='judged_period', key=['contribution_year', 'kind'],
        amount='abs(c.given_amount - c.due_amount)',
        observed='cast(' ~ money('c.given_amount') ~ ' as text)', expected='cast(' ~ money('c.due_amount') ~ ' as text)'
    ) }},
    c.contribution_year,
    c.tier_amount,
    c.year_subsidy_amount,
    c.backpay_subsidy_amount,
    c.judged_date
from compared as c
