-- 同险种跨地区重复参保: contributions of one month paid in two regions, or of residents those for one year. Regions are compared
-- by their present codes; a transfer (关系转移) recorded in the month or the next one explains it (of residents: within the
-- year), and supplements for earlier months (补收、补缴) are not payments of this month. 本级 codes are no region of their own. What
-- is paid for a newborn on the mother's ID (a personal number of its own, with the child's day of birth) is not hers.
with line as (
    select c.fund_code, c.person_key, c.citizen_id, c.period, c.region_code, c.paid_amount, c._delivery_id, c._line_no
    from {{ ref('fct_contribution') }} as c
    where {{ of_rule('PER-008', 'c') }} and not c.is_yearly and c.paid_amount <> 0 and c.citizen_id is not null
    union all
    select r.fund_code, r.person_key, p.citizen_id, r.period, r.region_code, r.amount, r._delivery_id, r._line_no
    from {{ ref('fct_tax_receipt_person') }} as r
    inner join {{ ref('dim_person') }} as p on p.person_key = r.person_key and p.citizen_id is not null
    where r.fund_code in ('resident_pension', 'resident_medical')
        and {{ without(ref('fct_contribution'), {'fund_code': 'r.fund_code', 'person_key': 'r.person_key', 'person_id': 'r.person_id'},
            where=is_of_a_newborn('o')) }}
),
counted as (
    select
        l.*,
        row_number() over (
            partition by l.fund_code, l.person_key, l.period, l.region_code order by l._delivery_id, l._line_no
        ) as _first,
        sum(l.paid_amount) over (partition by l.fund_code, l.person_key, l.period, l.region_code) as paid_here_amount
    from line as l
    where not {{ is_own_business('l.region_code') }}
        -- Nearly everybody pays in one region all the time: the others only are sorted.
        and (l.fund_code, l.person_key) in (
            select fund_code, person_key from line group by fund_code, person_key having min(region_code) < max(region_code)
        )
),
paid as (
    select fund_code, person_key, citizen_id, period, region_code, paid_here_amount, _delivery_id, _line_no
    from counted
    where _first = 1 and paid_here_amount > 0
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
    r.amount_in_all as paid_in_all_amount
from ({{ several_times('paid', ['fund_code', 'person_key', 'period'], 'region_code', amount='paid_here_amount') }}) as r
where {{ without('transferred', {'fund_code': 'r.fund_code', 'person_key': 'r.person_key'},
    where='o.month_index - ' ~ month_index('r.period') ~ " between 0 and case when r.fund_code in ('resident_pension', 'resident_medical') then 11 else 1 end") }}
