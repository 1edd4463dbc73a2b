-- 冒领追回: what was claimed wrongly of one person and what has been recovered, as of each month's ledger.
with counted as (
    {{ counted_rows('stg_hrss__ep05_pension_overclaim_recovery', ['s.admin_division_code', 's.data_period', 's.person_id']) }}
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
    death_date,
    overclaimed_months,
    overclaimed_amount,
    recovered_amount,
    _delivery_id,
    _line_no
from identified
