-- 连续缴费不足6个月住院报销: the pool paid a stay that began before so many months had been paid on end since (re)enrolment.
-- A break of no more than the months of grace keeps continuity (转移接续). Months before our first record are those the
-- row itself counts (实际、视同缴费月数) and are taken as continuous. Retirees, veterans (退役军人) and newborns do not wait.
with stay as ({{ contributors_stays(of_rule('MED-001', 'v')) }}),
insured_month as ({{ insured_months(of_rule('MED-001', 'c'), 'stay') }}),
paid as (
    select m.*, m.month_index - lag(m.month_index) over (partition by m.person_key order by m.month_index) - 1 as missed_months
    from insured_month as m
    where m.is_paid
),
run as (
    select
        p.*,
        g.value as grace_months,
        sum(case when p.missed_months <= g.value then 0 else 1 end) over (
            partition by p.person_key order by p.month_index
        ) as run_no
    from paid as p
    inner join {{ in_force('transfer_grace_months', 'g', of='p') }}
),
counted as (
    select
        r.*,
        row_number() over (same_run order by r.month_index) as paid_months,
        first_value(r.contribution_months) over (same_run order by r.month_index) as months_at_start,
        first_value(r.period) over (same_run order by r.month_index) as enrolled_period
    from run as r
    window same_run as (partition by r.person_key, r.run_no)
),
waited as (
    select
        s.*,
        c.unit_key,
        c.owes_none,
        c.enrolled_period,
        cast(c.paid_months - case when c.month_index = s.admitted_index then 1 else 0 end
            + case when c.run_no > 1 or c.months_at_start = 0 then 0 else c.months_at_start - 1 end as integer) as paid_months,
        row_number() over (
            partition by s.region_code, s.person_key, s.visit_no, s.admission_date order by c.month_index desc
        ) as _place
    from stay as s
    inner join counted as c on c.person_key = s.person_key
        and c.month_index between s.admitted_index - 1 - c.grace_months and s.admitted_index
)
select
    {{ person_finding(
        'MED-001', 'w', kind="'waiting'", amount='w.paid_amount', key=['admission_date', 'visit_no'], unit='w.unit_key',
        observed='cast(w.paid_months as text)', expected='cast(cast(m.value as integer) as text)'
    ) }},
    w.admission_date,
    w.enrolled_period,
    w.paid_months,
    cast(m.value as integer) as waiting_months
from waited as w
inner join {{ in_force('waiting_months', 'm', of='w') }}
where w._place = 1 and not w.owes_none and w.paid_months < m.value
    and coalesce(w.primary_diagnosis_code, '') not like 'P%' and coalesce(w.primary_diagnosis_code, '') not like 'Z38%'
    and {{ without(ref('fct_contribution'), {'person_key': 'w.person_key', 'period': 'w.admission_period'},
        where="o.veteran_category_code not in ('', '0')") }}
