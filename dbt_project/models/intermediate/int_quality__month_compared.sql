-- 应来未来的核对范围: each recent month of a monthly list, with the month before it where that is here, or why it is not
-- compared. Only the last months are: who looks at an older one builds as of its day, and a night does not grow with history.
-- No month is the last one before it has begun: a mistyped period (203003) moves nothing.
with roll as (
    select f.file_code, f.region_code, f.period
    from {{ ref('base_feed_month') }} as f
    where f.file_code in (
        'EP01', 'IP01', 'EM01', 'UE01', 'WI01', 'MT01', 'EP02', 'IP02', 'RP01', 'EM02', 'RM01', 'UE02', 'NR21', 'WI21', 'MT21',
        'EP03', 'IP03', 'RP02'
    ) and length(f.period) = 6
),

last_month as (
    select max(period) as period
    from roll
    where period <= (select {{ period_of_date('max(received_date)') }} from {{ ref('base_delivery') }})
),

judged as (
    select
        r.file_code,
        r.region_code,
        r.period,
        f.period as former_period,
        case
            when coalesce({{ month_index('r.period') }} + cast(months.value as bigint) <= {{ month_index('l.period') }}, true)
                then 'too_old'
            when f.period is null then 'no_former_month'
            when r.file_code in ('RP01', 'RM01', 'NR21') and substr(r.period, 5, 2) = '01' then 'new_year'
        end as not_compared
    from roll as r
    cross join last_month as l
    left join {{ quality_parameter('quality_expected_months') }} as months
        on {{ first_day('l.period') }} between months.valid_from and months.valid_to
    left join roll as f
        on f.file_code = r.file_code and f.region_code = r.region_code
        and {{ month_index('f.period') }} = {{ month_index('r.period') }} - 1
)

select file_code, region_code, period, former_period, not_compared from judged
