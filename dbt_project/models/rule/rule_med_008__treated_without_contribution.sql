-- 未缴费享受待遇: the pool paid a resident's visit in a year for which nothing was paid, by him or for him. A payment for the
-- year counts whenever it was made, in the window of the year before (集中缴费期) or later, in any region; so do aid and a
-- category of hardship (without a first day: from the register's month on). Newborns are covered from birth within the days of
-- grace, and not judged while these are not known.
with stay as ({{ stays(of_rule('MED-008', 'v'), kinds=['inpatient', 'chronic', 'home_bed']) }}),
treated as (
    select
        s.*,
        {{ period_of_date('s.admission_date') }} as admission_period,
        substr({{ period_of_date('s.admission_date') }}, 1, 4) as cover_year
    from stay as s
    where s.paid_amount > 0
)
select
    {{ person_finding(
        'MED-008', 't', kind="'unpaid'", amount='t.paid_amount', key=['admission_date', 'visit_no'],
        observed="'0.00'", expected="'> 0'"
    ) }},
    t.admission_date,
    t.cover_year,
    t.visit_kind
from treated as t
inner join {{ ref('base_feed_month') }} as f
    on f.file_code = 'RM01' and f.region_code = t.region_code and f.period = t.admission_period
left join {{ in_force('newborn_grace_days', 'g', of='t', period='t.admission_period') }}
where coalesce(t.admission_date - t.birth_date > g.value, extract(year from t.birth_date) < cast(t.cover_year as integer), true)
    and {{ without(ref('fct_contribution'), {'fund_code': 't.fund_code', 'person_key': 't.person_key'},
        where="o.period between t.cover_year || '01' and t.cover_year || '12'
            and (o.paid_amount > 0 or o.resident_hardship_category_code not in ('', '0'))") }}
    and {{ without(ref('fct_tax_receipt_person'), {'fund_code': 't.fund_code', 'person_key': 't.person_key'},
        where="o.amount + o.collective_aid_amount > 0 and t.admission_period between o.period and o.covered_to_period") }}
    and {{ without(ref('fct_assistance_person'), {'person_key': 't.person_key'},
        where="coalesce(o.valid_from_date <= t.admission_date, o.period <= t.admission_period)
            and (o.valid_to_date is null or o.valid_to_date >= t.admission_date)") }}
