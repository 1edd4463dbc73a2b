-- 跨地区跨险种重复参保: a month paid in resident medical and in employee medical too, or in resident medical of another region.
-- The month of change is lawful: both must go on in the next one. Residents pay for a year, lawfully if a job comes after:
-- employee medical must have begun before their payment (paid in the month before the receipt's; without a receipt, enrolled
-- before a year that both begin). A newborn on the mother's ID (a personal number of its own, with the child's day of birth) is
-- no second insurance of hers, nor is its receipt her payment. One finding a person and year.
with several as (   -- nearly everybody is insured in one fund and one region all the time: the others only are looked at
    select c.person_key from {{ ref('fct_contribution') }} as c
    where c.fund_code in ('resident_medical', 'employee_medical') and c.paid_amount > 0
    group by c.person_key having min(c.fund_code) < max(c.fund_code) or min(c.region_code) < max(c.region_code)
),
newborn as ({{ newborns(of_rule('MED-006', 'c')) }}),
resident as (
    select c.fund_code, c.region_code, c.period, c.person_key, c.citizen_id, c.fiscal_subsidy_amount, c._delivery_id, c._line_no
    from (
        select * from {{ ref('fct_contribution') }} as f
        where {{ of_rule('MED-006', 'f') }} and f.paid_amount > 0 and f.citizen_id is not null
            and f.person_key in (select person_key from several) and not {{ is_own_business('f.region_code') }}
    ) as c
    {{ join_newborn('c') }}
    where n.person_key is null
),
employee as (
    select c.fund_code, c.person_key, c.period, min(c.region_code) as region_code, min(c.enrolment_date) as enrolment_date
    from {{ ref('fct_contribution') }} as c
    where c.fund_code = 'employee_medical' and c.paid_amount > 0 and c.person_key in (select person_key from several)
    group by c.fund_code, c.person_key, c.period
),
overlap as (
    select r.*, e.fund_code as other_fund_code, e.region_code as other_region_code, e.enrolment_date
    from resident as r
    inner join employee as e on e.person_key = r.person_key and e.period = r.period
    union all
    select r.*, o.fund_code, o.region_code, cast(null as date)
    from resident as r
    inner join resident as o on o.person_key = r.person_key and o.period = r.period and o.region_code < r.region_code
),
run as (
    select
        b.*,
        row_number() over same_pair as _place,
        lag(b.period) over same_pair as since_period
    from overlap as b
    window same_pair as (
        partition by b.person_key, b.region_code, b.other_fund_code, substr(b.period, 1, 4) order by b.period, b.other_region_code
    )
),
levied as (
    select t.person_key, substr(t.period, 1, 4) as cover_year, min(t.levied_period) as levied_period
    from {{ ref('fct_tax_receipt_person') }} as t
    {{ join_newborn('t') }}
    where {{ of_rule('MED-006', 't') }} and t.amount > 0 and t.person_key in (select person_key from overlap) and n.person_key is null
    group by t.person_key, substr(t.period, 1, 4)
)
select
    {{ person_finding(
        'MED-006', 'r', kind="case when r.other_fund_code = r.fund_code then 'two_regions' else 'with_employee' end",
        amount='r.fiscal_subsidy_amount', key=['other_fund_code'],
        observed="r.other_region_code || '+' || r.region_code", expected="'one insurance'"
    ) }},
    r.other_fund_code,
    r.other_region_code,
    r.since_period
from run as r
left join levied as l on l.person_key = r.person_key and l.cover_year = substr(r.period, 1, 4)
where r._place = 2 and {{ month_index('r.period') }} = {{ month_index('r.since_period') }} + 1
    and (
        r.other_fund_code = r.fund_code
        or (l.levied_period is null and substr(r.since_period, 5, 2) = '01' and r.enrolment_date < {{ first_day('r.since_period') }})
        or not {{ without('employee', {'person_key': 'r.person_key'},
            where=month_index('o.period') ~ ' = ' ~ month_index('l.levied_period') ~ ' - 1') }}
    )
    and {{ without('resident', {'person_key': 'r.person_key', 'region_code': 'r.region_code'},
        where="r.other_fund_code <> r.fund_code and o.period < r.since_period
            and substr(o.period, 1, 4) = substr(r.since_period, 1, 4)") }}
