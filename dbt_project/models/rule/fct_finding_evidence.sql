{{ config(materialized="view") }}
-- 疑点证据: the values a finding shows, one row a finding and value, with label and unit as the rule's YAML names them.
select
    f.finding_key,
    f.rule_id,
    t.position,
    t.name,
    t.label_zh,
    t.type,
    t.unit,
    {{ json_text('f.evidence', 't.name') }} as value_text,
    case when t.type in ('amount', 'ratio', 'count') then cast({{ json_text('f.evidence', 't.name') }} as numeric(18, 6)) end
        as value_amount,
    case when t.type = 'date' then cast({{ json_text('f.evidence', 't.name') }} as date) end as value_date
from {{ ref('fct_finding') }} as f
inner join {{ ref('seed_rule_term') }} as t on t.rule_id = f.rule_id and t.role = 'evidence'
