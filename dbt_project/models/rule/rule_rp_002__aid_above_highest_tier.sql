-- 集体补助超标准: collective and other aid (集体补助、其他资助) for a year above the highest tier in force in the region, or
-- above the limit that the province sets of its own. Nothing is said where no tier is known.
with highest as (
    select y.region_code, y.person_key, y.contribution_year, max(t.value) as highest_amount
    from {{ ref('fct_resident_pension_year') }} as y
    inner join {{ ref('dim_parameter') }} as t
        on t.parameter_id = 'contribution_tier' and t.fund_code = y.fund_code and t.region_code = y.region_code
        and y.judged_date between t.valid_from and t.valid_to
    where y.aid_amount > 0
    group by y.region_code, y.person_key, y.contribution_year
)
select
    {{ person_finding(
        'RP-002', 'y', kind="'above_highest_tier'", amount='y.aid_amount - coalesce(m.value, h.highest_amount)',
        period='judged_period', observed='cast(y.aid_amount as text)',
        expected='cast(' ~ money('coalesce(m.value, h.highest_amount)') ~ ' as text)', key=['contribution_year']
    ) }},
    y.contribution_year,
    y.collective_subsidy_amount,
    y.other_aid_amount,
    {{ money('coalesce(m.value, h.highest_amount)') }} as highest_amount,
    y.judged_date
from {{ ref('fct_resident_pension_year') }} as y
inner join highest as h
    on h.region_code = y.region_code and h.person_key = y.person_key and h.contribution_year = y.contribution_year
left join {{ in_force('collective_aid_max', 'm', of='y', day='y.judged_date') }}
where {{ of_rule('RP-002', 'y') }}
    and y.aid_amount > coalesce(m.value, h.highest_amount)
