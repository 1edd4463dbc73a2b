{{ config(materialized="view") }}
-- 供养亲属待遇事实: the pension of one dependant and month.
select
    fund_code,
    region_code,
    period,
    person_key,
    citizen_id,
    coalesce(supporter_person_id, deceased_person_id) as supporter_person_id,
    dependant_person_id,
    {{ money('coalesce(dependant_benefit_paid, 0) + coalesce(dependant_monthly_pension, 0)
        + coalesce(dependant_pension_backpay, 0)') }} as paid_amount,
    _delivery_id,
    _line_no
from {{ ref('base_dependant_benefit_month') }}
