{# Pairs of keys that are, or may be, one unit, with the best reason for each (base_unit_link.yml); parameters as those of
   person_links. #}
{% macro unit_links(record, possible=false) -%}
with told as (
    select r.*, {{ is_part_of_unit('r.name_key') }} as is_part
    from {{ record }} as r
    where name_key is not null or code_key is not null
),
record as (
    select * from told
    {%- if not possible %} where is_current{% endif %}
),
numbered as (
    select moment, number_key, code_key, system_code, region_code, name_key, is_part, min(seen) as seen
    from record
    where number_key is not null
    group by moment, number_key, code_key, system_code, region_code, name_key, is_part
),
coded as (
    select moment, number_key, code_key, system_code, region_code, min(seen) as seen
    from numbered
    where code_key is not null
    group by moment, number_key, code_key, system_code, region_code
),
-- two codes under one number: corrected, or another unit's
two_codes as (
    select
        a.moment,
        a.number_key,
        a.code_key as one_key,
        b.code_key as other_key,
        greatest(a.seen, b.seen) as seen
    from coded as a
    inner join coded as b on b.moment = a.moment and b.number_key = a.number_key and a.code_key < b.code_key
),
{%- if not possible %}
{{ borne_elsewhere('two_codes', 'code_key') }},
{%- endif %}
same_name as (
    select distinct t.moment, t.number_key, t.one_key, t.other_key
    from two_codes as t
    inner join numbered as n on n.moment = t.moment and n.number_key = t.number_key and n.code_key = t.one_key
    inner join numbered as m
        on m.moment = t.moment and m.number_key = t.number_key and m.code_key = t.other_key and m.name_key = n.name_key
    {%- if not possible %}
    {{ nobody_elses('t', 'n.name_key') }}
    {%- endif %}
),
judged as (
    select t.*, s.one_key is not null as has_same_name
    from two_codes as t
    left join same_name as s
        on s.moment = t.moment and s.number_key = t.number_key and s.one_key = t.one_key and s.other_key = t.other_key
),
unsettled as (
    select distinct moment, number_key from judged where not has_same_name
),
-- 更正前的代码: the number's code was another one until a correction, and nobody of another name bears that one now
replaced as (
    select f.moment, f.code_key as former_key, n.code_key as other_key, greatest(min(f.seen), min(n.seen)) as seen
    from told as f
    inner join numbered as n
        on n.moment = f.moment and n.number_key = f.number_key and n.name_key = f.name_key
        and n.code_key is not null and n.code_key <> f.code_key
    where not f.is_current
        and not exists (
            select 1
            from record as o
            where o.moment = f.moment and o.code_key = f.code_key
                and (o.number_key = f.number_key or o.name_key <> f.name_key)
        )
    group by f.moment, f.code_key, n.code_key
),
-- 一码多号: a code that several numbers of one region bear in one system
crowded as (
    select distinct moment, code_key
    from coded
    group by moment, code_key, system_code, region_code
    having count(*) > 1
),
-- the one name of a code that is no part's; where all bear one name it is that, part or not
named as (
    select
        moment,
        code_key,
        case
            when count(distinct name_key) = 1 then max(name_key)
            when count(distinct case when not is_part then name_key end) = 1 then max(case when not is_part then name_key end)
        end as own_name
    from record
    where code_key is not null and name_key is not null
    group by moment, code_key
),
by_code as (
    select
        n.moment,
        n.number_key,
        n.code_key,
        n.region_code,
        n.name_key,
        n.is_part,
        n.seen,
        case
            when u.number_key is not null then 'code_differs'
            when n.name_key = o.own_name then 'code_and_name'
            when n.name_key is null and c.code_key is null then 'code_one_number'
            when c.code_key is null and not n.is_part then 'code_one_number'
            else 'code_shared'
        end as method
    from numbered as n
    left join named as o on o.moment = n.moment and o.code_key = n.code_key
    left join crowded as c on c.moment = n.moment and c.code_key = n.code_key
    left join unsettled as u on u.moment = n.moment and u.number_key = n.number_key
    where n.code_key is not null
),
-- 无有效代码: the name alone, which is a unit's own within a region
uncoded as (
    select n.moment, n.number_key, n.system_code, n.region_code, n.name_key, min(n.seen) as seen
    from numbered as n
    left join coded as c on c.moment = n.moment and c.number_key = n.number_key
    where {% if not possible %}c.number_key is null and {% endif %}not n.is_part and length(n.name_key) >= 6
    group by n.moment, n.number_key, n.system_code, n.region_code, n.name_key
),
homonyms as (
    select moment, name_key, region_code, system_code, count(distinct number_key) as numbers
    from numbered
    group by moment, name_key, region_code, system_code
),
by_name as (
    select
        n.moment,
        n.number_key,
        m.number_key as other_key,
        greatest(n.seen, min(m.seen)) as seen,
        max(a.numbers + b.numbers) as numbers
    from uncoded as n
    inner join numbered as m
        on m.moment = n.moment and m.name_key = n.name_key and m.region_code = n.region_code
        and m.system_code <> n.system_code
    inner join homonyms as a
        on a.moment = n.moment and a.name_key = n.name_key and a.region_code = n.region_code
        and a.system_code = n.system_code
    inner join homonyms as b
        on b.moment = m.moment and b.name_key = m.name_key and b.region_code = m.region_code
        and b.system_code = m.system_code
    group by n.moment, n.number_key, n.seen, m.number_key
),
found as (
    select moment, number_key as unit_key, code_key as other_key, method, seen from by_code
    union all
    -- one name under a code that is not the code's own: one unit in two systems
    select n.moment, n.number_key, m.number_key, 'code_and_name', greatest(n.seen, m.seen)
    from by_code as n
    inner join by_code as m
        on m.moment = n.moment and m.code_key = n.code_key and m.name_key = n.name_key and m.number_key > n.number_key
        and (m.region_code = n.region_code or not n.is_part)
    where n.method = 'code_shared' and m.method = 'code_shared'
    union all
    select moment, one_key, other_key, case when has_same_name then 'code_corrected' else 'code_differs' end, seen
    from judged
    union all
    select moment, former_key, other_key, 'code_replaced', seen from replaced
    union all
    select moment, number_key, other_key, case when numbers = 2 then 'name_region' else 'name_ambiguous' end, seen
    from by_name
)
{{ best_links('unit_key', 'found') }}
{%- endmacro %}
