{{ config(materialized="view") }}
-- 疑点: all findings of all rules, one row a rule, fund, subject and month; clues by the threshold in force.
select
    {{ finding_columns() }},
    evidence, said, facts_hash, stamp, evidence_hash, measured_value, threshold_parameter, threshold_value,
    second_measured_value, second_threshold_parameter, second_threshold_value
from {{ ref('fct_finding_candidate') }}
where is_hit
