{# Sightings: how persons and units were reported, whoever reported them, each distinct way once a period and
   time for which it counted: until a correction (known_to), or still (null), by days. Keys are those
   that base models have (macros/identity.sql). `seen` is one text of 48 characters that sorts: the day on which it was
   known (a rebuild keeps days, not moments: ADR 0012), the period, and the line that says it. So min(seen) is when
   something was first known, and where. #}

{% macro person_sightings(reported) -%}
, told as (
    select
        p.system_code,
        coalesce(r.region_code, p.region_code_raw, p.delivery_region_code) as region_code,
        p.person_id,
        {{ citizen_id18('p.citizen_id_raw') }} as citizen_id,
        nullif(upper(trim(p.citizen_id_raw)), '') as citizen_id_raw,
        nullif({{ name_key('p.person_name') }}, '') as name_key,
        p.sex_code,
        p.birth_date,
        p.unit_id,
        p.period,
        {{ day_text('p.known_from') }} as known_from,
        {{ day_text('p.known_to') }} as known_to,
        {{ seen_key('p') }} as seen
    from {{ reported }} as p
    left join {{ ref('base_region_code') }} as r
        on r.region_code_raw = coalesce(p.region_code_raw, p.delivery_region_code)
),
distinct_ways as (
    select
        system_code, region_code, person_id, citizen_id,
        case when citizen_id is null then citizen_id_raw end as citizen_id_raw,
        name_key,
        {{ sex_compared('sex_code', 'citizen_id') }} as sex_code,
        {{ birth_compared('birth_date', 'citizen_id') }} as birth_day,
        unit_id, period, known_from, known_to,
        min(seen) as seen
    from told
    where citizen_id is not null or person_id is not null
    group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12
)
select
    {{ person_key_of('citizen_id', 'system_code', 'region_code', 'person_id') }} as person_key,
    {{ citizen_key('citizen_id') }} as citizen_key,
    {{ person_key_of('cast(null as text)', 'system_code', 'region_code', 'person_id') }} as number_key,
    {{ unit_key_of('system_code', 'region_code', 'unit_id') }} as unit_key,
    system_code,
    region_code,
    person_id,
    citizen_id,
    citizen_id_raw,
    name_key,
    sex_code,
    birth_day,
    period,
    known_from,
    known_to,
    seen
from distinct_ways
{%- endmacro %}

{% macro unit_sightings(reported) -%}
, told as (
    select
        p.system_code,
        coalesce(r.region_code, p.region_code_raw, p.delivery_region_code) as region_code,
        p.unit_id,
        coalesce({{ organisation_code('p.unified_credit_code') }}, {{ organisation_code('p.org_code') }}) as org_code,
        nullif({{ name_key('p.unit_name') }}, '') as name_key,
        p.period,
        {{ day_text('p.known_from') }} as known_from,
        {{ day_text('p.known_to') }} as known_to,
        {{ seen_key('p') }} as seen
    from {{ reported }} as p
    left join {{ ref('base_region_code') }} as r
        on r.region_code_raw = coalesce(p.region_code_raw, p.delivery_region_code)
),
distinct_ways as (
    select system_code, region_code, unit_id, org_code, name_key, period, known_from, known_to, min(seen) as seen
    from told
    where org_code is not null or unit_id is not null
    group by system_code, region_code, unit_id, org_code, name_key, period, known_from, known_to
)
select
    coalesce({{ unit_key_of('system_code', 'region_code', 'unit_id') }}, {{ code_key('org_code') }}) as unit_key,
    {{ code_key('org_code') }} as code_key,
    {{ unit_key_of('system_code', 'region_code', 'unit_id') }} as number_key,
    system_code,
    region_code,
    unit_id,
    org_code,
    name_key,
    period,
    known_from,
    known_to,
    seen
from distinct_ways
{%- endmacro %}

{% macro day_text(moment) -%}cast(cast({{ moment }} as date) as text){%- endmacro %}

{# The text `seen` of a row. #}
{% macro seen_key(row) -%}
    {{ day_text(row ~ '.known_from') }} || ' ' || rpad(coalesce({{ row }}.period, '000000'), 6, ' ') || ' '
        || lpad(cast({{ row }}._delivery_id as text), 19, '0') || ' ' || lpad(cast({{ row }}._line_no as text), 10, '0')
{%- endmacro %}

{# What `seen` holds. #}
{% macro first_seen_of(seen) -%}substr({{ seen }}, 1, 17){%- endmacro %}
{% macro delivery_of(seen) -%}cast(substr({{ seen }}, 19, 19) as bigint){%- endmacro %}
{% macro line_of(seen) -%}cast(substr({{ seen }}, 39, 10) as bigint){%- endmacro %}

{# Sex (1 male, 2 female) and day of birth (YYYYMMDD) of a sighting: as reported, else as a valid ID says. #}
{% macro sex_compared(sex, citizen_id) -%}
    case when {{ sex }} in ('1', '2') then {{ sex }} else {{ sex_of_id(citizen_id) }} end
{%- endmacro %}
{% macro sex_of_id(citizen_id) -%}
    case when cast(substr({{ citizen_id }}, 17, 1) as integer) % 2 = 1 then '1' when {{ citizen_id }} is not null then '2' end
{%- endmacro %}
{% macro birth_compared(birth, citizen_id) -%}
    coalesce(replace(cast({{ birth }} as text), '-', ''), substr({{ citizen_id }}, 7, 8))
{%- endmacro %}

{# A text of 18 characters that is one wrong character, or two neighbours that changed places, away from a valid ID. #}
{% macro nearly_same_id(text, citizen_id) -%}
    length({{ text }}) = 18 and {{ text }} <> {{ citizen_id }} and (
        (
            {%- for place in range(1, 19) %}
            case when substr({{ text }}, {{ place }}, 1) = substr({{ citizen_id }}, {{ place }}, 1) then 0 else 1 end{% if not loop.last %} +{% endif %}
            {%- endfor %}
        ) = 1
        {%- for place in range(1, 18) %}
        or (
            substr({{ text }}, {{ place }}, 1) = substr({{ citizen_id }}, {{ place + 1 }}, 1)
            and substr({{ text }}, {{ place + 1 }}, 1) = substr({{ citizen_id }}, {{ place }}, 1)
            and substr({{ text }}, 1, {{ place - 1 }}) = substr({{ citizen_id }}, 1, {{ place - 1 }})
            and substr({{ text }}, {{ place + 2 }}) = substr({{ citizen_id }}, {{ place + 2 }})
        )
        {%- endfor %}
    )
{%- endmacro %}
