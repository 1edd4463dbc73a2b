-- Generated from catalogue/ by `make generate`; do not edit.
-- PS01 户籍人口: one row per citizen registered in the region
select
    r.admin_division_code,
    r.data_period,
    r.citizen_id,
    r.person_name,
    r.sex_code,
    r.birth_date,
    r.ethnicity_code,
    r.hukou_type_code,
    r.registration_status_code,
    r.status_date,
    r._delivery_id,
    r._line_no
from {{ source('raw', 'ps01_person_registry') }} as r
inner join {{ source('control', 'current_delivery') }} as d on d.delivery_id = r._delivery_id
where {{ known_as_of('d') }}
