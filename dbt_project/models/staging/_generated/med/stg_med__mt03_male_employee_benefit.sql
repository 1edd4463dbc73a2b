-- Generated from catalogue/ by `make generate`; do not edit.
-- MT03 男职工生育待遇: one row per male employee with a claim per data period and administrative division
select
    r.admin_division_code,
    r.data_period,
    r.unit_id,
    r.person_id,
    r.person_name,
    r.citizen_id,
    r.ethnicity_code,
    r.birth_date,
    r.hukou_type_code,
    r.personal_identity_code,
    r.migrant_worker_flag,
    r.male_care_leave_days,
    r.spouse_medical_cost,
    r.family_planning_surgery_cost,
    r.maternity_fund_paid_amount,
    r.male_care_allowance,
    r._delivery_id,
    r._line_no
from {{ source('raw', 'mt03_male_employee_benefit') }} as r
inner join {{ source('control', 'current_delivery') }} as d on d.delivery_id = r._delivery_id
where {{ known_as_of('d') }}
