-- 单位归并依据: one row a pair of keys that are, or may be, one unit, with the best reason for it. Branches, projects and
-- windows for the self-employed (分公司、项目部、个人窗口) bear the code of whom they belong to and are units of their own.
with record as (
    select r.*, {{ is_part_of_unit('r.name_key') }} as is_part
    from {{ ref('base_unit_record') }} as r
    where name_key is not null or code_key is not null
),
numbered as (
    select number_key, code_key, system_code, region_code, name_key, is_part, min(seen) as seen
    from record
    where number_key is not null
    group by number_key, code_key, system_code, region_code, name_key, is_part
),
coded as (
    select number_key, code_key, system_code, region_code, min(seen) as seen
    from numbered
    where code_key is not null
    group by number_key, code_key, system_code, region_code
),
-- two codes under one number: corrected, or another unit's
two_codes as (
    select
        a.number_key,
        a.code_key as one_key,
        b.code_key as other_key,
        greatest(a.seen, b.seen) as seen,
        exists (
            select 1
            from numbered as n
            inner join numbered as m on m.number_key = n.number_key and m.name_key = n.name_key
            where n.number_key = a.number_key and n.code_key = a.code_key and m.code_key = b.code_key
        ) as has_same_name
    from coded as a
    inner join coded as b on b.number_key = a.number_key and a.code_key < b.code_key
),
unsettled as (
    select distinct number_key from two_codes where not has_same_name
),
-- 一码多号: a code that several numbers of one region bear in one system
crowded as (
    select distinct code_key
    from coded
    group by code_key, system_code, region_code
    having count(*) > 1
),
-- the one name of a code that is no part's; where all bear one name it is that, part or not
named as (
    select
        code_key,
        case
            when count(distinct name_key) = 1 then max(name_key)
            when count(distinct case when not is_part then name_key end) = 1 then max(case when not is_part then name_key end)
        end as own_name
    from record
    where code_key is not null and name_key is not null
    group by code_key
),
by_code as (
    select
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
    inner join named as o on o.code_key = n.code_key
    left join crowded as c on c.code_key = n.code_key
    left join unsettled as u on u.number_key = n.number_key
    where n.code_key is not null
),
-- 无有效代码: the name alone, which is a unit's own within a region
uncoded as (
    select n.number_key, n.system_code, n.region_code, n.name_key, min(n.seen) as seen
    from numbered as n
    left join coded as c on c.number_key = n.number_key
    where c.number_key is null and not n.is_part and length(n.name_key) >= 6
    group by n.number_key, n.system_code, n.region_code, n.name_key
),
homonyms as (
    select name_key, region_code, system_code, count(distinct number_key) as numbers
    from numbered
    group by name_key, region_code, system_code
),
by_name as (
    select
        n.number_key,
        m.number_key as other_key,
        greatest(n.seen, min(m.seen)) as seen,
        max(a.numbers + b.numbers) as numbers
    from uncoded as n
    inner join numbered as m
        on m.name_key = n.name_key and m.region_code = n.region_code and m.system_code <> n.system_code
    inner join homonyms as a
        on a.name_key = n.name_key and a.region_code = n.region_code and a.system_code = n.system_code
    inner join homonyms as b
        on b.name_key = m.name_key and b.region_code = m.region_code and b.system_code = m.system_code
    group by n.number_key, n.seen, m.number_key
),
found as (
    select number_key as unit_key, code_key as other_key, method, seen from by_code
    union all
    -- one name under a code that is not the code's own: one unit in two systems
    select n.number_key, m.number_key, 'code_and_name', greatest(n.seen, m.seen)
    from by_code as n
    inner join by_code as m
        on m.code_key = n.code_key and m.name_key = n.name_key and m.number_key > n.number_key
        and (m.region_code = n.region_code or not n.is_part)
    where n.method = 'code_shared' and m.method = 'code_shared'
    union all
    select one_key, other_key, case when has_same_name then 'code_corrected' else 'code_differs' end, seen
    from two_codes
    union all
    select number_key, other_key, case when numbers = 2 then 'name_region' else 'name_ambiguous' end, seen
    from by_name
),
pair as (
    select
        case when unit_key < other_key then unit_key else other_key end as unit_key,
        case when unit_key < other_key then other_key else unit_key end as other_unit_key,
        method,
        seen
    from found
),
ranked as (
    select
        p.*,
        m.confidence,
        m.is_merged,
        m.reason_zh,
        row_number() over (
            partition by p.unit_key, p.other_unit_key order by m.is_merged desc, m.confidence desc, p.seen, p.method
        ) as _place
    from pair as p
    inner join {{ ref('seed_link_method') }} as m on m.method = p.method
)
select
    unit_key,
    other_unit_key,
    method,
    reason_zh,
    confidence,
    is_merged,
    {{ first_seen_of('seen') }} as first_seen,
    {{ delivery_of('seen') }} as _delivery_id,
    {{ line_of('seen') }} as _line_no
from ranked
where _place = 1
