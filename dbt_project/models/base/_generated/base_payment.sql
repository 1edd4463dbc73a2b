-- Generated from catalogue/ by `make generate`; do not edit.
-- 待遇支付明细: one row a payment to one party; the file of its delivery names the region.
{{ config(materialized='parted') }}
select
    'enterprise_pension' as fund_code,
    'EP11' as file_code,
    _region_code as region_code,
    fee_period as period,
    {{ person_key('_citizen_id', 'HRSS', '_region_code', 'party_id') }} as person_key,
    _citizen_id as citizen_id,
    _citizen_id is not null as has_citizen_id,
    insurance_type_code,
    corresponding_fee_period,
    amount,
    party_type_code,
    party_id,
    party_identity_no,
    party_name,
    payment_status_code,
    paid_time,
    payment_failure_reason,
    payment_master_id,
    payable_plan_detail_id,
    bank_code,
    bank_name,
    bank_account_name,
    bank_account_no,
    payment_status_code = '1' as is_paid,
    _delivery_id,
    _line_no
from (
    {{ counted_rows('stg_agy__ep11_benefit_payment_detail', ['payable_plan_detail_id', 'party_id', 'fee_period', 'corresponding_fee_period', 'paid_time'], citizen_id='party_identity_no', in_region=true) }}
) as ep11
union all
select
    'institution_pension' as fund_code,
    'IP11' as file_code,
    _region_code as region_code,
    fee_period as period,
    {{ person_key('_citizen_id', 'HRSS', '_region_code', 'party_id') }} as person_key,
    _citizen_id as citizen_id,
    _citizen_id is not null as has_citizen_id,
    insurance_type_code,
    corresponding_fee_period,
    amount,
    party_type_code,
    party_id,
    party_identity_no,
    party_name,
    payment_status_code,
    paid_time,
    payment_failure_reason,
    payment_master_id,
    payable_plan_detail_id,
    bank_code,
    bank_name,
    bank_account_name,
    bank_account_no,
    payment_status_code = '1' as is_paid,
    _delivery_id,
    _line_no
from (
    {{ counted_rows('stg_agy__ip11_benefit_payment_detail', ['payable_plan_detail_id', 'party_id', 'fee_period', 'corresponding_fee_period', 'paid_time'], citizen_id='party_identity_no', in_region=true) }}
) as ip11
union all
select
    'resident_pension' as fund_code,
    'RP08' as file_code,
    _region_code as region_code,
    fee_period as period,
    {{ person_key('_citizen_id', 'HRSS', '_region_code', 'party_id') }} as person_key,
    _citizen_id as citizen_id,
    _citizen_id is not null as has_citizen_id,
    insurance_type_code,
    corresponding_fee_period,
    amount,
    party_type_code,
    party_id,
    party_identity_no,
    party_name,
    payment_status_code,
    paid_time,
    payment_failure_reason,
    payment_master_id,
    payable_plan_detail_id,
    bank_code,
    bank_name,
    bank_account_name,
    bank_account_no,
    payment_status_code = '1' as is_paid,
    _delivery_id,
    _line_no
from (
    {{ counted_rows('stg_agy__rp08_benefit_payment_detail', ['payable_plan_detail_id', 'party_id', 'fee_period', 'corresponding_fee_period', 'paid_time'], citizen_id='party_identity_no', in_region=true) }}
) as rp08
union all
select
    'employee_medical' as fund_code,
    'EM12' as file_code,
    _region_code as region_code,
    fee_period as period,
    {{ person_key('_citizen_id', 'MED', '_region_code', 'party_id') }} as person_key,
    _citizen_id as citizen_id,
    _citizen_id is not null as has_citizen_id,
    insurance_type_code,
    corresponding_fee_period,
    amount,
    party_type_code,
    party_id,
    party_identity_no,
    party_name,
    payment_status_code,
    paid_time,
    payment_failure_reason,
    payment_master_id,
    payable_plan_detail_id,
    bank_code,
    bank_name,
    bank_account_name,
    bank_account_no,
    payment_status_code = '1' as is_paid,
    _delivery_id,
    _line_no
