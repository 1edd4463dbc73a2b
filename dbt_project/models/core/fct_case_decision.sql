{{ config(materialized="view") }}
-- 疑点结案: what two officers decided of a finding, by the month in which they did.
select
    finding_key, rule_id, fund_code, region_code,
    {{ period_of_date('decided_date') }} as period,
    period as about_period,
    outcome,
    decided_date,
    1 as decided_count,
    case outcome when 'confirmed' then 1 else 0 end as confirmed_count,
    case outcome when 'dismissed' then 1 else 0 end as dismissed_count
from {{ ref('base_case_decision') }}
