{{ config(materialized="view") }}
-- 税务征缴事实: employer's and employees' parts on one receipt; period is the month the money is for, received_period when
-- treasury had it.
select
    b.fund_code,
    b.region_code,
    b.period,
    {{ unit_of('b') }} as unit_key,
    b.unit_id,
    b.tax_receipt_no,
    b.levy_notice_no,
    b.insurance_type_code,
    b.contribution_type_code,
    b.contribution_mark_code,
    b.agency_code,
    b.tax_authority_code,
    b.remitted_time,
    b.treasury_received_time,
    {{ period_of_date('b.treasury_received_time') }} as received_period,
    coalesce({{ period_of_date('coalesce(b.treasury_received_time, b.remitted_time)') }}, b.period) as levied_period,
    b.payer_count,
    b.total_payroll,
    b.unit_contribution_base_total,
    b.personal_contribution_base_total,
    {{ money('coalesce(b.unit_paid_amount, 0)') }} as unit_amount,
    {{ money('coalesce(b.personal_paid_amount, 0)') }} as personal_amount,
    {{ money('coalesce(b.unit_paid_amount, 0) + coalesce(b.personal_paid_amount, 0)') }} as amount,
    {{ money('coalesce(b.late_fee, 0)') }} as late_fee_amount,
    {{ money('coalesce(b.interest, 0)') }} as interest_amount,
    b.record_pk,
    b.uuid,
    b._delivery_id,
    b._line_no
from {{ ref('base_tax_receipt') }} as b
{{ identity_joins('b') }}
