-- 单位键变更史: one row a time during which a key was counted under another one. Only the deliveries say it: a rebuild
-- gives the same. A time ends (拆分) when a correction withdrew the evidence or later evidence speaks against it.
{%- set keys %}
(
    select number_key as unit_key, cast(null as text) as code_key, known
    from {{ ref('base_unit_record') }}
    where number_key is not null
    union all
    select code_key, code_key, known
    from {{ ref('base_unit_record') }}
    where code_key is not null
)
{%- endset %}
with state as (
    select s.*, d.day, d.until
    from ({{ linked_keys('unit_key', ref('base_unit_link_day'), keys, 'code_key') }}) as s
    inner join (select distinct moment, day, until from {{ ref('base_unit_link_day') }}) as d on d.moment = s.moment
),
followed as (
    select
        s.*,
        case
            when lag(until) over same_key = day and lag(resolved_unit_key) over same_key = resolved_unit_key then 0
            else 1
        end as is_start
    from state as s
    window same_key as (partition by unit_key order by day)
),
placed as (
    select f.*, sum(is_start) over (partition by unit_key order by day) as place
    from followed as f
),
ended as (
    select unit_key, place, max(coalesce(until, '9999-12-31')) as until
    from placed
    group by unit_key, place
),
-- keys about which something is still said on a day, though it does not merge
doubted as (
    select unit_key, day from {{ ref('base_unit_link_day') }} where not is_merged
    union
    select other_unit_key, day from {{ ref('base_unit_link_day') }} where not is_merged
)
select
    p.unit_key,
    p.resolved_unit_key,
    cast(p.day as date) as known_from,
    cast(nullif(e.until, '9999-12-31') as date) as known_to,
    case
        when e.until = '9999-12-31' then null
        when n.unit_key is not null then 'other_key'
        when b.unit_key is not null then 'doubtful'
        else 'withdrawn'
    end as end_reason,
    p.method,
    p.confidence,
    p._delivery_id,
    p._line_no
from placed as p
inner join ended as e on e.unit_key = p.unit_key and e.place = p.place
left join state as n on n.unit_key = p.unit_key and n.day = e.until
left join doubted as b on b.unit_key = p.unit_key and b.day = e.until
where p.is_start = 1
union all
select
    i.unit_key,
    i.resolved_unit_key,
    cast(substr(l.first_seen, 1, 10) as date),
    cast(null as date),
    cast(null as text),
    i.method,
    i.confidence,
    i._delivery_id,
    i._line_no
from {{ ref('base_unit_identity') }} as i
inner join {{ ref('base_unit_key_group') }} as g on g.unit_key = i.unit_key and g.is_plain
inner join {{ ref('base_unit_link') }} as l
    on l.unit_key = least(i.unit_key, i.resolved_unit_key) and l.other_unit_key = greatest(i.unit_key, i.resolved_unit_key)
