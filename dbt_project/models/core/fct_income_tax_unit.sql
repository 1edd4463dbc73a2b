{{ config(materialized="view") }}
-- 单位个人所得税申报事实: taxpayers and taxed wages of a unit and month.
select
    b.region_code,
    b.period,
    {{ unit_of('b') }} as unit_key,
    b.org_code,
    b.unit_name,
    b.taxpayer_count,
    {{ money('coalesce(b.taxable_wage_total, 0)') }} as wage_amount,
    b._delivery_id,
    b._line_no
from {{ ref('base_income_tax_unit') }} as b
{{ identity_joins('b') }}
