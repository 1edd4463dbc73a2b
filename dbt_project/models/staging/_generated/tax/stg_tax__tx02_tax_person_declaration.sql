-- Generated from catalogue/ by `make generate`; do not edit.
-- TX02 税务个人申报与欠费: one row per person, unit, insurance type and fee period
select
    r.admin_division_code,
    r.data_period,
    r.insurance_type_code,
    r.unit_id,
    r.person_id,
    r.person_name,
    r.citizen_id,
    r.personal_contribution_base,
    r.personal_due_current_amount,
    r.personal_paid_current_amount,
    r.personal_prepaid_amount,
    r.personal_arrears_repaid_amount,
    r.personal_late_fee_paid,
    r.personal_arrears_balance,
    r._delivery_id,
    r._line_no
from {{ source('raw', 'tx02_tax_person_declaration') }} as r
inner join {{ source('control', 'current_delivery') }} as d on d.delivery_id = r._delivery_id
where {{ known_as_of('d') }}
