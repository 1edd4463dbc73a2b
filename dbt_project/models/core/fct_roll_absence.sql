{{ config(materialized="table") }}
-- 应来未来: a person or unit that a monthly table should list and does not. `former_month`: the table listed it the month
-- before; `sister_table`: its sister of the same month (单位表与个人表) names the unit. Known leavers stay in here with what is
-- known of them (`leave_reason`) and are not held against the sender.
with compared as (
    select file_code, region_code, period, former_period
    from {{ ref('int_quality__month_compared') }}
    where not_compared is null
),

recent as (
    select distinct file_code, region_code, period
    from {{ ref('int_quality__month_compared') }}
    where coalesce(not_compared, '') <> 'too_old'
    union
    select file_code, region_code, former_period from compared
),

roll as (
    select r.*
    from {{ ref('base_roll_month') }} as r
    inner join recent as m on m.file_code = r.file_code and m.region_code = r.region_code and m.period = r.period
    where r.period >= {{ listed(
        "select min(coalesce(former_period, period)) from " ~ ref('int_quality__month_compared')
        ~ " where coalesce(not_compared, '') <> 'too_old'"
    ) }}
),

listed as (
    select distinct roll, scheme, file_code, region_code, period, entity_key from roll
),

sister (unit_file_code, person_file_code) as (
    values ('EP01', 'EP02'), ('IP01', 'IP02'), ('EM01', 'EM02'), ('UE01', 'UE02'), ('WI01', 'WI21'), ('MT01', 'MT21')
),

-- Both tables of a pair have to be here: a table that did not come at all is told as missing, not unit by unit.
paired as materialized (
    select s.unit_file_code, s.person_file_code, u.region_code, u.period
    from sister as s
    inner join {{ ref('int_quality__month_compared') }} as u on u.file_code = s.unit_file_code
    inner join {{ ref('int_quality__month_compared') }} as p
        on p.file_code = s.person_file_code and p.region_code = u.region_code and p.period = u.period
    where coalesce(u.not_compared, '') <> 'too_old'
),

absent as (
    select
        'former_month' as basis, r.roll, r.scheme, r.file_code, r.fund_code, r.region_code, c.period, r.entity_key,
        r.file_code as from_file_code, r.period as from_period, r._delivery_id, r._line_no
    from compared as c
    inner join roll as r
        on r.file_code = c.file_code and r.region_code = c.region_code and r.period = c.former_period and r.is_expected
    left join listed as n
        on n.roll = r.roll and n.file_code = r.file_code and n.region_code = r.region_code and n.period = c.period
        and n.entity_key = r.entity_key
    where n.entity_key is null
    union all
    select
        'sister_table' as basis, 'unit' as roll, t.unit_file_code as scheme, t.unit_file_code as file_code, r.fund_code,
        r.region_code, r.period, r.unit_key as entity_key, r.file_code as from_file_code, r.period as from_period,
        r._delivery_id, r._line_no
    from paired as t
    inner join roll as r
        on r.roll = 'person' and r.file_code = t.person_file_code and r.region_code = t.region_code and r.period = t.period
    left join listed as n
        on n.roll = 'unit' and n.file_code = t.unit_file_code and n.region_code = r.region_code and n.period = r.period
        and n.entity_key = r.unit_key
    where r.unit_key is not null and r.is_expected and n.entity_key is null
),

first_line as (
    select
        a.*,
        row_number() over (
            partition by a.basis, a.roll, a.file_code, a.region_code, a.period, a.entity_key order by a._delivery_id, a._line_no
        ) as place
    from absent as a
),

one as (
    select * from first_line where place = 1
),

-- What is known of those who left; of several reasons the first counts. Who left and was listed again left another time.
left_ as (
    select o.roll, o.file_code, o.region_code, o.period, o.entity_key, 1 as place, 'died' as leave_reason
    from one as o
    inner join {{ ref('base_death') }} as d on d.person_key = o.entity_key and d.death_period <= o.period
    where o.roll = 'person'
    union all
    select o.roll, o.file_code, o.region_code, o.period, o.entity_key, 2, 'terminated'
    from one as o
    inner join (
        select {{ person_of('t') }} as entity_key, t.fund_code, t.period
        from {{ ref('base_termination') }} as t
        {{ identity_joins('t') }}
    ) as e
        on e.entity_key = o.entity_key and e.fund_code = o.fund_code and e.period between o.from_period and o.period
    where o.roll = 'person'
    union all
    select o.roll, o.file_code, o.region_code, o.period, o.entity_key, 3, 'transferred'
    from one as o
    inner join (
        select {{ person_of('x') }} as entity_key, x.fund_code, x.region_code, x.period
        from {{ ref('base_transfer') }} as x
        {{ identity_joins('x') }}
        where x.transfer_direction_code = '2'
    ) as e
        on e.entity_key = o.entity_key and e.fund_code = o.fund_code and e.region_code = o.region_code
        and e.period between o.from_period and o.period
    where o.roll = 'person'
    union all
    select o.roll, o.file_code, o.region_code, o.period, o.entity_key, 4, 'retired'
    from one as o
    inner join listed as n
        on n.roll = 'person' and n.entity_key = o.entity_key and n.period = o.period and n.file_code in ('EP03', 'IP03', 'RP02')
    where o.roll = 'person' and o.file_code not in ('EP03', 'IP03', 'RP02', 'EM02', 'RM01', 'NR21')
    union all
    select o.roll, o.file_code, o.region_code, o.period, o.entity_key, 5, 'moved'
    from one as o
    inner join listed as n
        on n.roll = o.roll and n.scheme = o.scheme and n.entity_key = o.entity_key and n.period = o.period
    where o.basis = 'former_month'
),

known as (
    select
        l.*,
        row_number() over (
            partition by l.roll, l.file_code, l.region_code, l.period, l.entity_key order by l.place, l.leave_reason
        ) as nth
    from left_ as l
)

select
    o.file_code,
    o.region_code,
    o.period,
    o.roll,
    o.basis,
    o.entity_key,
    k.leave_reason,
    o.from_file_code,
    o._delivery_id,
    o._line_no
from one as o
left join known as k
    on o.basis = 'former_month' and k.nth = 1 and k.roll = o.roll and k.file_code = o.file_code
    and k.region_code = o.region_code and k.period = o.period and k.entity_key = o.entity_key
