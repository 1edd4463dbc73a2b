-- 历次单位归并依据: the links (base_unit_link) as they were at the end of each day on which something about the keys of a
-- group became known or was corrected; until the next such day. Of
-- plain groups nothing has to be judged again.
with told as (
    select
        code_key, number_key, system_code, region_code, unit_id, org_code, name_key, known_to,
        min(known_from) as known_from,
        min(seen) as seen
    from {{ ref('base_unit_sighting') }}
    group by
        code_key, number_key, system_code, region_code, unit_id, org_code, name_key, known_to,
        -- what is said again and stands changes nothing
        case when known_to is not null then known_from end
),
way as (
    select t.*, g.group_key
    from told as t
    inner join {{ ref('base_unit_key_group') }} as g on g.unit_key = t.number_key and not g.is_plain
    union
    select t.*, g.group_key
    from told as t
    inner join {{ ref('base_unit_key_group') }} as g on g.unit_key = t.code_key and not g.is_plain
),
changed as (
    select group_key, known_from as day from way
    union
    select group_key, known_to from way where known_to is not null
),
day as (
    select group_key, day, lead(day) over (partition by group_key order by day) as until
    from changed
),
known_then as (
    select
        d.day || ' ' || w.group_key as moment,
        w.code_key, w.number_key, w.system_code, w.region_code, w.unit_id, w.org_code, w.name_key,
        min(w.seen) as known,
        min(case when w.known_to is null or w.known_to > d.day then w.seen end) as current_seen
    from day as d
    inner join way as w on w.group_key = d.group_key and w.known_from <= d.day
    group by
        d.day, w.group_key,
        w.code_key, w.number_key, w.system_code, w.region_code, w.unit_id, w.org_code, w.name_key
),
record_then as materialized (
    select k.*, coalesce(current_seen, known) as seen, current_seen is not null as is_current
    from known_then as k
)
select d.group_key, d.day, d.until, l.*
from ({{ unit_links('record_then') }}) as l
inner join day as d on d.day || ' ' || d.group_key = l.moment
