-- A column that is new stands last: so only does PostgreSQL replace a view.
-- The one place that knows full / append / sequence / conflict: the interval in which each accepted delivery is current.
-- `part` tells bank statements of one region and month apart by account and days (one account a file).
-- Repaired records (`append`) have the sequence of the delivery they repair and stand behind it.
-- A later full sequence ends all earlier ones, even when it came first: then the earlier one's interval is empty.
create or replace view control.current_delivery as
select
  delivery_id,
  source,
  file_code,
  region_code,
  period,
  seq,
  mode,
  decided_at as known_from,
  min(case when mode = 'full' then decided_at end) over (
    partition by source, file_code, region_code, period, coalesce(part, '')
    order by seq, mode desc
    rows between 1 following and unbounded following
  ) as known_to,
  channel
from control.delivery
where status = 'accepted';
-- The last balance heard of each account beside its last statement. `agrees`; `differs` (the statement is of that day or
-- later); `newer` (entries since the statement are to come); `no_statement`; `failed` (the last question had no answer).
create or replace view control.bank_balance_check as
with heard as (
  select
    b.*,
    row_number() over (partition by b.account_no order by b.last_seen_at desc, b.observation_id) as place
  from control.bank_balance as b
),
stated as (
  select
    r.account_no,
    r.statement_date,
    r.closing_balance,
    row_number() over (
      partition by r.account_no order by r.statement_date desc, d.period desc, d.seq desc, r._delivery_id, r._line_no desc
    ) as place
  from raw.bk01_bank_statement as r
  inner join control.current_delivery as d on d.delivery_id = r._delivery_id
  where d.known_to is null
)
select
  h.channel,
  h.account_no,
  h.region_code,
  h.amount,
  h.as_of,
  h.clock_skew_seconds,
  h.last_seen_at,
  h.sha256,
  h.message,
  s.statement_date,
  s.closing_balance,
  h.amount - s.closing_balance as difference,
  case
    when h.outcome = 'failed' then 'failed'
    when s.account_no is null then 'no_statement'
    when h.amount = s.closing_balance then 'agrees'
    when s.statement_date >= cast(h.as_of as date) then 'differs'
    else 'newer'
  end as outcome
from heard as h
left join stated as s on s.account_no = h.account_no and s.place = 1
where h.place = 1;
-- Where each finding stands after all its events, also those that are no longer found.
create or replace view control.finding_state as
with numbered as (
  select
    e.*,
    row_number() over (partition by e.finding_key order by e.happened_at desc, e.build_id desc) as place,
    min(e.happened_at) over (partition by e.finding_key) as first_seen_at,
    count(case when e.event = 'reopened' then 1 end) over (partition by e.finding_key) as reopened_count
  from control.finding_event as e
)
select
  finding_key, state, reason, first_seen_at, happened_at as changed_at,
  case when state = 'closed' then happened_at end as closed_at,
  reopened_count, rule_id, fund_code, region_code, period, seen_period, kind, subject_type, subject_key, person_key,
  unit_key, amount_at_stake, recovered_amount, observed, expected, evidence, facts_hash, delivery_id, line_no, build_id, said,
  coalesce(stamp, facts_hash) as stamp, evidence_hash,
  case when unseen_since is null then (select max(looked_at) from control.finding_look) else last_seen_at end
    as last_seen_at
