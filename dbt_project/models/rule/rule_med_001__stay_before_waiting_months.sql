-- 连续缴费不足6个月住院报销: the pool paid a stay that began before so many months had been paid on end since (re)enrolment.
-- A break of no more than the months of grace keeps continuity (转移接续). Months before our first record are those the
-- row itself counts (实际、视同缴费月数) and are taken as continuous. A month owed counts once it is repaid (补缴) by the month
-- of the stay and not given back (what was levied in the month itself is in the row). Retirees, veterans (退役军人) and newborns do not wait.
with stay as ({{ contributors_stays(of_rule('MED-001', 'v')) }}),
insured_month as ({{ insured_months(of_rule('MED-001', 'c'), 'stay') }}),
admitted as (select distinct person_key, admission_period, admitted_index from stay),
repaid as (
    select a.person_key, a.admitted_index, m.month_index
    from admitted as a
    inner join insured_month as m on m.person_key = a.person_key and not m.is_paid
    inner join {{ ref('fct_tax_receipt_person') }} as r on r.person_key = m.person_key
        and m.period between r.period and r.covered_to_period and m.period < r.levied_period and r.levied_period <= a.admission_period
    where {{ of_rule('MED-001', 'r') }}
    group by a.person_key, a.admitted_index, m.month_index
    having sum(r.amount) > 0
),
paid as (
    select
        m.*, a.admitted_index,
        m.contribution_months - case when m.is_paid and m.contribution_months > 0 then 1 else 0 end as former_months,
        m.month_index - lag(m.month_index) over (partition by m.person_key, a.admitted_index order by m.month_index) - 1 as missed_months
    from admitted as a
    inner join insured_month as m on m.person_key = a.person_key and m.month_index <= a.admitted_index
    left join repaid as r on r.person_key = m.person_key and r.month_index = m.month_index and r.admitted_index = a.admitted_index
    where m.is_paid or r.person_key is not null
),
run as (
    select
        p.*, g.value as grace_months,
        sum(case when p.missed_months <= g.value then 0 else 1 end) over (
            partition by p.person_key, p.admitted_index order by p.month_index
        ) as run_no
    from paid as p
    inner join {{ in_force('transfer_grace_months', 'g', of='p') }}
),
counted as (
    select
        r.*,
        row_number() over (same_run order by r.month_index) as paid_months,
        first_value(r.former_months) over (same_run order by r.month_index) as former_months_at_start,
        first_value(r.period) over (same_run order by r.month_index) as enrolled_period
    from run as r
    window same_run as (partition by r.person_key, r.admitted_index, r.run_no)
),
waited as (
    select
        s.*,
        c.unit_key,
        c.owes_none,
        c.enrolled_period,
        cast(c.paid_months - case when c.month_index = s.admitted_index then 1 else 0 end
            + case when c.run_no > 1 then 0 else c.former_months_at_start end as integer) as paid_months,
        row_number() over (
            partition by s.region_code, s.person_key, s.visit_no, s.admission_date order by c.month_index desc
        ) as _place
    from stay as s
    inner join counted as c on c.person_key = s.person_key and c.admitted_index = s.admitted_index
        and c.month_index >= s.admitted_index - 1 - c.grace_months
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
