-- Generated from catalogue/ by `make generate`; do not edit.
-- EM03 普通门诊就医: one row per outpatient visit of one person
select
    r.admin_division_code,
    r.data_period,
    r.person_id,
    r.employee_insured_category_code,
    r.visit_date,
    r.visit_no,
    r.visit_location_code,
    r.medical_institution_code,
    r.medical_institution_type_code,
    r.medical_institution_level_code,
    r.primary_diagnosis_code,
    r.primary_diagnosis_name,
    r.secondary_diagnosis_code_1,
    r.secondary_diagnosis_name_1,
    r.secondary_diagnosis_code_2,
    r.secondary_diagnosis_name_2,
    r.visit_total_cost,
    r.drug_cost,
    r.diagnosis_treatment_cost,
    r.in_policy_self_paid_amount,
    r._delivery_id,
    r._line_no
from {{ source('raw', 'em03_outpatient_visit') }} as r
inner join {{ source('control', 'current_delivery') }} as d on d.delivery_id = r._delivery_id
where {{ known_as_of('d') }}
