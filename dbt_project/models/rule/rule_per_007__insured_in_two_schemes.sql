-- 跨制度重复参保: contributions for the same months paid in two pension schemes, or in two of medical insurance.
-- 职工与机关养老: both paid for a month and for one next to it (one month alone is the month of the change), and no transfer (关系转移)
-- recorded in the month or the next. 居民与职工: the residents' contribution, refunds taken off, is for months of which two or more
-- were paid as an employee, and he was one already when he paid (that month and the one before), or the months were over:
-- who pays for the year and then takes a job does nothing wrong. An employee's month is paid in it or later (补缴, by the month that
-- the receipt is for), and not once all was given back (退费). What is paid for a newborn on the mother's ID (a personal number
-- of its own, with the child's day of birth) is not hers. One finding a residents' contribution.
with newborn as ({{ newborns("c.fund_code in ('resident_pension', 'resident_medical')") }}),
receipt as (
    select r.fund_code, r.person_key, r.region_code, r.period as covered_from, r.covered_to_period as covered_to, sum(r.amount) as paid_amount,
        min({{ month_index('coalesce(r.received_period, ' ~ period_of_date('r.remitted_time') ~ ', r.period)') }}) as paid_index,
        {{ first_line('r') }}
    from {{ ref('fct_tax_receipt_person') }} as r
    {{ join_newborn('r') }}
    where {{ of_rule('PER-007', 'r') }} and r.fund_code in ('resident_pension', 'resident_medical') and n.person_key is null
    group by r.fund_code, r.person_key, r.region_code, r.period, r.covered_to_period having sum(r.amount) > 0
),
watched as (    -- the months of everybody else need not be put together
    select person_key from receipt union select person_key from {{ ref('fct_contribution') }} where fund_code = 'institution_pension'
),
line as (
    select c.fund_code, c.person_key, c.citizen_id, c.region_code, c.period, c.paid_amount, null as own_amount, null as received_amount,
        c._delivery_id, c._line_no
    from {{ ref('fct_contribution') }} as c where not c.is_yearly and c.paid_amount > 0 and c.citizen_id is not null
    union all
    select r.fund_code, r.person_key, p.citizen_id, r.region_code, r.period, null, r.personal_amount, r.amount, r._delivery_id, r._line_no
    from {{ ref('fct_tax_receipt_person') }} as r
    inner join {{ ref('dim_person') }} as p on p.person_key = r.person_key and p.citizen_id is not null
),
month as (
    select c.fund_code, case when c.fund_code = 'employee_medical' then 'resident_medical' else 'resident_pension' end as residents_fund_code,
        c.person_key, c.period, {{ month_index('c.period') }} as month_index, max(c.citizen_id) as citizen_id,
        max(c.region_code) as region_code, coalesce(sum(c.paid_amount), sum(c.own_amount)) as paid_amount, {{ first_line('c') }}
    from line as c
    where c.fund_code in ('enterprise_pension', 'institution_pension', 'employee_medical') and c.person_key in (select person_key from watched)
    group by c.fund_code, c.person_key, c.period
    having coalesce(sum(c.paid_amount), sum(c.own_amount)) > 0 and coalesce(sum(c.received_amount), 1) > 0
),
both_paid as (
    select e.*, i.paid_amount as other_amount,
        lag(e.month_index) over (partition by e.person_key order by e.month_index) as former_index,
        lead(e.month_index) over (partition by e.person_key order by e.month_index) as next_index
    from month as e
    inner join month as i on i.person_key = e.person_key and i.period = e.period and i.fund_code = 'institution_pension'
    where e.fund_code = 'enterprise_pension'
),
overlap as (
    select r.fund_code, r.person_key, r.region_code, r.covered_from, r.covered_to, r.paid_amount, r.paid_index, r._delivery_id, r._line_no,
        max(m.citizen_id) as citizen_id,
        min(case when m.period between r.covered_from and r.covered_to then m.fund_code end) as other_fund_code,
        min(case when m.period between r.covered_from and r.covered_to then m.period end) as period,
        count(distinct case when m.period between r.covered_from and r.covered_to then m.period end) as months,
        count(distinct case when m.month_index between r.paid_index - 1 and r.paid_index then m.period end) as months_at_payment
    from receipt as r
    inner join month as m on m.person_key = r.person_key and m.residents_fund_code = r.fund_code
    group by r.fund_code, r.person_key, r.region_code, r.covered_from, r.covered_to, r.paid_amount, r.paid_index, r._delivery_id, r._line_no
),
found as (
    select fund_code, region_code, period, person_key, citizen_id, 'institution_pension' as other_fund_code, period as covered_from,
        1 as months, least(paid_amount, other_amount) as amount, _delivery_id, _line_no
    from both_paid as b
    where (b.former_index = b.month_index - 1 or b.next_index = b.month_index + 1)
        and {{ without(ref('fct_transfer'), {'person_key': 'b.person_key'}, where="o.fund_code in ('enterprise_pension', 'institution_pension')
            and " ~ month_index('o.period') ~ ' - b.month_index between 0 and 1') }}
    union all
    select fund_code, region_code, period, person_key, citizen_id, other_fund_code, covered_from, months, paid_amount, _delivery_id, _line_no
    from overlap where months > 1 and (months_at_payment = 2 or {{ month_index('covered_to') }} < paid_index)
)
select
    {{ person_finding(
        'PER-007', 'f', kind="case when f.fund_code = 'enterprise_pension' then 'two_employee_schemes' else 'resident_and_employee' end",
        amount='f.amount', observed="f.fund_code || '+' || f.other_fund_code", expected="'one scheme'", key=['covered_from']
    ) }},
    f.other_fund_code, f.covered_from as covered_from_period, cast(f.months as integer) as overlap_months
from found as f
