-- Generated from catalogue/ by `make generate`; do not edit.
-- RM03 筹资标准参数: one row per insured category and hardship category per administrative division and data period
select
    r.admin_division_code,
    r.data_period,
    r.resident_insured_category_code,
    r.resident_hardship_category_code,
    r.personal_contribution_standard,
    r.fiscal_subsidy_standard,
    r.central_subsidy_standard,
    r.provincial_subsidy_standard,
    r.municipal_subsidy_standard,
    r.county_subsidy_standard,
    r.pool_payment_ceiling,
    r._delivery_id,
    r._line_no
from {{ source('raw', 'rm03_policy_parameter') }} as r
inner join {{ source('control', 'current_delivery') }} as d on d.delivery_id = r._delivery_id
where {{ known_as_of('d') }}
