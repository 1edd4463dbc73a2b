-- Generated from catalogue/ by `make generate`; do not edit.
-- IP04 参保终止（死亡）待遇: one row per person whose enrolment ended (death) per data period and administrative division
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
    r.person_category_code,
    r.retirement_date,
    r.death_date,
    r.actual_contribution_months,
    r.account_balance,
    r.pension_due_before_termination,
    r.funeral_grant,
    r.bereavement_grant,
    r._delivery_id,
    r._line_no
from {{ source('raw', 'ip04_enrolment_termination') }} as r
inner join {{ source('control', 'current_delivery') }} as d on d.delivery_id = r._delivery_id
where {{ known_as_of('d') }}
