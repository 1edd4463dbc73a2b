-- Generated from catalogue/ by `make generate`; do not edit.
-- NR24 新型农村合作医疗标准参数台账: governed set named in the requirements without a field list; fields proposed here
select
    r.admin_division_code,
    r.data_period,
    r.rural_insured_category_code,
    r.personal_contribution_standard,
    r.fiscal_subsidy_standard,
    r.central_subsidy_standard,
    r.provincial_subsidy_standard,
    r.municipal_subsidy_standard,
    r.county_subsidy_standard,
    r.medical_institution_level_code,
    r.inpatient_deductible_standard,
    r.inpatient_reimbursement_rate,
    r.annual_payment_ceiling,
    r._delivery_id,
    r._line_no
from {{ source('raw', 'nr24_rural_parameter') }} as r
inner join {{ source('control', 'current_delivery') }} as d on d.delivery_id = r._delivery_id
where {{ known_as_of('d') }}