from numbered
left join control.finding_unseen using (finding_key)
where place = 1;
-- Which earlier findings each finding stands for, since they are of one person or unit (归并): what was said of them holds.
create or replace view control.finding_moved as
with numbered as (
  select m.*, row_number() over (partition by m.earlier_key order by m.moved_at desc, m.build_id desc) as place
  from control.finding_move as m
)
select earlier_key, finding_key, moved_at from numbered where place = 1 and move = 'merged';
-- Findings as officers work through them (疑点处置): the case (a person, a unit, an account) each belongs to, what was said
-- last, and how it stands: open · returned (its facts, or those of one that was dismissed, are others now) · asked ·
-- proposed (waits for a second person) · confirmed · dismissed · gone (by the data it is none any more) · moved (its person
-- or unit has another key, and another finding stands for it).
-- `stamp` is what is said of the finding but for what has come back of the money and what its rule says is another one each
-- month and no new fact (`varies`). `evidence_hash` is that without amount and without its own month: what was dismissed
-- stays dismissed in the months after, as long as that is the same and nothing that rests on it was confirmed since.
-- What two said of a finding under a former key of the person holds for the one that stands for it, until that has a word
-- of its own.
create or replace view control.case_finding as
with fact as (
  select s.*, substr(md5(s.subject_type || ':' || s.subject_key), 1, 16) as case_id
  from control.finding_state as s
  where s.subject_type is not null and s.subject_key is not null
),
-- Grouped, not numbered: of "the row in first place" PostgreSQL expects one, and joins 300,000 findings with it in a loop.
last_said as (
  select finding_key, max(event_no) as event_no from control.case_event group by finding_key
),
said as (
  select e.* from control.case_event as e inner join last_said as l on l.event_no = e.event_no
),
last_of_earlier as (
  select m.finding_key, max(l.event_no) as event_no
  from control.finding_moved as m
  inner join last_said as l on l.finding_key = m.earlier_key
  group by m.finding_key
),
taken as (
  select
    f.finding_key as taken_by, f.evidence_hash as of_evidence, f.rule_id as of_rule, f.fund_code as of_fund,
    f.subject_key as of_subject, coalesce(f.region_code, '') as of_region,
    f.state = 'closed' or e.stamp = f.stamp as holds,
    e.event_no, e.finding_key, e.outcome, e.reason_code, e.note
  from last_of_earlier as l
  inner join control.case_event as e on e.event_no = l.event_no
  inner join fact as f on f.finding_key = l.finding_key
  left join last_said as own on own.finding_key = f.finding_key
  where e.action = 'approved' and own.finding_key is null
),
decided as (
  select
    evidence_hash, rule_id, fund_code, subject_key, coalesce(region_code, '') as region_code, event_no, outcome,
    true as holds
  from said
  where action = 'approved'
  union all
  select of_evidence, of_rule, of_fund, of_subject, of_region, event_no, outcome, holds
  from taken
),
last_of_evidence as (
  select evidence_hash, max(event_no) as event_no from decided where holds group by evidence_hash
),
carried as (
  select d.evidence_hash, e.finding_key, e.outcome, e.reason_code, e.note
  from control.case_event as e
  inner join last_of_evidence as d on d.event_no = e.event_no
  where e.outcome = 'dismissed'
),
last_of_subject as (
  select rule_id, fund_code, subject_key, region_code, max(event_no) as event_no
  from decided
  where outcome = 'dismissed'
  group by rule_id, fund_code, subject_key, region_code
),
dismissed as (
  select l.*, d.evidence_hash
  from last_of_subject as l
  inner join decided as d on d.event_no = l.event_no and d.subject_key = l.subject_key
)
select
  f.case_id, f.finding_key, f.state, f.reason as closed_reason, f.first_seen_at, f.changed_at, f.rule_id, f.fund_code,
  f.region_code, f.period, f.seen_period, f.kind, f.subject_type, f.subject_key, f.amount_at_stake, f.recovered_amount,
  f.observed, f.expected, f.evidence, f.stamp, f.evidence_hash,
  case
    when f.state = 'closed' and f.reason = 'key_changed' then 'moved'
    when t.holds then t.outcome
    when e.finding_key is null and t.taken_by is null and c.finding_key is not null then 'dismissed'
    when e.action = 'approved' and (f.state = 'closed' or e.stamp = f.stamp) then e.outcome
    when f.state = 'closed' then 'gone'
    when e.finding_key is null and (t.taken_by is not null or p.event_no is not null) then 'returned'
    when e.action in ('approved', 'proposed') and e.stamp <> f.stamp then 'returned'
    when e.action = 'proposed' then 'proposed'
    when e.action = 'asked' then 'asked'
    else 'open'
  end as standing,
  e.event_no, e.action, e.acted_by, e.acted_at, e.source, e.stamp as said_stamp,
  case
    when e.finding_key is not null then e.outcome when t.holds then t.outcome when t.taken_by is null then c.outcome
  end as outcome,
  case
    when e.finding_key is not null then e.reason_code when t.holds then t.reason_code
    when t.taken_by is null then c.reason_code
  end as reason_code,
  case
    when e.finding_key is not null then e.note when t.holds then t.note when t.taken_by is null then c.note
  end as note,
  case
    when e.finding_key is not null then null when t.holds then t.finding_key when t.taken_by is null then c.finding_key
  end as carried_from,
  case
    when e.finding_key is not null or t.holds then null
    when t.taken_by is not null then t.event_no
    when c.finding_key is null then p.event_no
  end as earlier_event_no,
  f.said, e.login, f.last_seen_at
