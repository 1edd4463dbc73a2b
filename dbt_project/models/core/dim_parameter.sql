{{ config(indexes=looked_up_by(['parameter_id', 'fund_code', 'region_code'])) }}
-- 政策参数（生效值）: every legal number as it is in force in each fund and region. What the region itself states holds, else
-- its prefecture's word, the province's, the nation's; for the fund before all funds. Where the nearest word is a gap
-- (缺), the number is missing: it is not replaced by another level's. A table (待遇标准表) has a row a line, named by key;
-- where the whole table of a level is not known, none of another level's lines holds. Where the law had no such number
-- then (not_in_law) the row is there without a value. The same in Python: catalogue/in_force.py.
with region as (
    select region_code from {{ ref('base_region_code') }}
    union
    select code from {{ ref('seed_region_pseudo') }} where length(code) = 6
    union
    select region_code from {{ ref('base_feed_month') }}
),
line as (
    -- Known by numbers until the end: a line stands here for each fund and region.
    select parameter_id, key, row_number() over (order by parameter_id, key) as line_no
    from (select distinct parameter_id, key from {{ ref('seed_parameter') }}) as lines
),
stated as (
    -- What was said of a region whose code has changed holds for the region as it is now.
    select
        row_number() over (order by l.line_no, p.fund_code, p.region_code, p.key, p.valid_from) as stated_no,
        l.line_no, l.parameter_id, p.fund_code, l.key, p.key <> l.key as is_of_whole_table, p.value, p.unit, p.document, p.article, p.status,
        p.source, p.note,
        coalesce(r.region_code, p.region_code) as region_code,
        coalesce(p.valid_from, cast('0001-01-01' as date)) as valid_from,
        coalesce(p.valid_to, cast('9999-12-31' as date)) as valid_to
    from {{ ref('seed_parameter') }} as p
    inner join line as l on l.parameter_id = p.parameter_id and (l.key = p.key or p.key = '*' and p.value is null)
    left join {{ ref('base_region_code') }} as r on r.region_code_raw = p.region_code
),
applies as (
    select
        s.stated_no,
        s.line_no,
        f.fund_code,
        r.region_code,
        s.valid_from,
        s.valid_to,
        case
            when s.region_code = r.region_code then 0
            when s.region_code = '630000' then 8
            when s.region_code = '000000' then 12
            else 4
        end + case when s.fund_code = '*' then 2 else 0 end + case when s.is_of_whole_table then 1 else 0 end as distance
    from stated as s
    inner join {{ ref('seed_fund') }} as f on s.fund_code in ('*', f.fund_code)
    inner join region as r
        on s.region_code in (r.region_code, {{ prefecture_of('r.region_code') }}, '630000', '000000')
),
turn as (
    select line_no, fund_code, region_code, valid_from as day from applies
    union
    select line_no, fund_code, region_code, cast(valid_to + interval '1' day as date)
    from applies
    where valid_to < cast('9999-12-31' as date)
),
span as (
    select
        line_no,
        fund_code,
        region_code,
        day as valid_from,
        coalesce(
            cast(
                lead(day) over (partition by line_no, fund_code, region_code order by day) - interval '1' day as date
            ),
            cast('9999-12-31' as date)
        ) as valid_to
    from turn
),
nearest as (
    select
        s.fund_code, s.region_code, s.valid_from, s.valid_to, a.stated_no,
        row_number() over (partition by s.line_no, s.fund_code, s.region_code, s.valid_from order by a.distance) as _nearest
    from span as s
    inner join applies as a
        on a.line_no = s.line_no and a.fund_code = s.fund_code and a.region_code = s.region_code
        and s.valid_from between a.valid_from and a.valid_to
)
select
    s.parameter_id,
    n.fund_code,
    n.region_code,
    s.key,
    n.valid_from,
    n.valid_to,
    -- Months on whose first day it is in force.
    case
        when extract(day from n.valid_from) = 1 then {{ period_of_date('n.valid_from') }}
        else {{ period_of_date("cast(n.valid_from + interval '1' month as date)") }}
    end as period_from,
    {{ period_of_date('n.valid_to') }} as period_to,
    s.value,
    s.unit,
    s.document,
    s.article,
    s.status,
    s.region_code as stated_region_code,
    nullif(s.valid_from, cast('0001-01-01' as date)) as stated_from,
    nullif(s.valid_to, cast('9999-12-31' as date)) as stated_to,
    s.source,
    s.note
from nearest as n
inner join stated as s on s.stated_no = n.stated_no
where n._nearest = 1 and (s.value is not null or s.status = 'not_in_law')
