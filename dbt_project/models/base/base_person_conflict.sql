-- 身份信息不一致: one row a valid ID and a thing that is said of its bearer and does not fit: one of several names, a sex or a
-- day of birth other than the ID's own digits say. Only what is current; the line is the first that says it.
with record as (
    select r.*, {{ person_of('r') }} as resolved_key
    from {{ ref('base_person_record') }} as r
    {{ identity_joins('r') }}
    where citizen_key is not null and is_current
),
named as (
    select
        resolved_key, person_key, citizen_id, 'name' as kind, name_key as reported, cast(null as text) as expected,
        min(seen) as seen, min(first_period) as first_period, max(last_period) as last_period
    from record
    where name_key is not null
    group by resolved_key, person_key, citizen_id, name_key
),
counted as (
    select n.*, count(*) over (partition by person_key) as name_count
    from named as n
),
found as (
    select resolved_key, person_key, citizen_id, kind, reported, expected, seen, first_period, last_period
    from counted
    where name_count > 1
    {%- for kind, told, own in [
        ('sex', 'sex_code', sex_of_id('citizen_id')), ('birth', 'birth_day', "substr(citizen_id, 7, 8)"),
    ] %}
    union all
    select
        resolved_key, person_key, citizen_id, '{{ kind }}', {{ told }}, {{ own }},
        min(seen), min(first_period), max(last_period)
    from record
    where {{ told }} <> {{ own }}
    group by resolved_key, person_key, citizen_id, {{ told }}
    {%- endfor %}
)
select
    resolved_key as person_key,
    person_key as reported_person_key,
    citizen_id,
    kind,
    reported,
    expected,
    first_period,
    last_period,
    {{ delivery_of('seen') }} as _delivery_id,
    {{ line_of('seen') }} as _line_no
from found
