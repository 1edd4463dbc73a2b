-- 年度缴费基数: bases of a person as an employee of a unit in a calendar year (缴费年度), and of which of its months (a bit each),
-- as the deliveries of one year tell them.
{{ config(materialized='parted') }}
{%- set before %}
    select
        fund_code, region_code, person_key, unit_key, contribution_year, citizen_id, months, row_count, base_amount,
        _delivery_id, _line_no
    from __before__ as f
{%- endset %}
with told as (
    select
        b.fund_code,
        b.region_code,
        b.person_key,
        b.unit_key,
        substr(b.period, 1, 4) as contribution_year,
        b.citizen_id,
        {{ month_bit('b.period') }} as months,
        1 as row_count,
        b.personal_contribution_base as base_amount,
        case when substr(b.period, 5, 2) = '12' then b._delivery_id end as _delivery_id,
        case when substr(b.period, 5, 2) = '12' then b._line_no end as _line_no
    from {{ rows_since('base_contribution_month') }} as b
    where b.file_code not in ('RP01', 'RM01', 'NR21') and b.person_key is not null and b.unit_key is not null
        and b.period is not null and {{ is_full_employment_month('b') }}
    {{ and_before(before) }}
)
select
    fund_code,
    region_code,
    person_key,
    unit_key,
    contribution_year,
    {{ year_of_part() }} as reported_year,
    max(citizen_id) as citizen_id,
    bit_or(months) as months,
    cast(sum(row_count) as integer) as row_count,
    {{ money('sum(base_amount)') }} as base_amount,
    {{ first_line('t') }}
from told as t
group by fund_code, region_code, person_key, unit_key, contribution_year
