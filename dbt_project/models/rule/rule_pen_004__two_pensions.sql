-- 跨地区（跨制度）重复享受待遇: a periodic pension of one month from two regions or two schemes to the same ID. Pensions of
-- dependants are not in these tables; back-pay belongs to earlier months. The month in which the pension of a scheme for
-- employees starts and that of residents stops is the month of change and is no overlap. The smaller sum is at stake.
with several as (
    select person_key
    from {{ ref('fct_benefit') }} as b
    where {{ of_rule('PEN-004', 'b') }} and b.paid_for_month_amount > 0 and b.citizen_id is not null
    group by person_key
    having min(b.fund_code || b.region_code) < max(b.fund_code || b.region_code)
),
line as (
    select
        b.fund_code, b.region_code, b.person_key, b.citizen_id, b.period, b._delivery_id, b._line_no,
        b.fund_code || '/' || b.region_code as place,
        sum(b.paid_for_month_amount) over (
            partition by b.person_key, b.period, b.fund_code, b.region_code
        ) as paid_here_amount,
        row_number() over (
            partition by b.person_key, b.period, b.fund_code, b.region_code order by b._delivery_id, b._line_no
        ) as _first
    from {{ ref('fct_benefit') }} as b
    inner join several as s on s.person_key = b.person_key
    where {{ of_rule('PEN-004', 'b') }} and b.paid_for_month_amount > 0 and b.citizen_id is not null
),
paid as (
    select
        *,
        {{ month_index('period') }} - {{ month_index('lag(period) over (partition by person_key, place order by period)') }}
            as months_since,
        {{ month_index('lead(period) over (partition by person_key, place order by period)') }} - {{ month_index('period') }}
            as months_to
    from line
    where _first = 1
),
judged as (
    select
        *,
        max(case when fund_code <> 'resident_pension' and coalesce(months_since, 2) > 1 then 1 else 0 end) over (
            partition by person_key, period
        ) as starts_elsewhere
    from paid
),
twice as (
    select *, {{ money('amount_in_all - amount_largest') }} as excess_amount
    from ({{ several_times(
        "(select * from judged where not (fund_code = 'resident_pension' and starts_elsewhere = 1 and coalesce(months_to, 2) > 1))",
        ['person_key', 'period'], 'place', amount='paid_here_amount'
    ) }}) as r
)
select
    {{ person_finding(
        'PEN-004', 't', kind="case when t.other_place like t.fund_code || '/%' then 'two_regions' else 'two_schemes' end",
        amount='t.excess_amount', recovered='t.recovered_here_amount',
        observed="t.other_place || '+' || t.place", expected="'one pension'"
    ) }},
    t.other_place,
    cast(t.times as integer) as pension_count,
    t.amount_in_all as paid_in_all_amount
from ({{ with_recovered('twice', 'excess_amount') }}) as t
