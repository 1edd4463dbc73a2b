{{ config(materialized="view") }}
-- 缴费事实: amounts of one person, unit, region and month, in the funds whose feeds have amounts of the month; residents
-- pay by the year.
select
    fund_code,
    region_code,
    period,
    person_key,
    unit_key,
    citizen_id,
    person_id,
    unit_id,
    personal_identity_code,
    contribution_status_code,
    work_start_date,
    account_opened_date,
    personal_contribution_base,
    {{ money('coalesce(personal_due_current_amount, 0)') }} as due_amount,
    {{ money('coalesce(personal_due_supplementary_amount, 0)') }} as due_supplementary_amount,
    {{ money('coalesce(personal_paid_current_amount, 0)') }} as paid_amount,
    {{ money('coalesce(personal_paid_supplementary_amount, 0)') }} as paid_supplementary_amount,
    {{ money('coalesce(personal_arrears_repaid_amount, 0)') }} as arrears_repaid_amount,
    {{ money('coalesce(personal_arrears_balance, 0)') }} as arrears_balance_amount,
    _delivery_id,
    _line_no
from {{ ref('base_contribution_month') }}
where file_code in ('EP02', 'IP02', 'UE02', 'EM02')
