-- Generated from catalogue/ by `make generate`; do not edit.
-- UE02 个人参保缴费: one row per insured person (and employing unit) per data period and administrative division
select
    r.admin_division_code,
    r.data_period,
    r.unit_id,
    r.person_id,
    r.person_name,
    r.sex_code,
    r.citizen_id,
    r.ethnicity_code,
    r.birth_date,
    r.hukou_type_code,
    r.personal_identity_code,
    r.migrant_worker_flag,
    r.veteran_category_code,
    r.model_worker_level_code,
    r.work_start_date,
    r.enrolment_date,
    r.total_contribution_months,
    r.actual_contribution_months,
    r.contribution_status_code,
    r.contribution_stop_reason_code,
    r.prior_year_avg_monthly_base,
    r.avg_wage_index_to_prior_year_end,
    r.personal_contribution_base,
    r.personal_due_current_amount,
    r.personal_due_supplementary_amount,
    r.personal_paid_current_amount,
    r.personal_paid_supplementary_amount,
    r.personal_prepaid_amount,
    r.personal_arrears_repaid_amount,
    r.personal_arrears_balance,
    r._delivery_id,
    r._line_no
from {{ source('raw', 'ue02_personal_contribution') }} as r
inner join {{ source('control', 'current_delivery') }} as d on d.delivery_id = r._delivery_id
where {{ known_as_of('d') }}
