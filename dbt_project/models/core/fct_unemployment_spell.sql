-- 失业期事实: one row a person's spell of unemployment (one registration), over its months; approved as its latest month
-- says, drawn as counted from the months.
with month as (
    select
        *,
        row_number() over (
            partition by region_code, person_id, registration_date order by period desc, _delivery_id desc, _line_no desc
        ) as _latest
    from {{ ref('fct_unemployment_month') }}
),
summed as (
    select
        region_code,
        person_id,
        registration_date,
        min(period) as first_period,
        max(period) as last_period,
        min(case when benefit_amount > 0 then period end) as first_paid_period,
        max(case when benefit_amount > 0 then period end) as last_paid_period,
        count(case when benefit_amount > 0 then 1 end) as paid_month_count,
        {{ money_sum('benefit_amount') }} as benefit_amount,
        {{ money_sum('paid_amount') }} as paid_amount
    from month
    group by region_code, person_id, registration_date
)
select
    m.fund_code,
    s.region_code,
    m.person_key,
    m.citizen_id,
    s.person_id,
    s.registration_date,
    s.first_period,
    s.last_period,
    s.first_paid_period,
    s.last_paid_period,
    s.paid_month_count,
    m.total_contribution_months,
    m.carried_over_months,
    m.approved_months,
    m.approved_amount,
    m.drawn_months,
    s.benefit_amount,
    s.paid_amount,
    m.deregistration_date,
    m.deregistration_reason_code,
    m._delivery_id,
    m._line_no
from summed as s
inner join month as m
    on m.region_code = s.region_code and m.person_id = s.person_id and m._latest = 1
    and (m.registration_date = s.registration_date or (m.registration_date is null and s.registration_date is null))
