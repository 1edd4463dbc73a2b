-- 同险种跨地区重复参保: contributions of one month paid in two regions. Regions are compared by their present codes;
-- a transfer (关系转移) recorded in the month or the next one explains it, and supplements for earlier months
-- (补收、补缴) are not payments of this month. 本级 codes are no region of their own.
with line as (
    select
        c.*,
        row_number() over (
            partition by c.fund_code, c.person_key, c.period, c.region_code order by c._delivery_id, c._line_no
        ) as _first,
        sum(c.paid_amount) over (partition by c.fund_code, c.person_key, c.period, c.region_code) as paid_here_amount
    from {{ ref('fct_contribution') }} as c
    where {{ of_rule('PER-008', 'c') }} and c.paid_amount > 0 and c.citizen_id is not null
        and c.region_code not in (select code from {{ ref('seed_region_pseudo') }})
),
paid as (
    select fund_code, person_key, citizen_id, period, region_code, paid_here_amount, _delivery_id, _line_no
    from line
    where _first = 1
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
    where='o.month_index - ' ~ month_index('r.period') ~ ' between 0 and 1') }}
