-- 工伤前12个月未足额缴费: in the months before the injury in which the person was employed there the unit paid less than due, and did not
-- make it up before the month of the injury. What was repaid or written off (核销) in those months
-- counts for the months up to then, what was prepaid for those from then on; what is left over is of other months.
with injury as ({{ recognised_injuries(of_rule('WI-010', 'i')) }}),
employed as (
    select distinct
        i.person_key, i.unit_key, i.injury_date, i.injury_index, e.period as month, {{ month_index('e.period') }} as month_index
    from injury as i
    inner join {{ in_force('contribution_lookback_months', 'n', of='i', period='i.injury_period') }}
    inner join {{ ref('fct_enrolment') }} as e
        on e.person_key = i.person_key and e.unit_key = i.unit_key
        and e.period < i.injury_period and {{ month_index('e.period') }} >= i.injury_index - n.value
    where not i.is_of_project and {{ of_rule('WI-010', 'e') }}
        and coalesce(e.contribution_status_code, '1') = '1'     -- paused or ended is not employed
),
unit_month as (
    select
        u.fund_code, u.unit_key, u.period, min(u.region_code) as region_code,
        sum(u.due_amount + u.due_supplementary_amount - u.paid_amount - u.paid_supplementary_amount) as shortfall,
        sum(u.arrears_repaid_amount + u.written_off_amount) as settled, sum(u.prepaid_amount) as prepaid
    from (
        select c.*, count(case when c.project_name is null then c.period end) over (partition by c.unit_key, c.period) as own_rows
        from {{ ref('fct_unit_contribution') }} as c
        where {{ of_rule('WI-010', 'c') }} and c.unit_key in (select unit_key from employed)
    ) as u
    where u.project_name is null or u.own_rows = 0      -- a project's dues are not those of the unit's own staff
    group by u.fund_code, u.unit_key, u.period
),
due as (
    select
        e.person_key, e.injury_date, u.period, u.settled, u.prepaid, greatest(u.shortfall, 0) as short,
        coalesce(t.value, 0) as tolerance,
        sum(greatest(u.shortfall, 0) - u.settled) over (of_injury order by u.period) as unsettled_by_then,
        sum(greatest(u.shortfall, 0) - u.prepaid) over (of_injury order by u.period desc) as not_prepaid_from_then
    from employed as e
    inner join unit_month as u on u.unit_key = e.unit_key and u.period = e.month
    left join {{ in_force('deferral_max_months', 'd', of='u') }}
    left join {{ in_force('payment_tolerance', 't', of='u') }}
    where coalesce(d.value, 0) = 0
    window of_injury as (partition by e.person_key, e.injury_date)
),
owed as (
    select
        person_key, injury_date,
        sum(short - settled - prepaid) - least(min(unsettled_by_then), 0) - least(min(not_prepaid_from_then), 0) as owed_amount,
        cast(count(case when short > tolerance then period end) as integer) as short_months,
        max(case when short > tolerance then period end) as last_short_period,
        max(tolerance) as tolerance
    from due
    group by person_key, injury_date
),
paid as (
    select i.person_key, i.injury_date, sum(b.paid_amount) as paid_amount
    from injury as i
    inner join {{ ref('fct_injury_benefit') }} as b on b.person_key = i.person_key and b.period >= i.injury_period
    group by i.person_key, i.injury_date
)
select
    {{ person_finding(
        'WI-010', 'i', kind="'owed'", amount='coalesce(p.paid_amount, 0)', period='injury_period', seen='period',
        key=['injury_date'], unit='i.unit_key', observed='cast(cast(o.owed_amount as numeric(18, 2)) as text)', expected="'0.00'"
    ) }},
    i.injury_date,
    o.short_months,
    o.last_short_period,
    {{ money('o.owed_amount') }} as owed_amount
from injury as i
inner join owed as o on o.person_key = i.person_key and o.injury_date = i.injury_date
left join paid as p on p.person_key = i.person_key and p.injury_date = i.injury_date
where o.short_months > 0 and o.owed_amount > o.tolerance
