-- 疑点处置意见: the last word on each finding that officers spoke of. One that stands for findings under former keys of its person or
-- unit (归并) has the last word on those, until it has a word of its own; then theirs counts no longer (is_replaced).
with last_word as (
    select finding_key, max(event_no) as event_no from {{ ref('stg_control__case_event') }} group by finding_key
),
own as (
    select e.* from {{ ref('stg_control__case_event') }} as e inner join last_word as l on l.event_no = e.event_no
),
moved as (
    select m.earlier_key, m.finding_key, l.event_no, o.finding_key is not null as is_replaced
    from {{ ref('stg_control__finding_move') }} as m
    inner join last_word as l on l.finding_key = m.earlier_key
    left join last_word as o on o.finding_key = m.finding_key
),
taken as (
    select finding_key, max(event_no) as event_no from moved where not is_replaced group by finding_key
)
select
    o.event_no, o.finding_key, o.rule_id, o.fund_code, o.region_code, o.period, o.action, o.outcome, o.stamp, o.evidence_hash, o.acted_date,
    true as is_own, coalesce(m.is_replaced, false) as is_replaced
from own as o
left join moved as m on m.earlier_key = o.finding_key
union all
select
    t.event_no, t.finding_key, o.rule_id, o.fund_code, o.region_code, o.period, o.action, o.outcome, o.stamp, cast(null as text), o.acted_date,
    false, false
from taken as t
inner join own as o on o.event_no = t.event_no
