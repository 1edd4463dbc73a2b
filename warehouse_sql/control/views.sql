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
  unit_key, amount_at_stake, recovered_amount, observed, expected, evidence, facts_hash, delivery_id, line_no, build_id
from numbered
where place = 1;
