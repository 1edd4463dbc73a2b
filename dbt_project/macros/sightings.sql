{# Sightings: how persons and units were reported, whoever reported them, each distinct way once a period and
   time for which it counted: until a correction (known_to), or still (null), by days. Keys are those
   that base models have (macros/identity.sql). `seen` is one number of 38 digits: the day on which it was known since 1970
   (five; a rebuild keeps days, not moments: ADR 0012), the period (four), and the line that says it (19 and 10). So
   min(seen) is when something was first known, and where; a number, as DuckDB keeps the texts of minima outside of what
   it counts as its memory: 7 GB of them in a year of a million people. #}

{% macro person_sightings(reported) -%}
{%- set told = ['system_code', 'region_code_raw', 'delivery_region_code', 'person_id', 'citizen_id_raw', 'person_name',
    'sex_code', 'birth_date', 'unit_id'] -%}
, as_written as (
    select {{ told | join(', ') }}, {{ days_and_line('w') }} as first_line
    from {{ reported }} as w
),
-- Names are shared by many, and a number stands in many tables: each is looked at once.
names as (
    select person_name, nullif({{ name_key('person_name') }}, '') as name_key
    from (select distinct person_name from as_written) as written
),
numbers as (
    {{ with_citizen_id(
        '(select distinct citizen_id_raw, period from as_written)', 'citizen_id_raw', 'citizen_id', until='period'
    ) }}
),
told as (
    select
        p.system_code,
        coalesce(r.region_code, p.region_code_raw, p.delivery_region_code) as region_code,
        p.person_id,
        c.citizen_id,
        nullif(c._id_text, '') as citizen_id_raw,
        n.name_key,
        p.sex_code,
        p.birth_date,
        p.unit_id,
        p.period,
        p.known_from,
        p.known_to,
        p.first_line
    from as_written as p
    left join names as n on n.person_name = p.person_name
    left join numbers as c on c.citizen_id_raw = p.citizen_id_raw and coalesce(c.period, '') = coalesce(p.period, '')
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
        min(first_line) as first_line
    from told
    where citizen_id is not null or person_id is not null
    group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12
)
select
    coalesce(citizen_key, number_key) as person_key,
    citizen_key,
    number_key,
    {{ unit_key_of('system_code', 'region_code', 'unit_id') }} as unit_key,
    system_code,
    region_code,
    person_id,
    citizen_id,
    citizen_id_raw,
    name_key,
    sex_code,
    birth_day,
    {{ when_and_where('keyed') }}
from (
    select
        distinct_ways.*,
        {{ citizen_key('citizen_id') }} as citizen_key,
        {{ person_key_of('cast(null as text)', 'system_code', 'region_code', 'person_id') }} as number_key
    from distinct_ways
    {{ computed_once() }}
) as keyed
{%- endmacro %}

{% macro unit_sightings(reported) -%}
{%- set told = ['system_code', 'region_code_raw', 'delivery_region_code', 'unit_id', 'unified_credit_code', 'org_code',
    'unit_name'] -%}
, as_written as (
    {{ ways_as_written(reported, told) }}
),
told as (
    select
        p.system_code,
        coalesce(r.region_code, p.region_code_raw, p.delivery_region_code) as region_code,
        p.unit_id,
        coalesce({{ organisation_code('p.unified_credit_code') }}, {{ organisation_code('p.org_code') }}) as org_code,
        nullif({{ name_key('p.unit_name') }}, '') as name_key,
        p.period,
        p.known_from,
        p.known_to,
        p.first_line
    from as_written as p
    left join {{ ref('base_region_code') }} as r
        on r.region_code_raw = coalesce(p.region_code_raw, p.delivery_region_code)
    {{ computed_once() }}
),
distinct_ways as (
    select
        system_code, region_code, unit_id, org_code, name_key, period, known_from, known_to,
        min(first_line) as first_line
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
    {{ when_and_where('distinct_ways') }}
from distinct_ways
{%- endmacro %}

{# Each way of writing once, before anything is made of it: a unit stands in many rows, and its codes and names are dear to
   check. The first line that says it is one number (macros/first_line.sql). #}
{% macro ways_as_written(reported, columns) -%}
    select {{ columns | join(', ') }}, period, known_from, known_to, min(line) as first_line
    from (
        select {{ columns | join(', ') }}, {{ days_and_line('w') }} as line
        from {{ reported }} as w
    ) as told
    group by {{ columns | join(', ') }}, period, known_from, known_to
{%- endmacro %}

{# The period of a row of what was reported, its days, and last its line as one number. #}
{% macro days_and_line(row) -%}
    {{ row }}.period, cast({{ row }}.known_from as date) as known_from, cast({{ row }}.known_to as date) as known_to,
        {{ line_number(row) }}
{%- endmacro %}

{# Period and days as text, and the number `seen`, of a row that has what ways_as_written says of days and lines. #}
{% macro when_and_where(row) -%}
    {{ row }}.period,
        cast({{ row }}.known_from as text) as known_from,
        cast({{ row }}.known_to as text) as known_to,
        {{ seen_of(row ~ '.known_from', row ~ '.period', row ~ '.first_line') }} as seen
{%- endmacro %}

{# The period is thirteen numbers a year since 1900, of which the first is the year itself; none is 0. #}
{% macro seen_of(day, period, line) -%}
    cast(
        ({{ day }} - date '1970-01-01') * 10000 + coalesce(
            (cast(substr({{ period }}, 1, 4) as integer) - 1900) * 13
                + cast(coalesce(nullif(substr({{ period }}, 5, 2), ''), '0') as integer),
            0
        ) as numeric(38, 0)
    ) * cast('1{{ '0' * 29 }}' as numeric(38, 0)) + {{ line }}
{%- endmacro %}

{# What `seen` holds: the day and the period as one text that sorts, the delivery, the line. #}
{% macro first_seen_of(seen) -%}
    {%- set period = 'cast(' ~ digits_of(seen, 6, 4) ~ ' as integer)' -%}
    cast(date '1970-01-01' + cast({{ digits_of(seen, 1, 5) }} as integer) as text) || ' ' || case
        when {{ period }} = 0 then '000000'
        else cast(1900 + {{ int_div(period, 13) }} as text)
            || case when {{ period }} % 13 = 0 then '' else lpad(cast({{ period }} % 13 as text), 2, '0') end
    end
{%- endmacro %}
{% macro delivery_of(seen) -%}cast({{ digits_of(seen, 10, 19) }} as bigint){%- endmacro %}
{% macro line_of(seen) -%}cast({{ digits_of(seen, 29, 10) }} as bigint){%- endmacro %}
{% macro digits_of(seen, first, count) -%}
    substr(lpad(cast({{ seen }} as text), 38, '0'), {{ first }}, {{ count }})
{%- endmacro %}

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

{# Whether it is the sex that a text of 18 characters would say if it were an ID. #}
{% macro is_sex_of(sex, text) -%}
    {{ sex }} = case when position(substr({{ text }}, 17, 1) in '13579') > 0 then '1' else '2' end
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
