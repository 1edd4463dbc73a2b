-- Generated from catalogue/ by `make generate`; do not edit.
-- NR21 新型农村合作医疗收入明细: governed set named in the requirements without a field list; fields proposed here
select
    r.admin_division_code,
    r.data_period,
    r.township_code,
    r.village_code,
    r.household_id,
    r.person_id,
    r.person_name,
    r.citizen_id,
    r.rural_insured_category_code,
    r.rural_enrolment_date,
    r.personal_contribution_amount,
    r.central_subsidy_amount,
    r.provincial_subsidy_amount,
    r.municipal_subsidy_amount,
    r.county_subsidy_amount,
    r.medical_assistance_flag,
    r._delivery_id,
    r._line_no
from {{ source('raw', 'nr21_rural_income') }} as r
inner join {{ source('control', 'current_delivery') }} as d on d.delivery_id = r._delivery_id
where {{ known_as_of('d') }}
