"""Collect what the report shows: control tables from the state, figures from the published build."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from catalogue import Catalogue, load_catalogue
from catalogue.calendar import calendar
from warehouse_sql import WarehouseError, clock, open_published, open_warehouse
from warehouse_sql.location import locate
from warehouse_sql.port import Params, Published, Warehouse

Row = dict[str, Any]


@dataclass
class Figures:
    """Everything on the page, as plain rows."""

    run_id: str | None
    engine: str
    made_at: datetime
    stages: list[Row] = field(default_factory=list)
    states: dict[str, int] = field(default_factory=dict)
    arrivals: dict[str, int] = field(default_factory=dict)
    records: Row = field(default_factory=dict)
    feeds: list[Row] = field(default_factory=list)
    absent: list[Row] = field(default_factory=list)
    reasons: list[Row] = field(default_factory=list)
    not_accepted: list[Row] = field(default_factory=list)
    gate: list[Row] = field(default_factory=list)
    gate_outcomes: dict[str, int] = field(default_factory=dict)
    drift: list[Row] = field(default_factory=list)
    bank_breaks: list[Row] = field(default_factory=list)
    bank_balances: list[Row] = field(default_factory=list)
    bank_states: dict[str, int] = field(default_factory=dict)
    notices: Row = field(default_factory=dict)
    layers: list[Row] = field(default_factory=list)
    published: bool = False
    rules: list[Row] = field(default_factory=list)
    findings: list[Row] = field(default_factory=list)
    quality_period: str | None = None
    quality: list[Row] = field(default_factory=list)
    quality_senders: list[Row] = field(default_factory=list)
    quality_counts: Row = field(default_factory=dict)
    regions: Mapping[str, str] = field(default_factory=dict)
    money: list[Row] = field(default_factory=list)
    rates: list[Row] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)


def collect(warehouse_url: str | None, run_id: str | None) -> Figures:
    """Read everything. A part that is not there yet stays empty and is named in `missing`."""
    catalogue = load_catalogue()
    with open_warehouse(warehouse_url) as state:
        run_id = run_id or _last_run(state)
        found = Figures(run_id, locate(warehouse_url).dialect, clock.now())
        _read_control(state, found, catalogue)
    found.regions = catalogue.region_names
    names = {table.file_code: table.name_zh for table in catalogue.tables.values()}
    for row in [*found.feeds, *found.gate, *found.not_accepted]:
        row["name_zh"] = names.get(row["file_code"] or "", row["file_code"] or "")
    try:
        published = open_published(warehouse_url)
    except WarehouseError:
        found.missing.append("尚未发布任何加工结果：监管疑点、基金收支、征缴率均未计算")
        return found
    found.published = True
    with published:
        _read_published(published, found)
    return found


def _last_run(state: Warehouse) -> str | None:
    """The last run that built; else the last one that is more than somebody's look at a finding."""
    rows = _rows(
        state,
        "select run_id from control.stage_run where stage not in ('unmask', 'bundle')"
        " order by case stage when 'build' then 0 else 1 end, started_at desc, run_id desc limit 1",
    )
    return str(rows[0]["run_id"]) if rows else None


