-- 历次人员归并依据: the links (base_person_link) as they were at the end of each day on which something about the keys of a
-- group became known or was corrected, or one of their units was linked otherwise; until the next such day. Of plain
-- groups nothing has to be judged again.
with sighting as (
    select s.*, g.group_key
    from {{ ref('base_person_sighting') }} as s
    inner join {{ ref('base_person_key_group') }} as g on g.person_key = s.person_key and not g.is_plain
),
way as (
    select
        group_key,
        person_key, citizen_key, number_key, unit_key, system_code, region_code, person_id,
        citizen_id, citizen_id_raw, name_key, sex_code, birth_day, known_to,
        min(known_from) as known_from,
        min(seen) as seen
    from sighting
    group by
        group_key,
        person_key, citizen_key, number_key, unit_key, system_code, region_code, person_id,
        citizen_id, citizen_id_raw, name_key, sex_code, birth_day, known_to,
        -- what is said again and stands changes nothing
        case when known_to is not null then known_from end
),
changed as (
    select group_key, known_from as day from way
    union
    select group_key, known_to from way where known_to is not null
    {%- for day in ['u.known_from', 'u.known_to'] %}
    union
    select w.group_key, {{ day }}
    from way as w
    inner join {{ units_by_day() }} as u on u.unit_key = w.unit_key and {{ day }} > w.known_from
    {%- endfor %}
),
day as (
    select group_key, day, lead(day) over (partition by group_key order by day) as until
    from changed
),
known_then as (
    select
        d.day || ' ' || w.group_key as moment,
        w.person_key, w.citizen_key, w.number_key, w.unit_key, w.system_code, w.region_code,
        w.person_id, w.citizen_id, w.citizen_id_raw, w.name_key, w.sex_code, w.birth_day,
        min(w.seen) as known,
        min(case when w.known_to is null or w.known_to > d.day then w.seen end) as current_seen
    from day as d
    inner join way as w on w.group_key = d.group_key and w.known_from <= d.day
    group by
        d.day, w.group_key,
        w.person_key, w.citizen_key, w.number_key, w.unit_key, w.system_code, w.region_code,
        w.person_id, w.citizen_id, w.citizen_id_raw, w.name_key, w.sex_code, w.birth_day
),
record_then as materialized (
    select k.*, coalesce(current_seen, known) as seen, current_seen is not null as is_current
    from known_then as k
)
select d.group_key, d.day, d.until, l.*
from ({{ person_links('record_then', units_by_day()) }}) as l
inner join day as d on d.day || ' ' || d.group_key = l.moment
