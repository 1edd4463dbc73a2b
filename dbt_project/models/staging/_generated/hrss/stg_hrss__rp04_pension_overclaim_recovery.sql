-- Generated from catalogue/ by `make generate`; do not edit.
-- RP04 冒领养老金追回: one row per person whose pension was falsely claimed, per data period and administrative division
select
    r.admin_division_code,
    r.data_period,
    r.insurance_subtype_code,
    r.village_code,
    r.village_name,
    r.person_id,
    r.person_name,
    r.sex_code,
    r.citizen_id,
    r.hukou_type_code,
    r.death_date,
    r.benefit_stopped_date,
    r.overclaimed_months,
    r.overclaimed_amount,
    r.recovered_amount,
    r._delivery_id,
    r._line_no
from {{ source('raw', 'rp04_pension_overclaim_recovery') }} as r
inner join {{ source('control', 'current_delivery') }} as d on d.delivery_id = r._delivery_id
where {{ known_as_of('d') }}
