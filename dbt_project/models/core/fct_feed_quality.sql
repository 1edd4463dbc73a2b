-- 数据质量: what is known of a table of a region and month: what was owed, what came and when, what was counted in it.
-- Without a clock: a table is missing when something came after the day it was due.
with recursive horizon as (
    select max(received_date) as last_day, {{ period_of_date('max(received_date)') }} as last_period
    from {{ ref('base_delivery') }}
),

-- Nothing can have been received in time before anything of a sender was received here.
first_receipt as (
    select source, min(received_date) as first_day from {{ ref('base_delivery') }} group by source
),

of_table as (
    select d._delivery_id, d.file_code
    from {{ ref('base_delivery') }} as d
    inner join {{ ref('seed_feed') }} as f on f.file_code = d.file_code
    union
    -- a bank statement holds two tables under the name of its format
    select _delivery_id, file_code from {{ ref('base_feed_measure') }} where row_count is not null
),

checks as (
    select
        _delivery_id,
        sum(case when outcome = 'passed' then check_count else 0 end) as check_passed_count,
        sum(case when outcome = 'failed' then check_count else 0 end) as check_failed_count,
        sum(case when outcome = 'not_checked' then check_count else 0 end) as check_not_made_count
    from {{ ref('base_gate_count') }}
    where dimension = 'consistency'
    group by _delivery_id
),

must as (
    select file_code, count(*) as column_count from {{ ref('seed_must_column') }} group by file_code
),

came as (
    select
        o.file_code,
        d.region_code,
        d.period,
        count(*) as delivery_count,
        sum(case when d.is_counted then 1 else 0 end) as counted_delivery_count,
        sum(case when d.status = 'held' then 1 else 0 end) as held_count,
        sum(case when d.status in ('rejected', 'conflict') then 1 else 0 end) as refused_count,
        sum(case when d.status = 'undecided' then 1 else 0 end) as undecided_count,
        min(case when d.status = 'accepted' then coalesce(d.produced_date, d.received_date) end) as produced_date,
        min(case when d.status = 'accepted' then d.received_date end) as received_date,
        min(case when d.is_counted then d.decided_date end) as first_known_date,
        max(case when d.is_counted then d.decided_date end) as last_known_date,
        -- The records of a statement are its entries (BK02); of BK01 only what is here was counted.
        sum(case when d.is_counted and o.file_code <> 'BK01' then d.records_declared end) as records_declared,
        sum(case when o.file_code = 'BK01' then m.row_count when d.is_counted then d.record_count end) as record_count,
        sum(case when d.is_counted and o.file_code <> 'BK01' then d.rejected_count end) as rejected_count,
        sum(m.row_count) as row_count,
        sum(m.row_count * u.column_count) as cell_count,
        sum(m.cell_filled_count) as cell_filled_count,
        -- as base_cleaning counts them
        sum(case when d.is_counted and o.file_code = d.file_code
            then d.accepted_count - coalesce(m.state_count, m.row_count, 0) end) as duplicate_count,
        sum(case when m.citizen_invalid_count is not null then m.row_count end) as citizen_count,
        sum(m.citizen_invalid_count) as citizen_invalid_count,
        sum(m.code_count) as code_count,
        sum(m.code_unmapped_count) as code_unmapped_count,
        sum(case when d.is_counted then g.check_passed_count end) as check_passed_count,
        sum(case when d.is_counted then g.check_failed_count end) as check_failed_count,
        sum(case when d.is_counted then g.check_not_made_count end) as check_not_made_count,
        sum(m.person_count) as person_count,
        sum(m.unit_count) as unit_count,
        sum(m.amount) as amount
    from of_table as o
    inner join {{ ref('base_delivery') }} as d on d._delivery_id = o._delivery_id
    left join must as u on u.file_code = o.file_code
    left join {{ ref('base_feed_measure') }} as m on m.file_code = o.file_code and m._delivery_id = o._delivery_id
    left join checks as g on g._delivery_id = o._delivery_id
    where d.region_code is not null
        -- what was refused may name no month at all
        and length(d.period) = 6 and d.period between '190001' and '299912' and substr(d.period, 5, 2) between '01' and '12'
    group by o.file_code, d.region_code, d.period
),

monthly as (
    -- A month that has not begun is owed by nobody, whatever period somebody mistyped.
    select min(c.period) as first_period, max(c.period) as last_period
    from came as c
    inner join {{ ref('seed_due') }} as s on s.file_code = c.file_code
    cross join horizon as h
    where c.period <= h.last_period
),

-- Every month between them, even one in which nothing came.
month_ as (
    select first_period as period from monthly where first_period is not null
    union all
    select {{ period_of_index("(" ~ month_index("m.period") ~ " + 1)") }}
    from month_ as m
    cross join monthly as y
    where m.period < y.last_period
),

-- Who has ever sent a table owes it for every month since.
owed as (
    select r.file_code, r.region_code, p.period
    from (
        select file_code, region_code, min(period) as first_period from came group by file_code, region_code
    ) as r
    inner join month_ as p on p.period >= r.first_period
    where r.file_code in (select file_code from {{ ref('seed_due') }})
    union
    select file_code, region_code, period from came
),

timed as (
    select
        o.file_code,
        o.region_code,
        o.period,
        cast({{ first_day(period_of_index(month_index('o.period') ~ ' + cast(s.months_after as integer)')) }}
            + cast(s.due_day - 1 as integer) as date) as due_date,
        {{ first_day(period_of_index(month_index('o.period') ~ ' + 1')) }} as ended_date
    from owed as o
    left join {{ ref('seed_due') }} as s
        on s.file_code = o.file_code
        and o.period between coalesce(s.first_period, '000000') and coalesce(s.last_period, '999999')
)

select
    t.file_code,
    f.source,
    f.fund_code,
    t.region_code,
    t.period,
    t.due_date,
    c.produced_date,
    c.received_date,
    c.first_known_date,
    c.last_known_date,
    case
        when c.file_code is null and t.due_date < h.last_day then 'missing'
        when c.file_code is null then 'awaited'
        when c.produced_date is null then 'not_accepted'
        when t.due_date is null then 'no_due_day'
        when c.produced_date > t.due_date then 'late'
        when c.produced_date < t.ended_date then 'early'
        else 'on_time'
    end as arrival,
    case when c.produced_date > t.due_date then cast(c.produced_date - t.due_date as bigint) end as days_late,
    case when c.received_date is not null and t.due_date >= x.first_day
        then cast(greatest(c.received_date - t.due_date, 0) as bigint) end as receipt_days_late,
    cast(coalesce(c.delivery_count, 0) as bigint) as delivery_count,
    {%- for name in ['counted_delivery_count', 'held_count', 'refused_count', 'undecided_count'] %}
    cast(coalesce(c.{{ name }}, 0) as bigint) as {{ name }},
    {%- endfor %}
    {%- for name in [
        'records_declared', 'record_count', 'rejected_count', 'row_count', 'cell_count', 'cell_filled_count',
        'duplicate_count', 'citizen_count', 'citizen_invalid_count', 'code_count', 'code_unmapped_count',
        'check_passed_count', 'check_failed_count', 'check_not_made_count', 'person_count', 'unit_count',
    ] %}
    cast(c.{{ name }} as bigint) as {{ name }},
    {%- endfor %}
    {{ money('c.amount') }} as amount
from timed as t
cross join horizon as h
inner join {{ ref('seed_feed') }} as f on f.file_code = t.file_code
left join first_receipt as x on x.source = f.source
left join came as c on c.file_code = t.file_code and c.region_code = t.region_code and c.period = t.period
