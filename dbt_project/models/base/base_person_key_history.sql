-- 人员键变更史: one row a time during which a key was counted under another one. Only the deliveries say it: a rebuild
-- gives the same. A time ends (拆分) when a correction withdrew the evidence or later evidence speaks against it.
with state as (
    select s.*, d.day, d.until
    from ({{ linked_keys('person_key', ref('base_person_link_day'), ref('base_person_record'), 'citizen_key') }}) as s
    inner join (select distinct moment, day, until from {{ ref('base_person_link_day') }}) as d on d.moment = s.moment
),
followed as (
    select
        s.*,
        case
            when lag(until) over same_key = day and lag(resolved_person_key) over same_key = resolved_person_key then 0
            else 1
        end as is_start
    from state as s
    window same_key as (partition by person_key order by day)
),
placed as (
    select f.*, sum(is_start) over (partition by person_key order by day) as place
    from followed as f
),
ended as (
    select person_key, place, max(coalesce(until, '9999-12-31')) as until
    from placed
    group by person_key, place
),
-- keys about which something is still said on a day, though it does not merge
doubted as (
    select person_key, day from {{ ref('base_person_link_day') }} where not is_merged
    union
    select other_person_key, day from {{ ref('base_person_link_day') }} where not is_merged
)
select
    p.person_key,
    p.resolved_person_key,
    cast(p.day as date) as known_from,
    cast(nullif(e.until, '9999-12-31') as date) as known_to,
    case
        when e.until = '9999-12-31' then null
        when n.person_key is not null then 'other_key'
        when b.person_key is not null then 'doubtful'
        else 'withdrawn'
    end as end_reason,
    p.method,
    p.confidence,
    p._delivery_id,
    p._line_no
from placed as p
inner join ended as e on e.person_key = p.person_key and e.place = p.place
left join state as n on n.person_key = p.person_key and n.day = e.until
left join doubted as b on b.person_key = p.person_key and b.day = e.until
where p.is_start = 1
union all
select
    i.person_key,
    i.resolved_person_key,
    cast(substr(l.first_seen, 1, 10) as date),
    cast(null as date),
    cast(null as text),
    i.method,
    i.confidence,
    i._delivery_id,
    i._line_no
from {{ ref('base_person_identity') }} as i
inner join {{ ref('base_person_key_group') }} as g on g.person_key = i.person_key and g.is_plain
inner join {{ ref('base_person_link') }} as l
    on l.person_key = least(i.person_key, i.resolved_person_key) and l.other_person_key = greatest(i.person_key, i.resolved_person_key)
