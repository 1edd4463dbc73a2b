-- 监管规则月报: what each rule found in the data of a month, by service, fund and region, with the month before and the
-- same month of the year before. Where a rule could not look (数据未到、参数缺失 …) outcome says so, nothing is compared
-- and a count of 0 is no "nothing found". What lasts (`lasts` of its rule) is counted in the last month in which it was seen and
-- no more in those before: nothing is compared. Add up over services only where is_summed.
with found as (
    select
        service_no, rule_id, fund_code, region_code, period,
        {{ supervision_counts() }},
        {{ supervision_subjects() }}
    from {{ ref('mart_supervision__finding') }}
    group by service_no, rule_id, fund_code, region_code, period
),
looked as (
    select s.service_no, r.*
    from {{ ref('fct_rule_run') }} as r
    inner join {{ ref('seed_rule_service') }} as s on s.rule_id = r.rule_id and s.fund_code = r.fund_code
),
month as (
    select
        coalesce(l.service_no, f.service_no) as service_no,
        coalesce(l.rule_id, f.rule_id) as rule_id,
        coalesce(l.fund_code, f.fund_code) as fund_code,
        coalesce(l.region_code, f.region_code) as region_code,
        coalesce(l.period, f.period) as period,
        l.outcome as outcome_code,
        l.missing_item,
        l.population,
        l.not_judged_count,
        coalesce(l.outcome = 'ran', false) as is_judged,
        {%- for name in supervision_count_names() %}
        coalesce(f.{{ name }}, 0) as {{ name }},
        {%- endfor %}
        coalesce(f.person_count, 0) as person_count,
        coalesce(f.unit_count, 0) as unit_count,
        {{ money('coalesce(f.amount_at_stake, 0)') }} as amount_at_stake,
        {{ money('coalesce(f.recovered_amount, 0)') }} as recovered_amount,
        {{ money('coalesce(f.outstanding_amount, 0)') }} as outstanding_amount
    from looked as l
    full outer join found as f
        on f.service_no = l.service_no and f.rule_id = l.rule_id and f.fund_code = l.fund_code
        and f.region_code = l.region_code and f.period = l.period
),
compared as (
    {{ supervision_trend('month', ['service_no', 'rule_id', 'fund_code', 'region_code']) }}
)
select
    s.service_name,
    s.published_as,
    s.rule_name,
    s.is_summed,
    r.class as class_code,
    case r.class when 'V' then '违规' else '线索' end as class_name,
    r.severity as severity_code,
    case r.severity when 'high' then '高' when 'medium' then '中' else '低' end as severity_name,
    d.fund_name,
    county.region_name,
    prefecture.region_code as prefecture_code,
    prefecture.region_name as prefecture_name,
    case c.outcome_code
        when 'ran' then case when c.missing_item is null then '已核查' else '已核查（缺数据、参数的情形除外）' end
        when 'inputs_missing' then '数据未到' when 'parameters_missing' then '参数缺失'
        when 'not_in_force' then '规则未施行' when 'error' then '运行出错' else '未登记'
    end as outcome_name,
    {{ ratio('c.finding_count', 'c.population') }} as finding_rate,
    c.*
from compared as c
inner join {{ ref('seed_rule') }} as r on r.rule_id = c.rule_id
inner join {{ ref('seed_rule_service') }} as s
    on s.rule_id = c.rule_id and s.fund_code = c.fund_code and s.service_no = c.service_no
left join {{ ref('dim_fund') }} as d on d.fund_code = c.fund_code
{{ region_names('c') }}
