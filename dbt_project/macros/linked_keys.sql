{# Reported keys that are counted under another one at a moment, from the links that merge: connected components, and of
   each the key that was known first, those of a valid ID or code before those of numbers. `link` and `record` are relations
   of this shape: link(moment, <key>, other_<key>, method, confidence, is_merged, _delivery_id, _line_no);
   record(<key>, known, strong), where `strong` is null unless the key is that of a valid ID or code. When a key was first
   known does not depend on the moment: links of a moment have no keys that come later. Without `reasons` there are the keys
   only: who asks which keys belong together does not ask why. #}
{% macro linked_keys(key, link, record, strong, reasons=true) -%}
with recursive edge as (
    {%- for from_key, to_key in [(key, 'other_' ~ key), ('other_' ~ key, key)] %}
    select moment, {{ from_key }} as from_key, {{ to_key }} as to_key, method, confidence, _delivery_id, _line_no
    from {{ link }} as l
    where is_merged
    {%- if not loop.last %}
    union all
    {%- endif %}
    {%- endfor %}
),
-- put together from minima and not in each record
node as (
    select
        r.{{ key }} as node_key,
        count(r.{{ strong }}) > 0 as is_strong,
        case when count(r.{{ strong }}) > 0 then '0 ' else '1 ' end || {{ first_seen_of(
            'coalesce(min(case when r.' ~ strong ~ ' is not null then r.known end), min(r.known))'
        ) }} || ' ' || r.{{ key }} as rank_text
    from {{ record }} as r
    inner join (select distinct from_key from edge) as e on e.from_key = r.{{ key }}
    group by r.{{ key }}
),
-- most are a number with one ID: nothing has to be followed there
leaf as (
    select moment, from_key, max(to_key) as to_key
    from edge
    group by moment, from_key
    having count(*) = 1
),
star as (
    select l.moment, l.from_key, l.to_key
    from leaf as l
    inner join node as n on n.node_key = l.from_key and not n.is_strong
    inner join node as o on o.node_key = l.to_key and o.is_strong
),
rest as (
    select e.moment, e.from_key, e.to_key
    from edge as e
    left join star as s on s.moment = e.moment and s.from_key = e.from_key
    left join star as t on t.moment = e.moment and t.from_key = e.to_key
    where s.from_key is null and t.from_key is null
),
-- Before anything is followed, each key is put under the least key beside it: of many that all stand beside one another
-- one is left, and not all their pairs.
beside as (
    select moment, from_key, least(from_key, min(to_key)) as under_key
    from rest
    group by moment, from_key
),
step as (
    select distinct e.moment, f.under_key as from_key, t.under_key as to_key
    from rest as e
    inner join beside as f on f.moment = e.moment and f.from_key = e.from_key
    inner join beside as t on t.moment = e.moment and t.from_key = e.to_key
    where f.under_key <> t.under_key
),
reached(moment, from_key, to_key) as (
    select moment, under_key, under_key from beside
    union
    select r.moment, r.from_key, s.to_key
    from reached as r
    inner join step as s on s.moment = r.moment and s.from_key = r.to_key
),
first_under as (
    select b.moment, b.under_key, min(n.rank_text) as rank_text
    from beside as b
    inner join node as n on n.node_key = b.from_key
    group by b.moment, b.under_key
),
best_under as (
    select r.moment, r.from_key as under_key, min(f.rank_text) as rank_text
    from reached as r
    inner join first_under as f on f.moment = r.moment and f.under_key = r.to_key
    group by r.moment, r.from_key
),
best as (
    select b.moment, b.from_key, u.rank_text
    from beside as b
    inner join best_under as u on u.moment = b.moment and u.under_key = b.under_key
),
resolved as (
    select moment, from_key, substr(rank_text, length(rank_text) - 31) as resolved_key
    from best
    union all
    select s.moment, s.from_key, coalesce(substr(b.rank_text, length(b.rank_text) - 31), s.to_key)
    from star as s
    left join best as b on b.moment = s.moment and b.from_key = s.to_key
){% if reasons %},
-- the surest link of the key itself
reason as (
    select
        *,
        row_number() over (
            partition by moment, from_key order by confidence desc, method, _delivery_id, _line_no, to_key
        ) as _place
    from edge
){% endif %}
select
    r.moment,
    r.from_key as {{ key }},
    r.resolved_key as resolved_{{ key }}
    {%- if reasons %},
    w.method,
    w.confidence,
    w._delivery_id,
    w._line_no
    {%- endif %}
from resolved as r
{%- if reasons %}
inner join reason as w on w.moment = r.moment and w.from_key = r.from_key and w._place = 1
{%- endif %}
where r.from_key <> r.resolved_key
{%- endmacro %}
