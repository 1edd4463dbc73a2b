-- Generated from catalogue/ by `make generate`; do not edit.
-- 职业年金单位信息: one row a unit, region and month.
{{ config(materialized='parted') }}
select
    'institution_pension' as fund_code,
    'IP21' as file_code,
    _region_code as region_code,
    admin_division_code as region_code_raw,
    data_period as period,
    {{ unit_key('HRSS', '_region_code', 'unit_id') }} as unit_key,
    unit_id,
    unit_name,
    org_code,
    unified_credit_code,
    unit_type_code,
    affiliation_code,
    fiscal_funding_mode_code,
    unit_credit_mode_code,
    annuity_unit_enrolment_date,
    unit_contribution_status_code,
    annuity_headcount,
    _delivery_id,
    _line_no
from (
    {{ counted_rows('stg_hrss__ip21_annuity_unit_info', ['admin_division_code', 'data_period', 'unit_id'], region='admin_division_code') }}
) as ip21
