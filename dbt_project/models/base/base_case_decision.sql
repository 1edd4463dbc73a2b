-- 疑点结案: findings that two officers decided, one row each, by the last word on it. What only carries an earlier dismissal
-- on is none; what was said under a former key of the person counts until the finding that stands for it has a word.
with numbered as (
    select e.*, row_number() over (partition by e.finding_key order by e.event_no desc) as place
    from {{ ref('stg_control__case_event') }} as e
),
spoken_of as (
    select distinct finding_key from {{ ref('stg_control__case_event') }}
),
replaced as (
    select m.earlier_key
    from {{ ref('stg_control__finding_move') }} as m
    inner join spoken_of as s on s.finding_key = m.finding_key
)
select n.finding_key, n.rule_id, n.fund_code, n.region_code, n.period, n.outcome, n.acted_date as decided_date
from numbered as n
left join replaced as r on r.earlier_key = n.finding_key
where n.place = 1 and n.action = 'approved' and r.earlier_key is null
