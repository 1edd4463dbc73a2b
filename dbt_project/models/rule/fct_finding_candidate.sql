-- 疑点（含未达阈值的线索）: everything the rules yield while they are in force. A clue (线索) has a measured value and is a
-- hit where it passes the threshold in force; another threshold may be put to the same rows without a run. A threshold of some
-- kinds of findings (seed_rule_threshold.kinds) says nothing of the others. What officers said of a finding holds while its
-- stamp is the same; what was dismissed stays so in the months after, as long as evidence_hash is (ADR 0017).
with found as (
    select
        f.*,
        {{ hash_key(['f.kind', 'f.status', 'f.amount_at_stake', 'f.recovered_amount', 'f.observed', 'f.expected', 'f.evidence']) }}
            as facts_hash,
        {{ hash_key(['f.kind', 'f.said_amount', 'f.expected', 'f.said']) }} as stamp,
        {{ evidence_hash('f') }} as evidence_hash,
        one.parameter_id as threshold_parameter,
        p.value as threshold_value,
        two.parameter_id as second_threshold_parameter,
        q.value as second_threshold_value,
        {{ passes('one', 'p', 'f.measured_value') }} and {{ passes('two', 'q', 'f.second_measured_value') }} as is_hit
    from {{ ref('rule_finding_union') }} as f
    inner join {{ ref('seed_rule') }} as r on r.rule_id = f.rule_id
    left join {{ ref('seed_rule_threshold') }} as one on one.rule_id = f.rule_id and one.position = 1
        and {{ is_compared('f', 'one') }}
    left join {{ ref('dim_parameter') }} as p
        on p.parameter_id = one.parameter_id and p.key = '*' and p.fund_code = f.fund_code and p.region_code = f.region_code
        and f.seen_period between p.period_from and p.period_to
    left join {{ ref('seed_rule_threshold') }} as two on two.rule_id = f.rule_id and two.position = 2
        and {{ is_compared('f', 'two') }}
    left join {{ ref('dim_parameter') }} as q
        on q.parameter_id = two.parameter_id and q.key = '*' and q.fund_code = f.fund_code and q.region_code = f.region_code
        and f.seen_period between q.period_from and q.period_to
    where {{ first_day('f.seen_period') }}
        between r.in_force_from and coalesce(r.in_force_to, cast('9999-12-31' as date))
)
select * from found
