-- 当月未缴费住院报销: the pool paid a stay, but no contribution was received for the month of admission. Arrears paid by
-- the month in which the stay came to account, and not given back by then, make it good; whoever owes none (退休人员 …) is not
-- meant. Somebody without any record that month is a finding only if the region's contributions of that month are here, and it is
-- known who it is: under a number that several people bore, it is not.
with stay as ({{ contributors_stays(of_rule('MED-002', 'v')) }}),
insured_month as ({{ insured_months(of_rule('MED-002', 'c'), 'stay', month='admission_period') }}),
unpaid as (
    select
        s.*,
        m.unit_key,
        coalesce(m.due_amount, 0) as due_amount,
        case when m.person_key is null then 'not_enrolled' else 'unpaid' end as kind
    from stay as s
    left join insured_month as m on m.person_key = s.person_key and m.month_index = s.admitted_index
    left join {{ ref('base_feed_month') }} as f
        on f.file_code = 'EM02' and f.region_code = s.region_code and f.period = s.admission_period
    where (m.person_key is null and f.region_code is not null) or not m.is_paid
),
received as (
    select u.person_key, u.period, u.admission_period
    from unpaid as u
    inner join {{ ref('fct_tax_receipt_person') }} as t on t.fund_code = u.fund_code and t.person_key = u.person_key
        and t.levied_period <= u.period and u.admission_period between t.period and t.covered_to_period
    group by u.person_key, u.period, u.admission_period
    having sum(t.amount) > 0
)
select
    {{ person_finding(
        'MED-002', 'r', kind='r.kind', amount='r.paid_amount', key=['admission_date', 'visit_no'], unit='r.unit_key',
        observed="'0.00'", expected="case when r.kind = 'unpaid' then cast(cast(r.due_amount as numeric(18,2)) as text) else '> 0' end"
    ) }},
    r.admission_date,
    r.admission_period,
    {{ money('r.due_amount') }} as due_amount
from unpaid as r
where not {{ is_of_doubtful_number('r.person_key', 'r.citizen_id') }}
    and {{ without('received', {'person_key': 'r.person_key', 'period': 'r.period', 'admission_period': 'r.admission_period'}) }}
