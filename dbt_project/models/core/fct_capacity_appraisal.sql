{{ config(materialized="view") }}
-- 劳动能力鉴定事实: one row a person, date and item of appraisal; a later appraisal changes the grade from its date.
select
    b.fund_code,
    b.region_code,
    b.period,
    {{ person_of('b') }} as person_key,
    b.citizen_id,
    b.person_id,
    {{ unit_of('b') }} as unit_key,
    b.unit_id,
    b.appraisal_date,
    {{ period_of_date('b.appraisal_date') }} as appraisal_period,
    b.appraisal_item_code,
    b.appraisal_category_code,
    b.work_disability_grade_code as disability_grade_code,
    b.self_care_impairment_grade_code as self_care_grade_code,
    b.paid_leave_days,
    b.assistive_device_conclusion_code,
    b.rehabilitation_conclusion_code,
    b.relapse_conclusion_code,
    b._delivery_id,
    b._line_no
from {{ ref('base_capacity_appraisal') }} as b
{{ identity_joins('b') }}
