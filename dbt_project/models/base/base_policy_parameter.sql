-- 缴费政策参数: what each region says it applied in the month; the law itself is in seed_parameter.
with counted as (
    {{ counted_rows('stg_hrss__ep07_policy_parameter', ['s.admin_division_code', 's.data_period']) }}
)
select
    'enterprise_pension' as fund_code,
    region_code,
    data_period as period,
    local_avg_monthly_wage_prior_year,
    unit_contribution_rate,
    employee_contribution_rate,
    self_insured_contribution_rate,
    account_funding_rate,
    _delivery_id,
    _line_no
from counted
where _rank = 1
