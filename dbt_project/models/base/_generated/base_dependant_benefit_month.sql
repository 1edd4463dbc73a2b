-- Generated from catalogue/ by `make generate`; do not edit.
-- 供养亲属待遇（月）: one row a dependant of a deceased insured person and month.
{{ config(materialized='parted') }}
select
    'enterprise_pension' as fund_code,
    'EP04' as file_code,
    _region_code as region_code,
    admin_division_code as region_code_raw,
    data_period as period,
    {{ person_key('_citizen_id', 'HRSS', '_region_code', 'dependant_person_id') }} as person_key,
    _citizen_id as citizen_id,
    _citizen_id is not null as has_citizen_id,
    supporter_person_id,
    supporter_name,
    supporter_former_unit_id,
    dependant_person_id,
    dependant_name,
    dependant_sex_code,
    dependant_citizen_id,
    dependant_birth_date,
    dependency_relation_code,
    benefit_start_period,
    benefit_end_period,
    dependant_benefit_paid,
    benefit_payment_status_code,
    cast(null as text) as deceased_person_id,
    cast(null as text) as deceased_unit_id,
    cast(null as boolean) as orphan_or_widowed_flag,
    cast(null as text) as long_term_payment_status_code,
    cast(null as text) as long_term_stop_reason_code,
    cast(null as decimal(18,2)) as deceased_wage,
    cast(null as decimal(18,2)) as dependant_monthly_pension,
    cast(null as decimal(18,2)) as dependant_pension_backpay,
    _delivery_id,
    _line_no
from (
    {{ counted_rows('stg_hrss__ep04_dependant_benefit', ['admin_division_code', 'data_period', 'supporter_person_id', 'dependant_person_id'], region='admin_division_code', citizen_id='dependant_citizen_id') }}
) as ep04
union all
select
    'work_injury' as fund_code,
    'WI05' as file_code,
    _region_code as region_code,
    admin_division_code as region_code_raw,
    data_period as period,
    {{ person_key('_citizen_id', 'HRSS', '_region_code', 'dependant_person_id') }} as person_key,
    _citizen_id as citizen_id,
    _citizen_id is not null as has_citizen_id,
    cast(null as text) as supporter_person_id,
    cast(null as text) as supporter_name,
    cast(null as text) as supporter_former_unit_id,
    dependant_person_id,
    dependant_name,
    dependant_sex_code,
    dependant_citizen_id,
    dependant_birth_date,
    dependency_relation_code,
    benefit_start_period,
    benefit_end_period,
    cast(null as decimal(18,2)) as dependant_benefit_paid,
    cast(null as text) as benefit_payment_status_code,
    deceased_person_id,
    deceased_unit_id,
    orphan_or_widowed_flag,
    long_term_payment_status_code,
    long_term_stop_reason_code,
    deceased_wage,
    dependant_monthly_pension,
    dependant_pension_backpay,
    _delivery_id,
    _line_no
from (
    {{ counted_rows('stg_hrss__wi05_dependant_benefit', ['admin_division_code', 'data_period', 'deceased_person_id', 'dependant_person_id'], region='admin_division_code', citizen_id='dependant_citizen_id') }}
) as wi05
