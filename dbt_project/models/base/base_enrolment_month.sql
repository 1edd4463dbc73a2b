-- 参保（月）: who is enrolled where, with which state, each month.
select
    fund_code,
    region_code,
    period,
    person_key,
    unit_key,
    citizen_id,
    person_id,
    unit_id,
    contribution_status_code,
    contribution_status_code = '1' as is_contributing,
    deemed_contribution_months,
    actual_contribution_months,
    _delivery_id,
    _line_no
from {{ ref('base_contribution_month') }}
