-- 冒领未追回: an overclaim that the ledger (冒领养老金追回) has had for months and that is not all recovered. How long: from the
-- month it was first recorded to the last month for which the region sent the ledger. The ledger's last word counts. Where
-- money came back within the months allowed, it is being repaid by instalments (分期追回) and is no clue.
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
        min(period) over (partition by fund_code, region_code, person_key) as first_period,
        coalesce(lag(recovered_amount) over (
            partition by fund_code, region_code, person_key order by period
        ), 0) as recovered_before,
        row_number() over (partition by fund_code, region_code, person_key order by period desc) as _last
    from by_month as m
),
repaid as (
    select fund_code, region_code, person_key, max(period) as repaid_period
    from ledger
    where recovered_amount > recovered_before
    group by fund_code, region_code, person_key
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
        t.told_period,
        {{ month_index('t.told_period') }} - {{ month_index('l.first_period') }} as outstanding_months,
        r.repaid_period
    from ledger as l
    inner join told as t on t.region_code = l.region_code and t.fund_code = l.fund_code
    left join repaid as r
        on r.fund_code = l.fund_code and r.region_code = l.region_code and r.person_key = l.person_key
    left join {{ in_force('recovery_months', 'm', of='t', period='t.told_period') }}
    where l._last = 1 and l.recovered_amount < l.overclaimed_amount
        and (r.repaid_period is null or {{ month_index('t.told_period') }} - {{ month_index('r.repaid_period') }} > m.value)
)
select
    {{ person_finding(
        'PEN-009', 'o', kind="'not_recovered'", amount='o.overclaimed_amount', recovered='o.recovered_amount',
        period='first_period', seen='told_period', observed='cast(' ~ money('o.recovered_amount') ~ ' as text)',
        expected='cast(' ~ money('o.overclaimed_amount') ~ ' as text)'
    ) }},
    {{ money('o.overclaimed_amount - o.recovered_amount') }} as outstanding_amount,
    o.outstanding_months,
    {{ int_div('o.outstanding_months', 12) }} as outstanding_years,
    o.repaid_period as last_repaid_period
from overdue as o
where o.outstanding_months > 0
