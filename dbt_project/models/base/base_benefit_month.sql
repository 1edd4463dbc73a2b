-- 离退休待遇（月）: one row a pensioner, region and month.
with counted as (
    {{ counted_rows('stg_hrss__ep03_retiree_benefit', ['s.admin_division_code', 's.data_period', 's.person_id']) }}
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
    citizen_id18 as citizen_id,
    citizen_id as citizen_id_raw,
    person_id,
    sex_code,
    birth_date,
    work_start_date,
    retirement_date,
    retirement_category_code,
    pre_retirement_identity_code,
    pre_1949_worker_flag,
    special_job_months,
    deemed_contribution_months,
    actual_contribution_months,
    benefit_payment_status_code,
    pension_due_total,
    basic_pension_due,
    transitional_pension_due,
    account_pension_due,
    basic_retirement_fee_due,
    subsidy_due_total,
    adjustment_due_total,
    pension_paid_total,
    pension_backpay_total,
    other_pension_benefit_paid,
    _delivery_id,
    _line_no
from identified
