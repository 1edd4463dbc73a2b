-- 供养亲属待遇（月）: one row a dependant of a deceased insured person and month.
with counted as (
    {{ counted_rows('stg_hrss__ep04_dependant_benefit', ['s.admin_division_code', 's.data_period', 's.supporter_person_id', 's.dependant_person_id']) }}
),
identified as (
    select *, {{ citizen_id18('dependant_citizen_id') }} as citizen_id18 from counted where _rank = 1
)
select
    'enterprise_pension' as fund_code,
    region_code,
    data_period as period,
    {{ person_key('citizen_id18', 'region_code', 'dependant_person_id') }} as person_key,
    citizen_id18 as citizen_id,
    dependant_person_id,
    supporter_person_id,
    dependant_sex_code,
    dependant_birth_date,
    dependency_relation_code,
    benefit_start_period,
    benefit_end_period,
    dependant_benefit_paid,
    benefit_payment_status_code,
    _delivery_id,
    _line_no
from identified
