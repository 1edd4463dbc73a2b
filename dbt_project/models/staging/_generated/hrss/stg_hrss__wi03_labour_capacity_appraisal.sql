-- Generated from catalogue/ by `make generate`; do not edit.
-- WI03 劳动能力鉴定: one row per person and appraisal item per appraisal date, data period and administrative division
select
    r.admin_division_code,
    r.data_period,
    r.unit_id,
    r.person_id,
    r.person_name,
    r.sex_code,
    r.citizen_id,
    r.birth_date,
    r.appraisal_date,
    r.appraisal_item_code,
    r.appraisal_category_code,
    r.illegal_employment_flag,
    r.work_disability_grade_code,
    r.self_care_impairment_grade_code,
    r.paid_leave_days,
    r.assistive_device_conclusion_code,
    r.rehabilitation_conclusion_code,
    r.induced_disease_conclusion_code,
    r.relapse_conclusion_code,
    r._delivery_id,
    r._line_no
from {{ source('raw', 'wi03_labour_capacity_appraisal') }} as r
inner join {{ source('control', 'current_delivery') }} as d on d.delivery_id = r._delivery_id
where {{ known_as_of('d') }}
