-- What officers had said of findings at as_of (疑点处置), without who they are and why.
select
    event_no, finding_key, action, outcome, rule_id, fund_code, region_code, period, stamp, evidence_hash,
    cast(acted_at as date) as acted_date
from {{ source('control', 'case_event') }}
where acted_at <= cast('{{ moment()[0] }}' as timestamp)
