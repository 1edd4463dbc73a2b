-- Generated from catalogue/ by `make generate`; do not edit.
-- IP22 职业年金人员信息表: governed set named in the requirements without a field list; fields proposed here
select
    r.admin_division_code,
    r.data_period,
    r.unit_id,
    r.person_id,
    r.person_name,
    r.sex_code,
    r.citizen_id,
    r.birth_date,
    r.work_start_date,
    r.annuity_enrolment_date,
    r.contribution_status_code,
    r.retirement_date,
    r.unit_credit_mode_code,
    r.account_retention_code,
    r._delivery_id,
    r._line_no
from {{ source('raw', 'ip22_annuity_person_info') }} as r
inner join {{ source('control', 'current_delivery') }} as d on d.delivery_id = r._delivery_id
where {{ known_as_of('d') }}
