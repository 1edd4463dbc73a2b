-- 单位出现方式: one row a distinct way in which a unit was reported, over all periods, systems and regions, those that only
-- corrected deliveries had among them.
{{ config(materialized='parted') }}
{%- set way %}number_key, code_key, system_code, region_code, unit_id, org_code, name_key{% endset %}
{%- set before %}
    select
        {{ way }}, first_period, last_period, known, case when is_current then seen end, was_corrected
    from __before__ as b
{%- endset %}
with told as (
    select
        {{ way }},
        period as first_period,
        period as last_period,
        seen as known,
        case when known_to is null then seen end as seen,
        known_to is not null as was_corrected
    from {{ rows_since('base_unit_sighting') }} as s
    {{ and_before(before) }}
),
seen as (
    select
        {{ way }},
        -- a way that stands: of the months in which it does; else of all that had it
        coalesce(min(case when seen is not null then first_period end), min(first_period)) as first_period,
        coalesce(max(case when seen is not null then last_period end), max(last_period)) as last_period,
        min(known) as known,
        min(seen) as seen,
        count(case when was_corrected then 1 end) > 0 as was_corrected
    from told
    group by {{ way }}
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
