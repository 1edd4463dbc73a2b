-- Generated from catalogue/ by `make generate`; do not edit.
-- MT21 个人参保信息: one row per insured person and unit
select
    r.admin_division_code,
    r.data_period,
    r.unit_id,
    r.person_id,
    r.person_name,
    r.sex_code,
    r.citizen_id,
    r.birth_date,
    r.hukou_type_code,
    r.migrant_worker_flag,
    r.enrolment_date,
    r.contribution_status_code,
    r.personal_contribution_base,
    r._delivery_id,
    r._line_no
from {{ source('raw', 'mt21_personal_enrolment') }} as r
inner join {{ source('control', 'current_delivery') }} as d on d.delivery_id = r._delivery_id
where {{ known_as_of('d') }}
