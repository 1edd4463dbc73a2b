-- Generated from catalogue/ by `make generate`; do not edit.
-- EP04 供养亲属待遇: one row per dependant of a deceased insured person per data period and administrative division
select
    r.admin_division_code,
    r.data_period,
    r.supporter_person_id,
    r.supporter_name,
    r.supporter_former_unit_id,
    r.dependant_person_id,
    r.dependant_name,
    r.dependant_sex_code,
    r.dependant_citizen_id,
    r.dependant_birth_date,
    r.dependency_relation_code,
    r.benefit_start_period,
    r.benefit_end_period,
    r.dependant_benefit_paid,
    r.benefit_payment_status_code,
    r._delivery_id,
    r._line_no
from {{ source('raw', 'ep04_dependant_benefit') }} as r
inner join {{ source('control', 'current_delivery') }} as d on d.delivery_id = r._delivery_id
where {{ known_as_of('d') }}
