-- 监管规则准确率: how often a rule was right, by fund, region and month of the decision: of what two officers decided, how much
-- they confirmed. A finding counts once, by the last word on it. Rates do not add up: of several rows take the counts.
with decided as (
    select
        rule_id, fund_code, region_code, period,
        cast(sum(decided_count) as bigint) as decided_count,
        cast(sum(confirmed_count) as bigint) as confirmed_count,
        cast(sum(dismissed_count) as bigint) as dismissed_count
    from {{ ref('fct_case_decision') }}
    group by rule_id, fund_code, region_code, period
),
to_date as (
    select
        d.*,
        cast(sum(decided_count) over so_far as bigint) as decided_to_date_count,
        cast(sum(confirmed_count) over so_far as bigint) as confirmed_to_date_count
    from decided as d
    window so_far as (partition by rule_id, fund_code, region_code order by period)
)
select
    t.rule_id,
    r.title_zh as rule_name,
    r.class as class_code,
    case r.class when 'V' then '违规' else '线索' end as class_name,
    r.severity as severity_code,
    case r.severity when 'high' then '高' when 'medium' then '中' else '低' end as severity_name,
    t.fund_code,
    d.fund_name,
    t.region_code,
    county.region_name,
    prefecture.region_code as prefecture_code,
    prefecture.region_name as prefecture_name,
    t.period,
    t.decided_count,
    t.confirmed_count,
    t.dismissed_count,
    {{ ratio('t.confirmed_count', 't.decided_count') }} as precision_rate,
    t.decided_to_date_count,
    t.confirmed_to_date_count,
    {{ ratio('t.confirmed_to_date_count', 't.decided_to_date_count') }} as precision_to_date_rate
from to_date as t
left join {{ ref('seed_rule') }} as r on r.rule_id = t.rule_id
left join {{ ref('dim_fund') }} as d on d.fund_code = t.fund_code
{{ region_names('t') }}
