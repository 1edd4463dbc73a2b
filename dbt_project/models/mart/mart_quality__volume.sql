-- 数据量基线: rows, persons, units and money of a month against the months of the same season that were known before it.
-- Only earlier months, known on an earlier day, are looked at: a month has no part in its own baseline, nor has what came
-- with it. The median and the median of the distances from it (绝对中位差) are not moved by a single bad month.
with measured as (
    {%- for name in ['row', 'person', 'unit'] %}
    select
        file_code, source, region_code, period, first_known_date, last_known_date,
        '{{ name }}_count' as metric, {{ money(name ~ '_count') }} as measured
    from {{ ref('fct_feed_quality') }}
    where {{ name }}_count is not null
    union all
    {%- endfor %}
    select
        file_code, source, region_code, period, first_known_date, last_known_date, 'amount' as metric, amount as measured
    from {{ ref('fct_feed_quality') }}
    where amount is not null
),

judged as (
    select
        m.*,
        coalesce(s.season, 'ordinary') as season,
        cast(multiple.value as numeric(9, 3)) as multiple,
        cast(least_share.value as numeric(9, 3)) as least_share,
        cast(months.value as bigint) as most_months,
        cast(least_months.value as bigint) as least_months
    from measured as m
    -- few new payees move a table of payees by far less than the least share: such a month is like others here
    left join {{ ref('seed_season') }} as s on s.period = m.period and s.season in ('spring_festival', 'adjustment')
    {%- for id, alias in [
        ('multiple', 'multiple'), ('floor', 'least_share'), ('months', 'months'), ('least', 'least_months'),
    ] %}
    left join {{ quality_parameter('quality_baseline_' ~ id) }} as {{ alias }}
        on {{ first_day('m.period') }} between {{ alias }}.valid_from and {{ alias }}.valid_to
    {%- endfor %}
),

earlier as (
    select
        j.file_code, j.region_code, j.period, j.metric, e.measured,
        row_number() over (
            partition by j.file_code, j.region_code, j.period, j.metric order by e.period desc
        ) as months_back,
        j.most_months
    from judged as j
    inner join judged as e
        on e.file_code = j.file_code
        and e.region_code = j.region_code
        and e.metric = j.metric
        and e.season = j.season
        and e.period < j.period
        and e.last_known_date < j.first_known_date
),

ranked as (
    select
        file_code, region_code, period, metric, measured,
        row_number() over (partition by file_code, region_code, period, metric order by measured) as place,
        count(*) over (partition by file_code, region_code, period, metric) as month_count
    from earlier
    where months_back <= most_months
),

middle as (
    select
        file_code, region_code, period, metric, max(month_count) as month_count,
        {{ money('round((min(measured) + max(measured)) * 0.5, 2)') }} as median_value
    from ranked
    where place in ({{ int_div('month_count + 1', 2) }}, {{ int_div('month_count + 2', 2) }})
    group by file_code, region_code, period, metric
),

distances as (
    select
        r.file_code, r.region_code, r.period, r.metric, r.month_count, abs(r.measured - m.median_value) as distance,
        row_number() over (
            partition by r.file_code, r.region_code, r.period, r.metric order by abs(r.measured - m.median_value)
        ) as place
    from ranked as r
    inner join middle as m
        on m.file_code = r.file_code and m.region_code = r.region_code and m.period = r.period and m.metric = r.metric
),

spread as (
    select
        file_code, region_code, period, metric,
        {{ money('round((min(distance) + max(distance)) * 0.5, 2)') }} as mad_value
    from distances
    where place in ({{ int_div('month_count + 1', 2) }}, {{ int_div('month_count + 2', 2) }})
    group by file_code, region_code, period, metric
),

compared as (
    select
        j.*,
        coalesce(m.month_count, 0) as month_count,
        m.median_value,
        s.mad_value,
        -- 1.4826 makes the median of distances a standard deviation, if values are spread normally
        greatest(
            {{ money('round(s.mad_value * 1.4826 * j.multiple, 2)') }},
            {{ money('round(abs(m.median_value) * j.least_share, 2)') }}
        ) as band
    from judged as j
    left join middle as m
        on m.file_code = j.file_code and m.region_code = j.region_code and m.period = j.period and m.metric = j.metric
    left join spread as s
        on s.file_code = j.file_code and s.region_code = j.region_code and s.period = j.period and s.metric = j.metric
)

select
    file_code,
    source,
    region_code,
    period,
    metric,
    season,
    measured,
    cast(month_count as bigint) as baseline_month_count,
    median_value,
    mad_value,
    {{ money('median_value - band') }} as low_limit,
    {{ money('median_value + band') }} as high_limit,
    case
        when month_count < least_months or least_months is null then 'no_baseline'
        when measured < median_value - band then 'low'
        when measured > median_value + band then 'high'
        else 'normal'
    end as state
from compared
