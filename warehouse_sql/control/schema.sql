-- Control tables: every gate leaves a row. One portable text for both engines (`blob` becomes `bytea` on PostgreSQL).
-- Timestamps are Asia/Shanghai wall time; JSON is text.
create schema if not exists control;
create schema if not exists raw;
create table if not exists control.declaration (
  fingerprint text not null
);
-- one row a distinct content: source + stem + sha256 of what came
create table if not exists control.delivery (
  delivery_id bigint not null,
  channel text not null,
  source text not null,
  file_code text,
  region_code text,
  period text,
  seq integer,
  mode text,
  stem text not null,
  file_name text not null,
  file_bytes bigint not null,
  sha256 text not null,
  encoding text,
  records_declared bigint,
  control_totals text,
  produced_at timestamp,
  received_at timestamp not null,
  status text not null,
  decided_at timestamp,
  records bigint,
  accepted bigint,
  rejected bigint,
  reasons text,
  load_seconds decimal(12,3),
  part text,
  primary key (delivery_id)
);
-- one row a sighting of a manifest in an outbox
create table if not exists control.arrival (
  arrival_id text not null,
  channel text not null,
  remote_path text not null,
  remote_modified_at timestamp,
  remote_bytes bigint,
  delivery_id bigint,
  outcome text not null,
  arrived_at timestamp not null,
  primary key (arrival_id)
);
-- one row a decision told to the sender; body is the exact JSON of the receipt
create table if not exists control.receipt (
  receipt_id text not null,
  source text not null,
  stem text not null,
  delivery_id bigint,
  status text not null,
  body text not null,
  decided_at timestamp not null,
  sent_at timestamp,
  primary key (receipt_id)
);
-- rejected records, kept whole
create table if not exists control.reject (
  delivery_id bigint not null,
  line_no bigint not null,
  raw_line blob not null,
  raw_text text,
  reasons text not null
);
create table if not exists control.drift (
  delivery_id bigint not null,
  column_label text not null,
  kind text not null
);
create table if not exists control.gate (
  delivery_id bigint not null,
  check_id text not null,
  severity text not null,
  outcome text not null,
  success boolean,
  observed text,
  expected text,
  unexpected_count bigint,
  message text,
  checked_at timestamp not null
);
-- what a later look at a delivery found otherwise, and when: what was known until then
create table if not exists control.gate_former (
  delivery_id bigint not null,
  check_id text not null,
  severity text not null,
  outcome text not null,
  success boolean,
  observed text,
  expected text,
  unexpected_count bigint,
  message text,
  checked_at timestamp not null,
  replaced_at timestamp not null
);
create table if not exists control.stage_run (
  run_id text not null,
  stage text not null,
  scope text not null,
  started_at timestamp not null,
  ended_at timestamp,
  status text not null,
  detail text
);
create table if not exists control.model_run (
  build_id text not null,
  model text not null,
  layer text not null,
  resource_type text not null,
  status text not null,
  rows bigint,
  seconds decimal(12,3),
  message text,
  ended_at timestamp
);
-- parts of the base library that are there and tested (warehouse_sql/parts.py)
create table if not exists control.part (
  fingerprint text not null,
  model text not null,
  period text not null,
  rows bigint,
  build_id text not null,
  built_at timestamp not null
);
-- every build: of what data, by which code; `name` is empty for the published one (warehouse_sql/moments.py)
create table if not exists control.build (
  build_id text not null,
  name text not null,
  as_of timestamp not null,
  repairs_until timestamp,
  selection text not null,
  code_hash text not null,
  data_hash text not null,
  parts_hash text not null,
  built_at timestamp not null,
  used_at timestamp,
  dropped_at timestamp,
  primary key (build_id)
);
-- the code of builds (a ZIP of dbt's project), so that a former build can be made again
create table if not exists control.code (
  code_hash text not null,
  content blob not null,
  kept_at timestamp not null,
  primary key (code_hash)
);
-- reports that were handed over (定稿): rows are only added; the bytes are in the landing store
create table if not exists control.frozen_report (
  name text not null,
  model text not null,
  conditions text not null,
  as_of timestamp not null,
  code_hash text not null,
  data_hash text not null,
  parts_hash text not null,
  columns text not null,
  rows bigint not null,
  bytes bigint not null,
  sha256 text not null,
  code_sha256 text not null,
  frozen_at timestamp not null,
  frozen_by text not null,
  primary key (name)
);
-- parts that builds beside the published one need
create table if not exists control.build_part (
  name text not null,
  fingerprint text not null
);
-- notices of the tax authority (征缴批次通知); `reported_decision_at` is when the decision was made that tax was told of
create table if not exists control.notice (
  batch_no text not null,
  file_code text not null,
  region_code text not null,
  period text not null,
  seq integer not null,
  file_name text not null,
  sha256 text not null,
  records bigint not null,
  transmit_type text not null,
  sent_at timestamp not null,
  received_at timestamp not null,
  via text not null,
  delivery_id bigint,
  reported_at timestamp,
  reported_decision_at timestamp,
  primary key (batch_no)
);
-- what a bank said an account holds (实时余额); amounts in yuan, the same answer heard again is the same row
create table if not exists control.bank_balance (
  observation_id text not null,
  channel text not null,
  account_no text not null,
  region_code text not null,
  outcome text not null,
  amount decimal(18,2),
  currency_code text,
  as_of timestamp,
  clock_skew_seconds decimal(12,3),
  sha256 text,
  bytes bigint,
  attempts integer,
  message text,
  first_seen_at timestamp not null,
  last_seen_at timestamp not null,
  sightings integer not null,
  primary key (observation_id)
);
create table if not exists control.watermark (
  channel text not null,
  name text not null,
  updated_at text not null,
  last_id bigint not null,
  primary key (channel, name)
);
-- payment requests (用款申请) approved for treasury; a row is never changed but for `sent_*`
create table if not exists control.payment_request (
  request_no text not null,
  fund_code text not null,
  region_code text not null,
  amount decimal(18,2) not null,
  payee_account text not null,
  payee_name text not null,
  purpose text,
  detail_batch text,
  created_at timestamp not null,
  approved_by text not null,
  approved_at timestamp not null,
  sent_to text,
  sent_at timestamp,
  primary key (request_no)
);
-- vouchers (记账凭证) for treasuries that keep their own books, a row a line
create table if not exists control.voucher_out (
  voucher_no text not null,
  line_no integer not null,
  fund_code text not null,
  region_code text not null,
  period text not null,
  account_code text not null,
  direction text not null,
  amount decimal(18,2) not null,
  summary text,
  request_no text,
  created_at timestamp not null,
  approved_by text not null,
  approved_at timestamp not null,
  sent_to text,
  sent_at timestamp,
  primary key (voucher_no, line_no)
);
-- the last state we were told of each row of treasury's middle database
create table if not exists control.treasury_row (
  channel text not null,
  name text not null,
  row_id text not null,
  state_hash text not null,
  region_code text not null,
  is_deleted boolean not null,
  primary key (channel, name, row_id)
);
-- one row each time something was handed to treasury's middle database, whatever became of it
create table if not exists control.treasury_send (
  send_id text not null,
  channel text not null,
  kind text not null,
  item_no text not null,
  outcome text not null,
  content_hash text not null,
  detail text,
  sent_at timestamp not null,
  primary key (send_id)
);
-- packages of the Ministry of Finance exchange node (财政部交换节点), one row a package id in each direction
-- in: received → processed | refused; out: ready → sent | conflict
create table if not exists control.mof_package (
  direction text not null,
  package_id text not null,
  type text,
  sender text,
  receiver text,
  period text,
  sha256 text not null,
  bytes bigint not null,
  via text,
  state text not null,
  reasons text,
  received_at timestamp not null,
  processed_at timestamp,
  primary key (direction, package_id)
);
-- members of processed and outgoing packages; the bytes stay in the landed package
create table if not exists control.mof_member (
  direction text not null,
  package_id text not null,
  position integer not null,
  name text not null,
  media_type text not null,
  bytes bigint not null,
  sha256 text not null,
  primary key (direction, package_id, position)
);
-- one row each time a package came or was sent, whatever became of it; `sighting` tells a listing that is known
create table if not exists control.mof_attempt (
  attempt_id text not null,
  direction text not null,
  package_id text not null,
  sha256 text,
  bytes bigint,
  via text not null,
  sighting text,
  outcome text not null,
  detail text,
  attempted_at timestamp not null,
  primary key (attempt_id)
);
-- what was pushed of a share to a middle database: one row a push that was tried
create table if not exists control.share_push (
  push_id text not null,
  target text not null,
  share text not null,
  target_table text,
  outcome text not null,
  row_count bigint,
  content_hash text,
  column_types text,
  detail text,
  started_at timestamp not null,
  ended_at timestamp not null,
  primary key (push_id)
);
-- repairs of rejected records (更正): proposed by one person, decided by another, replayed as a delivery of channel `repair`
create table if not exists control.repair (
  repair_id text not null,
  delivery_id bigint not null,
  line_no bigint not null,
  record text not null,
  columns text not null,
  reason text not null,
  status text not null,
  proposed_by text not null,
  proposed_at timestamp not null,
  decided_by text,
  decided_at timestamp,
  note text,
  replay_delivery_id bigint,
  replay_line_no bigint,
  primary key (repair_id)
);
-- what became of findings (疑点), build by build, only added to: opened, changed, closed (reason), reopened.
-- `state` is what the finding is after it: open or closed. The values are those of the build (or the last that had it).
create table if not exists control.finding_event (
  build_id text not null,
  finding_key text not null,
  event text not null,
  reason text,
  state text not null,
  happened_at timestamp not null,
  rule_id text not null,
  fund_code text not null,
  region_code text,
  period text,
  seen_period text,
  kind text,
  subject_type text,
  subject_key text,
  person_key text,
  unit_key text,
  amount_at_stake numeric(18,2),
  recovered_amount numeric(18,2),
  observed text,
  expected text,
  evidence text,
  said text,
  facts_hash text,
  stamp text,
  evidence_hash text,
  delivery_id bigint,
  line_no bigint,
  primary key (finding_key, build_id)
);
-- when builds compared their findings with the known ones
create table if not exists control.finding_look (
  build_id text not null,
  looked_at timestamp not null,
  primary key (build_id)
);
-- known findings that the last such build does not have: since when, and when the last one that had it was made (null:
-- before that was noted). Whatever is known and not here was seen by the last build; so a night writes only what differs.
create table if not exists control.finding_unseen (
  finding_key text not null,
  unseen_since timestamp not null,
  last_seen_at timestamp,
  primary key (finding_key)
);
-- findings that go on under another key, since their person or unit has another one (归并、拆分), only added to: which
-- finding stands for the earlier one. `merged` · `joined` · `split` · `ended` (finding_moves.py says what each means).
create table if not exists control.finding_move (
  build_id text not null,
  earlier_key text not null,
  finding_key text not null,
  move text not null,
  moved_at timestamp not null,
  primary key (earlier_key, build_id)
);
-- what officers said of findings (疑点处置), only added to: proposed (outcome confirmed | dismissed), approved (by another
-- person), asked, answered, reopened. `stamp`, `evidence_hash` and `facts` are those of the finding at that moment
-- (view case_finding); `source` is the SHA-256 of the workbook it came with.
create table if not exists control.case_event (
  event_no bigint not null,
  case_id text not null,
  finding_key text not null,
  action text not null,
  outcome text,
  reason_code text,
  note text,
  acted_by text not null,
  login text not null,
  acted_at timestamp not null,
  source text,
  stamp text not null,
  evidence_hash text not null,
  facts text not null,
  rule_id text not null,
  fund_code text not null,
  region_code text,
  period text,
  subject_key text,
  primary key (event_no)
);
