-- 财政重复补贴: one person is counted for a fiscal subsidy of the same year in two regions, or in two schemes that may not be combined
-- (combinable_subsidy); or one subsidy document of a fund, region and month is booked twice with the same amount, at one level, or at
-- two levels out of one budget account (levels that share a cost pay other amounts or out of their own). Persons: the year of resident
-- pension, and for medical care each region's last list of the year, so that who moved counts once.
with last_list as (
    select region_code, max(period) as period from {{ ref('base_feed_month') }} where file_code = 'RM01' group by region_code, substr(period, 1, 4)
),
counted as (
    select
        y.fund_code, y.region_code, y.contribution_year, y.contribution_year || '01' as period, y.period as seen_period, y.person_key, y.citizen_id,
        {{ money('y.government_paid_amount + y.year_subsidy_amount') }} as amount,
        y._delivery_id, y._line_no
    from {{ ref('fct_resident_pension_year') }} as y
    where y.government_paid_amount + y.year_subsidy_amount > 0 and y.citizen_id is not null
    union all
    select fund_code, region_code, contribution_year, contribution_year || '01', period, person_key, citizen_id,
        fiscal_subsidy_amount, _delivery_id, _line_no
    from (
        select c.*, substr(c.period, 1, 4) as contribution_year,
            row_number() over (partition by c.fund_code, c.region_code, c.person_key, substr(c.period, 1, 4)
                order by c.fiscal_subsidy_amount desc, c.period, c._delivery_id, c._line_no) as _nth
        from {{ ref('fct_contribution') }} as c left join last_list as l on l.region_code = c.region_code and l.period = c.period
        where c.is_yearly and c.fiscal_subsidy_amount > 0 and c.citizen_id is not null
            and (c.fund_code = 'new_rural_medical' or (c.fund_code = 'resident_medical' and l.period is not null))
    ) as listed
    where _nth = 1
),
two as (
    select b.*, a.fund_code as other_fund_code, a.region_code as other_region_code, least(a.amount, b.amount) as excess_amount,
        a.fund_code = b.fund_code and b.fund_code = 'resident_medical' as are_lists, least(a.seen_period, b.seen_period) as last_of_both,
        case when a.seen_period < b.seen_period then b.region_code else a.region_code end as later_region_code
    from counted as b
    inner join counted as a on a.person_key = b.person_key and a.contribution_year = b.contribution_year
        and a.fund_code || a.region_code < b.fund_code || b.region_code
    left join {{ in_force('combinable_subsidy', 'm', of='b', key="a.fund_code || '+' || b.fund_code") }}
    where {{ of_rule('PEN-008', 'b') }} and (a.fund_code = b.fund_code or coalesce(m.value, 0) <> 1)
),
pair as (       -- of two lists the later held him in the months of the other, too: one region may be behind with its own
    select *, row_number() over (
        partition by person_key, contribution_year, fund_code, region_code order by other_fund_code desc, other_region_code) as _first
    from (
        select * from two where not are_lists union all
        select t.* from two as t where t.are_lists and exists (
            select 1 from {{ ref('fct_contribution') }} as c where c.fund_code = t.fund_code and c.region_code = t.later_region_code
            and c.person_key = t.person_key and c.period between t.period and t.last_of_both and c.fiscal_subsidy_amount > 0)
    ) as known
),
booking as (       -- from several accounts: each level stands for itself
    select s.*, case when min(s.budget_account) over same < max(s.budget_account) over same then s.government_level end as payer,
        min(s.government_level) over same as first_level, max(s.government_level) over same as last_level
    from {{ ref('fct_subsidy') }} as s
    where s.doc_no is not null and s.amount > 0
    window same as (partition by s.fund_code, s.region_code, s.period, s.doc_no, s.amount)
),
booked as (
    select *, case when payer is null and first_level < last_level then first_level || '、' || last_level end as levels
    from ({{ several_times('booking', ['fund_code', 'region_code', 'period', 'payer', 'doc_no', 'amount'], 'subsidy_id', amount='amount') }}) as b
)
select
    {{ person_finding(
        'PEN-008', 'p', kind="case when p.other_fund_code = p.fund_code then 'two_regions' else 'two_schemes' end",
        amount='p.excess_amount', seen='seen_period', expected="'补助一次'",
        observed="case when p.other_fund_code = p.fund_code then p.other_region_code || '、' || p.region_code else '两个制度' end"
    ) }},
    p.contribution_year, p.other_fund_code, p.other_region_code, cast(null as text) as document_no, cast(null as text) as government_level
from pair as p where p._first = 1
union all
select
    {{ finding(
        'PEN-008', 'b', 'account', hash_key(['b.region_code', 'b.government_level', 'b.doc_no', 'b.amount']),
        kind="case when b.levels is null then 'booked_twice' else 'two_levels' end", amount='b.amount_in_all - b.amount_largest',
        observed="coalesce(b.levels || '，', '') || cast(b.times as text) || '次'", expected="'1次'") }},
    substr(b.period, 1, 4), cast(null as text), cast(null as text), b.doc_no, b.government_level
from booked as b
where {{ of_rule('PEN-008', 'b') }}
