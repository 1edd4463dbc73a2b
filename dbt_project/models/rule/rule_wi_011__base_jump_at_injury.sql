-- 工伤时缴费基数突增: the base of the month of the injury against the mean of the months before it, at the same unit; who has no month
-- there before, or is insured by construction project (工程项目, no base of a person), is not compared.
with injury as ({{ recognised_injuries(of_rule('WI-011', 'i')) }}),
month as (
    select
        e.person_key, e.unit_key, e.period, {{ month_index('e.period') }} as month_index,
        max(e.personal_contribution_base) as base
    from {{ ref('fct_enrolment') }} as e
    where {{ of_rule('WI-011', 'e') }} and e.personal_contribution_base > 0
        and e.person_key in (select person_key from injury)
    group by e.person_key, e.unit_key, e.period
),
sums as (
    select
        i.fund_code, i.region_code, i.period, i.person_key, i.citizen_id, i.unit_key, i.injury_date, i.injury_period,
        i._delivery_id, i._line_no,
        max(case when m.period = i.injury_period then m.base end) as base,
        sum(case when m.period < i.injury_period then m.base end) as former_base,
        cast(count(case when m.period < i.injury_period then m.period end) as integer) as former_months
    from injury as i
    inner join {{ in_force('base_jump_months', 'n', of='i', period='i.injury_period') }}
    inner join month as m
        on m.person_key = i.person_key and m.unit_key = i.unit_key
        and m.month_index between i.injury_index - n.value and i.injury_index
    group by
        i.fund_code, i.region_code, i.period, i.person_key, i.citizen_id, i.unit_key, i.injury_date, i.injury_period,
        i._delivery_id, i._line_no
),
compared as (
    select *, {{ money(ratio('former_base', 'former_months')) }} as former_base_amount from sums
)
select
    {{ person_finding(
        'WI-011', 'c', kind="'base_jump'", amount='0', period='injury_period', seen='period', key=['injury_date'],
        unit='c.unit_key', observed='cast(cast(c.base as numeric(18, 2)) as text)', expected='cast(c.former_base_amount as text)'
    ) }},
    c.injury_date,
    {{ money('c.base') }} as base_amount,
    c.former_base_amount,
    c.former_months,
    {{ ratio('c.base', 'c.former_base_amount') }} as jump_ratio
from compared as c
where {{ ratio('c.base', 'c.former_base_amount') }} >= 1.1
