-- Generated from catalogue/ by `make generate`; do not edit.
-- 待遇应付计划项目明细: one row a benefit item of a payable-plan detail.
{{ config(materialized='parted') }}
select
    'enterprise_pension' as fund_code,
    'EP12' as file_code,
    _region_code as region_code,
    fee_period as period,
    benefit_item_code,
    regular_benefit_flag,
    payable_type_code,
    corresponding_fee_period,
    amount,
    reversal_flag,
    reversed_time,
    reversal_serial_no,
    payable_plan_detail_id,
    payable_item_detail_id,
    cast(null as text) as benefit_item_code_2,
    coalesce(reversal_flag, false) as is_reversal,
    _delivery_id,
    _line_no
from (
    {{ counted_rows('stg_agy__ep12_benefit_payable_item', ['payable_item_detail_id'], in_region=true) }}
) as ep12
union all
select
    'institution_pension' as fund_code,
    'IP12' as file_code,
    _region_code as region_code,
    fee_period as period,
    benefit_item_code,
    regular_benefit_flag,
    payable_type_code,
    corresponding_fee_period,
    amount,
    reversal_flag,
    reversed_time,
    reversal_serial_no,
    payable_plan_detail_id,
    payable_item_detail_id,
    cast(null as text) as benefit_item_code_2,
    coalesce(reversal_flag, false) as is_reversal,
    _delivery_id,
    _line_no
from (
    {{ counted_rows('stg_agy__ip12_benefit_payable_item', ['payable_item_detail_id'], in_region=true) }}
) as ip12
union all
select
    'resident_pension' as fund_code,
    'RP09' as file_code,
    _region_code as region_code,
    fee_period as period,
    benefit_item_code,
    regular_benefit_flag,
    payable_type_code,
    corresponding_fee_period,
    amount,
    reversal_flag,
    reversed_time,
    reversal_serial_no,
    payable_plan_detail_id,
    payable_item_detail_id,
    cast(null as text) as benefit_item_code_2,
    coalesce(reversal_flag, false) as is_reversal,
    _delivery_id,
    _line_no
from (
    {{ counted_rows('stg_agy__rp09_benefit_payable_item', ['payable_item_detail_id'], in_region=true) }}
) as rp09
union all
select
    'employee_medical' as fund_code,
    'EM13' as file_code,
    _region_code as region_code,
    fee_period as period,
    benefit_item_code,
    regular_benefit_flag,
    payable_type_code,
    corresponding_fee_period,
    amount,
    reversal_flag,
    reversed_time,
    reversal_serial_no,
    payable_plan_detail_id,
    payable_item_detail_id,
    cast(null as text) as benefit_item_code_2,
    coalesce(reversal_flag, false) as is_reversal,
    _delivery_id,
    _line_no
from (
    {{ counted_rows('stg_agy__em13_benefit_payable_item', ['payable_item_detail_id'], in_region=true) }}
) as em13
union all
select
    'resident_medical' as fund_code,
    'RM07' as file_code,
    _region_code as region_code,
    fee_period as period,
    benefit_item_code,
    regular_benefit_flag,
    payable_type_code,
    corresponding_fee_period,
    amount,
    reversal_flag,
    reversed_time,
    reversal_serial_no,
    payable_plan_detail_id,
    payable_item_detail_id,
    cast(null as text) as benefit_item_code_2,
    coalesce(reversal_flag, false) as is_reversal,
    _delivery_id,
    _line_no
from (
    {{ counted_rows('stg_agy__rm07_benefit_payable_item', ['payable_item_detail_id'], in_region=true) }}
) as rm07
union all
select
    'unemployment' as fund_code,
    'UE10' as file_code,
    _region_code as region_code,
    fee_period as period,
    benefit_item_code,
    regular_benefit_flag,
    payable_type_code,
    corresponding_fee_period,
    amount,
    reversal_flag,
    reversed_time,
    reversal_serial_no,
    payable_plan_detail_id,
    payable_item_detail_id,
    benefit_item_code_2,
    coalesce(reversal_flag, false) as is_reversal,
    _delivery_id,
    _line_no
from (
    {{ counted_rows('stg_agy__ue10_benefit_payable_item', ['payable_item_detail_id'], in_region=true) }}
) as ue10
union all
select
    'work_injury' as fund_code,
    'WI09' as file_code,
    _region_code as region_code,
    fee_period as period,
    benefit_item_code,
    regular_benefit_flag,
    payable_type_code,
    corresponding_fee_period,
    amount,
    reversal_flag,
    reversed_time,
    reversal_serial_no,
    payable_plan_detail_id,
    payable_item_detail_id,
    benefit_item_code_2,
    coalesce(reversal_flag, false) as is_reversal,
    _delivery_id,
    _line_no
from (
    {{ counted_rows('stg_agy__wi09_benefit_payable_item', ['payable_item_detail_id'], in_region=true) }}
) as wi09
union all
select
    'maternity' as fund_code,
    'MT07' as file_code,
    _region_code as region_code,
    fee_period as period,
    benefit_item_code,
    regular_benefit_flag,
    payable_type_code,
    corresponding_fee_period,
    amount,
    reversal_flag,
    reversed_time,
    reversal_serial_no,
    payable_plan_detail_id,
    payable_item_detail_id,
    cast(null as text) as benefit_item_code_2,
    coalesce(reversal_flag, false) as is_reversal,
    _delivery_id,
    _line_no
from (
    {{ counted_rows('stg_agy__mt07_benefit_payable_item', ['payable_item_detail_id'], in_region=true) }}
) as mt07
