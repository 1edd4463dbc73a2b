{{ config(materialized="view") }}
-- 工资统发事实: a person on the fiscal payroll, unit and month.
select
    b.region_code,
    b.period,
    {{ person_of('b') }} as person_key,
    b.citizen_id,
    b.citizen_id_raw,
    b.org_code,
    b.unit_name,
    b.payroll_status_code,
    b.status_date,
    b.fiscal_funding_mode_code,
    {{ money('coalesce(b.payroll_wage_amount, 0)') }} as wage_amount,
    b.annuity_base_amount,
    b._delivery_id,
    b._line_no
from {{ ref('base_payroll_person') }} as b
{{ identity_joins('b') }}
