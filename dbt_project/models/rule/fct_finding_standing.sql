-- 疑点处置情况: what two officers decided of each finding. A decision holds while the finding's stamp is
-- as it was, or all its money is back; a dismissal also of those in other months that rest on the same evidence and of which
-- nobody has said anything, until one that rests on it is confirmed. As `control.case_finding` has it (ADR 0017), at the moment of the build.
with word as (
    select
        f.finding_key, coalesce(w.evidence_hash, f.evidence_hash) as evidence_hash, w.event_no, w.outcome,
        w.is_own,
        w.action = 'approved' and (f.status = 'closed' or w.stamp = f.stamp) as holds
    from {{ ref('base_finding_word') }} as w
    inner join {{ ref('fct_finding') }} as f on f.finding_key = w.finding_key
),
decided as (
    select evidence_hash, event_no, outcome from {{ ref('base_finding_word') }} where is_own and action = 'approved'
    union all
    select evidence_hash, event_no, outcome from word where not is_own and holds
),
last_of_evidence as (
    select evidence_hash, max(event_no) as event_no from decided group by evidence_hash
),
dismissed as (
    select d.evidence_hash
    from decided as d
    inner join last_of_evidence as l on l.evidence_hash = d.evidence_hash and l.event_no = d.event_no
    where d.outcome = 'dismissed'
)
select
    f.finding_key,
    case
        when w.holds then w.outcome
        when w.finding_key is null and d.evidence_hash is not null then 'dismissed'
    end as decision_code
from {{ ref('fct_finding') }} as f
left join word as w on w.finding_key = f.finding_key
left join dismissed as d on d.evidence_hash = f.evidence_hash
