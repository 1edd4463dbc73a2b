-- 跨地区跨险种重复享受: one time in hospital paid by two regions or two schemes: stays that share a day, or visits to one
-- hospital on one day. Both must have paid: a stay away from home (异地就医) stands in both regions' books, paid by one. A
-- newborn's on the mother's ID is not hers.
with stay as ({{ own_stays(of_rule('MED-007', 'v'), kinds=['inpatient', 'chronic', 'home_bed']) }}),
paid as (select * from stay where paid_amount > 0),
pair as (
    select
        s.*,
        o.fund_code as other_fund_code,
        o.region_code as other_region_code,
        o.admission_date as other_admission_date,
        o.paid_amount as other_paid_amount,
        row_number() over (
            partition by s.fund_code, s.region_code, s.person_key, s.visit_no, s.admission_date
            order by o.period, o._delivery_id, o._line_no
        ) as _place
    from paid as s
    inner join paid as o on o.person_key = s.person_key
        and (o.fund_code <> s.fund_code or o.region_code <> s.region_code)
        and (o.period, o.fund_code, o.region_code) < (s.period, s.fund_code, s.region_code)
        and (
            (o.visit_kind = 'inpatient' and s.visit_kind = 'inpatient'
                and o.admission_date < s.discharge_date and s.admission_date < o.discharge_date)
            or (o.admission_date = s.admission_date and o.medical_institution_code = s.medical_institution_code)
        )
)
select
    {{ person_finding(
        'MED-007', 'p', kind="case when p.fund_code <> p.other_fund_code then 'two_schemes' else 'two_regions' end",
        amount='least(p.paid_amount, p.other_paid_amount)', key=['admission_date', 'visit_no'],
        observed="p.other_region_code || '+' || p.region_code", expected="'one payer'"
    ) }},
    p.admission_date,
    p.discharge_date,
    p.other_fund_code,
    p.other_region_code,
    p.other_admission_date,
    p.paid_amount,
    p.other_paid_amount
from pair as p
where p._place = 1
