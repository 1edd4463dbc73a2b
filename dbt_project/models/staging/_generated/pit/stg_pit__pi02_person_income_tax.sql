-- Generated from catalogue/ by `make generate`; do not edit.
-- PI02 个人所得税工资薪金: one row per person, unit and tax month
select
    r.admin_division_code,
    r.data_period,
    r.org_code,
    r.citizen_id,
    r.person_name,
    r.taxable_wage_amount,
    r._delivery_id,
    r._line_no
from {{ source('raw', 'pi02_person_income_tax') }} as r
inner join {{ source('control', 'current_delivery') }} as d on d.delivery_id = r._delivery_id
where {{ known_as_of('d') }}
