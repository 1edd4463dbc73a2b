-- Generated from catalogue/ by `make generate`; do not edit.
-- EM05 缴费政策参数: one row per administrative division per data period
select
    r.admin_division_code,
    r.data_period,
    r.combined_scheme_unit_rate,
    r.pool_only_unit_rate,
    r.employee_contribution_rate,
    r.self_insured_contribution_rate,
    r.local_avg_monthly_wage_prior_year,
    r.pool_payment_ceiling,
    r._delivery_id,
    r._line_no
from {{ source('raw', 'em05_policy_parameter') }} as r
inner join {{ source('control', 'current_delivery') }} as d on d.delivery_id = r._delivery_id
where {{ known_as_of('d') }}
