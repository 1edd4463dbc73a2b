-- Generated from catalogue/ by `make generate`; do not edit.
-- PI01 单位个人所得税申报: one row per unit and tax month
select
    r.admin_division_code,
    r.data_period,
    r.org_code,
    r.unit_name,
    r.taxpayer_count,
    r.taxable_wage_total,
    r._delivery_id,
    r._line_no
from {{ source('raw', 'pi01_unit_income_tax') }} as r
inner join {{ source('control', 'current_delivery') }} as d on d.delivery_id = r._delivery_id
where {{ known_as_of('d') }}
