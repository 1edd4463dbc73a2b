-- 同险种跨地区重复参保: contributions of one month paid in two regions, or of residents those of one year for months that both
-- cover. Regions are compared by their present codes; a transfer (关系转移) recorded in the month or the next one explains it (of
-- residents: within the year), and supplements for earlier months (补收、补缴) are not payments of this month. What is given back
-- from a later month on ends there. 本级 codes are no region of their own. What is paid for a newborn on the mother's ID (a
-- personal number of its own, with the child's day of birth) is not hers.
with moved as (     -- nearly everybody pays in one region all the time: the others only are looked at
    select fund_code, person_key from {{ ref('fct_contribution') }} as c
    where {{ of_rule('PER-008', 'c') }} and not c.is_yearly and c.paid_amount <> 0
    group by fund_code, person_key having min(region_code) < max(region_code)
    union all
    select fund_code, person_key from {{ ref('fct_tax_receipt_person') }}
    where fund_code in ('resident_pension', 'resident_medical')
    group by fund_code, person_key having min(region_code) < max(region_code)
),
newborn as ({{ newborns("c.fund_code in ('resident_pension', 'resident_medical')") }}),
line as (
    select c.fund_code, c.person_key, c.citizen_id, c.period, c.period as covered_to, c.period as judged_for, c.region_code, c.paid_amount,
        c._delivery_id, c._line_no
    from {{ ref('fct_contribution') }} as c
    where {{ of_rule('PER-008', 'c') }} and not c.is_yearly and c.paid_amount <> 0 and c.citizen_id is not null
        and (c.fund_code, c.person_key) in (select fund_code, person_key from moved)
    union all
    select r.fund_code, r.person_key, p.citizen_id, r.period, r.covered_to_period, substr(r.period, 1, 4), r.region_code, r.amount,
        r._delivery_id, r._line_no
    from {{ ref('fct_tax_receipt_person') }} as r
    inner join {{ ref('dim_person') }} as p on p.person_key = r.person_key and p.citizen_id is not null
    {{ join_newborn('r') }}
    where r.fund_code in ('resident_pension', 'resident_medical') and n.person_key is null
        and (r.fund_code, r.person_key) in (select fund_code, person_key from moved)
),
paid as (
    select
        l.fund_code, l.person_key, l.region_code, l.judged_for,
        max(l.citizen_id) as citizen_id,
        sum(l.paid_amount) as paid_here_amount,
        min(l.period) as covered_from,
        max(case when l.paid_amount > 0 then l.covered_to end) as covered_to,
        min(case when l.paid_amount < 0 then l.period end) as refunded_from,
        {{ first_line('l') }}
    from line as l
    where not {{ is_own_business('l.region_code') }}
    group by l.fund_code, l.person_key, l.region_code, l.judged_for
    having sum(l.paid_amount) > 0
),
overlapping as (
    select
        p.*,
        min(p.covered_from) over same_time as covered_from_period,
        max(p.covered_from) over same_time as period
    from paid as p
    where not {{ without('paid', {'fund_code': 'p.fund_code', 'person_key': 'p.person_key', 'judged_for': 'p.judged_for'},
        where="o.region_code <> p.region_code and o.covered_from <= p.covered_to and p.covered_from <= o.covered_to
            and not coalesce(o.refunded_from > o.covered_from and o.refunded_from <= p.covered_from, false)
            and not coalesce(p.refunded_from > p.covered_from and p.refunded_from <= o.covered_from, false)") }}
    window same_time as (partition by p.fund_code, p.person_key, p.judged_for)
),
transferred as (
    select fund_code, person_key, {{ month_index('period') }} as month_index from {{ ref('fct_transfer') }}
)
select
    {{ person_finding(
        'PER-008', 'r', kind="'duplicate'", amount='r.amount_in_all - r.amount_largest',
        observed="r.other_region_code || '+' || r.region_code", expected="'one region'"
    ) }},
    r.other_region_code,
    r.times as region_count,
    r.amount_in_all as paid_in_all_amount,
    r.covered_from_period
from ({{ several_times('overlapping', ['fund_code', 'person_key', 'judged_for'], 'region_code', amount='paid_here_amount') }}) as r
where {{ without('transferred', {'fund_code': 'r.fund_code', 'person_key': 'r.person_key'},
    where='o.month_index - ' ~ month_index('r.covered_from_period')
        ~ " between 0 and case when r.fund_code in ('resident_pension', 'resident_medical') then 11 else 1 end") }}
