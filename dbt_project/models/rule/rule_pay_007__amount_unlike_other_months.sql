-- 金额环比异常: the month's own benefits (without back-pay) of a fund and region change against the month before unlike they did
-- in the months before it. The usual change is the median of former changes; how far they spread, the median of distances
-- from it (绝对中位差), at least what one payee more or less makes, and what chance alone makes of the usual change: the square
-- root of so many payees, as the median of few months may lie below that by luck. The tested month has no part in its own baseline.
-- In no baseline and not judged are months of a known adjustment (年度调整) and, for pensions of employees, the month after one in
-- which no man and no woman of 55 reached the raised age (延迟退休): a pension begins in the next month, so that one has few new
-- payees; payees are a stock, and the month after it is as usual. After one in which no woman of 50 did (every third), growth may be
-- less by up to twice the usual. Not judged: a month after a gap, of few payees, with a short past.
with month as (
    {%- for model, amount in [('fct_benefit', 'paid_for_month_amount'), ('fct_unemployment_month', 'benefit_amount')] %}
    select fund_code, region_code, period, count(*) as payee_count, {{ money_sum(amount) }} as amount, {{ first_line('b') }}
    from {{ ref(model) }} as b where {{ of_rule('PAY-007', 'b') }} and {{ amount }} > 0
    group by fund_code, region_code, period
    {%- if not loop.last %} union all{% endif %}
    {%- endfor %}
),
change as (
    select m.*, b.amount as former_amount, {{ ratio('m.amount', 'b.amount') }} - 1 as change_ratio,
        cast(n.value as integer) as least_months, w.season as women_season
    from month as m
    inner join month as b on b.fund_code = m.fund_code and b.region_code = m.region_code
        and b.period = {{ period_of_index(month_index('m.period') ~ ' - 1') }}
    inner join {{ in_force('amount_baseline_payees', 'p', of='m') }}
    inner join {{ in_force('amount_baseline_months', 'n', of='m') }}
    left join {{ ref('seed_season') }} as s on s.period = m.period and s.season = 'adjustment'
    {%- set of_employees = "m.fund_code in ('enterprise_pension', 'institution_pension')" %}
    left join {{ ref('seed_season') }} as r on r.period = b.period and r.season = 'retirement_age_raised' and {{ of_employees }}
    left join {{ ref('seed_season') }} as w on w.period = b.period and w.season = 'retirement_age_raised_women_50' and {{ of_employees }}
    where s.period is null and r.period is null and m.payee_count >= p.value and b.payee_count >= p.value
),
earlier as (
    select
        c.fund_code, c.region_code, c.period, e.change_ratio,
        row_number() over (partition by c.fund_code, c.region_code, c.period order by e.change_ratio) as place,
        count(*) over (partition by c.fund_code, c.region_code, c.period) as month_count
    from change as c
    inner join change as e on e.fund_code = c.fund_code and e.region_code = c.region_code and e.period < c.period
        and {{ month_index('c.period') }} - {{ month_index('e.period') }} <= 2 * c.least_months
),
middle as (
    select fund_code, region_code, period, max(month_count) as month_count, (min(change_ratio) + max(change_ratio)) * 0.5 as usual
    from earlier
    where place in ({{ int_div('month_count + 1', 2) }}, {{ int_div('month_count + 2', 2) }})
    group by fund_code, region_code, period
),
distance as (
    select
        e.fund_code, e.region_code, e.period, e.month_count, abs(e.change_ratio - m.usual) as distance,
        row_number() over (partition by e.fund_code, e.region_code, e.period order by abs(e.change_ratio - m.usual)) as place
    from earlier as e
    inner join middle as m on m.fund_code = e.fund_code and m.region_code = e.region_code and m.period = e.period
),
judged as (
    select c.*, cast(m.usual as numeric(18, 6)) as usual_change_ratio, m.month_count as baseline_month_count,
        greatest(  -- a share and no amount: its root may be a floating number
            s.spread, {{ ratio('1', 'c.payee_count') }}, cast(sqrt(cast(abs(m.usual) as double precision) / c.payee_count) as numeric(18, 6))
        ) as spread
    from change as c
    inner join middle as m on m.fund_code = c.fund_code and m.region_code = c.region_code and m.period = c.period
    inner join (
        select fund_code, region_code, period, cast((min(distance) + max(distance)) * 0.5 as numeric(18, 6)) as spread
        from distance where place in ({{ int_div('month_count + 1', 2) }}, {{ int_div('month_count + 2', 2) }})
        group by fund_code, region_code, period
    ) as s on s.fund_code = c.fund_code and s.region_code = c.region_code and s.period = c.period
    where m.month_count >= c.least_months
)
select
    {{ finding('PAY-007', 'j', 'region', 'j.region_code', kind="case when j.change_ratio > j.usual_change_ratio then 'high' else 'low' end",
        amount='abs(j.amount - j.former_amount)', observed='cast(j.amount as text)',
        expected='cast(' ~ money('j.former_amount * (1 + j.usual_change_ratio)') ~ ' as text)') }},
    j.former_amount, cast(j.change_ratio as numeric(18, 6)) as change_ratio, j.usual_change_ratio, j.baseline_month_count, j.payee_count,
    cast(abs({{ ratio('(j.change_ratio - j.usual_change_ratio) * 10000', 'j.spread * 10000') }}) as numeric(18, 6)) as deviation_multiple
from judged as j
where abs(j.change_ratio - j.usual_change_ratio) >= 4 * j.spread
    and not (j.women_season is not null and j.change_ratio between -j.usual_change_ratio and j.usual_change_ratio)
