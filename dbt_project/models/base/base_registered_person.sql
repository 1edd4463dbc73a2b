-- 户籍人口: the registry's latest word on each citizen.
with counted as (
    {{ counted_rows('stg_psb__ps01_person_registry', ['s.citizen_id', 's.data_period']) }}
),
identified as (
    select *, {{ citizen_id18('citizen_id') }} as citizen_id18 from counted where _rank = 1
),
latest as (
    select
        *,
        row_number() over (
            partition by citizen_id18 order by data_period desc nulls last, _delivery_id desc, _line_no desc
        ) as _latest
    from identified
    where citizen_id18 is not null
)
select
    {{ person_key('citizen_id18', 'region_code', 'citizen_id') }} as person_key,
    citizen_id18 as citizen_id,
    region_code,
    data_period as period,
    person_name,
    {{ name_key('person_name') }} as person_name_key,
    sex_code,
    birth_date,
    ethnicity_code,
    registration_status_code,
    status_date,
    _delivery_id,
    _line_no
from latest
where _latest = 1
