-- Generated from catalogue/ by `make generate`; do not edit.
-- PS02 死亡登记: one row per death registration or its cancellation
select
    r.admin_division_code,
    r.data_period,
    r.citizen_id,
    r.person_name,
    r.sex_code,
    r.birth_date,
    r.death_date,
    r.registered_date,
    r.registration_cancelled_flag,
    r._delivery_id,
    r._line_no
from {{ source('raw', 'ps02_death_registry') }} as r
inner join {{ source('control', 'current_delivery') }} as d on d.delivery_id = r._delivery_id
where {{ known_as_of('d') }}