def _read_control(state: Warehouse, found: Figures, catalogue: Catalogue) -> None:
    found.stages = _rows(
        state,
        "select stage, scope, status, started_at, ended_at from control.stage_run"
        " where run_id = :run order by started_at",
        {"run": found.run_id or ""},
    )
    for row in found.stages:
        row["seconds"] = max((row["ended_at"] - row["started_at"]).total_seconds(), 0.0) if row["ended_at"] else 0.0
    found.states = _counts(state, "select status as name, count(*) as n from control.delivery group by status")
    found.arrivals = _counts(state, "select outcome as name, count(*) as n from control.arrival group by outcome")
    found.records = _rows(
        state,
        "select coalesce(sum(records), 0) as records, coalesce(sum(accepted), 0) as accepted,"
        " coalesce(sum(rejected), 0) as rejected,"
        " sum(case when records <> accepted + rejected then 1 else 0 end) as unbalanced"
        " from control.delivery where status in ('accepted', 'held', 'loaded')",
    )[0]
    owed = _owed(catalogue)
    found.feeds = _rows(state, owed + _FEEDS)
    found.absent = _rows(state, owed + _ABSENT)
    found.not_accepted = _rows(
        state,
        "select file_name, file_code, region_code, period, status, reasons from control.delivery"
        " where status in ('rejected', 'held', 'conflict') order by status, file_name limit 200",
    )
    found.not_accepted += _refused_manifests(state)
    for row in found.not_accepted:
        row["told"] = [reason.get("message", "") for reason in json.loads(row["reasons"] or "[]")][:3]
    found.reasons = _reasons(state)
    found.gate = _rows(
        state,
        "select g.check_id, g.severity, d.file_code, min(g.message) as message, count(*) as deliveries,"
        " coalesce(sum(g.unexpected_count), 0) as records from control.gate g"
        " join control.delivery d on d.delivery_id = g.delivery_id where g.outcome = 'failed'"
        " group by g.check_id, g.severity, d.file_code order by g.severity, deliveries desc limit 50",
    )
    found.gate_outcomes = _counts(state, "select outcome as name, count(*) as n from control.gate group by outcome")
    found.drift = _rows(
        state,
        "select d.source, d.file_code, r.column_label, r.kind, count(*) as deliveries from control.drift r"
        " join control.delivery d on d.delivery_id = r.delivery_id"
        " group by d.source, d.file_code, r.column_label, r.kind order by deliveries desc limit 50",
    )
    found.bank_breaks = _rows(
        state,
        "select d.region_code, d.period, d.file_name, g.message from control.gate g"
        " join control.delivery d on d.delivery_id = g.delivery_id where g.outcome = 'failed'"
        " and g.check_id in ('balance_continues', 'observed_balance_agrees')"
        " order by d.region_code, d.period, d.seq, g.check_id limit 100",
    )
    found.bank_states = _counts(
        state, "select outcome as name, count(*) as n from control.bank_balance_check group by outcome"
    )
    # Those that agree are counted only; accounts are told by their last four digits.
    found.bank_balances = _rows(
        state,
        "select channel, region_code, right(account_no, 4) as account_end, amount, as_of, clock_skew_seconds,"
        " statement_date, closing_balance, difference, outcome, message from control.bank_balance_check"
        " where outcome <> 'agrees' order by case outcome when 'differs' then 1 when 'failed' then 2 else 3 end,"
        " region_code, account_no limit 100",
    )
    found.notices = _rows(
        state,
        "select count(*) as notices, sum(case when d.delivery_id is null then 1 else 0 end) as without_file"
        " from control.notice n left join control.delivery d on d.file_name = n.file_name and d.sha256 = n.sha256",
    )[0]
    found.layers = _rows(
        state,
        "select layer, count(*) as models, sum(rows) as rows, sum(seconds) as seconds,"
        " sum(case when status in ('error', 'runtime error') then 1 else 0 end) as failed,"
        " max(ended_at) as ended_at"
        " from control.model_run where build_id = (select max(build_id) from control.model_run)"
        " group by layer order by layer",
    )


def _refused_manifests(state: Warehouse) -> list[Row]:
    """Manifests that named no usable file: there is a receipt, but no delivery."""
    rows = _rows(
        state,
        "select stem as file_name, body from control.receipt"
        " where delivery_id is null and status = 'rejected' order by stem limit 200",
    )
    for row in rows:
        row |= {"file_code": None, "region_code": None, "period": None, "status": "rejected"}
        row["reasons"] = json.dumps(json.loads(row.pop("body"))["reasons"])
    return rows


# When a month of a table had come in time: the moment after its due day.
_DUE = """cast(substr({0}.period, 1, 4) || '-' || substr({0}.period, 5, 2) || '-01' as date)
    + d.months_after * interval '1 month' + d.day * interval '1 day'"""


