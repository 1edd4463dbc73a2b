{{ config(materialized="view") }}
-- 供养亲属待遇事实: the pension of one dependant and month (enterprise pension, work injury).
select
    b.fund_code,
    b.region_code,
    b.period,
    {{ person_of('b') }} as person_key,
    b.citizen_id,
    coalesce(b.supporter_person_id, b.deceased_person_id) as supporter_person_id,
    coalesce(b.supporter_former_unit_id, b.deceased_unit_id) as supporter_unit_id,
    b.dependant_person_id,
    b.dependant_name,
    b.dependant_sex_code as sex_code,
    b.dependant_birth_date as birth_date,
    b.dependency_relation_code,
    coalesce(b.orphan_or_widowed_flag, false) as is_orphan_or_widowed,
    b.benefit_start_period,
    b.benefit_end_period,
    coalesce(b.benefit_payment_status_code, b.long_term_payment_status_code) as benefit_status_code,
    b.long_term_stop_reason_code as stop_reason_code,
    b.deceased_wage,
    {{ money('coalesce(b.dependant_benefit_paid, 0) + coalesce(b.dependant_monthly_pension, 0)') }} as month_amount,
    {{ money('coalesce(b.dependant_pension_backpay, 0)') }} as backpay_amount,
    {{ money('coalesce(b.dependant_benefit_paid, 0) + coalesce(b.dependant_monthly_pension, 0)
        + coalesce(b.dependant_pension_backpay, 0)') }} as paid_amount,
    b._delivery_id,
    b._line_no
from {{ ref('base_dependant_benefit_month') }} as b
{{ identity_joins('b') }}
