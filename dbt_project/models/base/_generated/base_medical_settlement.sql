-- Generated from catalogue/ by `make generate`; do not edit.
-- 医疗机构结算与补偿: one row a settlement with an institution.
{{ config(materialized='parted') }}
select
    'employee_medical' as fund_code,
    'EM21' as file_code,
    _region_code as region_code,
    admin_division_code as region_code_raw,
    data_period as period,
    medical_institution_code,
    medical_institution_name,
    medical_institution_type_code,
    medical_institution_level_code,
    settlement_no,
    settlement_date,
    expense_category_code,
    settled_visit_count,
    claimed_total_cost,
    audit_deduction_amount,
    pool_paid_amount,
    account_paid_amount,
    large_medical_paid_amount,
    quality_deposit_amount,
    actually_disbursed_amount,
    cast(null as decimal(18,2)) as reimbursed_amount,
    _delivery_id,
    _line_no
from (
    {{ counted_rows('stg_med__em21_institution_expense', ['admin_division_code', 'data_period', 'medical_institution_code', 'settlement_no'], region='admin_division_code') }}
) as em21
union all
select
    'resident_medical' as fund_code,
    'RM21' as file_code,
    _region_code as region_code,
    admin_division_code as region_code_raw,
    data_period as period,
    medical_institution_code,
    medical_institution_name,
    medical_institution_type_code,
    medical_institution_level_code,
    settlement_no,
    settlement_date,
    expense_category_code,
    settled_visit_count,
    claimed_total_cost,
    audit_deduction_amount,
    pool_paid_amount,
    cast(null as decimal(18,2)) as account_paid_amount,
    large_medical_paid_amount,
    cast(null as decimal(18,2)) as quality_deposit_amount,
    actually_disbursed_amount,
    cast(null as decimal(18,2)) as reimbursed_amount,
    _delivery_id,
    _line_no
from (
    {{ counted_rows('stg_med__rm21_urban_institution_compensation', ['admin_division_code', 'data_period', 'medical_institution_code', 'settlement_no'], region='admin_division_code') }}
) as rm21
union all
select
    'resident_medical' as fund_code,
    'RM23' as file_code,
    _region_code as region_code,
    admin_division_code as region_code_raw,
    data_period as period,
    medical_institution_code,
    medical_institution_name,
    medical_institution_type_code,
    medical_institution_level_code,
    settlement_no,
    settlement_date,
    expense_category_code,
    settled_visit_count,
    claimed_total_cost,
    audit_deduction_amount,
    pool_paid_amount,
    cast(null as decimal(18,2)) as account_paid_amount,
    large_medical_paid_amount,
    cast(null as decimal(18,2)) as quality_deposit_amount,
    actually_disbursed_amount,
    cast(null as decimal(18,2)) as reimbursed_amount,
    _delivery_id,
    _line_no
from (
    {{ counted_rows('stg_med__rm23_institution_compensation', ['admin_division_code', 'data_period', 'medical_institution_code', 'settlement_no'], region='admin_division_code') }}
) as rm23
union all
select
    'new_rural_medical' as fund_code,
    'NR23' as file_code,
    _region_code as region_code,
    admin_division_code as region_code_raw,
    data_period as period,
    medical_institution_code,
    medical_institution_name,
    medical_institution_type_code,
    medical_institution_level_code,
    settlement_no,
    settlement_date,
    expense_category_code,
    settled_visit_count,
    claimed_total_cost,
    audit_deduction_amount,
    cast(null as decimal(18,2)) as pool_paid_amount,
    cast(null as decimal(18,2)) as account_paid_amount,
    cast(null as decimal(18,2)) as large_medical_paid_amount,
    cast(null as decimal(18,2)) as quality_deposit_amount,
    actually_disbursed_amount,
    reimbursed_amount,
    _delivery_id,
    _line_no
from (
    {{ counted_rows('stg_med__nr23_rural_institution_compensation', ['admin_division_code', 'data_period', 'medical_institution_code', 'settlement_no'], region='admin_division_code') }}
) as nr23
