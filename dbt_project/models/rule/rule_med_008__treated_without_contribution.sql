-- 未缴费享受待遇: the pool paid a resident's visit in a year for which nothing was paid, by him or for him. A payment for the
-- year counts whenever it was made, in the window of the year before (集中缴费期) or later, in any region, but not what had been
-- given back by then: receipts that stand, and where there are receipts, of a region's sums of the year so far the last before the
-- visit (without any, a later sum of 0 may be one left out). So do aid and a category of hardship (without a first day: from the
-- register's month on). Newborns are covered from birth within the days of grace, and not judged while these are not known, nor while
-- the child has no day of birth of its own in the list: it is insured under the mother's ID, or not entered yet; nor is a
-- number that several people bore.
with stay as ({{ stays(of_rule('MED-008', 'v'), kinds=['inpatient', 'chronic', 'home_bed']) }}),
newborn as ({{ newborns(of_rule('MED-008', 'c')) }}),
treated as (
    select
        s.*,
        coalesce(n.birth_date, s.birth_date) as born_date,
        {{ period_of_date('s.admission_date') }} as admission_period,
        substr({{ period_of_date('s.admission_date') }}, 1, 4) as cover_year
    from stay as s
    {{ join_newborn('s') }}
    where s.paid_amount > 0
),
listed as (     -- what a month says of the year so far holds until the region's next month
    select
        c.person_key, c.period, substr(c.period, 1, 4) as cover_year, max(c.paid_amount) as paid_amount,
        lead(c.period) over (partition by c.region_code, c.person_key order by c.period) as next_period
    from {{ ref('fct_contribution') }} as c
    where {{ of_rule('MED-008', 'c') }} and c.person_key in (select person_key from treated)
    group by c.region_code, c.person_key, c.period
),
received as (
    select
        t.person_key, t.admission_period,
        sum(r.amount + r.collective_aid_amount) > 0
            or sum(case when r.levied_period <= t.admission_period then r.amount + r.collective_aid_amount else 0 end) > 0 as stands
    from treated as t
    inner join {{ ref('fct_tax_receipt_person') }} as r on r.fund_code = t.fund_code and r.person_key = t.person_key
        and t.admission_period between r.period and r.covered_to_period
    group by t.person_key, t.admission_period
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
left join received as r on r.person_key = t.person_key and r.admission_period = t.admission_period
where coalesce(t.admission_date - t.born_date > g.value, extract(year from t.born_date) < cast(t.cover_year as integer), true)
    and not {{ is_stay_of_a_newborn('t', 't.born_date') }} and not {{ is_of_doubtful_number('t.person_key', 't.citizen_id') }}
    and {{ without('listed', {'person_key': 't.person_key', 'cover_year': 't.cover_year'},
        where="o.paid_amount > 0 and (coalesce(o.next_period > t.admission_period, true) or r.person_key is null)") }}
    and {{ without(ref('fct_contribution'), {'fund_code': 't.fund_code', 'person_key': 't.person_key'},
        where="o.period between t.cover_year || '01' and t.cover_year || '12' and o.resident_hardship_category_code not in ('', '0')") }}
    and not coalesce(r.stands, false)
    and {{ without(ref('fct_assistance_person'), {'person_key': 't.person_key'},
        where="coalesce(o.valid_from_date <= t.admission_date, o.period <= t.admission_period)
            and (o.valid_to_date is null or o.valid_to_date >= t.admission_date)") }}
