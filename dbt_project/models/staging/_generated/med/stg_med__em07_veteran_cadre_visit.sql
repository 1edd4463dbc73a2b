-- Generated from catalogue/ by `make generate`; do not edit.
-- EM07 离休人员就医: one row per visit of one veteran cadre
select
    r.admin_division_code,
    r.data_period,
    r.person_id,
    r.visit_date,
    r.visit_no,
    r.visit_location_code,
    r.medical_institution_code,
    r.medical_institution_type_code,
    r.medical_institution_level_code,
    r.inpatient_days,
    r.ytd_admission_count,
    r.primary_diagnosis_code,
    r.primary_diagnosis_name,
    r.secondary_diagnosis_code_1,
    r.secondary_diagnosis_name_1,
    r.secondary_diagnosis_code_2,
    r.secondary_diagnosis_name_2,
    r.cadre_settlement_method_code,
    r.visit_total_cost,
    r.drug_cost,
    r.in_catalogue_drug_cost,
    r.exam_cost,
    r.material_cost,
    r.cadre_fund_paid_amount,
    r._delivery_id,
    r._line_no
from {{ source('raw', 'em07_veteran_cadre_visit') }} as r
inner join {{ source('control', 'current_delivery') }} as d on d.delivery_id = r._delivery_id
where {{ known_as_of('d') }}
