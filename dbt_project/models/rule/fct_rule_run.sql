-- 规则运行: what each rule did in each region and month. "Nothing found" is said only where it could look.
with feed as (
    select distinct region_code, period
    from {{ ref('base_feed_month') }}
    where file_code like 'EP%'
),
feed_month as (
    select file_code, region_code, period from {{ ref('base_feed_month') }}
    union
    select file_code, '*', period from {{ ref('base_feed_month') }}
),
grid as (
    select r.rule_id, r.fund_code, r.in_force_from, r.in_force_to, f.region_code, f.period, {{ first_day('f.period') }} as first_day
    from {{ ref('seed_rule') }} as r
    cross join feed as f
),
missing_input as (
    select g.rule_id, g.region_code, g.period, min(i.file_code) as file_code, count(*) as missing_count
    from grid as g
    inner join {{ ref('seed_rule_input') }} as i on i.rule_id = g.rule_id
    left join feed_month as m
        on m.file_code = i.file_code and m.period = g.period
        and m.region_code = case when i.scope = 'region' then g.region_code else '*' end
    where m.file_code is null
    group by g.rule_id, g.region_code, g.period
),
missing_parameter as (
    select g.rule_id, g.region_code, g.period, min(n.parameter_id) as parameter_id, count(*) as missing_count
    from grid as g
    inner join {{ ref('seed_rule_parameter') }} as n on n.rule_id = g.rule_id
    left join {{ ref('seed_parameter') }} as p
        on p.parameter_id = n.parameter_id
        and p.fund_code in ('*', g.fund_code)
        and p.region_code in ('000000', '630000')
        and p.value is not null
        and g.first_day >= coalesce(p.valid_from, cast('0001-01-01' as date))
        and g.first_day <= coalesce(p.valid_to, cast('9999-12-31' as date))
    where p.parameter_id is null
    group by g.rule_id, g.region_code, g.period
),
found as (
    select
        rule_id,
        region_code,
        seen_period as period,
        count(*) as finding_count,
        sum(case when status = 'open' then 1 else 0 end) as open_count,
        sum(amount_at_stake - recovered_amount) as amount_at_stake
    from {{ ref('fct_finding') }}
    group by rule_id, region_code, seen_period
)
select
    g.rule_id,
    g.fund_code,
    g.region_code,
    g.period,
    case
        when g.first_day < g.in_force_from or g.first_day > coalesce(g.in_force_to, cast('9999-12-31' as date))
            then 'not_in_force'
        when i.rule_id is not null then 'inputs_missing'
        when p.rule_id is not null then 'parameters_missing'
        else 'ran'
    end as outcome,
    coalesce(i.file_code, p.parameter_id) as missing_item,
    cast(coalesce(n.population, 0) as bigint) as population,
    cast(coalesce(n.not_judged_count, 0) as bigint) as not_judged_count,
    cast(coalesce(f.finding_count, 0) as bigint) as finding_count,
    cast(coalesce(f.open_count, 0) as bigint) as open_count,
    {{ money('coalesce(f.amount_at_stake, 0)') }} as amount_at_stake
from grid as g
left join missing_input as i on i.rule_id = g.rule_id and i.region_code = g.region_code and i.period = g.period
left join missing_parameter as p on p.rule_id = g.rule_id and p.region_code = g.region_code and p.period = g.period
left join {{ ref('rule_run_population') }} as n
    on n.rule_id = g.rule_id and n.region_code = g.region_code and n.period = g.period
left join found as f on f.rule_id = g.rule_id and f.region_code = g.region_code and f.period = g.period
