-- Generated from catalogue/ by `make generate`; do not edit.
-- NR22 新型农村合作医疗支出明细: governed set named in the requirements without a field list; fields proposed here
select
    r.admin_division_code,
    r.data_period,
    r.person_id,
    r.citizen_id,
    r.rural_insured_category_code,
    r.visit_no,
    r.visit_type_code,
    r.visit_date,
    r.admission_date,
    r.discharge_date,
    r.medical_institution_code,
    r.medical_institution_level_code,
    r.primary_diagnosis_code,
    r.visit_total_cost,
    r.reimbursable_cost,
    r.deductible_amount,
    r.reimbursement_rate,
    r.reimbursed_amount,
    r.large_medical_paid_amount,
    r.medical_assistance_paid_amount,
    r.self_paid_amount,
    r._delivery_id,
    r._line_no
from {{ source('raw', 'nr22_rural_expense') }} as r
inner join {{ source('control', 'current_delivery') }} as d on d.delivery_id = r._delivery_id
where {{ known_as_of('d') }}
