-- 人员: one row a person (归并后) over all funds and departments, with the death if there is one. Of the keys under which he
-- was reported, the one with a valid ID that was seen last gives name, sex, birth date and ID.
with resolved as (
    select
        b.*,
        {{ person_of('b') }} as resolved_person_key,
        row_number() over (
            partition by {{ person_of('b') }}
            order by has_valid_citizen_id desc, last_period desc nulls last, first_period desc nulls last, person_key
        ) as _place,
        min(first_period) over (partition by {{ person_of('b') }}) as first_period_of_all,
        max(last_period) over (partition by {{ person_of('b') }}) as last_period_of_all,
        count(*) over (partition by {{ person_of('b') }}) as reported_key_count
    from {{ ref('base_person') }} as b
    {{ identity_joins('b') }}
),
conflict as (
    select
        person_key as conflicting_key,
        count(case when kind = 'name' then 1 end) > 0 as has_name_conflict,
        count(case when kind = 'sex' then 1 end) > 0 as has_sex_conflict,
        count(case when kind = 'birth' then 1 end) > 0 as has_birth_conflict
    from {{ ref('base_person_conflict') }}
    group by person_key
)
select
    p.resolved_person_key as person_key,
    p.citizen_id,
    p.has_valid_citizen_id,
    p.person_name,
    p.person_name_key,
    p.sex_code,
    p.birth_date,
    p.last_region_code,
    p.first_period_of_all as first_period,
    p.last_period_of_all as last_period,
    p.reported_key_count,
    coalesce(c.has_name_conflict, false) as has_name_conflict,
    coalesce(c.has_sex_conflict, false) as has_sex_conflict,
    coalesce(c.has_birth_conflict, false) as has_birth_conflict,
    d.death_date,
    d.death_period,
    d.registered_period as death_registered_period,
    p._delivery_id,
    p._line_no
from resolved as p
left join {{ ref('base_death') }} as d on d.person_key = p.resolved_person_key
left join conflict as c on c.conflicting_key = p.resolved_person_key
where p._place = 1
