-- 单位出现方式: one row a distinct way in which a unit was reported, over all periods, systems and regions.
with seen as (
    select number_key, code_key, system_code, region_code, unit_id, org_code, name_key, min(seen) as seen,
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
    seen,
    first_period,
    last_period,
    {{ delivery_of('seen') }} as _delivery_id,
    {{ line_of('seen') }} as _line_no
from seen
