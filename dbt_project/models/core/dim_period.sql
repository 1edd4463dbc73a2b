-- 期别: every month that any feed speaks of.
select distinct
    period,
    cast(substr(period, 1, 4) as integer) as calendar_year,
    cast(substr(period, 5, 2) as integer) as calendar_month,
    {{ first_day('period') }} as first_day
from {{ ref('base_feed_month') }}
