-- 规则运行: what each rule did in each fund, region and month. "Nothing found" is said only where it could look. A rule
-- looks in every region that ever sent tables of the fund, and every month in which any region did; and it looked wherever it
-- found something by what others sent (a treasury's row of another level; of no region: the province).
with feed as (
    select distinct s.source, s.fund_code, s.cycle, f.file_code, f.region_code, f.period
    from {{ ref('base_feed_month') }} as f
    inner join {{ ref('seed_feed') }} as s on s.file_code = f.file_code
),
input as (
    select i.rule_id, i.fund_code, i.file_code, i.scope, i.of_months, i.kind, s.source, s.cycle
    from {{ ref('seed_rule_input') }} as i
    inner join {{ ref('seed_feed') }} as s on s.file_code = i.file_code
),
sender as (
    select distinct rule_id, fund_code, source from input where scope = 'region'
),
place as (
    select distinct i.rule_id, i.fund_code, f.region_code
    from sender as i
    inner join (select distinct source, fund_code, region_code from feed) as f
        on f.source = i.source and f.fund_code in (i.fund_code, 'all')
),
month as (
    select distinct i.rule_id, i.fund_code, f.period
    from sender as i
    inner join (select distinct source, fund_code, period from feed where cycle <> 'year') as f
        on f.source = i.source and f.fund_code in (i.fund_code, 'all')
),
sent as (
    select p.rule_id, p.fund_code, p.region_code, m.period
    from place as p
    inner join month as m on m.rule_id = p.rule_id and m.fund_code = p.fund_code
),
found as (
    select
        rule_id,
        fund_code,
        {{ or_province('region_code') }} as region_code,
        seen_period as period,
        sum(case when is_hit then 1 else 0 end) as finding_count,
        sum(case when is_hit and status = 'open' then 1 else 0 end) as open_count,
        sum(case when is_hit then 0 else 1 end) as below_threshold_count,
        sum(case when is_hit then amount_at_stake else 0 end) as amount_at_stake,
        sum(case when is_hit then recovered_amount else 0 end) as recovered_amount
    from {{ ref('fct_finding_candidate') }}
    group by 1, 2, 3, 4
),
grid as (
    select rule_id, fund_code, region_code, period from sent
    union
    select rule_id, fund_code, region_code, period from found
),
feed_month as (
    -- A table of the year (cycle year) speaks of all its months.
    select distinct file_code, region_code, case cycle when 'year' then substr(period, 1, 4) else period end as period from feed
    union all
    select distinct file_code, '*', case cycle when 'year' then substr(period, 1, 4) else period end from feed
),
needed as (     -- of which months, by the month of the finding
    select i.*, f.month as month_of_finding, n.month, case i.of_months when 'year_before' then 1 else 0 end as years_before
    from input as i
    cross join {{ months_of_a_year('f') }}
    inner join {{ months_of_a_year('n') }}
        on case i.of_months when 'month' then n.month = f.month when 'year' then n.month <= f.month else true end
),
kind_of_rule as (
    select rule_id, count(*) as kind_count from {{ ref('seed_rule_term') }} where role = 'kind' group by rule_id
),
missing_input as (
    -- Where only some kinds of findings need what is missing, the rule ran for the others.
    select
        g.rule_id, g.fund_code, g.region_code, g.period, min(i.file_code) as file_code,
        {{ kinds_without('i', 'k') }}
    from sent as g
    inner join needed as i
        on i.rule_id = g.rule_id and i.fund_code = g.fund_code and i.month_of_finding = substr(g.period, 5, 2)
    left join kind_of_rule as k on k.rule_id = g.rule_id
    {%- set of_level = "case i.scope when 'local' then " %}
    {%- for name, region in [('own', "case i.scope when 'any' then '*' else g.region_code end"),
        ('prefectures', of_level ~ prefecture_of('g.region_code') ~ ' end'), ('provinces', of_level ~ province_of('g.region_code') ~ ' end')] %}
    left join feed_month as {{ name }}
        on {{ name }}.file_code = i.file_code and {{ name }}.region_code = {{ region }}
        and {{ name }}.period = cast(cast(substr(g.period, 1, 4) as integer) - i.years_before as text)
            || case i.cycle when 'year' then '' else i.month end
    {%- endfor %}
    where own.file_code is null and prefectures.file_code is null and provinces.file_code is null
    group by g.rule_id, g.fund_code, g.region_code, g.period
),
missing_parameter as (
    -- Where only the number of some kinds of findings is missing, the rule ran for the others and says which number that is.
    select
        g.rule_id, g.fund_code, g.region_code, g.period, min(n.parameter_id) as parameter_id,
        {{ kinds_without('n', 'k') }}
    from grid as g
    inner join {{ ref('seed_rule_parameter') }} as n on n.rule_id = g.rule_id and n.fund_code = g.fund_code
    inner join kind_of_rule as k on k.rule_id = g.rule_id
    left join {{ ref('dim_parameter') }} as p
        on p.parameter_id = n.parameter_id and p.fund_code = g.fund_code and p.region_code = g.region_code
        and g.period between p.period_from and p.period_to
    where p.parameter_id is null
        and {{ first_day('g.period') }} >= coalesce(n.needed_from, cast('0001-01-01' as date))
    group by g.rule_id, g.fund_code, g.region_code, g.period
)
select
    g.rule_id,
    g.fund_code,
    g.region_code,
    g.period,
    case
        when {{ first_day('g.period') }} < r.in_force_from
            or {{ first_day('g.period') }} > coalesce(r.in_force_to, cast('9999-12-31' as date)) then 'not_in_force'
        when g.rule_id in ({{ failed_rules() }}) then 'error'
        when i.is_for_all_kinds then 'inputs_missing'
        when p.is_for_all_kinds then 'parameters_missing'
        else 'ran'
    end as outcome,
    coalesce(i.file_code, p.parameter_id) as missing_item,
    nullif(concat_ws(',', case when not i.is_for_all_kinds then i.kinds end, p.kinds), '') as kinds_not_judged,
    cast(coalesce(n.population, 0) as bigint) as population,
    cast(coalesce(n.not_judged_count, 0) as bigint) as not_judged_count,
    cast(coalesce(f.finding_count, 0) as bigint) as finding_count,
    cast(coalesce(f.open_count, 0) as bigint) as open_count,
    cast(coalesce(f.below_threshold_count, 0) as bigint) as below_threshold_count,
    {{ money('coalesce(f.amount_at_stake, 0)') }} as amount_at_stake,
    {{ money('coalesce(f.recovered_amount, 0)') }} as recovered_amount
from grid as g
inner join {{ ref('seed_rule') }} as r on r.rule_id = g.rule_id
left join missing_input as i
    on i.rule_id = g.rule_id and i.fund_code = g.fund_code and i.region_code = g.region_code and i.period = g.period
left join missing_parameter as p
    on p.rule_id = g.rule_id and p.fund_code = g.fund_code and p.region_code = g.region_code and p.period = g.period
left join {{ ref('rule_run_population') }} as n
    on n.rule_id = g.rule_id and n.fund_code = g.fund_code and n.region_code = g.region_code and n.period = g.period
left join found as f
    on f.rule_id = g.rule_id and f.fund_code = g.fund_code and f.region_code = g.region_code and f.period = g.period
