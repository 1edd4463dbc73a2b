-- Generated from catalogue/ by `make generate`; do not edit.
-- 待遇拨付主表: one row a disbursement order.
{{ config(materialized='parted') }}
select
    'enterprise_pension' as fund_code,
    'EP10' as file_code,
    _region_code as region_code,
    pooling_area_code as region_code_raw,
    data_period as period,
    bank_code,
    bank_name,
    bank_account_name,
    bank_account_no,
    insurance_type_code,
    disbursement_method_code,
    amount,
    disbursed_time,
    agency_code,
    operator_name,
    operated_time,
    payment_master_id,
    _delivery_id,
    _line_no
from (
    {{ counted_rows('stg_agy__ep10_benefit_disbursement', ['payment_master_id', 'agency_code', 'bank_account_no', 'data_period', 'disbursed_time'], region='pooling_area_code') }}
) as ep10
union all
select
    'institution_pension' as fund_code,
    'IP10' as file_code,
    _region_code as region_code,
    pooling_area_code as region_code_raw,
    data_period as period,
    bank_code,
    bank_name,
    bank_account_name,
    bank_account_no,
    insurance_type_code,
    disbursement_method_code,
    amount,
    disbursed_time,
    agency_code,
    operator_name,
    operated_time,
    payment_master_id,
    _delivery_id,
    _line_no
from (
    {{ counted_rows('stg_agy__ip10_benefit_disbursement', ['payment_master_id', 'agency_code', 'bank_account_no', 'data_period', 'disbursed_time'], region='pooling_area_code') }}
) as ip10
union all
select
    'resident_pension' as fund_code,
    'RP07' as file_code,
    _region_code as region_code,
    pooling_area_code as region_code_raw,
    data_period as period,
    bank_code,
    bank_name,
    bank_account_name,
    bank_account_no,
    insurance_type_code,
    disbursement_method_code,
    amount,
    disbursed_time,
    agency_code,
    operator_name,
    operated_time,
    payment_master_id,
    _delivery_id,
    _line_no
from (
    {{ counted_rows('stg_agy__rp07_benefit_disbursement', ['payment_master_id', 'agency_code', 'bank_account_no', 'data_period', 'disbursed_time'], region='pooling_area_code') }}
) as rp07
union all
select
    'employee_medical' as fund_code,
    'EM11' as file_code,
    _region_code as region_code,
    pooling_area_code as region_code_raw,
    data_period as period,
    bank_code,
    bank_name,
    bank_account_name,
    bank_account_no,
    insurance_type_code,
    disbursement_method_code,
    amount,
    disbursed_time,
    agency_code,
    operator_name,
    operated_time,
    payment_master_id,
    _delivery_id,
    _line_no
from (
    {{ counted_rows('stg_agy__em11_benefit_disbursement', ['payment_master_id', 'agency_code', 'bank_account_no', 'data_period', 'disbursed_time'], region='pooling_area_code') }}
) as em11
union all
select
    'resident_medical' as fund_code,
    'RM05' as file_code,
    _region_code as region_code,
    pooling_area_code as region_code_raw,
    data_period as period,
    bank_code,
    bank_name,
    bank_account_name,
    bank_account_no,
    insurance_type_code,
    disbursement_method_code,
    amount,
    disbursed_time,
    agency_code,
    operator_name,
    operated_time,
    payment_master_id,
    _delivery_id,
    _line_no
from (
    {{ counted_rows('stg_agy__rm05_benefit_disbursement', ['payment_master_id', 'agency_code', 'bank_account_no', 'data_period', 'disbursed_time'], region='pooling_area_code') }}
) as rm05
union all
select
    'unemployment' as fund_code,
    'UE08' as file_code,
    _region_code as region_code,
    pooling_area_code as region_code_raw,
    data_period as period,
    bank_code,
    bank_name,
    bank_account_name,
    bank_account_no,
    insurance_type_code,
    disbursement_method_code,
    amount,
    disbursed_time,
    agency_code,
    operator_name,
    operated_time,
    payment_master_id,
    _delivery_id,
    _line_no
from (
    {{ counted_rows('stg_agy__ue08_benefit_disbursement', ['payment_master_id', 'agency_code', 'bank_account_no', 'data_period', 'disbursed_time'], region='pooling_area_code') }}
) as ue08
union all
select
    'work_injury' as fund_code,
    'WI07' as file_code,
    _region_code as region_code,
    pooling_area_code as region_code_raw,
    data_period as period,
    bank_code,
    bank_name,
    bank_account_name,
    bank_account_no,
    insurance_type_code,
    disbursement_method_code,
    amount,
    disbursed_time,
    agency_code,
    operator_name,
    operated_time,
    payment_master_id,
    _delivery_id,
    _line_no
from (
    {{ counted_rows('stg_agy__wi07_benefit_disbursement', ['payment_master_id', 'agency_code', 'bank_account_no', 'data_period', 'disbursed_time'], region='pooling_area_code') }}
) as wi07
union all
select
    'maternity' as fund_code,
    'MT05' as file_code,
    _region_code as region_code,
    pooling_area_code as region_code_raw,
    data_period as period,
    bank_code,
    bank_name,
    bank_account_name,
    bank_account_no,
    insurance_type_code,
    disbursement_method_code,
    amount,
    disbursed_time,
    agency_code,
    operator_name,
    operated_time,
    payment_master_id,
    _delivery_id,
    _line_no
from (
    {{ counted_rows('stg_agy__mt05_benefit_disbursement', ['payment_master_id', 'agency_code', 'bank_account_no', 'data_period', 'disbursed_time'], region='pooling_area_code') }}
) as mt05
