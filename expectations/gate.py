"""The gate: measure, judge, decide. Results, decisions and receipts of a run commit in one transaction."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime

from catalogue import Check, Table, load_catalogue
from expectations import candidates, metrics
from expectations.measure import Measure
from expectations.metrics import DUPLICATES, ROWS, Measures
from warehouse_sql import clock, open_warehouse
from warehouse_sql.control import deliveries, gates, receipts
from warehouse_sql.control.deliveries import Decision, Delivery, Status
from warehouse_sql.control.gates import GateResult
from warehouse_sql.control.receipts import AGAIN, Drift, Reason
from warehouse_sql.port import Transaction

Progress = Callable[[int, int | None, str], None]
_DEFAULTS = (
    Check(ROWS, "rows", "error", (), {}, "入库行数等于接收记录数"),
    Check(DUPLICATES, "key", "warn", (), {}, "主键不重复"),
)


@dataclass(frozen=True)
class GateSummary:
    """What a run of the gate did; checks are counted once for each delivery. `failed` ones held a delivery back,
    `warnings` are told and stop nothing."""

    accepted: int = 0
    held: int = 0
    checks: int = 0
    failed: int = 0
    warnings: int = 0
    not_checked: int = 0
    seconds: float = 0.0


def run_gates(
    warehouse_url: str | None, progress: Progress | None = None, *, cycle: str | None = None, held: bool = False
) -> GateSummary:
    """Check every delivery that is loaded (of tables of a `cycle`), and accept it or hold it back; `held`: those too.

    Two gates may run at the same time on PostgreSQL: each delivery is judged by the one that claimed it.
    """
    started = time.monotonic()
    catalogue = load_catalogue()
    with open_warehouse(warehouse_url) as warehouse:
        scope = catalogue.delivery_codes(cycle)
        with warehouse.transaction() as tx:
            candidates.recheck_held(tx, scope, every=held)
        with warehouse.transaction() as tx:
            at = clock.now()
            claimed = deliveries.in_status(tx, "loaded", scope, claim=True)
            pending = {delivery.delivery_id: delivery for delivery in claimed}
            if not pending:
                return GateSummary(seconds=time.monotonic() - started)
            codes = {delivery.file_code for delivery in claimed}
            tables = [table for table in catalogue.tables.values() if codes & metrics.looked_at_with(table, catalogue)]
            _import_ahead()
            candidates.note_visible(tx)
            measured = {table.file_code: metrics.measure(tx, table, catalogue) for table in tables}
            candidates.forget_visible(tx)
            _leave_to_others(tx, measured, pending, at)
            results = _judge(tables, measured, progress)
            summary = _decide(tx, pending, results)
    return replace(summary, seconds=time.monotonic() - started)


def _import_ahead() -> None:
    """Import the library that judges (5 s) while the database measures. Where it fails `_judge` says so."""

    def attempt() -> None:
        with suppress(Exception):
            import expectations.suite  # noqa: F401

    threading.Thread(target=attempt, name="import", daemon=True).start()


def _leave_to_others(
    tx: Transaction, measured: dict[str, Measures], pending: dict[int, Delivery], at: datetime
) -> None:
    """Drop what was measured of deliveries that another gate judges; what was accepted before may be judged again."""
    others = {delivery for measures in measured.values() for found in measures.values() for delivery in found}
    others -= deliveries.accepted_before(tx, others - pending.keys(), at) | pending.keys()
    for measures in measured.values():
        for found in measures.values():
            for delivery in others & found.keys():
                del found[delivery]


def _judge(tables: list[Table], measured: dict[str, Measures], progress: Progress | None) -> list[GateResult]:
    from expectations.suite import Suites

    # One call for all tables: the library's cost is by call, and a night has a hundred tables.
    judged = [
        (table, check, f"{table.file_code}.{check.id}", found)
        for table in tables
        for check in (*_DEFAULTS, *table.checks)
        if (found := measured[table.file_code].get(check.id))
    ]
    failing = Suites().failing(
        "pending",
        {name: metrics.as_shares(found) for _, _, name, found in judged},
        {name: float(metrics.limit(check)) for _, check, name, _ in judged},
    )
    at = clock.now()
    results = [
        _result(table, check, delivery, measure, delivery in failing[name], at)
        for table, check, name, found in judged
        for delivery, measure in found.items()
    ]
    if progress:
        for done, table in enumerate(tables, start=1):
            progress(done, len(tables), table.name_zh)
    return results


def _result(table: Table, check: Check, delivery: int, measure: Measure | None, failed: bool, at: object) -> GateResult:
    limit = metrics.limit(check)
    check_id = f"{table.file_code.lower()}__{check.id}" if check in _DEFAULTS else check.id
    if measure is None:
        partner = check.params.get("table", table.file_code)
        message = f"{check.title_zh}：同地区同期别的 {partner} 尚未到达，未检查"
        outcome, observed, unexpected = "not_checked", None, None
    elif not (measure.looked_at or measure.unexpected):
        message = f"{check.title_zh}：{measure.note or '没有可检查的记录'}，未检查"
        outcome, observed, unexpected = "not_checked", "0/0", None
    else:
        observed, unexpected = f"{measure.unexpected}/{measure.looked_at}", measure.unexpected
        outcome = "failed" if failed else "passed"
        message = check.title_zh
        if failed:
            columns = "、".join(table.field(column).label_zh for column in check.columns[:3])
            where = f"（{columns}）" if columns else ""
            message += f"：检查 {measure.looked_at} 项，{measure.unexpected} 项不符{where}"
        if measure.note:
            message += f"；{measure.note}"
    return GateResult(
        delivery_id=delivery,
        check_id=check_id,
        severity=check.severity,
        outcome=outcome,  # type: ignore[arg-type]
        observed=observed,
        expected=f"<= {limit:.2%}" if limit else "0",
        unexpected_count=unexpected,
        message=message,
        checked_at=at,  # type: ignore[arg-type]
    )


def _decide(tx: Transaction, pending: dict[int, Delivery], results: list[GateResult]) -> GateSummary:
    gates.record(tx, results)
    drifts = _drifts(tx, pending)
    stopped: dict[int, list[GateResult]] = {}
    for result in results:
        if result.outcome == "failed" and result.severity == "error":
            stopped.setdefault(result.delivery_id, []).append(result)
    decisions, told = [], []
    for delivery_id, delivery in pending.items():
        failed = stopped.get(delivery_id, [])
        status: Status = "held" if failed else "accepted"
        # Of what is noted already only what loading said is kept: the gate's own verdict is made anew.
        of_records = [reason for reason in receipts.from_json(delivery.reasons) if reason.code in _RECORD_CODES]
        of_gate = [
            Reason(r.check_id, f"{r.message}；请核实更正后{AGAIN}", None, r.unexpected_count or 1) for r in failed
        ]
        reasons = [*of_records, *of_gate]
        decisions.append(Decision(delivery_id, status, reasons=reasons))
        if status == "accepted" or receipts.to_json(reasons) != delivery.reasons:  # held for what he was told already
            told.append((delivery, status, reasons))
    at = deliveries.decide(tx, decisions)
    receipts.record(
        tx,
        [
            receipts.Receipt.of(delivery, status, at, reasons, drift=drifts.get(delivery.delivery_id, []))
            for delivery, status, reasons in told
        ],
    )
    return GateSummary(
        accepted=len(pending) - len(stopped),
        held=len(stopped),
        checks=len(results),
        failed=sum(result.outcome == "failed" and result.severity == "error" for result in results),
        warnings=sum(result.outcome == "failed" and result.severity == "warn" for result in results),
        not_checked=sum(result.outcome == "not_checked" for result in results),
    )


# Reasons of records that loading left with the delivery (exchange.md §1).
_RECORD_CODES = frozenset(
    {
        "field_count", "bad_encoding", "bad_number", "bad_date", "bad_period", "bad_timestamp", "bad_flag", "too_long",
        "missing_key", "nul_byte", "truncated",
    }
)  # fmt: skip


def _drifts(tx: Transaction, pending: dict[int, Delivery]) -> dict[int, list[Drift]]:
    found: dict[int, list[Drift]] = {}
    rows = tx.query(
        "select r.delivery_id, r.column_label, r.kind from control.drift r"
        " join control.delivery d on d.delivery_id = r.delivery_id where d.status = 'loaded'"
        " order by r.delivery_id, r.kind, r.column_label"
    )
    for row in rows.to_pylist():
        if row["delivery_id"] in pending:
            found.setdefault(row["delivery_id"], []).append(Drift(row["column_label"], row["kind"]))
    return found
