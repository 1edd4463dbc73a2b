-- 人员键的关联组: one row a key that any part of what was ever reported could make one person with others. Who it is, now and
-- on former days, can depend on the keys of its group only. A group is plain that is of one valid ID, without
-- corrections, and of numbers that say no name besides: there each pair holds since its evidence is known, and the ID's key
-- is the group's. Nearly all are, and nothing has to be judged again there.
{%- set taken %}(
    select
        '' as moment, p.person_key, p.other_person_key, p.method, p.confidence, true as is_merged, p._delivery_id,
        p._line_no
    from {{ ref('base_person_pair') }} as p
    left join entangled as e on e.citizen_key = p.leads_to_key
    where p.method <> 'number_with_id' or e.citizen_key is not null
){% endset %}
-- Most pairs are a number and its only ID. They have to be followed where one of the two stands in a pair of another kind:
-- a number with two IDs always does, through these.
with otherwise_paired as (
    {%- for key in ['person_key', 'other_person_key'] %}
    select {{ key }} as paired_key from {{ ref('base_person_pair') }} where method <> 'number_with_id'
    {%- if not loop.last %}
    union
    {%- endif %}
    {%- endfor %}
),
numbered as (
    select
        leads_to_key as citizen_key,
        case when leads_to_key = person_key then other_person_key else person_key end as number_key
    from {{ ref('base_person_pair') }}
    where method = 'number_with_id'
),
entangled as (
    {%- for key in ['citizen_key', 'number_key'] %}
    select n.citizen_key from numbered as n inner join otherwise_paired as o on o.paired_key = n.{{ key }}
    {%- if not loop.last %}
    union
    {%- endif %}
    {%- endfor %}
),
alone as (
    select n.number_key, n.citizen_key
    from numbered as n
    left join entangled as e on e.citizen_key = n.citizen_key
    where e.citizen_key is null
),
counted as (
    {{ linked_keys('person_key', taken, ref('base_person_record'), 'citizen_key', reasons=false) }}
),
followed as (
    select person_key, resolved_person_key as group_key from counted
    union
    select resolved_person_key, resolved_person_key from counted
),
not_of_one_id as (
    select g.group_key
    from followed as g
    inner join {{ ref('base_person_record') }} as r on r.person_key = g.person_key
    group by g.group_key
    having min(r.citizen_key) <> max(r.citizen_key) or max(r.citizen_key) is null
),
grouped as (
    select person_key, group_key from followed
    union all
    select number_key, citizen_key from alone
    union all
    select distinct citizen_key, citizen_key from alone
),
not_plain as (
    select g.group_key
    from grouped as g
    inner join {{ ref('base_person_record') }} as r on r.person_key = g.person_key
    where r.was_corrected or (r.citizen_key is null and r.name_key is not null)
    union
    select group_key from not_of_one_id
)
select g.person_key, g.group_key, n.group_key is null as is_plain
from grouped as g
left join not_plain as n on n.group_key = g.group_key
