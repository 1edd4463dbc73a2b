-- Generated from catalogue/ by `make generate`; do not edit.
-- UE04 缴费政策参数: one row per administrative division per data period
select
    r.admin_division_code,
    r.data_period,
    r.local_avg_monthly_wage_prior_year,
    r.unit_contribution_rate,
    r.employee_contribution_rate,
    r._delivery_id,
    r._line_no
from {{ source('raw', 'ue04_policy_parameter') }} as r
inner join {{ source('control', 'current_delivery') }} as d on d.delivery_id = r._delivery_id
where {{ known_as_of('d') }}