def _owed(catalogue: Catalogue) -> str:
    """What came, and what was owed, by the declaration that the scorecard (`fct_feed_quality`) goes by.

    Who has ever sent a table with a due day owes it for every month since, once something came after that day.
    """
    due = ", ".join(
        f"('{d.file_code}', {d.months_after}, {d.day}, '{d.first_period or '000000'}', '{d.last_period or '999999'}')"
        for d in calendar(catalogue).due
    )
    return f"""
    with recursive due (file_code, months_after, day, first_period, last_period) as (values {due}),
    came as (
        select source, file_code, region_code, period,
            max(case when status in ('accepted', 'loaded') then 1 else 0 end) as accepted,
            max(case when status = 'held' then 1 else 0 end) as held,
            min(produced_at) as produced_at
        from control.delivery
        where status <> 'conflict' and file_code is not null and region_code is not null
            and source not in ('BANK', 'TRE', 'HIS')
            and length(period) = 6 and period between '190001' and '299912'
            and substr(period, 5, 2) between '01' and '12'
        group by source, file_code, region_code, period
    ),
    month_ as (
        select min(c.period) as period, max(c.period) as last_period
        from came as c inner join due as d on d.file_code = c.file_code
        union all
        select cast(cast(period as integer) + case substr(period, 5, 2) when '12' then 89 else 1 end as text),
            last_period
        from month_ where period < last_period
    ),
    owed as (
        select r.source, r.file_code, r.region_code, m.period
        from (
            select source, file_code, region_code, min(period) as first_period from came
            group by source, file_code, region_code
        ) as r
        inner join month_ as m on m.period >= r.first_period
        inner join due as d on d.file_code = r.file_code and m.period between d.first_period and d.last_period
        where {_DUE.format("m")} <= (select max(received_at) from control.delivery)
        union
        select source, file_code, region_code, period from came
    )
    """


_FEEDS = f"""
    select o.source, o.file_code, count(*) as owed, count(c.period) as arrived,
        coalesce(sum(c.accepted), 0) as accepted, coalesce(sum(c.held), 0) as held,
        sum(case when c.period is null then 1 else 0 end) as missing,
        sum(case when c.produced_at >= {_DUE.format("o")} then 1 else 0 end) as late
    from owed as o
    left join came as c on c.source = o.source and c.file_code = o.file_code
        and c.region_code = o.region_code and c.period = o.period
    left join due as d on d.file_code = o.file_code and o.period between d.first_period and d.last_period
    group by o.source, o.file_code order by o.source, o.file_code
"""
_ABSENT = """
    select o.source, o.region_code, o.period, count(*) as tables, min(o.file_code) as first_code,
        max(o.file_code) as last_code
    from owed as o
    left join came as c on c.source = o.source and c.file_code = o.file_code
        and c.region_code = o.region_code and c.period = o.period
    where c.period is null
    group by o.source, o.region_code, o.period order by o.period, o.source, o.region_code limit 100
"""


def _reasons(state: Warehouse) -> list[Row]:
    """Why files and records were refused, counted by code and column."""
    counted: dict[tuple[str, str], Row] = {}
    rows = _rows(state, "select status, reasons from control.delivery where reasons is not null and reasons <> '[]'")
    for row in rows:
        for reason in json.loads(row["reasons"]):
            key = (str(reason.get("code")), str(reason.get("column") or ""))
            entry = counted.setdefault(
                key, {"code": key[0], "column": key[1], "count": 0, "files": 0, "message": reason.get("message", "")}
            )
            entry["count"] += int(reason.get("count") or 1)
            entry["files"] += 1
    return sorted(counted.values(), key=lambda entry: -entry["count"])[:30]


