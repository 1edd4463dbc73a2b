-- 缴费基数与上年工资事实: one row a fund, region, unit, person and contribution year (缴费年度, the calendar year) in which he
-- paid there as an employee for all twelve months and was taxed by the same unit for all twelve months of the year before.
-- Expected is the mean taxed wage (bonuses spread over the year), clamped to each month's band; what the announcement of the
-- year's wage leaves open counts for the unit.
with wage as (
    select
        person_key,
        unit_key,
        cast(cast(substr(period, 1, 4) as integer) + 1 as text) as contribution_year,
        {{ money('sum(wage_amount)') }} as wage_amount
    from {{ ref('fct_income_tax_person') }}
    where person_key is not null and unit_key is not null
    group by 1, 2, 3
    having count(distinct period) = 12
),
mean as (
    select w.*, {{ money('round(' ~ ratio('w.wage_amount', '12') ~ ', 2)') }} as mean_wage_amount
    from wage as w
),
month as (
    select
        c.fund_code, c.region_code, c.person_key, c.unit_key, c.citizen_id, c.period, c.personal_contribution_base,
        m.contribution_year, m.wage_amount, m.mean_wage_amount,
        greatest(b.lowest_floor_amount, least(m.mean_wage_amount, b.lowest_ceiling_amount)) as expected_amount,
        greatest(b.floor_amount, least(m.mean_wage_amount, b.highest_ceiling_amount)) as expected_at_most_amount,
        c._delivery_id, c._line_no
    from {{ ref('fct_contribution') }} as c
    inner join mean as m
        on m.person_key = c.person_key and m.unit_key = c.unit_key and m.contribution_year = substr(c.period, 1, 4)
    inner join {{ ref('dim_contribution_band') }} as b
        on b.fund_code = c.fund_code and b.region_code = c.region_code and b.period = c.period
    where not c.is_yearly and {{ is_full_employment_month('c') }}
)
select
    fund_code,
    region_code,
    unit_key,
    person_key,
    max(period) as period,
    max(citizen_id) as citizen_id,
    max(contribution_year) as contribution_year,
    {{ money('sum(personal_contribution_base)') }} as base_amount,
    {{ money('max(wage_amount)') }} as wage_amount,
    {{ money('sum(expected_amount)') }} as expected_amount,
    {{ money('sum(expected_at_most_amount)') }} as expected_at_most_amount,
    max(case when substr(period, 5, 2) = '12' then _delivery_id end) as _delivery_id,
    max(case when substr(period, 5, 2) = '12' then _line_no end) as _line_no
from month
group by fund_code, region_code, unit_key, person_key, contribution_year
having count(*) = 12 and count(distinct period) = 12
