-- 参保终止（死亡）待遇: one row a person whose enrolment ended.
with counted as (
    {{ counted_rows('stg_hrss__ep21_enrolment_termination', ['s.admin_division_code', 's.data_period', 's.person_id']) }}
),
identified as (
    select *, {{ citizen_id18('citizen_id') }} as citizen_id18 from counted where _rank = 1
)
select
    'enterprise_pension' as fund_code,
    region_code,
    data_period as period,
    {{ person_key('citizen_id18', 'region_code', 'person_id') }} as person_key,
    citizen_id18 as citizen_id,
    person_id,
    person_category_code,
    retirement_date,
    death_date,
    account_balance,
    funeral_grant,
    bereavement_grant,
    _delivery_id,
    _line_no
from identified
