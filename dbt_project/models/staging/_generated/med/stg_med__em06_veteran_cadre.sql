-- Generated from catalogue/ by `make generate`; do not edit.
-- EM06 离休人员: one row per veteran cadre per data period and administrative division
select
    r.admin_division_code,
    r.data_period,
    r.person_id,
    r.person_name,
    r.sex_code,
    r.citizen_id,
    r.ethnicity_code,
    r.birth_date,
    r.work_start_date,
    r.cadre_retirement_date,
    r.former_unit_name,
    r.former_unit_type_code,
    r.former_unit_economic_type_code,
    r.former_unit_affiliation_code,
    r.former_unit_industry_code,
    r._delivery_id,
    r._line_no
from {{ source('raw', 'em06_veteran_cadre') }} as r
inner join {{ source('control', 'current_delivery') }} as d on d.delivery_id = r._delivery_id
where {{ known_as_of('d') }}
