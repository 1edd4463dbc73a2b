-- Generated from catalogue/ by `make generate`; do not edit.
-- PY01 工资统发人员: one row per person on the payroll and month
select
    r.admin_division_code,
    r.data_period,
    r.org_code,
    r.unit_name,
    r.citizen_id,
    r.person_name,
    r.payroll_status_code,
    r.status_date,
    r.fiscal_funding_mode_code,
    r.payroll_wage_amount,
    r.annuity_base_amount,
    r._delivery_id,
    r._line_no
from {{ source('raw', 'py01_payroll_person') }} as r
inner join {{ source('control', 'current_delivery') }} as d on d.delivery_id = r._delivery_id
where {{ known_as_of('d') }}
