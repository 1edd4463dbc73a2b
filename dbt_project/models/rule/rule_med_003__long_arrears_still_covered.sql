-- 欠费超时限仍享受: the pool paid a stay although each of the months before it, one more than may be owed, was owed by the
-- person or the unit when the stay began. Months under an approved deferral (阶段性缓缴) are not owed, nor what was prepaid,
-- or repaid by then and not given back, nor a difference within the tolerance; whoever owes none is not meant.
with stay as ({{ contributors_stays(of_rule('MED-003', 'v')) }}),
insured_month as ({{ insured_months(of_rule('MED-003', 'c'), 'stay') }}),
unit_month as ({{ unit_debts(of_rule('MED-003', 'u'), of_rule('MED-003', 'r'), 'insured_month') }}),
owed as (
    select
        m.*,
        m.due_amount - m.paid_amount > coalesce(t.value, 0) as is_owed_by_person,
        greatest(m.due_amount - m.paid_amount, 0) as personal_owed_amount
    from insured_month as m
    left join unit_month as u on u.unit_key = m.unit_key and u.period = m.period and u.is_short and u.is_in_debt
    left join {{ in_force('payment_tolerance', 't', of='m') }}
    left join {{ in_force('deferral_max_months', 'd', of='m') }} and d.value > 0
    where d.value is null and not m.owes_none
        and (m.due_amount - m.paid_amount > coalesce(t.value, 0) or u.unit_key is not null)
),
repaid as (
    select s.person_key, s.admission_period, o.month_index
    from stay as s
    inner join owed as o on o.person_key = s.person_key
    inner join {{ ref('fct_tax_receipt_person') }} as r on r.person_key = o.person_key
        and o.period between r.period and r.covered_to_period and o.period < r.levied_period and r.levied_period <= s.admission_period
    where {{ of_rule('MED-003', 'r') }}
    group by s.person_key, s.admission_period, o.month_index
    having sum(r.amount) > 0
    union
    select s.person_key, s.admission_period, o.month_index
    from stay as s
    inner join owed as o on o.person_key = s.person_key and o.month_index < s.admitted_index and not o.is_owed_by_person
    inner join unit_month as u on u.unit_key = o.unit_key
        and ((u.period between o.period and s.admission_period and not u.is_in_debt)
            or (u.period = o.period and u.repaid_by <= s.admission_period))
),
overdue as (
    select
        s.fund_code, s.region_code, s.period, s.person_key, s.citizen_id, s.visit_no, s.admission_date, s.paid_amount,
        s._delivery_id, s._line_no,
        l.value as limit_months,
        max(o.unit_key) as unit_key,
        min(o.period) as owed_from_period,
        cast(count(*) as integer) as owed_months,
        sum(o.personal_owed_amount) as owed_amount,
        sum(case when o.is_owed_by_person then 1 else 0 end) as personal_months
    from stay as s
    inner join {{ in_force('arrears_limit_months', 'l', of='s') }}
    inner join owed as o on o.person_key = s.person_key
        and o.month_index between s.admitted_index - l.value - 1 and s.admitted_index - 1
    left join repaid as r
        on r.person_key = s.person_key and r.admission_period = s.admission_period and r.month_index = o.month_index
    where r.person_key is null
    group by
        s.fund_code, s.region_code, s.period, s.person_key, s.citizen_id, s.visit_no, s.admission_date, s.paid_amount,
        s._delivery_id, s._line_no, l.value
    having count(*) > l.value
)
select
    {{ person_finding(
        'MED-003', 'o', kind="case when o.personal_months > 0 then 'person' else 'unit' end", amount='o.paid_amount',
        key=['admission_date', 'visit_no'], unit='o.unit_key',
        observed='cast(o.owed_months as text)', expected='cast(cast(o.limit_months as integer) as text)'
    ) }},
    o.admission_date,
    o.owed_from_period,
    o.owed_months,
    cast(o.limit_months as integer) as limit_months,
    {{ money('o.owed_amount') }} as owed_amount
from overdue as o
