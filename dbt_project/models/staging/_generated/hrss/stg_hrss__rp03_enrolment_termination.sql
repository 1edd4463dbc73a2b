-- Generated from catalogue/ by `make generate`; do not edit.
-- RP03 参保终止（死亡）待遇: one row per person whose enrolment ended (death) per data period and administrative division
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
    r.ethnicity_code,
    r.birth_date,
    r.enrolment_date,
    r.account_opened_date,
    r.person_category_code,
    r.benefit_start_date,
    r.death_date,
    r.total_contribution_years,
    r.actual_contribution_years,
    r.pension_due_before_termination,
    r.account_balance,
    r.account_government_balance,
    r.funeral_grant,
    r.bereavement_grant,
    r._delivery_id,
    r._line_no
from {{ source('raw', 'rp03_enrolment_termination') }} as r
inner join {{ source('control', 'current_delivery') }} as d on d.delivery_id = r._delivery_id
where {{ known_as_of('d') }}
