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
    select distinct parameter_id, key from {{ ref('seed_parameter') }}
),
stated as (
    -- What was said of a region whose code has changed holds for the region as it is now.
    select
        p.parameter_id, p.fund_code, l.key, p.key <> l.key as is_of_whole_table, p.value, p.unit, p.document, p.article, p.status,
        coalesce(r.region_code, p.region_code) as region_code,
        coalesce(p.valid_from, cast('0001-01-01' as date)) as valid_from,
        coalesce(p.valid_to, cast('9999-12-31' as date)) as valid_to
    from {{ ref('seed_parameter') }} as p
    inner join line as l on l.parameter_id = p.parameter_id and (l.key = p.key or p.key = '*' and p.value is null)
    left join {{ ref('base_region_code') }} as r on r.region_code_raw = p.region_code
),
applies as (
    select
        s.parameter_id,
        f.fund_code,
        r.region_code,
        s.key,
        s.region_code as stated_region_code,
        s.valid_from,
        s.valid_to,
        s.value,
        s.unit,
        s.document,
        s.article,
        s.status,
        case
            when s.region_code = r.region_code then 0
            when s.region_code = '630000' then 8
            when s.region_code = '000000' then 12
            else 4
        end + case when s.fund_code = '*' then 2 else 0 end + case when s.is_of_whole_table then 1 else 0 end as distance
    from stated as s
    inner join {{ ref('seed_fund') }} as f on s.fund_code in ('*', f.fund_code)
    inner join region as r
        on s.region_code in (r.region_code, substr(r.region_code, 1, 4) || '00', '630000', '000000')
),
turn as (
    select parameter_id, fund_code, region_code, key, valid_from as day from applies
    union
    select parameter_id, fund_code, region_code, key, cast(valid_to + interval '1' day as date)
    from applies
    where valid_to < cast('9999-12-31' as date)
),
span as (
    select
        parameter_id,
        fund_code,
        region_code,
        key,
        day as valid_from,
        coalesce(
            cast(
                lead(day) over (partition by parameter_id, fund_code, region_code, key order by day) - interval '1' day as date
            ),
            cast('9999-12-31' as date)
        ) as valid_to
    from turn
),
nearest as (
    select
        s.parameter_id, s.fund_code, s.region_code, s.key, s.valid_from, s.valid_to,
        a.value, a.unit, a.document, a.article, a.status, a.stated_region_code,
        nullif(a.valid_from, cast('0001-01-01' as date)) as stated_from,
        nullif(a.valid_to, cast('9999-12-31' as date)) as stated_to,
        row_number() over (
            partition by s.parameter_id, s.fund_code, s.region_code, s.key, s.valid_from order by a.distance
        ) as _nearest
    from span as s
    inner join applies as a
        on a.parameter_id = s.parameter_id and a.fund_code = s.fund_code and a.region_code = s.region_code
        and a.key = s.key and s.valid_from between a.valid_from and a.valid_to
)
select
    parameter_id,
    fund_code,
    region_code,
    key,
    valid_from,
    valid_to,
    -- Months on whose first day it is in force.
    case
        when extract(day from valid_from) = 1 then {{ period_of_date('valid_from') }}
        else {{ period_of_date("cast(valid_from + interval '1' month as date)") }}
    end as period_from,
    {{ period_of_date('valid_to') }} as period_to,
    value,
    unit,
    document,
    article,
    status,
    stated_region_code,
    stated_from,
    stated_to
from nearest
where _nearest = 1 and (value is not null or status = 'not_in_law')
