-- 单位: one row a unit, as its latest month says.
with ranked as (
    select
        *,
        row_number() over (partition by unit_key order by period desc nulls last, _delivery_id desc, _line_no desc) as _latest,
        min(period) over (partition by unit_key) as first_period,
        max(period) over (partition by unit_key) as last_period
    from {{ ref('base_unit_contribution_month') }}
)
select
    unit_key,
    region_code,
    unit_id,
    unit_name,
    org_code,
    unit_type_code,
    economic_type_code,
    industry_code,
    unit_enrolment_date,
    unit_contribution_status_code,
    first_period,
    last_period,
    _delivery_id,
    _line_no
from ranked
where _latest = 1
