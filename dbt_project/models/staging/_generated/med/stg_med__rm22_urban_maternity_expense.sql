-- Generated from catalogue/ by `make generate`; do not edit.
-- RM22 城镇居民基本医疗保险生育费用支出明细: governed set named in the requirements without a field list; fields proposed here
select
    r.admin_division_code,
    r.data_period,
    r.person_id,
    r.person_name,
    r.citizen_id,
    r.medical_institution_code,
    r.delivery_date,
    r.maternity_type_code,
    r.fetus_count,
    r.maternity_medical_cost_total,
    r.pool_paid_amount,
    r.self_paid_amount,
    r._delivery_id,
    r._line_no
from {{ source('raw', 'rm22_urban_maternity_expense') }} as r
inner join {{ source('control', 'current_delivery') }} as d on d.delivery_id = r._delivery_id
where {{ known_as_of('d') }}
