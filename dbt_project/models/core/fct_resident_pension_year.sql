-- 居民养老年度缴费事实: what one person paid and was given for a year in a region, as the year's table says it last.
with state as (
    select
        b.*,
        {{ person_of('b') }} as resolved_key,
        coalesce(b.year_payment_date, {{ first_day('b.period') }}) as judged_date,
        row_number() over (
            partition by b.region_code, {{ person_of('b') }}, b.contribution_year
            order by b.has_money desc, b.period desc, b._delivery_id desc, b._line_no desc
        ) as _latest
    from {{ ref('base_resident_pension_year') }} as b
    {{ identity_joins('b') }}
)
select
    'resident_pension' as fund_code,
    region_code,
    contribution_year,
    period,
    resolved_key as person_key,
    citizen_id,
    person_id,
    judged_date,
    {{ period_of_date('judged_date') }} as judged_period,
    contribution_tier_amount as tier_amount,
    paid_amount,
    government_paid_amount,
    local_subsidy_amount,
    backpay_subsidy_amount,
    {{ money('local_subsidy_amount - backpay_subsidy_amount') }} as year_subsidy_amount,
    collective_subsidy_amount,
    other_aid_amount,
    {{ money('collective_subsidy_amount + other_aid_amount') }} as aid_amount,
    year_backpay_amount,
    year_backpay_years,
    _delivery_id,
    _line_no
from state
where _latest = 1
