-- 同险种跨地区重复参保: contributions of one month paid in two regions. Regions are compared by their present codes;
-- a transfer (关系转移) recorded in the month or the next one explains it, and supplements for earlier months
-- (补收、补缴) are not payments of this month. 本级 codes are no region of their own.
with paid as (
    select
        fund_code,
        person_key,
        period,
        region_code,
        max(citizen_id) as citizen_id,
        sum(paid_amount) as paid_amount,
        min(_delivery_id) as _delivery_id
    from {{ ref('fct_contribution') }}
    where fund_code = 'enterprise_pension' and paid_amount > 0 and citizen_id is not null
        and region_code not in (select code from {{ ref('seed_region_pseudo') }})
    group by fund_code, person_key, period, region_code
),
first_line as (
    select p.*, l._line_no
    from paid as p
    inner join (
        select person_key, period, region_code, _delivery_id, min(_line_no) as _line_no
        from {{ ref('fct_contribution') }}
        where fund_code = 'enterprise_pension' and paid_amount > 0
        group by person_key, period, region_code, _delivery_id
    ) as l
        on l.person_key = p.person_key and l.period = p.period
        and l.region_code = p.region_code and l._delivery_id = p._delivery_id
),
ranked as (
    select
        *,
        count(*) over (partition by fund_code, person_key, period) as region_count,
        min(region_code) over (partition by fund_code, person_key, period) as other_region_code,
        sum(paid_amount) over (partition by fund_code, person_key, period) as paid_in_all_amount,
        max(paid_amount) over (partition by fund_code, person_key, period) as paid_most_amount,
        row_number() over (partition by fund_code, person_key, period order by region_code desc) as _rank
    from first_line
),
transferred as (
    select distinct
        person_key,
        {{ month_index('period') }} as month_index
    from {{ ref('base_transfer') }}
    where fund_code = 'enterprise_pension'
)
select
    {{ person_finding(
        'PER-008', 'r', "'duplicate'",
        'r.paid_in_all_amount - r.paid_most_amount',
        "r.other_region_code || '+' || r.region_code", "'one region'"
    ) }},
    r.other_region_code,
    r.region_count,
    r.paid_in_all_amount
from ranked as r
where r._rank = 1
    and r.region_count > 1
    and not exists (
        select 1
        from transferred as t
        where t.person_key = r.person_key
            and t.month_index - {{ month_index('r.period') }} between 0 and 1
    )
