-- 缴费基数与上年工资事实: one row a fund, region, unit, person and contribution year (缴费年度, the calendar year) in which he
-- paid there as an employee for all twelve months and was taxed by the same unit for all twelve months of the year before.
-- Expected is the mean taxed wage (bonuses spread over the year), clamped to each month's band; what the announcement of the
-- year's wage leaves open counts for the unit.
with wage as (
    select
        {{ person_of('b') }} as person_key,
        {{ unit_of('b') }} as unit_key,
        cast(cast(b.wage_year as integer) + 1 as text) as contribution_year,
        {{ money('sum(b.wage_amount)') }} as wage_amount
    from {{ ref('base_taxed_year') }} as b
    {{ identity_joins('b') }}
    group by 1, 2, 3
    having bit_or(b.months) = {{ all_months() }}
),
mean as (
    select w.*, {{ money('round(' ~ ratio('w.wage_amount', '12') ~ ', 2)') }} as mean_wage_amount
    from wage as w
),
year as (
    select
        c.fund_code,
        c.region_code,
        {{ person_of('c') }} as person_key,
        {{ unit_of('c') }} as unit_key,
        c.contribution_year,
        max(c.citizen_id) as citizen_id,
        {{ money('sum(c.base_amount)') }} as base_amount,
        max(m.wage_amount) as wage_amount,
        max(m.mean_wage_amount) as mean_wage_amount,
        {{ first_line('c') }}
    from {{ ref('base_contributed_year') }} as c
    {{ identity_joins('c') }}
    -- before they are added up: of most bases there is no taxed wage of all twelve months
    inner join mean as m
        on m.person_key = {{ person_of('c') }} and m.unit_key = {{ unit_of('c') }}
        and m.contribution_year = c.contribution_year
    group by 1, 2, 3, 4, 5
    having sum(c.row_count) = 12 and bit_or(c.months) = {{ all_months() }}
),
-- How many months of a year have the same band; most years have two, before the announcement and after.
band as (
    select
        fund_code, region_code, substr(period, 1, 4) as contribution_year,
        floor_amount, lowest_floor_amount, lowest_ceiling_amount, highest_ceiling_amount, count(*) as month_count
    from {{ ref('dim_contribution_band') }}
    group by 1, 2, 3, 4, 5, 6, 7
)
select
    y.fund_code,
    y.region_code,
    y.unit_key,
    y.person_key,
    y.contribution_year || '12' as period,
    max(y.citizen_id) as citizen_id,
    y.contribution_year,
    {{ money('max(y.base_amount)') }} as base_amount,
    {{ money('max(y.wage_amount)') }} as wage_amount,
    {{ money('sum(b.month_count * greatest(b.lowest_floor_amount, least(y.mean_wage_amount, b.lowest_ceiling_amount)))') }}
        as expected_amount,
    {{ money('sum(b.month_count * greatest(b.floor_amount, least(y.mean_wage_amount, b.highest_ceiling_amount)))') }}
        as expected_at_most_amount,
    {{ first_line('y') }}
from year as y
inner join band as b
    on b.fund_code = y.fund_code and b.region_code = y.region_code and b.contribution_year = y.contribution_year
group by y.fund_code, y.region_code, y.unit_key, y.person_key, y.contribution_year
having sum(b.month_count) = 12
