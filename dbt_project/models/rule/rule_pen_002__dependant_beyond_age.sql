-- 供养亲属超龄领取: a dependant's pension for a month after a child, grandchild, brother or sister turned eighteen, or before a
-- parent, grandparent, husband or wife reached the age. The month of the birthday is due. Who is severely disabled by the
-- register of civil affairs (that of the month or, until the day it says that this ends, one before: a month's may be missing),
-- or appraised as incapable of work, has no limit. Relations by GB/T 4761, told apart by sex. Nobody tells us who is at school:
-- where the age of pupils is known it is every child's, where it is not the nation's eighteen years are all that is said.
with dependant as (
    select
        d.*,
        cast(extract(year from d.birth_date) * 12 + extract(month from d.birth_date) - 1 as integer) as birth_month,
        {{ dependant_relation('d') }} as relation
    from {{ ref('fct_dependant_benefit') }} as d
    where {{ of_rule('PEN-002', 'd') }} and d.month_amount > 0
),
wrong as (
    select
        d.*,
        case when d.relation in ('child', 'grandchild', 'sibling') then 'too_old' else 'too_young' end as kind,
        {{ month_index('d.period') }} - d.birth_month as age_months,
        cast(case when d.relation = 'child' then coalesce(s.value, a.value) else a.value end as integer) as limit_months
    from dependant as d
    inner join {{ in_force('dependant_age_months', 'a', of='d', key='d.relation') }} and a.value is not null
    left join {{ in_force('dependant_age_student', 's', of='d') }}
),
unlawful as (
    select *
    from wrong
    where case when kind = 'too_old' then age_months > limit_months else age_months < limit_months end
)
select
    {{ person_finding(
        'PEN-002', 'u', kind='u.kind', amount='u.month_amount', recovered='u.recovered_here_amount',
        observed='cast(u.age_months as text)', expected='cast(u.limit_months as text)',
        key=['supporter_person_id', 'dependant_person_id']
    ) }},
    u.relation,
    u.age_months,
    u.limit_months,
    u.benefit_start_period
from ({{ with_recovered('unlawful', 'month_amount') }}) as u
where not exists (
    select 1
    from {{ ref('fct_assistance_person') }} as p
    where p.person_key = u.person_key and p.disability_level_code in ({{ disability_levels('severe') }})
        and (p.period = u.period or p.period < u.period and coalesce(p.valid_to_date >= {{ first_day('u.period') }}, true))
)
and not exists (
    select 1
    from {{ ref('fct_capacity_appraisal') }} as g
    where g.person_key = u.person_key and g.appraisal_period <= u.period
        and g.disability_grade_code in ({{ disability_levels('incapable') }})
)
