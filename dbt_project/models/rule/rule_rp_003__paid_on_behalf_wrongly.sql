-- 重度残疾等代缴不合规: what the government paid for somebody's year (代缴) is not the standard of the category, or is paid for
-- a person whom civil affairs did not list in that year, or a listed person did not get it. A category that ended within
-- the year entitles to that year. Judged only where the region's register (CA01) of the month of payment is there. It knows
-- people by their citizens' IDs: nobody whose ID is not known can be said not to stand in it.
with listed as (
    select
        y.region_code,
        y.person_key,
        y.contribution_year,
        a.assistance_category_code,
        s.value as standard_amount,
        coalesce(max(case when s.value = y.government_paid_amount then 'yes' end) over same_year, 'no') as agrees,
        row_number() over (same_year order by s.value is null, s.value desc, a.assistance_category_code) as _nth
    from {{ ref('fct_resident_pension_year') }} as y
    inner join {{ ref('fct_assistance_person') }} as a
        on a.person_key = y.person_key and a.period = y.judged_period
        and y.judged_date >= coalesce(a.valid_from_date, y.judged_date)
        and y.judged_date <= coalesce(a.valid_to_date, y.judged_date)
    left join {{ in_force('aided_contribution', 's', of='y', day='y.judged_date', key='a.assistance_category_code') }}
    window same_year as (partition by y.region_code, y.person_key, y.contribution_year)
),
judged as (
    select
        y.*,
        l.assistance_category_code,
        l.standard_amount,
        case
            when y.government_paid_amount > 0 and l.person_key is null then 'not_in_category'
            when y.government_paid_amount > 0 and l.standard_amount is not null and l.agrees = 'no' then 'other_amount'
            when y.government_paid_amount = 0 and l.standard_amount > 0
                and (y.paid_amount > 0 or substr(y.period, 5, 2) = '12') then 'not_given'
        end as kind
    from {{ ref('fct_resident_pension_year') }} as y
    inner join (
        select region_code, period from {{ ref('base_feed_month') }} where file_code = 'CA01'
    ) as register on register.region_code = y.region_code and register.period = y.judged_period
    left join listed as l
        on l.region_code = y.region_code and l.person_key = y.person_key and l.contribution_year = y.contribution_year
        and l._nth = 1
    where {{ of_rule('RP-003', 'y') }}
)
select
    {{ person_finding(
        'RP-003', 'j', kind='j.kind', period='judged_period', key=['contribution_year'],
        amount="case when j.kind = 'not_in_category' then j.government_paid_amount
            else abs(j.government_paid_amount - j.standard_amount) end",
        observed='cast(j.government_paid_amount as text)',
        expected="cast(" ~ money("case when j.kind = 'not_in_category' then 0 else j.standard_amount end") ~ " as text)"
    ) }},
    j.contribution_year,
    j.assistance_category_code,
    j.government_paid_amount,
    {{ money('j.standard_amount') }} as standard_amount,
    j.judged_date
from judged as j
left join {{ ref('dim_person') }} as d on d.person_key = j.person_key
where j.kind is not null
    and (j.kind <> 'not_in_category' or d.citizen_id is not null and not exists (
        select 1
        from {{ ref('fct_assistance_person') }} as a
        where a.person_key = j.person_key and substr(a.period, 1, 4) = j.contribution_year
            and coalesce(substr(cast(a.valid_to_date as text), 1, 4), '9999') >= j.contribution_year
    ))
