-- Generated from catalogue/ by `make generate`; do not edit.
-- 税务单位申报与欠费: one row a unit, insurance, region and month.
{{ config(materialized='parted') }}
select
    {{ fund_code('insurance_type_code') }} as fund_code,
    'TX01' as file_code,
    _region_code as region_code,
    admin_division_code as region_code_raw,
    data_period as period,
    {{ unit_key('TAX', '_region_code', 'unit_id') }} as unit_key,
    insurance_type_code,
    unit_id,
    org_code,
    unit_name,
    unit_contribution_status_code,
    insured_headcount,
    veteran_cadre_count,
    payer_count,
    unit_contribution_base,
    local_avg_monthly_wage_prior_year,
    unit_due_current_amount,
    unit_paid_current_amount,
    prepaid_amount,
    unit_arrears_repaid_amount,
    unit_arrears_balance,
    late_fee_paid,
    _delivery_id,
    _line_no
from (
    {{ counted_rows('stg_tax__tx01_tax_unit_declaration', ['admin_division_code', 'data_period', 'insurance_type_code', 'unit_id'], region='admin_division_code') }}
) as tx01
