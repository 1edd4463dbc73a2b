-- 单位出现方式: one row a distinct way in which a unit was reported, over all periods, systems and regions, those that only
-- corrected deliveries had among them.
with seen as (
    select number_key, code_key, system_code, region_code, unit_id, org_code, name_key, min(seen) as known,
        min(case when known_to is null then seen end) as seen,
        count(known_to) > 0 as was_corrected,
        min(period) as first_period, max(period) as last_period
    from {{ ref('base_unit_sighting') }}
    group by number_key, code_key, system_code, region_code, unit_id, org_code, name_key
)
select
    coalesce(number_key, code_key) as unit_key,
    code_key,
    number_key,
    system_code,
    region_code,
    unit_id,
    org_code,
    name_key,
    coalesce(seen, known) as seen,
    known,
    seen is not null as is_current,
    was_corrected,
    first_period,
    last_period,
    {{ delivery_of('coalesce(seen, known)') }} as _delivery_id,
    {{ line_of('coalesce(seen, known)') }} as _line_no
from seen
