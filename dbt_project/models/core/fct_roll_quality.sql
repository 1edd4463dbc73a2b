{{ config(materialized="table") }}
-- 应来未来计数: how many persons or units each month of a monthly table was expected to list, how many of them it does not, how
-- many of those are known to have left; and why nothing can be said.
with expected as (
    select c.file_code, c.region_code, c.period, count(distinct r.entity_key) as expected_count
    from {{ ref('int_quality__month_compared') }} as c
    inner join {{ ref('base_roll_month') }} as r
        on r.file_code = c.file_code and r.region_code = c.region_code and r.period = c.former_period and r.is_expected
    where c.not_compared is null
        and r.period >= {{ listed(
            "select min(former_period) from " ~ ref('int_quality__month_compared') ~ " where not_compared is null"
        ) }}
    group by c.file_code, c.region_code, c.period
),

absent as (
    select
        file_code,
        region_code,
        period,
        sum(case when basis = 'former_month' then 1 else 0 end) as gone_count,
        sum(case when basis = 'former_month' and leave_reason is not null then 1 else 0 end) as left_count,
        sum(case when basis = 'sister_table' then 1 else 0 end) as sister_absent_count,
        count(distinct case when leave_reason is null then entity_key end) as absent_count
    from {{ ref('fct_roll_absence') }}
    group by file_code, region_code, period
)

select
    m.file_code,
    m.region_code,
    m.period,
    case when m.file_code in ('EP01', 'IP01', 'EM01', 'UE01', 'WI01', 'MT01') then 'unit' else 'person' end as roll,
    m.not_compared,
    case when m.not_compared is null then cast(coalesce(e.expected_count, 0) as bigint) end as expected_count,
    case when m.not_compared is null then cast(coalesce(a.gone_count, 0) as bigint) end as gone_count,
    case when m.not_compared is null then cast(coalesce(a.left_count, 0) as bigint) end as left_count,
    case when coalesce(m.not_compared, '') <> 'too_old' then cast(coalesce(a.sister_absent_count, 0) as bigint) end
        as sister_absent_count,
    case when coalesce(m.not_compared, '') <> 'too_old' then cast(coalesce(a.absent_count, 0) as bigint) end as absent_count
from {{ ref('int_quality__month_compared') }} as m
left join expected as e on e.file_code = m.file_code and e.region_code = m.region_code and e.period = m.period
left join absent as a on a.file_code = m.file_code and a.region_code = m.region_code and a.period = m.period
