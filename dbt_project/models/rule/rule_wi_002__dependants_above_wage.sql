-- 供养亲属抚恤金合计高于生前工资: the pensions that all dependants of one death have for a month are more together than the wage of the
-- deceased (not below 60 % of the average), or what he drew himself, with the adjustments since. Back-pay is of earlier months.
-- Where the average or the 60 % of the first month is not known, nobody is judged: it might be the higher one.
with pension as (
    select
        d.*,
        sum(d.month_amount) over of_death as total_amount,
        max(d.deceased_wage) over of_death as wage,
        min(d.benefit_start_period) over of_death as start_period,
        count(*) over of_death as dependant_count,
        row_number() over (
            partition by d.region_code, d.period, d.supporter_person_id order by d.dependant_person_id, d.person_key
        ) as _nth
    from {{ ref('fct_dependant_benefit') }} as d
    where {{ of_rule('WI-002', 'd') }} and d.month_amount > 0
    window of_death as (partition by d.region_code, d.period, d.supporter_person_id)
),
drawn as (
    select
        b.region_code,
        b.person_id,
        max(b.allowance_amount) as allowance_amount,
        max(b.adjustment_total_amount) as adjustment_amount
    from {{ ref('fct_injury_benefit') }} as b
    where b.person_id in (select supporter_person_id from pension)
    group by b.region_code, b.person_id
),
compared as (
    select
        p.*,
        coalesce(t.value, 0) as tolerance,
        {{ money('coalesce(o.adjustment_amount, 0)') }} as adjustment_amount,
        {{ money('greatest(p.wage, o.allowance_amount, lo.value * w.value)
            + coalesce(o.adjustment_amount, 0)') }} as limit_amount
    from pension as p
    left join drawn as o on o.region_code = p.region_code and o.person_id = p.supporter_person_id
    inner join {{ in_force('injury_wage_floor_ratio', 'lo', of='p', period='p.start_period') }} and lo.value is not null
    inner join {{ in_force('contribution_base_avg', 'w', of='p', period='p.start_period') }} and w.value is not null
    left join {{ in_force('payment_tolerance', 't', of='p') }}
    where p._nth = 1 and (p.wage > 0 or o.allowance_amount > 0)
),
above as (
    select c.*, {{ money('c.total_amount - c.limit_amount') }} as excess_amount
    from compared as c
    where {{ above_band('c.total_amount', 'c.limit_amount', 'c.tolerance') }}
)
select
    {{ person_finding(
        'WI-002', 'c', kind="'above_wage'", amount='c.excess_amount', recovered='c.recovered_here_amount',
        key=['supporter_person_id'],
        observed='cast(cast(c.total_amount as numeric(18, 2)) as text)', expected='cast(c.limit_amount as text)'
    ) }},
    cast(c.dependant_count as integer) as dependant_count,
    {{ money('c.total_amount') }} as total_amount,
    c.wage as deceased_wage_amount,
    c.adjustment_amount,
    c.start_period
from ({{ with_taken_back('above', 'excess_amount', ref('fct_dependant_benefit'), 'month_amount',
    key=['region_code', 'supporter_person_id']) }}) as c
