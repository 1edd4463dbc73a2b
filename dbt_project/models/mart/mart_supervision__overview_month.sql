-- 监管专题总览: 重复领取, 重复参保缴费, 应发未发, 未缴费领取, 死亡后领取, over all rules that find them (catalogue/themes.csv), each
-- finding once, by fund, region and month. MED-006 says again of residents what PER-007 and PER-008 say, and PEN-009 what
-- is left of PEN-001: neither is added, nor is PAY-004 in the pension funds, where PEN-010 finds it. Changes as in mart_supervision__service_month.
with theme as (
    select distinct theme_code, theme_name, rule_id, fund_code from {{ ref('seed_rule_theme') }}
),
found as (
    select theme_code, rule_id, fund_code, region_code, period, {{ supervision_counts() }}
    from {{ ref('mart_supervision__finding') }}
    where is_summed and theme_code is not null
    group by theme_code, rule_id, fund_code, region_code, period
),
subjects as (
    select theme_code, fund_code, region_code, period, {{ supervision_subjects() }}
    from {{ ref('mart_supervision__finding') }}
    where is_summed and theme_code is not null
    group by theme_code, fund_code, region_code, period
),
looked as (
    select t.theme_code, m.rule_id, m.fund_code, m.region_code, m.period, m.outcome_code
    from {{ ref('mart_supervision__rule_month') }} as m
    inner join theme as t on t.rule_id = m.rule_id and t.fund_code = m.fund_code
    where m.is_summed
),
month as (
    select
        l.*,
        coalesce(l.outcome_code = 'ran', false) as is_judged,
        {%- for name in supervision_count_names() %}
        coalesce(f.{{ name }}, 0) as {{ name }},
        {%- endfor %}
        {{ money('coalesce(f.amount_at_stake, 0)') }} as amount_at_stake,
        {{ money('coalesce(f.recovered_amount, 0)') }} as recovered_amount,
        {{ money('coalesce(f.outstanding_amount, 0)') }} as outstanding_amount
    from looked as l
    left join found as f
        on f.theme_code = l.theme_code and f.rule_id = l.rule_id and f.fund_code = l.fund_code
        and f.region_code = l.region_code and f.period = l.period
),
compared as (
    {{ supervision_trend('month', ['theme_code', 'rule_id', 'fund_code', 'region_code']) }}
),
summed as (
    select
        theme_code, fund_code, region_code, period,
        count(*) as rule_count,
        cast(sum(case when outcome_code = 'ran' then 1 else 0 end) as bigint) as ran_rule_count,
        cast(sum(case when outcome_code in ('inputs_missing', 'parameters_missing', 'error') then 1 else 0 end) as bigint)
            as prevented_rule_count,
        {{ supervision_counts() }},
        {{ supervision_trend_sums() }}
    from compared
    group by theme_code, fund_code, region_code, period
)
select
    n.theme_name,
    d.fund_name,
    county.region_name,
    prefecture.region_code as prefecture_code,
    prefecture.region_name as prefecture_name,
    m.*,
    coalesce(s.person_count, 0) as person_count,
    coalesce(s.unit_count, 0) as unit_count
from summed as m
inner join (select distinct theme_code, theme_name from theme) as n on n.theme_code = m.theme_code
left join subjects as s
    on s.theme_code = m.theme_code and s.fund_code = m.fund_code and s.region_code = m.region_code and s.period = m.period
left join {{ ref('dim_fund') }} as d on d.fund_code = m.fund_code
{{ region_names('m') }}
