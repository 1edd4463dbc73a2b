-- 单位参保缴费（月）: one row a unit, region and month.
with counted as (
    {{ counted_rows('stg_hrss__ep01_unit_contribution', ['s.admin_division_code', 's.data_period', 's.unit_id']) }}
)
select
    'enterprise_pension' as fund_code,
    region_code,
    admin_division_code as region_code_raw,
    data_period as period,
    {{ unit_key('region_code', 'unit_id') }} as unit_key,
    unit_id,
    unit_name,
    org_code,
    unit_type_code,
    economic_type_code,
    industry_code,
    unit_enrolment_date,
    unit_contribution_status_code,
    unit_contribution_base,
    personal_contribution_base_total,
    unit_due_current_amount,
    unit_due_supplementary_amount,
    personal_due_current_subtotal,
    personal_due_supplementary_subtotal,
    unit_paid_current_amount,
    unit_paid_supplementary_amount,
    personal_paid_current_subtotal,
    personal_paid_supplementary_subtotal,
    unit_arrears_repaid_amount,
    personal_arrears_repaid_total,
    refunded_amount,
    late_fee_paid,
    backpay_interest_paid,
    prepaid_amount,
    written_off_amount,
    unit_arrears_balance,
    personal_arrears_balance_total,
    _delivery_id,
    _line_no
from counted
where _rank = 1
