-- 身份信息不一致: one row a valid ID and a thing that is said of its bearer and does not fit: one of several names, a sex or a
-- day of birth other than the ID's own digits say. Only what is current; the line is the first that says it. Few are found,
-- so who is who (归并) is asked of them only.
with record as (
    select person_key, citizen_id, name_key, sex_code, birth_day, seen, first_period, last_period
    from {{ ref('base_person_record') }}
    where citizen_key is not null and is_current
),
several as (
    select person_key
    from record
    group by person_key
    having min(name_key) <> max(name_key)
),
said as (
    select r.person_key, r.citizen_id, 'name' as kind, r.name_key as reported, cast(null as text) as expected,
        r.seen, r.first_period, r.last_period
    from record as r
    inner join several as s on s.person_key = r.person_key
    where r.name_key is not null
    {%- for kind, told, own in [
        ('sex', 'sex_code', sex_of_id('citizen_id')), ('birth', 'birth_day', "substr(citizen_id, 7, 8)"),
    ] %}
    union all
    select person_key, citizen_id, '{{ kind }}', {{ told }}, {{ own }}, seen, first_period, last_period
    from record
    where {{ told }} <> {{ own }}
    {%- endfor %}
),
found as (
    select
        person_key, citizen_id, kind, reported, expected,
        min(seen) as seen, min(first_period) as first_period, max(last_period) as last_period
    from said
    group by person_key, citizen_id, kind, reported, expected
)
select
    {{ person_of('f') }} as person_key,
    f.person_key as reported_person_key,
    f.citizen_id,
    f.kind,
    f.reported,
    f.expected,
    f.first_period,
    f.last_period,
    {{ delivery_of('f.seen') }} as _delivery_id,
    {{ line_of('f.seen') }} as _line_no
from found as f
{{ identity_joins('f') }}
