-- Generated from catalogue/ by `make generate`; do not edit.
-- RM01 个人参保缴费: one row per insured resident per data period and administrative division
select
    r.admin_division_code,
    r.data_period,
    r.person_id,
    r.person_name,
    r.sex_code,
    r.citizen_id,
    r.ethnicity_code,
    r.birth_date,
    r.hukou_type_code,
    r.resident_insured_category_code,
    r.resident_hardship_category_code,
    r.first_enrolment_date,
    r.continuous_enrolment_status_code,
    r.continuous_enrolment_years,
    r.ytd_personal_contribution_amount,
    r.ytd_fiscal_subsidy_amount,
    r._delivery_id,
    r._line_no
from {{ source('raw', 'rm01_personal_contribution') }} as r
inner join {{ source('control', 'current_delivery') }} as d on d.delivery_id = r._delivery_id
where {{ known_as_of('d') }}
