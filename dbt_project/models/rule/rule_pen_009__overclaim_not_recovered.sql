-- 冒领未追回: an overclaim that the ledger (冒领养老金追回) has had for months and that is not all recovered, or was only after months
-- (closed). How long: since it was recorded after all that was overclaimed before had come back, or since money last came back
-- (分期追回), to the last month for which the region sent the ledger, or that in which the rest came. What is corrected downwards is owed again.
with by_month as (
    select
        fund_code, region_code, person_key, max(citizen_id) as citizen_id, period,
        sum(overclaimed_amount) as overclaimed_amount,
        sum(recovered_amount) as recovered_amount,
        {{ first_line('r') }}
    from {{ ref('fct_overclaim_recovery') }} as r
    where {{ of_rule('PEN-009', 'r') }}
    group by fund_code, region_code, person_key, period
),
ledger as (
    select
        m.*,
        recovered_amount >= overclaimed_amount as is_settled,
        case when recovered_amount > coalesce(lag(recovered_amount) over of_one, 0) then period end as repaid_period,
        coalesce(sum(case when recovered_amount >= overclaimed_amount then 1 else 0 end) over before, 0) as spell,
        least(coalesce(max(case when recovered_amount >= overclaimed_amount then overclaimed_amount end) over before, 0),
            recovered_amount) as settled_before_amount
    from by_month as m
    window of_one as (partition by fund_code, region_code, person_key order by period),
        before as (
            partition by fund_code, region_code, person_key order by period
            rows between unbounded preceding and 1 preceding
        )
),
of_spell as (
    select
        *,
        min(period) over (partition by fund_code, region_code, person_key, spell) as first_period,
        max(repaid_period) over (partition by fund_code, region_code, person_key, spell) as last_repaid_period,
        max(case when not is_settled then repaid_period end) over (partition by fund_code, region_code, person_key, spell)
            as idle_from_period,
        row_number() over (partition by fund_code, region_code, person_key, spell order by period desc) as _last
    from ledger
),
told as (
    select region_code, case file_code when 'RP04' then 'resident_pension' else 'enterprise_pension' end as fund_code,
        max(period) as told_period
    from {{ ref('base_feed_month') }}
    where file_code in ('EP05', 'RP04')
    group by region_code, file_code
),
overdue as (
    select
        l.*,
        {{ money('l.overclaimed_amount - l.settled_before_amount') }} as claimed_amount,
        {{ money('l.recovered_amount - l.settled_before_amount') }} as back_amount,
        case when l.is_settled then l.period else t.told_period end as until_period
    from of_spell as l
    inner join told as t on t.region_code = l.region_code and t.fund_code = l.fund_code
    where l._last = 1 and l.overclaimed_amount > l.settled_before_amount
),
counted as (
    select
        o.*,
        {{ month_index('o.until_period') }} - {{ month_index('o.first_period') }} as outstanding_months,
        {{ month_index('o.until_period') }} - {{ month_index('coalesce(o.idle_from_period, o.first_period)') }} as idle_months
    from overdue as o
)
select
    {{ person_finding(
        'PEN-009', 'o', kind="'not_recovered'", amount='o.claimed_amount', recovered='least(o.back_amount, o.claimed_amount)',
        period='first_period', seen='until_period', observed='cast(o.back_amount as text)',
        expected='cast(o.claimed_amount as text)'
    ) }},
    {{ money('greatest(o.claimed_amount - o.back_amount, 0)') }} as outstanding_amount,
    o.outstanding_months,
    {{ int_div('o.outstanding_months', 12) }} as outstanding_years,
    o.idle_months,
    o.last_repaid_period
from counted as o
where o.idle_months > 0
