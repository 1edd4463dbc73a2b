-- Generated from catalogue/ by `make generate`; do not edit.
-- IP05 关系转移: one row per person and transfer (direction and type) per data period and administrative division
select
    r.admin_division_code,
    r.data_period,
    r.person_id,
    r.person_name,
    r.sex_code,
    r.citizen_id,
    r.birth_date,
    r.personal_identity_code,
    r.transfer_direction_code,
    r.transfer_scheme_direction_code,
    r.transfer_type_code,
    r.transfer_area_scope_code,
    r.transfer_amount,
    r._delivery_id,
    r._line_no
from {{ source('raw', 'ip05_relation_transfer') }} as r
inner join {{ source('control', 'current_delivery') }} as d on d.delivery_id = r._delivery_id
where {{ known_as_of('d') }}
