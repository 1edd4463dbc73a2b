-- 个人缴费（月）: one row a person, unit, region and month, with the amounts of that month.
with counted as (
    {{ counted_rows('stg_hrss__ep02_personal_contribution', ['s.admin_division_code', 's.data_period', 's.unit_id', 's.person_id']) }}
),
identified as (
    select *, {{ citizen_id18('citizen_id') }} as citizen_id18 from counted where _rank = 1
)
select
    'enterprise_pension' as fund_code,
    region_code,
    admin_division_code as region_code_raw,
    data_period as period,
    {{ person_key('citizen_id18', 'region_code', 'person_id') }} as person_key,
    {{ unit_key('region_code', 'unit_id') }} as unit_key,
    citizen_id18 as citizen_id,
    citizen_id as citizen_id_raw,
    person_id,
    unit_id,
    personal_identity_code,
    contribution_status_code,
    work_start_date,
    account_opened_date,
    deemed_contribution_months,
    actual_contribution_months,
    personal_contribution_base,
    personal_due_current_amount,
    personal_due_supplementary_amount,
    personal_paid_current_amount,
    personal_paid_supplementary_amount,
    personal_arrears_repaid_amount,
    personal_prepaid_amount,
    personal_arrears_balance,
    _delivery_id,
    _line_no
from identified
