-- 单位: one row a unit, as its latest month says.
{{ config(materialized='parted') }}
{%- set told %}
    unit_key, region_code, unit_id, unit_name, org_code, unit_type_code, economic_type_code, industry_code,
    unit_enrolment_date, unit_contribution_status_code
{%- endset %}
{%- set before %}
    select {{ told }}, last_period, first_period, last_period, _delivery_id, _line_no
    from __before__ as b
{%- endset %}
with seen as (
    select {{ told }}, period, period as first_period, period as last_period, _delivery_id, _line_no
    from {{ rows_since('base_unit_contribution_month') }} as b
    {{ and_before(before) }}
),
ranked as (
    select
        *,
        row_number() over (partition by unit_key order by period desc nulls last, _delivery_id desc, _line_no desc) as _latest,
        min(first_period) over (partition by unit_key) as first_of_all,
        max(last_period) over (partition by unit_key) as last_of_all
    from seen
)
select
    {{ told }},
    first_of_all as first_period,
    last_of_all as last_period,
    _delivery_id,
    _line_no
from ranked
where _latest = 1