def _read_published(published: Published, found: Figures) -> None:
    there = published.relations()
    if "rule.fct_rule_run" in there:
        found.rules = _rows(
            published,
            "select r.rule_id, r.title_zh, r.class, r.severity,"
            " sum(case when n.outcome = 'ran' then 1 else 0 end) as ran,"
            " sum(case when n.outcome = 'error' then 1 else 0 end) as failed,"
            " sum(case when n.outcome = 'not_in_force' then 1 else 0 end) as not_in_force,"
            " sum(case when n.outcome = 'inputs_missing' then 1 else 0 end) as inputs_missing,"
            " sum(case when n.outcome = 'parameters_missing' then 1 else 0 end) as parameters_missing,"
            " min(case when n.outcome in ('ran', 'parameters_missing') and f.file_code is null then n.missing_item end)"
            " as missing_parameter,"
            " min(case when n.outcome in ('ran', 'inputs_missing') then f.file_code end) as missing_input,"
            " sum(n.population) as population, sum(n.not_judged_count) as not_judged"
            " from rule.fct_rule_run n join seed.seed_rule r on r.rule_id = n.rule_id"
            " left join seed.seed_feed f on f.file_code = n.missing_item"
            " group by r.rule_id, r.title_zh, r.class, r.severity order by r.rule_id",
        )
        found.findings = _rows(
            published,
            "select rule_id, region_code, count(*) as findings,"
            " sum(case when status = 'open' then 1 else 0 end) as still_open,"
            " sum(amount_at_stake - recovered_amount) as amount from rule.fct_finding"
            " group by rule_id, region_code order by rule_id, region_code",
        )
    else:
        found.missing.append("监管规则尚未构建")
    if "mart.mart_quality__scorecard" in there:
        _read_quality(published, found)
    else:
        found.missing.append("数据质量尚未评分")
    if "mart.mart_fund__income_expenditure_month" in there:
        found.money = _rows(
            published,
            "select f.name_zh as fund, m.fund_code, m.period,"
            + ", ".join(f"sum(m.{name}) as {name}" for name in MONEY)
            + " from mart.mart_fund__income_expenditure_month m"
            " left join seed.seed_fund f on f.fund_code = m.fund_code"
            " group by f.name_zh, m.fund_code, m.period order by m.fund_code, m.period",
        )
    else:
        found.missing.append("基金收支尚未构建")
    if "mart.mart_pension__collection_rate" in there:
        found.rates = _rows(
            published,
            "select region_code, sum(due_amount) as due, sum(paid_amount) as paid"
            " from mart.mart_pension__collection_rate group by region_code order by region_code",
        )
        for row in found.rates:
            row["rate"] = Decimal(row["paid"]) / Decimal(row["due"]) if row["due"] else None


# The month judged is the last of which a table with a due day came: banks send of the running month every day.
_JUDGED = (
    "select max(period) as period from mart.mart_quality__scorecard where delivery_count > 0 and due_date is not null"
)
WORST = 15


def _read_quality(published: Published, found: Figures) -> None:
    """The worst tables and regions of the last month, and for how many each must act. What did not come at all stands
    under arrivals already: here it is counted only."""
    found.quality_period = _rows(published, _JUDGED)[0]["period"]
    if found.quality_period is None:
        return
    month = {"period": found.quality_period}
    found.quality_counts = _rows(
        published,
        "select count(*) as cards, sum(case when who_must_act is not null then 1 else 0 end) as to_act,"
        " sum(case when arrival = 'missing' then 1 else 0 end) as missing,"
        " sum(case when who_must_act in ('own', 'both') then 1 else 0 end) as own,"
        " sum(case when overall_score is null then 1 else 0 end) as not_scored,"
        " (select count(*) from mart.mart_quality__scorecard where period < :period and who_must_act is not null)"
        " as earlier from mart.mart_quality__scorecard where period = :period",
        month,
    )[0]
    found.quality_senders = _rows(
        published,
        "select source, count(*) as cards, count(distinct region_code) as regions,"
        " sum(case when arrival = 'missing' then 1 else 0 end) as missing from mart.mart_quality__scorecard"
        " where period = :period and who_must_act in ('sender', 'both') group by source order by cards desc, source",
        month,
    )
    found.quality = _rows(
        published,
        "select file_code, table_zh, region_code, overall_score, score_change, who_zh, reason_zh"
        " from mart.mart_quality__scorecard"
        " where period = :period and who_must_act is not null and arrival <> 'missing'"
        f" order by coalesce(overall_score, 0), file_code, region_code limit {WORST}",
        month,
    )


MONEY = (
    "contribution_hrss_amount",
    "contribution_tax_amount",
    "contribution_treasury_amount",
    "subsidy_amount",
    "income_amount",
    "benefit_hrss_amount",
    "expenditure_amount",
    "balance_amount",
    "hrss_tax_difference_amount",
    "tax_treasury_difference_amount",
    "hrss_paid_difference_amount",
)


def _rows(source: Warehouse | Published, sql: str, params: Params | None = None) -> list[Row]:
    return list(source.query(sql, params).to_pylist())


def _counts(source: Warehouse, sql: str) -> dict[str, int]:
    return {str(row["name"]): int(row["n"]) for row in _rows(source, sql)}


def total(rows: Sequence[Row], name: str) -> Any:
    """Sum of a column over rows; 0 where there are none."""
    return sum((row[name] or 0 for row in rows), 0)
