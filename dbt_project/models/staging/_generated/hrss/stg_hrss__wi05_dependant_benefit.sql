-- Generated from catalogue/ by `make generate`; do not edit.
-- WI05 工亡供养亲属待遇: one row per dependant of a worker killed at work per data period and administrative division
select
    r.admin_division_code,
    r.data_period,
    r.deceased_person_id,
    r.deceased_unit_id,
    r.dependant_person_id,
    r.dependant_name,
    r.dependant_sex_code,
    r.dependant_citizen_id,
    r.dependant_birth_date,
    r.dependency_relation_code,
    r.orphan_or_widowed_flag,
    r.long_term_payment_status_code,
    r.long_term_stop_reason_code,
    r.deceased_wage,
    r.benefit_start_period,
    r.benefit_end_period,
    r.dependant_monthly_pension,
    r.dependant_pension_backpay,
    r._delivery_id,
    r._line_no
from {{ source('raw', 'wi05_dependant_benefit') }} as r
inner join {{ source('control', 'current_delivery') }} as d on d.delivery_id = r._delivery_id
where {{ known_as_of('d') }}
