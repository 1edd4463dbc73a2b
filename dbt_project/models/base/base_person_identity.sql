-- 人员归并: one row a reported key that is counted under another one (person_key -> resolved_person_key). A key without a
-- row stands for itself. Of the keys of one person the one counts that was known first, valid IDs before numbers; so a
-- later delivery never changes it, unless two persons known before turn out to be one.
with recursive merged as (
    select person_key, other_person_key, confidence, method, _delivery_id, _line_no
    from {{ ref('base_person_link') }}
    where is_merged
),
edge as (
    select person_key as from_key, other_person_key as to_key, confidence, method, _delivery_id, _line_no from merged
    union all
    select other_person_key, person_key, confidence, method, _delivery_id, _line_no from merged
),
node as (
    select
        r.person_key,
        min(case when r.citizen_key is null then '1 ' else '0 ' end || {{ first_seen_of('r.seen') }} || ' ' || r.person_key) as rank_text
    from {{ ref('base_person_record') }} as r
    inner join (select distinct from_key from edge) as e on e.from_key = r.person_key
    group by r.person_key
),
-- most are a number with one ID: nothing has to be followed there
leaf as (
    select e.from_key, max(e.to_key) as to_key
    from edge as e
    group by e.from_key
    having count(*) = 1
),
star as (
    select l.from_key, l.to_key
    from leaf as l
    inner join node as n on n.person_key = l.from_key
    inner join node as o on o.person_key = l.to_key
    where n.rank_text like '1 %' and o.rank_text like '0 %'
),
rest as (
    select e.from_key, e.to_key
    from edge as e
    where not exists (select 1 from star as s where s.from_key = e.from_key or s.from_key = e.to_key)
),
reached(from_key, to_key) as (
    select from_key, from_key from rest
    union
    select r.from_key, e.to_key
    from reached as r
    inner join rest as e on e.from_key = r.to_key
),
best as (
    select r.from_key, min(n.rank_text) as rank_text
    from reached as r
    inner join node as n on n.person_key = r.to_key
    group by r.from_key
),
resolved as (
    select from_key as person_key, substr(rank_text, length(rank_text) - 31) as resolved_person_key
    from best
    union all
    select s.from_key, coalesce(substr(b.rank_text, length(b.rank_text) - 31), s.to_key)
    from star as s
    left join best as b on b.from_key = s.to_key
),
-- the surest link of the key itself
reason as (
    select
        from_key, method, confidence, _delivery_id, _line_no,
        row_number() over (partition by from_key order by confidence desc, method, _delivery_id, _line_no) as _place
    from edge
)
select
    r.person_key,
    r.resolved_person_key,
    w.method,
    w.confidence,
    w._delivery_id,
    w._line_no
from resolved as r
inner join reason as w on w.from_key = r.person_key and w._place = 1
where r.person_key <> r.resolved_person_key
