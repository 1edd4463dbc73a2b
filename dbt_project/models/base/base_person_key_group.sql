-- 人员键的关联组: one row a key that any part of what was ever reported could make one person with others. Who it is, now and
-- on former days, can depend on the keys of its group only. A group is plain that is of one valid ID, without
-- corrections, and of numbers that say no name besides: there each pair holds since its evidence is known, and the ID's key
-- is the group's. Nearly all are, and nothing has to be judged again there.
{%- set taken %}(
    select '' as moment, p.person_key, p.other_person_key, p.method, p.confidence, true as is_merged, p._delivery_id, p._line_no
    from {{ ref('base_person_pair') }} as p
){% endset %}
with counted as (
    {{ linked_keys('person_key', taken, ref('base_person_record'), 'citizen_key', reasons=false) }}
),
grouped as (
    select person_key, resolved_person_key as group_key from counted
    union
    select resolved_person_key, resolved_person_key from counted
),
plain as (
    select g.group_key
    from grouped as g
    inner join {{ ref('base_person_record') }} as r on r.person_key = g.person_key
    group by g.group_key
    having min(r.citizen_key) = max(r.citizen_key)
        and count(case when r.was_corrected or (r.citizen_key is null and r.name_key is not null) then 1 end) = 0
)
select g.person_key, g.group_key, p.group_key is not null as is_plain
from grouped as g
left join plain as p on p.group_key = g.group_key
