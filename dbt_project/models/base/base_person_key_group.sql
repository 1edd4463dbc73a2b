-- 人员键的关联组: one row a key that any part of what was ever reported could make one person with others. What happened to a
-- key (base_person_key_history) can depend on the keys of its group only. A group is plain that is
-- of one valid ID, without corrections, and of numbers that say no name besides: there a link holds since its evidence is known.
{%- set record %}(select r.*, '' as moment from {{ ref('base_person_record') }} as r){% endset %}
{%- set taken %}(select p.*, true as is_merged from possible as p){% endset %}
with possible as (
    select moment, person_key, other_person_key, method, confidence, _delivery_id, _line_no
    from ({{ person_links(record, possible=true) }}) as links
),
counted as (
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
