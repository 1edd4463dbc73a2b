-- 居民养老年度缴费事实: what one person paid and was given for a year in a region, as the year's table says it last: of its
-- months the latest in which any money stands (some agencies repeat the year's state each month, others write it once), or
-- the latest of all where there is none.
with state as (
    select
        c.*,
        substr(c.period, 1, 4) as contribution_year,
        coalesce(c.year_payment_date, {{ first_day('c.period') }}) as judged_date,
        row_number() over (
            partition by c.region_code, c.person_key, substr(c.period, 1, 4)
            order by
                case when c.paid_amount > 0 or c.government_paid_amount > 0 or c.local_subsidy_amount > 0
                    or c.collective_subsidy_amount > 0 or c.other_aid_amount > 0 or c.year_backpay_amount > 0 then 0 else 1 end,
                c.period desc, c._delivery_id desc, c._line_no desc
        ) as _latest
    from {{ ref('fct_contribution') }} as c
    where c.fund_code = 'resident_pension' and c.is_yearly
)
select
    fund_code,
    region_code,
    contribution_year,
    period,
    person_key,
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
