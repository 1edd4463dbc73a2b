-- 人员出现方式: one row a distinct way in which a person was reported, over all periods, systems and regions. A way that only
-- corrected deliveries had is kept: a former ID leads to the person still, and a key known first stays the first.
with seen as (
    select
        person_key, citizen_key, number_key, unit_key, system_code, region_code, person_id, citizen_id, citizen_id_raw,
        name_key, sex_code, birth_day,
        min(period) as first_period,
        max(period) as last_period,
        min(seen) as known,
        min(case when known_to is null then seen end) as seen,
        count(known_to) > 0 as was_corrected
    from {{ ref('base_person_sighting') }}
    group by
        person_key, citizen_key, number_key, unit_key, system_code, region_code, person_id, citizen_id, citizen_id_raw,
        name_key, sex_code, birth_day
)
select
    person_key,
    citizen_key,
    number_key,
    unit_key,
    system_code,
    region_code,
    person_id,
    citizen_id,
    citizen_id_raw,
    name_key,
    sex_code,
    birth_day,
    coalesce(seen, known) as seen,
    known,
    seen is not null as is_current,
    was_corrected,
    first_period,
    last_period,
    {{ delivery_of('coalesce(seen, known)') }} as _delivery_id,
    {{ line_of('coalesce(seen, known)') }} as _line_no
from seen