from fact as f
left join said as e on e.finding_key = f.finding_key
left join taken as t on t.taken_by = f.finding_key
left join carried as c on c.evidence_hash = f.evidence_hash
left join dismissed as p
  on p.rule_id = f.rule_id and p.fund_code = f.fund_code and p.subject_key = f.subject_key
  and p.region_code = coalesce(f.region_code, '') and p.evidence_hash is distinct from f.evidence_hash;
-- Cases (线索): how many findings of a person or unit there are and how they stand. A case is what most needs somebody.
create or replace view control.case_state as
select
  case_id,
  min(subject_type) as subject_type,
  case
    when count(case when standing in ('open', 'returned') then 1 end) > 0 then 'open'
    when count(case when standing = 'asked' then 1 end) > 0 then 'asked'
    when count(case when standing = 'proposed' then 1 end) > 0 then 'proposed'
    when count(case when standing = 'confirmed' then 1 end) > 0 then 'confirmed'
    when count(case when standing = 'dismissed' then 1 end) > 0 then 'dismissed'
    else 'gone'
  end as state,
  count(*) as finding_count,
  count(case when standing in ('open', 'returned', 'asked', 'proposed') then 1 end) as undecided_count,
  count(case when standing = 'returned' then 1 end) as returned_count,
  count(case when standing = 'confirmed' then 1 end) as confirmed_count,
  count(case when standing = 'dismissed' then 1 end) as dismissed_count,
  cast(sum(
    case when state = 'closed' or standing = 'dismissed' then 0 else amount_at_stake - recovered_amount end
  ) as numeric(18, 2)) as amount_at_stake,
  min(region_code) as region_code,
  count(distinct region_code) as region_count,
  min(first_seen_at) as first_seen_at,
  max(coalesce(acted_at, changed_at)) as changed_at
from control.case_finding
group by case_id;
-- How often a rule was right (规则准确率), by county: of what two officers decided. What only carries an earlier
-- dismissal on is not counted again, nor what was said under a former key once the finding that stands for it has a word.
create or replace view control.rule_precision as
with numbered as (
  select e.*, row_number() over (partition by e.finding_key order by e.event_no desc) as place
  from control.case_event as e
),
counted as (
  select
    rule_id,
    region_code,
    count(case when outcome = 'confirmed' then 1 end) as confirmed_count,
    count(case when outcome = 'dismissed' then 1 end) as dismissed_count,
    count(*) as decided_count
  from numbered
  where place = 1 and action = 'approved'
    and finding_key not in (
      select m.earlier_key
      from control.finding_moved as m
      inner join control.case_event as o on o.finding_key = m.finding_key
    )
  group by rule_id, region_code
)
select
  rule_id,
  region_code,
  confirmed_count,
  dismissed_count,
  cast(cast(((confirmed_count * 20000 + decided_count) - (confirmed_count * 20000 + decided_count) % (2 * decided_count))
    / (2 * decided_count) as numeric(9, 4)) / 10000 as numeric(9, 4)) as precision_rate
from counted;