from (
    {{ counted_rows('stg_agy__em12_benefit_payment_detail', ['payable_plan_detail_id', 'party_id', 'fee_period', 'corresponding_fee_period', 'paid_time'], citizen_id='party_identity_no', in_region=true) }}
) as em12
union all
select
    'resident_medical' as fund_code,
    'RM06' as file_code,
    _region_code as region_code,
    fee_period as period,
    {{ person_key('_citizen_id', 'MED', '_region_code', 'party_id') }} as person_key,
    _citizen_id as citizen_id,
    _citizen_id is not null as has_citizen_id,
    insurance_type_code,
    corresponding_fee_period,
    amount,
    party_type_code,
    party_id,
    party_identity_no,
    party_name,
    payment_status_code,
    paid_time,
    payment_failure_reason,
    payment_master_id,
    payable_plan_detail_id,
    bank_code,
    bank_name,
    bank_account_name,
    bank_account_no,
    payment_status_code = '1' as is_paid,
    _delivery_id,
    _line_no
from (
    {{ counted_rows('stg_agy__rm06_benefit_payment_detail', ['payable_plan_detail_id', 'party_id', 'fee_period', 'corresponding_fee_period', 'paid_time'], citizen_id='party_identity_no', in_region=true) }}
) as rm06
union all
select
    'unemployment' as fund_code,
    'UE09' as file_code,
    _region_code as region_code,
    fee_period as period,
    {{ person_key('_citizen_id', 'HRSS', '_region_code', 'party_id') }} as person_key,
    _citizen_id as citizen_id,
    _citizen_id is not null as has_citizen_id,
    insurance_type_code,
    corresponding_fee_period,
    amount,
    party_type_code,
    party_id,
    party_identity_no,
    party_name,
    payment_status_code,
    paid_time,
    payment_failure_reason,
    payment_master_id,
    payable_plan_detail_id,
    bank_code,
    bank_name,
    bank_account_name,
    bank_account_no,
    payment_status_code = '1' as is_paid,
    _delivery_id,
    _line_no
from (
    {{ counted_rows('stg_agy__ue09_benefit_payment_detail', ['payable_plan_detail_id', 'party_id', 'fee_period', 'corresponding_fee_period', 'paid_time'], citizen_id='party_identity_no', in_region=true) }}
) as ue09
union all
select
    'work_injury' as fund_code,
    'WI08' as file_code,
    _region_code as region_code,
    fee_period as period,
    {{ person_key('_citizen_id', 'HRSS', '_region_code', 'party_id') }} as person_key,
    _citizen_id as citizen_id,
    _citizen_id is not null as has_citizen_id,
    insurance_type_code,
    corresponding_fee_period,
    amount,
    party_type_code,
    party_id,
    party_identity_no,
    party_name,
    payment_status_code,
    paid_time,
    payment_failure_reason,
    payment_master_id,
    payable_plan_detail_id,
    bank_code,
    bank_name,
    bank_account_name,
    bank_account_no,
    payment_status_code = '1' as is_paid,
    _delivery_id,
    _line_no
from (
    {{ counted_rows('stg_agy__wi08_benefit_payment_detail', ['payable_plan_detail_id', 'party_id', 'fee_period', 'corresponding_fee_period', 'paid_time'], citizen_id='party_identity_no', in_region=true) }}
) as wi08
union all
select
    'maternity' as fund_code,
    'MT06' as file_code,
    _region_code as region_code,
    fee_period as period,
    {{ person_key('_citizen_id', 'MED', '_region_code', 'party_id') }} as person_key,
    _citizen_id as citizen_id,
    _citizen_id is not null as has_citizen_id,
    insurance_type_code,
    corresponding_fee_period,
    amount,
    party_type_code,
    party_id,
    party_identity_no,
    party_name,
    payment_status_code,
    paid_time,
    payment_failure_reason,
    payment_master_id,
    payable_plan_detail_id,
    bank_code,
    bank_name,
    bank_account_name,
    bank_account_no,
    payment_status_code = '1' as is_paid,
    _delivery_id,
    _line_no
from (
    {{ counted_rows('stg_agy__mt06_benefit_payment_detail', ['payable_plan_detail_id', 'party_id', 'fee_period', 'corresponding_fee_period', 'paid_time'], citizen_id='party_identity_no', in_region=true) }}
) as mt06
