-- 户籍人口: the registry's latest word on each citizen.
{{ config(materialized='parted') }}
{%- set word %}
        person_key, citizen_id, region_code, period, person_name, sex_code, birth_date, ethnicity_code, hukou_type_code,
        registration_status_code, status_date, _delivery_id, _line_no{% endset %}
{%- set before %}
    select {{ word }}
    from __before__ as b
{%- endset %}
with told as (
    select {{ word }}
    from {{ rows_since('base_person_registration') }} as r
    where citizen_id is not null
    {{ and_before(before) }}
),
latest as (
    select
        *,
        row_number() over (
            partition by citizen_id order by period desc nulls last, _delivery_id desc, _line_no desc
        ) as _latest
    from told
)
select
    person_key,
    citizen_id,
    region_code,
    period,
    person_name,
    {{ name_key('person_name') }} as person_name_key,
    sex_code,
    birth_date,
    ethnicity_code,
    hukou_type_code,
    registration_status_code,
    status_date,
    _delivery_id,
    _line_no
from latest
where _latest = 1
