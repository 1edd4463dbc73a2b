-- 人员归并依据: one row a pair of keys that are, or may be, one person, with the best reason for it.
with record as (
    select * from {{ ref('base_person_record') }}
),
numbered as (
    select * from record where number_key is not null
),
-- 编号下的有效证件号
holder as (
    select
        number_key, citizen_key, min(seen) as seen, max(name_key) as any_name
    from numbered as n
    where citizen_key is not null
    group by number_key, citizen_key
),
-- numbers that also stand without a valid ID: their own key is in use
bare as (
    select
        number_key, min(seen) as seen
    from numbered as n
    where citizen_key is null
    group by number_key
),
-- two valid IDs under one number: corrected, or another person's
two_ids as (
    select
        a.number_key,
        a.citizen_key as one_key,
        b.citizen_key as other_key,
        greatest(a.seen, b.seen) as seen
    from holder as a
    inner join holder as b on b.number_key = a.number_key and a.citizen_key < b.citizen_key
),
compared as (
    select
        t.number_key,
        t.one_key,
        t.other_key,
        max(case when a.birth_day = b.birth_day then 2 when a.sex_code = b.sex_code then 1 else 0 end) as likeness
    from two_ids as t
    inner join numbered as a on a.number_key = t.number_key and a.citizen_key = t.one_key
    inner join numbered as b on b.number_key = t.number_key and b.citizen_key = t.other_key and b.name_key = a.name_key
    group by t.number_key, t.one_key, t.other_key
),
judged as (
    select t.*, coalesce(c.likeness, 0) as likeness
    from two_ids as t
    left join compared as c
        on c.number_key = t.number_key and c.one_key = t.one_key and c.other_key = t.other_key
),
-- numbers whose IDs are not all one person's
unsettled as (
    select distinct number_key from judged where likeness = 0
    union
    -- or that somebody bears without an ID who is none of those with one
    select n.number_key
    from numbered as n
    where n.citizen_key is null and n.name_key is not null
        and exists (select 1 from holder as h where h.number_key = n.number_key and h.any_name is not null)
        and not exists (
            select 1
            from numbered as h
            where h.number_key = n.number_key and h.citizen_key is not null
                and (h.name_key = n.name_key or (h.birth_day = n.birth_day and h.sex_code = n.sex_code))
        )
),
-- numbers never seen with a valid ID, as far as they say who it is
nameless as (
    select n.*
    from numbered as n
    where n.citizen_key is null and n.name_key is not null
        and not exists (select 1 from holder as h where h.number_key = n.number_key)
),
mistyped as (
    select
        n.person_key, n.system_code, n.region_code, c.citizen_key as other_key, greatest(min(n.seen), min(c.seen)) as seen
    from nameless as n
    inner join record as c on c.name_key = n.name_key and c.citizen_key is not null
    where {{ nearly_same_id('n.citizen_id_raw', 'c.citizen_id') }}
    group by n.person_key, n.system_code, n.region_code, c.citizen_key
),
in_unit as (
    select
        n.person_key, n.system_code, n.region_code, c.citizen_key as other_key, greatest(min(n.seen), min(c.seen)) as seen
    from nameless as n
    inner join record as c
        on c.unit_key = n.unit_key and c.name_key = n.name_key and c.birth_day = n.birth_day and c.citizen_key is not null
    where coalesce(c.sex_code, '-') = coalesce(n.sex_code, c.sex_code, '-')
    group by n.person_key, n.system_code, n.region_code, c.citizen_key
),
in_region as (
    select
        n.person_key, n.system_code, n.region_code, c.citizen_key as other_key, greatest(min(n.seen), min(c.seen)) as seen
    from nameless as n
    inner join record as c
        on c.region_code = n.region_code and c.name_key = n.name_key and c.birth_day = n.birth_day
        and c.citizen_key is not null
    where coalesce(c.sex_code, '-') = coalesce(n.sex_code, c.sex_code, '-')
    group by n.person_key, n.system_code, n.region_code, c.citizen_key
),
elsewhere as (
    select n.person_key, o.person_key as other_key, greatest(min(n.seen), min(o.seen)) as seen
    from nameless as n
    inner join numbered as o
        on o.system_code = n.system_code and o.person_id = n.person_id and o.region_code <> n.region_code
        and o.name_key = n.name_key and o.birth_day = n.birth_day
    where n.person_key <> o.person_key
    group by n.person_key, o.person_key
),
same_text as (
    select n.person_key, o.person_key as other_key, greatest(min(n.seen), min(o.seen)) as seen
    from nameless as n
    inner join nameless as o
        on o.citizen_id_raw = n.citizen_id_raw and o.name_key = n.name_key and o.birth_day = n.birth_day
    where n.person_key < o.person_key and length(n.citizen_id_raw) >= 15
    group by n.person_key, o.person_key
),
found as (
    select
        b.number_key as person_key,
        h.citizen_key as other_key,
        case when u.number_key is null then 'number_with_id' else 'number_shared' end as method,
        greatest(b.seen, h.seen) as seen
    from bare as b
    inner join holder as h on h.number_key = b.number_key
    left join unsettled as u on u.number_key = b.number_key
    union all
    select
        one_key,
        other_key,
        case likeness when 2 then 'id_corrected_birth' when 1 then 'id_corrected_sex' else 'id_differs_number' end,
        seen
    from judged
    {%- for name, certain, doubtful in [
        ('mistyped', 'id_mistyped', 'id_mistyped_ambiguous'), ('in_unit', 'name_birth_unit', 'name_birth_ambiguous'),
        ('in_region', 'name_birth_region', 'name_birth_ambiguous'),
    ] %}
    union all
    select
        person_key,
        other_key,
        case
            when count(*) over (partition by person_key) = 1
                and count(*) over (partition by other_key, system_code, region_code) = 1
                then '{{ certain }}'
            else '{{ doubtful }}'
        end,
        seen
    from {{ name }}
    {%- endfor %}
    union all
    select person_key, other_key, 'number_moved', seen from elsewhere
    union all
    select person_key, other_key, 'same_invalid_id', seen from same_text
),
-- a pair of two ways has one row: the surer way
pair as (
    select
        case when person_key < other_key then person_key else other_key end as person_key,
        case when person_key < other_key then other_key else person_key end as other_person_key,
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
            partition by p.person_key, p.other_person_key
            order by m.is_merged desc, m.confidence desc, p.seen
        ) as _place
    from pair as p
    inner join {{ ref('seed_link_method') }} as m on m.method = p.method
)
select
    person_key,
    other_person_key,
    method,
    reason_zh,
    confidence,
    is_merged,
    {{ first_seen_of('seen') }} as first_seen,
    {{ delivery_of('seen') }} as _delivery_id,
    {{ line_of('seen') }} as _line_no
from ranked
where _place = 1
