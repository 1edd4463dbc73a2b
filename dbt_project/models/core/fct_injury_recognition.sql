{{ config(materialized="view") }}
-- 工伤认定事实: one row a person's injury.
select
    b.fund_code,
    b.region_code,
    b.period,
    {{ person_of('b') }} as person_key,
    b.citizen_id,
    b.person_id,
    {{ unit_of('b') }} as unit_key,
    b.unit_id,
    b.sex_code,
    b.birth_date,
    b.work_start_date,
    b.unit_contribution_status_code,
    b.injury_time,
    cast(b.injury_time as date) as injury_date,
    {{ period_of_date('b.injury_time') }} as injury_period,
    b.injury_report_date,
    b.recognition_application_date,
    b.recognition_date,
    b.recognition_conclusion_code,
    b.recognition_basis_code,
    b.accident_category_code,
    b.injury_severity_code,
    b.injury_part_code_1,
    b.occupational_disease_name_1,
    b.hazard_exposure_months,
    b._delivery_id,
    b._line_no
from {{ ref('base_injury_recognition') }} as b
{{ identity_joins('b') }}
