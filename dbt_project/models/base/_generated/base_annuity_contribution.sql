-- Generated from catalogue/ by `make generate`; do not edit.
-- 职业年金单位缴费: one row a unit, month and month of charge.
{{ config(materialized='parted') }}
select
    'institution_pension' as fund_code,
    'IP23' as file_code,
    _region_code as region_code,
    admin_division_code as region_code_raw,
    data_period as period,
    {{ unit_key('HRSS', '_region_code', 'unit_id') }} as unit_key,
    unit_id,
    unit_name,
    corresponding_fee_period,
    payer_count,
    unit_contribution_base_total,
    personal_contribution_base_total,
    annuity_unit_due_amount,
    annuity_unit_paid_amount,
    annuity_unit_notional_amount,
    annuity_personal_due_amount,
    annuity_personal_paid_amount,
    _delivery_id,
    _line_no
from (
    {{ counted_rows('stg_hrss__ip23_annuity_unit_payment', ['admin_division_code', 'data_period', 'unit_id', 'corresponding_fee_period'], region='admin_division_code') }}
) as ip23
