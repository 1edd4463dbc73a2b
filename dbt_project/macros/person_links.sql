{# Pairs of keys that are, or may be, one person, with the best reason for each (base_person_link.yml). `record` is a
   relation like base_person_record, once for each `moment` in it. Current ways decide; ways that only corrected deliveries
   had lead from a former key to who bears the number now. With `possible`, pairs are all that any part of the rows could
   give: what has to be looked at for the past (base_person_key_group). Rows are read where they are wanted, not copied: most of
   what follows wants few columns, or nothing where everybody has a valid ID.

   `units` tells which unit keys are one unit, and when: (unit_key, resolved_unit_key, known_from, known_to), days as text. A
   moment begins with the day as of which it looks at them. #}
{% macro person_links(record, units, possible=false) -%}
with told as not materialized (
    select r.* from {{ record }} as r
),
record as not materialized (
    select * from told
    {%- if not possible %} where is_current{% endif %}
),
numbered as (
    select * from record where number_key is not null
),
-- Few, or none: what is compared with them is looked for by their keys first.
former as materialized (
    select moment, citizen_key, number_key, name_key, sex_code, birth_day, seen
    from told
    where not is_current and number_key is not null
),
-- 编号: under nearly all of them stands one valid ID, and nobody who is named without one
number as materialized (
    select
        moment,
        number_key,
        min(citizen_key) as citizen_key,
        max(citizen_key) as last_citizen_key,
        min(case when citizen_key is not null then seen end) as held,
        max(case when citizen_key is not null then name_key end) as any_name,
        min(case when citizen_key is null then seen end) as bare,  -- it also stands without a valid ID: its own key is in use
        count(case when citizen_key is null then name_key end) > 0 as is_named_without_id
    from numbered
    group by moment, number_key
),
-- what the others say, all of it
looked_at as materialized (
    select n.*
    from numbered as n
    inner join number as b
        on b.moment = n.moment and b.number_key = n.number_key
        and (b.citizen_key <> b.last_citizen_key or b.is_named_without_id)
),
-- 编号下的有效证件号
one_of_several as (
    select moment, number_key, citizen_key, min(seen) as seen, max(name_key) as any_name
    from looked_at
    where citizen_key is not null
    group by moment, number_key, citizen_key
),
holder as (
    select moment, number_key, citizen_key, held as seen, any_name
    from number
    where citizen_key = last_citizen_key
    union all
    select o.moment, o.number_key, o.citizen_key, o.seen, o.any_name
    from one_of_several as o
    inner join number as b
        on b.moment = o.moment and b.number_key = o.number_key and b.citizen_key <> b.last_citizen_key
),
-- two valid IDs under one number: corrected, or another person's
two_ids as (
    select
        a.moment,
        a.number_key,
        a.citizen_key as one_key,
        b.citizen_key as other_key,
        greatest(a.seen, b.seen) as seen
    from one_of_several as a
    inner join one_of_several as b
        on b.moment = a.moment and b.number_key = a.number_key and a.citizen_key < b.citizen_key
),
{%- if not possible %}
{{ borne_elsewhere('two_ids', 'citizen_key') }},
{%- endif %}
compared as (
    select
        t.moment,
        t.number_key,
        t.one_key,
        t.other_key,
        max({{ likeness('a', 'b') }}) as likeness
    from two_ids as t
    inner join looked_at as a on a.moment = t.moment and a.number_key = t.number_key and a.citizen_key = t.one_key
    inner join looked_at as b
        on b.moment = t.moment and b.number_key = t.number_key and b.citizen_key = t.other_key and b.name_key = a.name_key
    {%- if not possible %}
    {{ nobody_elses('t', 'a.name_key') }}
    {%- endif %}
    group by t.moment, t.number_key, t.one_key, t.other_key
),
judged as (
    select t.*, coalesce(c.likeness, 0) as likeness
    from two_ids as t
    left join compared as c
        on c.moment = t.moment and c.number_key = t.number_key and c.one_key = t.one_key and c.other_key = t.other_key
),
-- numbers whose IDs are not all one person's
unsettled as (
    select distinct moment, number_key from judged where likeness = 0
    union
    -- or that somebody bears without an ID who is none of those with one
    select n.moment, n.number_key
    from looked_at as n
    inner join number as b on b.moment = n.moment and b.number_key = n.number_key and b.any_name is not null
    where n.citizen_key is null and n.name_key is not null
        and not exists (
            select 1
            from looked_at as h
            where h.moment = n.moment and h.number_key = n.number_key and h.citizen_key is not null
                and (h.name_key = n.name_key or (h.birth_day = n.birth_day and h.sex_code = n.sex_code))
        )
),
-- 更正前的证件号: the number's ID was another one until a correction, and nobody of another name bears that one now
replaced as (
    select
        f.moment,
        f.citizen_key as former_key,
        b.citizen_key as other_key,
        greatest(min(f.seen), min(b.seen)) as seen
    from former as f
    inner join (
        select * from record where number_key in (select number_key from former) and citizen_key is not null
    ) as b
        on b.moment = f.moment and b.number_key = f.number_key and b.name_key = f.name_key
        and b.citizen_key <> f.citizen_key
    where {{ likeness('f', 'b') }} > 0
        and not exists (
            select 1
            from (select * from record where citizen_key in (select citizen_key from former)) as o
            where o.moment = f.moment and o.citizen_key = f.citizen_key
                and (o.number_key = f.number_key or o.name_key <> f.name_key)
        )
    group by f.moment, f.citizen_key, b.citizen_key
),
-- 编号先前未带有效证件号: its own key was in use until a correction brought the ID
identified as (
    select f.moment, f.number_key, h.citizen_key as other_key, greatest(min(f.seen), min(h.seen)) as seen
    from former as f
    inner join holder as h on h.moment = f.moment and h.number_key = f.number_key
    left join unsettled as u on u.moment = f.moment and u.number_key = f.number_key
    inner join number as b on b.moment = f.moment and b.number_key = f.number_key
    where f.citizen_key is null and u.number_key is null and b.bare is null
        and (f.name_key is null or h.any_name is null or exists (
            select 1
            from numbered as n
            where n.moment = h.moment and n.number_key = h.number_key and n.citizen_key = h.citizen_key
                and (n.name_key = f.name_key or (n.birth_day = f.birth_day and n.sex_code = f.sex_code))
        ))
    group by f.moment, f.number_key, h.citizen_key
),
-- numbers never seen with a valid ID, as far as they say who it is
nameless as (
    select n.*
    from looked_at as n
    {%- if not possible %}
    inner join number as b on b.moment = n.moment and b.number_key = n.number_key and b.citizen_key is null
    {%- endif %}
    where n.citizen_key is null and n.name_key is not null
),
{%- set paired %}
    select
        n.moment, n.number_key as person_key, n.system_code, n.region_code, c.citizen_key as other_key,
        greatest(min(n.seen), min(c.seen)) as seen
{%- endset %}
{%- set grouped = 'group by n.moment, n.number_key, n.system_code, n.region_code, c.citizen_key' %}
{%- set same_sex = "coalesce(c.sex_code, '-') = coalesce(n.sex_code, c.sex_code, '-')" %}
mistyped as (
    {{- paired }}
    from nameless as n
    inner join record as c on c.moment = n.moment and c.name_key = n.name_key and c.citizen_key is not null
    where {{ nearly_same_id('n.citizen_id_raw', 'c.citizen_id') }}
        -- as reported, or as the sender read them out of the wrong number
        and coalesce(n.birth_day in (c.birth_day, substr(n.citizen_id_raw, 7, 8)), true)
        and ({{ same_sex }} or {{ is_sex_of('n.sex_code', 'n.citizen_id_raw') }})
    {{ grouped }}
),
-- 归并后的同一单位: under whatever numbers and codes it stands in each system
in_unit as (
    {{- paired }},
        count(case when c.unit_key = n.unit_key then 1 end) > 0 as is_of_one_number
    from nameless as n
    inner join record as c
        on c.moment = n.moment and c.name_key = n.name_key and c.birth_day = n.birth_day and c.citizen_key is not null
    left join {{ units }} as nu on nu.unit_key = n.unit_key and {{ in_force_at('nu', 'n.moment') }}
    left join {{ units }} as cu on cu.unit_key = c.unit_key and {{ in_force_at('cu', 'c.moment') }}
    where coalesce(nu.resolved_unit_key, n.unit_key) = coalesce(cu.resolved_unit_key, c.unit_key)
        and {{ same_sex }}
    {{ grouped }}
),
in_region as (
    {{- paired }}
    from nameless as n
    inner join record as c
        on c.moment = n.moment and c.region_code = n.region_code and c.name_key = n.name_key
        and c.birth_day = n.birth_day and c.citizen_key is not null
    where {{ same_sex }}
    {{ grouped }}
),
elsewhere as (
    select n.moment, n.person_key, o.person_key as other_key, greatest(min(n.seen), min(o.seen)) as seen
    from nameless as n
    inner join numbered as o
        on o.moment = n.moment and o.system_code = n.system_code and o.person_id = n.person_id
        and o.region_code <> n.region_code and o.name_key = n.name_key and o.birth_day = n.birth_day
    where n.person_key <> o.person_key
    group by n.moment, n.person_key, o.person_key
),
same_text as (
    select n.moment, n.person_key, o.person_key as other_key, greatest(min(n.seen), min(o.seen)) as seen
    from nameless as n
    inner join nameless as o
        on o.moment = n.moment and o.citizen_id_raw = n.citizen_id_raw and o.name_key = n.name_key
        and o.birth_day = n.birth_day
    where n.person_key < o.person_key and length(n.citizen_id_raw) >= 15
        -- what stands in for a number ('000000000000000000') is nobody's
        and {{ has_several_characters('n.citizen_id_raw') }}
        and (length(n.citizen_id_raw) <> 18 or {{ is_day('substr(n.citizen_id_raw, 7, 8)') }})
        and coalesce(n.sex_code, o.sex_code, '-') = coalesce(o.sex_code, n.sex_code, '-')
    group by n.moment, n.person_key, o.person_key
),
-- 无有效证件号的编号: by which way it leads to whom
way as (
    {%- for name, certain, doubtful in [
        ('mistyped', "'id_mistyped'", 'id_mistyped_ambiguous'),
        ('in_unit', "case when is_of_one_number then 'name_birth_unit' else 'name_birth_linked_unit' end",
            'name_birth_ambiguous'),
        ('in_region', "'name_birth_region'", 'name_birth_ambiguous'),
    ] %}
    select
        moment,
        person_key,
        other_key,
        case
            when count(*) over (partition by moment, person_key) = 1
                and count(*) over (partition by moment, other_key, system_code, region_code) = 1
                then {{ certain }}
            else '{{ doubtful }}'
        end as method,
        '{{ doubtful }}' as doubtful,
        seen
    from {{ name }}
    {%- if not loop.last %}
    union all
    {%- endif %}
    {%- endfor %}
),
-- one way leads to one ID and another way to another: neither is certain
torn as (
    select moment, person_key
    from way
    where method in ('id_mistyped', 'name_birth_unit', 'name_birth_linked_unit')
    group by moment, person_key
    having min(other_key) <> max(other_key)
),
found as (
    select
        b.moment,
        b.number_key as person_key,
        h.citizen_key as other_key,
        case when u.number_key is null then 'number_with_id' else 'number_shared' end as method,
        greatest(b.bare, h.seen) as seen
    from number as b
    inner join holder as h on h.moment = b.moment and h.number_key = b.number_key
    left join unsettled as u on u.moment = b.moment and u.number_key = b.number_key
    where b.bare is not null
    union all
    select
        moment,
        one_key,
        other_key,
        case likeness when 2 then 'id_corrected_birth' when 1 then 'id_corrected_sex' else 'id_differs_number' end,
        seen
    from judged
    union all
    select moment, former_key, other_key, 'id_replaced', seen from replaced
    union all
    select moment, number_key, other_key, 'number_identified', seen from identified
    union all
    select w.moment, w.person_key, w.other_key, case when t.person_key is null then w.method else w.doubtful end, w.seen
    from way as w
    left join torn as t on t.moment = w.moment and t.person_key = w.person_key
    union all
    select moment, person_key, other_key, 'number_moved', seen from elsewhere
    union all
    select moment, person_key, other_key, 'same_invalid_id', seen from same_text
)
{{ best_links('person_key', 'found', leads_to=possible) }}
{%- endmacro %}

{# Whether what held from one day to another held at a moment. #}
{% macro in_force_at(row, moment) -%}
    {{ row }}.known_from <= substr({{ moment }}, 1, 10)
        and coalesce({{ row }}.known_to > substr({{ moment }}, 1, 10), true)
{%- endmacro %}

{# The day of what holds now. #}
{% macro last_day() %}9999-12-31{% endmacro %}

{# Units as they are linked, day by day, for person_links. #}
{% macro units_by_day() -%}
(
    select
        unit_key, resolved_unit_key,
        cast(known_from as text) as known_from,
        cast(known_to as text) as known_to
    from {{ ref('base_unit_key_history') }}
)
{%- endmacro %}

{# Who bears one of two IDs (or codes) outside the number under which both stand, for `nobody_elses`. #}
{% macro borne_elsewhere(two, code) -%}
borne as (
    select distinct p.moment, p.number_key, p.borne_key, o.name_key
    from (
        select moment, number_key, one_key as borne_key from {{ two }}
        union
        select moment, number_key, other_key from {{ two }}
    ) as p
    inner join record as o
        on o.moment = p.moment and o.{{ code }} = p.borne_key and o.number_key is distinct from p.number_key
    where o.name_key is not null
),
bearer as (
    select distinct moment, number_key, borne_key from borne
)
{%- endmacro %}

{# Joins and a condition: neither of the two is another's, borne elsewhere and by nobody of this name there. #}
{% macro nobody_elses(two, name) -%}
    {%- for key in ['one_key', 'other_key'] %}
    left join bearer as {{ key }}_borne
        on {{ key }}_borne.moment = {{ two }}.moment and {{ key }}_borne.number_key = {{ two }}.number_key
        and {{ key }}_borne.borne_key = {{ two }}.{{ key }}
    left join borne as {{ key }}_own
        on {{ key }}_own.moment = {{ two }}.moment and {{ key }}_own.number_key = {{ two }}.number_key
        and {{ key }}_own.borne_key = {{ two }}.{{ key }} and {{ key }}_own.name_key = {{ name }}
    {%- endfor %}
    where (one_key_borne.borne_key is null or one_key_own.borne_key is not null)
        and (other_key_borne.borne_key is null or other_key_own.borne_key is not null)
{%- endmacro %}

{# How alike two records of one name are: 2 by birth, 1 by sex, 0 by neither. #}
{% macro likeness(one, other) -%}
    case
        when {{ one }}.birth_day = {{ other }}.birth_day then 2
        when {{ one }}.sex_code = {{ other }}.sex_code then 1
        else 0
    end
{%- endmacro %}

{# A pair that two ways lead to has one row: the surer way. With `leads_to` also
   which of the two the evidence leads to: of a number and an ID, the ID's. #}
{% macro best_links(key, found, leads_to=false) -%}
, pair as (
    select
        moment,
        case when {{ key }} < other_key then {{ key }} else other_key end as {{ key }},
        case when {{ key }} < other_key then other_key else {{ key }} end as other_{{ key }},
        other_key as leads_to_key,
        method,
        seen
    from {{ found }}
),
ranked as (
    select
        p.*,
        m.confidence,
        m.is_merged,
        m.reason_zh,
        row_number() over (
            partition by p.moment, p.{{ key }}, p.other_{{ key }}
            order by m.is_merged desc, m.confidence desc, p.seen, p.method, p.leads_to_key
        ) as _place
    from pair as p
    inner join {{ ref('seed_link_method') }} as m on m.method = p.method
)
select
    moment,
    {{ key }},
    other_{{ key }},
    {%- if leads_to %}
    leads_to_key,
    {%- endif %}
    method,
    reason_zh,
    confidence,
    is_merged,
    {{ first_seen_of('seen') }} as first_seen,
    {{ delivery_of('seen') }} as _delivery_id,
    {{ line_of('seen') }} as _line_no
from ranked
where _place = 1
{%- endmacro %}
