-- 生育前基数过高: the base of some month of the twelve before the birth (and its month) against the mean before the rise, where it
-- fell again after the birth: half of the raise or more is gone by the mean since. A smaller fall is the year's adjustment of
-- bases. Who joined or stayed on the higher base is none.
with birth as (
    select b.*, {{ month_index('b.delivery_period') }} as birth_index, cast(n.value as integer) as months
    from ({{ births(of_rule('MT-003', 'm')) }}) as b
    inner join {{ in_force('base_jump_months', 'n', of='b', day='b.delivery_date') }}
),
base as (
    select e.person_key, {{ month_index('e.period') }} as month_index, max(e.personal_contribution_base) as base
    from {{ ref('fct_enrolment') }} as e
    where {{ of_rule('MT-003', 'e') }} and e.personal_contribution_base > 0
        and e.person_key in (select person_key from birth)
    group by e.person_key, e.period
),
month as (
    select
        b.person_key, b.delivery_date, b.birth_index, b.months, m.month_index, m.base,
        max(case when m.month_index between b.birth_index - b.months and b.birth_index then m.base end)
            over (partition by b.person_key, b.delivery_date) as peak_base
    from birth as b
    inner join base as m
        on m.person_key = b.person_key and m.month_index between b.birth_index - 2 * b.months and b.birth_index + b.months
),
rise as (
    select
        m.*,
        min(case when m.base = m.peak_base and m.month_index between m.birth_index - m.months and m.birth_index
            then m.month_index end) over (partition by m.person_key, m.delivery_date) as rise_index
    from month as m
),
side as (
    select
        r.*,
        case when r.month_index > r.birth_index then 'after'
            when r.month_index between r.rise_index - r.months and r.rise_index - 1 then 'before' end as side
    from rise as r
),
means as (
    select
        person_key, delivery_date, peak_base, rise_index,
        {{ money(ratio('base_before', 'months_before')) }} as former_base,
        {{ money(ratio('base_after', 'months_after')) }} as later_base
    from (
        select
            s.person_key, s.delivery_date, s.peak_base, s.rise_index,
            sum(case when s.side = 'before' then s.base end) as base_before, count(case when s.side = 'before' then s.base end) as months_before,
            sum(case when s.side = 'after' then s.base end) as base_after, count(case when s.side = 'after' then s.base end) as months_after
        from side as s
        group by s.person_key, s.delivery_date, s.peak_base, s.rise_index
    ) as sums
),
fallen as (
    select *
    from means
    where 2 * later_base <= former_base + peak_base
)
select
    {{ person_finding(
        'MT-003', 'b', kind="'raised'", amount='b.allowance_amount', key=['delivery_date'], unit='b.unit_key',
        observed='cast(cast(f.peak_base as numeric(18, 2)) as text)', expected='cast(f.former_base as text)'
    ) }},
    b.delivery_date,
    {{ period_of_index('f.rise_index') }} as raised_period,
    {{ money('f.peak_base') }} as peak_base_amount,
    f.former_base as former_base_amount,
    f.later_base as later_base_amount,
    {{ ratio('f.peak_base', 'f.former_base') }} as jump_ratio
from fallen as f
inner join birth as b on b.person_key = f.person_key and b.delivery_date = f.delivery_date
where {{ ratio('f.peak_base', 'f.former_base') }} >= 1.1
