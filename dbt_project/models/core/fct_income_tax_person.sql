{{ config(materialized="view") }}
-- 个人所得税工资事实: taxed wages of a person, unit and month.
select
    b.region_code,
    b.period,
    {{ person_of('b') }} as person_key,
    b.citizen_id,
    b.citizen_id_raw,
    {{ unit_of('b') }} as unit_key,
    b.org_code,
    {{ money('coalesce(b.taxable_wage_amount, 0)') }} as wage_amount,
    b._delivery_id,
    b._line_no
from {{ ref('base_income_tax_person') }} as b
{{ identity_joins('b', of='base_income_tax_person') }}
