{{ config(materialized="view") }}
-- 参保事实: who is enrolled where, with which state and on which base, each month, over all funds; those of work injury
-- and maternity pay nothing themselves, residents pay by the year and have no base.
{%- set shared %}
    b.fund_code,
    b.region_code,
    b.period,
    b.file_code,
    {{ person_of('b') }} as person_key,
    b.citizen_id,
    b.person_id,
    {{ unit_of('b') }} as unit_key,
    b.unit_id,
    b.birth_date,
    b.contribution_status_code,
    b.contribution_status_code = '1' as is_contributing,
    b.personal_contribution_base,
    b.migrant_worker_flag
{%- endset %}
select
    {{ shared }},
    coalesce(b.enrolment_date, b.first_enrolment_date, b.rural_enrolment_date) as enrolment_date,
    b.insurance_subtype_code,
    b.personal_identity_code,
    coalesce(b.employee_insured_category_code, b.resident_insured_category_code, b.rural_insured_category_code)
        as insured_category_code,
    b.retirement_date,
    b.deemed_contribution_months,
    b.actual_contribution_months,
    b._delivery_id,
    b._line_no
from {{ ref('base_contribution_month') }} as b
{{ identity_joins('b', of='base_contribution_month') }}
union all
select
    {{ shared }},
    b.enrolment_date,
    cast(null as text) as insurance_subtype_code,
    cast(null as text) as personal_identity_code,
    cast(null as text) as insured_category_code,
    cast(null as date) as retirement_date,
    cast(null as bigint) as deemed_contribution_months,
    cast(null as bigint) as actual_contribution_months,
    b._delivery_id,
    b._line_no
from {{ ref('base_person_enrolment_month') }} as b
{{ identity_joins('b', of='base_person_enrolment_month') }}
