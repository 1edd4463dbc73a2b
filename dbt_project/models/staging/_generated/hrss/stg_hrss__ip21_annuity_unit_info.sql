-- Generated from catalogue/ by `make generate`; do not edit.
-- IP21 职业年金单位信息表: governed set named in the requirements without a field list; fields proposed here
select
    r.admin_division_code,
    r.data_period,
    r.unit_id,
    r.unit_name,
    r.org_code,
    r.unified_credit_code,
    r.unit_type_code,
    r.affiliation_code,
    r.fiscal_funding_mode_code,
    r.unit_credit_mode_code,
    r.annuity_unit_enrolment_date,
    r.unit_contribution_status_code,
    r.annuity_headcount,
    r._delivery_id,
    r._line_no
from {{ source('raw', 'ip21_annuity_unit_info') }} as r
inner join {{ source('control', 'current_delivery') }} as d on d.delivery_id = r._delivery_id
where {{ known_as_of('d') }}
