-- Generated from catalogue/ by `make generate`; do not edit.
-- NR23 新型农村合作医疗医疗机构补偿台账: governed set named in the requirements without a field list; fields proposed here
select
    r.admin_division_code,
    r.data_period,
    r.medical_institution_code,
    r.medical_institution_name,
    r.medical_institution_type_code,
    r.medical_institution_level_code,
    r.settlement_no,
    r.settlement_date,
    r.expense_category_code,
    r.settled_visit_count,
    r.claimed_total_cost,
    r.audit_deduction_amount,
    r.reimbursed_amount,
    r.actually_disbursed_amount,
    r._delivery_id,
    r._line_no
from {{ source('raw', 'nr23_rural_institution_compensation') }} as r
inner join {{ source('control', 'current_delivery') }} as d on d.delivery_id = r._delivery_id
where {{ known_as_of('d') }}
