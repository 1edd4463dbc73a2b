-- 人员, with the death if there is one.
select
    p.person_key,
    p.citizen_id,
    p.has_valid_citizen_id,
    p.person_name,
    p.person_name_key,
    p.sex_code,
    p.birth_date,
    p.last_region_code,
    p.first_period,
    p.last_period,
    d.death_date,
    d.death_period,
    d.registered_period as death_registered_period,
    p._delivery_id,
    p._line_no
from {{ ref('base_person') }} as p
left join {{ ref('base_death') }} as d on d.person_key = p.person_key
