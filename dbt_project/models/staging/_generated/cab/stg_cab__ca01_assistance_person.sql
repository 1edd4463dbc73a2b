-- Generated from catalogue/ by `make generate`; do not edit.
-- CA01 困难群体: one row per person, category and start date
select
    r.admin_division_code,
    r.data_period,
    r.citizen_id,
    r.person_name,
    r.assistance_category_code,
    r.disability_level_code,
    r.valid_from_date,
    r.valid_to_date,
    r.assistance_amount,
    r._delivery_id,
    r._line_no
from {{ source('raw', 'ca01_assistance_person') }} as r
inner join {{ source('control', 'current_delivery') }} as d on d.delivery_id = r._delivery_id
where {{ known_as_of('d') }}
