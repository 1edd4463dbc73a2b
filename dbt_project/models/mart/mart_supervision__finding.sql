{{ config(materialized="view") }}
-- 监管疑点: each finding under the service (监管服务) that publishes it, in words, without who it is. A finding that two
-- services publish (同险种跨地区重复参保 is PER-008 and PEN-003) has a row in each; is_summed marks it once. One without a
-- region (a treasury's row that names none) is the province's.
with finding as (
    select
        finding_key, rule_id, kind, status, subject_type, subject_key, unit_key, fund_code,
        {{ or_province('region_code') }} as region_code, period, seen_period, amount_at_stake, recovered_amount, observed, expected
    from {{ ref('fct_finding') }}
)
select
    s.service_no,
    s.service_name,
    f.finding_key,
    f.rule_id,
    s.published_as,
    s.rule_name,
    r.class as class_code,
    case r.class when 'V' then '违规' else '线索' end as class_name,
    r.severity as severity_code,
    case r.severity when 'high' then '高' when 'medium' then '中' else '低' end as severity_name,
    t.theme_code,
    t.theme_name,
    f.kind as kind_code,
    k.label_zh as kind_name,
    f.status as status_code,
    case f.status when 'open' then '未结' else '已结' end as status_name,
    w.decision_code,
    case w.decision_code when 'confirmed' then '已核实' when 'dismissed' then '已排除' else '未定' end as decision_name,
    f.subject_type,
    f.subject_key,
    f.unit_key,
    f.fund_code,
    d.fund_name,
    f.region_code,
    county.region_name,
    prefecture.region_code as prefecture_code,
    prefecture.region_name as prefecture_name,
    f.seen_period as period,
    f.period as about_period,
    f.amount_at_stake,
    f.recovered_amount,
    {{ money("case when w.decision_code = 'dismissed' then 0 else greatest(f.amount_at_stake - f.recovered_amount, 0) end") }}
        as outstanding_amount,
    f.observed,
    f.expected,
    r.owner as owner_name,
    s.is_summed,
    1 as finding_count,
    case when f.status = 'open' and coalesce(w.decision_code, '') <> 'dismissed' then 1 else 0 end as open_count,
    case when f.status = 'open' and coalesce(w.decision_code, '') <> 'dismissed' then 0 else 1 end as closed_count,
    case when w.decision_code = 'confirmed' then 1 else 0 end as confirmed_count,
    case when w.decision_code = 'dismissed' then 1 else 0 end as dismissed_count,
    case when r.severity = 'high' then 1 else 0 end as high_count,
    case when r.severity = 'medium' then 1 else 0 end as medium_count,
    case when r.severity = 'low' then 1 else 0 end as low_count,
    case when r.class = 'C' then 1 else 0 end as clue_count
from finding as f
left join {{ ref('fct_finding_standing') }} as w on w.finding_key = f.finding_key
inner join {{ ref('seed_rule') }} as r on r.rule_id = f.rule_id
inner join {{ ref('seed_rule_service') }} as s on s.rule_id = f.rule_id and s.fund_code = f.fund_code
left join {{ ref('seed_rule_theme') }} as t
    on t.rule_id = f.rule_id and t.fund_code = f.fund_code and t.kind in (f.kind, '*')
left join {{ ref('seed_rule_term') }} as k on k.rule_id = f.rule_id and k.role = 'kind' and k.name = f.kind
left join {{ ref('dim_fund') }} as d on d.fund_code = f.fund_code
{{ region_names('f') }}
