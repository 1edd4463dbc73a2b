-- Generated from catalogue/ by `make generate`; do not edit.
-- ST01 统计指标: one row per indicator, region, year, sex, age and urban/rural
select
    r.indicator_code,
    r.indicator_name,
    r.admin_division_code,
    r.indicator_year,
    r.sex_code,
    r.age_value,
    r.urban_rural_code,
    r.indicator_value,
    r._delivery_id,
    r._line_no
from {{ source('raw', 'st01_statistical_indicator') }} as r
inner join {{ source('control', 'current_delivery') }} as d on d.delivery_id = r._delivery_id
where {{ known_as_of('d') }}
