-- 年度个税工资: taxed wages of a person at a unit in a calendar year, and in which of its months (a bit each), as the deliveries
-- of one year tell them.
{{ config(materialized='parted') }}
{%- set before %}
    select person_key, unit_key, wage_year, months, wage_amount
    from __before__ as f
{%- endset %}
with told as (
    select
        b.person_key,
        b.unit_key,
        substr(b.period, 1, 4) as wage_year,
        {{ month_bit('b.period') }} as months,
        coalesce(b.taxable_wage_amount, 0) as wage_amount
    from {{ rows_since('base_income_tax_person') }} as b
    where b.person_key is not null and b.unit_key is not null and b.period is not null
    {{ and_before(before) }}
)
select
    person_key,
    unit_key,
    wage_year,
    {{ year_of_part() }} as reported_year,
    bit_or(months) as months,
    {{ money('sum(wage_amount)') }} as wage_amount
from told
group by person_key, unit_key, wage_year
