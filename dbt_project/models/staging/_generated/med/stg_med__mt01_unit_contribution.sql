-- Generated from catalogue/ by `make generate`; do not edit.
-- MT01 单位参保缴费: one row per insured unit per data period
select
    r.data_period,
    r.unit_id,
    r.unit_name,
    r.org_code,
    r.unit_type_code,
    r.economic_type_code,
    r.affiliation_code,
    r.industry_code,
    r.unit_enrolment_date,
    r.unit_contribution_status_code,
    r.unit_contribution_base,
    r.unit_contribution_rate,
    r.unit_due_current_amount,
    r.unit_paid_current_amount,
    r.prepaid_amount,
    r.insured_headcount,
    r.female_insured_headcount,
    r.migrant_insured_headcount,
    r.admin_division_code,
    r._delivery_id,
    r._line_no
from {{ source('raw', 'mt01_unit_contribution') }} as r
inner join {{ source('control', 'current_delivery') }} as d on d.delivery_id = r._delivery_id
where {{ known_as_of('d') }}
