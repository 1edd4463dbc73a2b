"""Plan a build, run it, file its results into `control`, publish what it built: all of it or nothing."""

from __future__ import annotations

import time
import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa

from warehouse_sql import clock, code, dbt_run, parts, rule_failures
from warehouse_sql.control import builds, findings
from warehouse_sql.dbt_run import FAILED, PROJECT, BuildFailed, NodeResult, Progress
from warehouse_sql.location import Location, locate
from warehouse_sql.opening import open_warehouse

__all__ = ["CONTROL_LEFT", "CONTROL_SNAPSHOT", "LATEST", "PROJECT", "BuildFailed", "BuildResult", "Progress", "build"]

# Control tables that go into the published build, so that it explains itself.
CONTROL_SNAPSHOT = (
    "delivery",
    "arrival",
    "receipt",
    "reject",
    "drift",
    "gate",
    "gate_former",
    "part",
    "build",
    "stage_run",
    "model_run",
    "notice",
    "bank_balance",
    "repair",
    "mof_package",
    "mof_member",
    "mof_attempt",
    "share_push",
    "finding_event",
    "finding_state",
    "finding_look",
    "finding_unseen",
    "finding_move",
    "finding_moved",
    "case_event",
    "case_finding",
    "case_state",
    "rule_precision",
    "payment_request",
    "voucher_out",
    "treasury_send",
    "current_delivery",
)
# Those that stay behind: how far a channel has read, which nobody but the channel asks for, and what builds and frozen
# reports are made from, which is asked of the state.
CONTROL_LEFT = ("declaration", "watermark", "treasury_row", "code", "build_part", "frozen_report")
LATEST = datetime(9999, 12, 31)
_MODEL_RUN = pa.schema(
    [
        ("build_id", pa.string()),
        ("model", pa.string()),
        ("layer", pa.string()),
        ("resource_type", pa.string()),
        ("status", pa.string()),
        ("rows", pa.int64()),
        ("seconds", pa.decimal128(12, 3)),
        ("message", pa.string()),
        ("ended_at", pa.timestamp("us")),
    ]
)


@dataclass(frozen=True)
class BuildResult:
    """A finished, published build."""

    build_id: str
    as_of: datetime | None
    seconds: float
    nodes: tuple[NodeResult, ...] = field(repr=False)
    made: tuple[parts.Part, ...] = field(repr=False)
    """Parts of the base library that were made; all others were there."""
    events: Mapping[str, int] = field(default_factory=dict)
    """What became of findings (`control.finding_event`): opened, changed, closed, reopened → how many."""

    @property
    def failed_rules(self) -> tuple[NodeResult, ...]:
        """Supervision rules whose SELECT or key failed: published without them, their runs say `error`."""
        return tuple(node for node in self.nodes if node.status == rule_failures.STATUS)


def build(
    url: str | None = None,
    select: Sequence[str] | None = None,
    as_of: datetime | None = None,
    *,
    progress: Progress | None = None,
    name: str = "",
    project: Path | None = None,
    repairs_until: datetime | None = None,
    history: bool = False,
) -> BuildResult:
    """Build all models (or a dbt selection) from what is accepted as of a moment, and publish.

    With a `name` (letters and digits) it is published beside the present build, which stays (`moments`). `project` is
    another code than ours; `repairs_until` leaves out repaired rows that came later.

    Raises BuildFailed naming the first failures; then nothing is published. A selection is for development: it builds
    its upstream models too, for what is published is made anew, but for the parts that are kept.

    What became of findings is recorded by builds of everything as known now; with ``history`` by one as of a moment, as
    of that moment: so a history that was lost is made again, moment after moment (OrderError where it is out of order).
    """
    location = locate(url).beside(name)
    started = time.monotonic()
    build_id = f"{clock.now():%Y%m%dT%H%M%S}-{uuid.uuid4().hex[:6]}"
    open_warehouse(url).close()  # created and migrated before dbt looks at it
    aside = bool(select or name or project or repairs_until or (as_of and not history))
    recorded = None if aside else as_of or clock.now()
    moment = parts.Moment(as_of or LATEST, repairs_until)
    order = _Order(build_id, moment, tuple(select or ()), project or PROJECT, recorded)
    arguments = dbt_run.arguments(location, order.project, order.select)
    run = _build_duckdb if location.dialect == "duckdb" else _build_postgres
    nodes, planned, events = run(location, order, arguments, progress)
    made = tuple(part for part in planned if part.is_new and part.period)
    return BuildResult(build_id, as_of, time.monotonic() - started, tuple(nodes), made, events)


@dataclass(frozen=True)
class _Order:
    """What is to be built: as known when, which models, by which code; when events of findings count as happened."""

    build_id: str
    moment: parts.Moment
    select: tuple[str, ...]
    project: Path
    recorded_at: datetime | None


_Built = tuple[list[NodeResult], list[parts.Part], dict[str, int]]


def _build_duckdb(location: Location, order: _Order, arguments: list[str], progress: Progress | None) -> _Built:
    from warehouse_sql.engine import duckdb

    with duckdb.build_file(location) as path:
        environment = duckdb.dbt_environment(location, path)
        manifest = dbt_run.read(location, order.project, dbt_run.database_of(path), arguments)
        with open_warehouse(location.url) as warehouse:
            planned = parts.plan(
                manifest, warehouse, order.moment, lambda m, f: duckdb.part_path(location, m, f).exists()
            )
        places = {part.fingerprint: str(duckdb.part_path(location, part.model, part.fingerprint)) for part in planned}
        duckdb.prepare_build(path, *_planned_tables(planned, places), order.moment.as_table())
        nodes = dbt_run.run(arguments, environment, progress, manifest)
        if failed := rule_failures.only_rules_failed(nodes, manifest):
            duckdb.note_failed_rules(path, failed)
            nodes = _without_failed(nodes, arguments, environment, progress, manifest)
        made = duckdb.part_rows(_new(planned, places))
        counts = {**duckdb.count_rows(path, _tables(nodes)), **_rows_of_parts(location, planned, made)}
        _file_results(location, order.build_id, nodes, counts)
        _stop_on_failure(nodes)
        _keep(location, order, made, planned)
        events: dict[str, int] = {}
        if order.recorded_at:
            with open_warehouse(location.url) as warehouse:
                place = duckdb.attach_build(warehouse, path)
                with warehouse.transaction() as tx:
                    events = findings.record(tx, place, order.build_id, order.recorded_at)
        duckdb.finish_build(location, path, CONTROL_SNAPSHOT)
        duckdb.publish(location, path)
        duckdb.discard_parts(location, _needed(location, places))
    return nodes, planned, events


def _build_postgres(location: Location, order: _Order, arguments: list[str], progress: Progress | None) -> _Built:
    from warehouse_sql.engine import postgres

    environment = postgres.dbt_environment(location)
    manifest = dbt_run.read(location, order.project, environment["SIF_PG_DBNAME"], arguments)
    there = postgres.part_tables(location)
    with open_warehouse(location.url) as warehouse:
        planned = parts.plan(manifest, warehouse, order.moment, lambda _, f: postgres.part_table(f) in there)
    places = {part.fingerprint: postgres.part_table(part.fingerprint) for part in planned}
    postgres.prepare_build(location, *_planned_tables(planned, places), order.moment.as_table())
    nodes = dbt_run.run(arguments, environment, progress, manifest)
    if failed := rule_failures.only_rules_failed(nodes, manifest):
        postgres.note_failed_rules(location, failed)
        nodes = _without_failed(nodes, arguments, environment, progress, manifest)
    made = postgres.part_rows(location, _new(planned, places))
    counts = {**postgres.count_rows(location, _tables(nodes)), **_rows_of_parts(location, planned, made)}
    _file_results(location, order.build_id, nodes, counts)
    _stop_on_failure(nodes)
    _keep(location, order, made, planned)
    events: dict[str, int] = {}
    if order.recorded_at:
        with open_warehouse(location.url) as warehouse, warehouse.transaction() as tx:
            postgres.join_by_hash(tx)
            events = findings.record(tx, postgres.NEXT, order.build_id, order.recorded_at)
    postgres.publish(location)
    postgres.discard_parts(location, _needed(location, places))
    return nodes, planned, events


def _without_failed(
    nodes: Sequence[NodeResult],
    arguments: list[str],
    environment: dict[str, str],
    progress: Progress | None,
    manifest: Any,
) -> list[NodeResult]:
    """The second pass: what the first one skipped, in the same place; rules that failed are left out of it.

    Failures of rules become `rule error`: they are told, and do not stop the others from being published.
    """
    skipped = [node for node in nodes if node.status == "skipped"]
    wanted = [node.name for node in skipped]
    kept = [replace(node, status=rule_failures.STATUS) if node.status in FAILED else node
            for node in nodes if node.status != "skipped"]  # fmt: skip
    if not wanted:
        return kept
    end = arguments.index("--select") if "--select" in arguments else len(arguments)
    return kept + dbt_run.run([*arguments[:end], "--select", *wanted], environment, progress, manifest)


def _planned_tables(planned: Sequence[parts.Part], places: dict[str, str]) -> tuple[pa.Table, pa.Table]:
    """`part.plan`, and `part.delivery` with the deliveries of parts that are to be made, as dbt's macros read them."""
    rows = [
        {"model": part.model, "period": part.period, "fingerprint": part.fingerprint, "is_new": part.is_new,
         "place": places[part.fingerprint], "is_shown": part.is_shown, "goes_on_from": part.goes_on_from}
        for part in planned
    ]  # fmt: skip
    deliveries = [
        {"fingerprint": part.fingerprint, "delivery_id": delivery}
        for part in planned if part.is_new
        for delivery in part.deliveries
    ]  # fmt: skip
    return (
        pa.Table.from_pylist(rows, schema=parts.PLAN),
        pa.Table.from_pylist(deliveries, schema=parts.DELIVERY),
    )


def _new(planned: Sequence[parts.Part], places: dict[str, str]) -> dict[str, str]:
    return {part.fingerprint: places[part.fingerprint] for part in planned if part.is_new}


def _keep(location: Location, order: _Order, rows: dict[str, int], planned: Sequence[parts.Part]) -> None:
    """Note the parts that were made, the build, and its code where it is a new one."""
    made = list({part.fingerprint: part for part in planned if part.fingerprint in rows}.values())
    contents = code.files(order.project)
    code_hash = code.name_of(contents)
    with open_warehouse(location.url) as warehouse:
        data_hash = order.moment.data_hash(warehouse)
        with warehouse.transaction() as tx:
            parts.keep(tx, made, rows, order.build_id, clock.now())
            builds.keep_code(tx, code_hash, code.packed(contents))
            build = builds.Build(
                order.build_id, location.name, order.moment.as_of, order.moment.repairs_until,
                " ".join(sorted(order.select)), code_hash, data_hash, parts.parts_hash(planned), clock.now(),
            )  # fmt: skip
            builds.record(tx, build, (part.fingerprint for part in planned))


def _tables(nodes: Sequence[NodeResult]) -> dict[str, str]:
    return {node.name: node.relation for node in nodes if node.relation}


def _rows_of_parts(location: Location, planned: Sequence[parts.Part], made: Mapping[str, int]) -> dict[str, int]:
    """Rows of each model that is made in parts: a sum of what is noted, for counting would read all months."""
    with open_warehouse(location.url) as warehouse:
        kept = warehouse.query("select fingerprint, rows from control.part").to_pydict()
    rows = {**dict(zip(kept["fingerprint"], kept["rows"], strict=True)), **made}
    counts: dict[str, int] = defaultdict(int)
    for part in planned:
        if part.is_shown:
            counts[part.model] += rows.get(part.fingerprint) or 0
    return counts


def _needed(location: Location, places: dict[str, str]) -> set[str]:
    with open_warehouse(location.url) as warehouse, warehouse.transaction() as tx:
        return {*places, *builds.needed_parts(tx)}


def _file_results(location: Location, build_id: str, nodes: Sequence[NodeResult], counts: dict[str, int]) -> None:
    ended = clock.now()
    rows = [
        {
            "build_id": build_id,
            "model": node.name,
            "layer": node.layer,
            "resource_type": node.resource_type,
            "status": node.status,
            "rows": counts.get(node.name),
            "seconds": Decimal(f"{node.seconds:.3f}"),
            "message": node.message,
            "ended_at": ended,
        }
        for node in nodes
    ]
    with open_warehouse(location.url) as warehouse, warehouse.transaction() as tx:
        tx.append("control.model_run", pa.Table.from_pylist(rows, schema=_MODEL_RUN))


def _stop_on_failure(nodes: Sequence[NodeResult]) -> None:
    failed = [node for node in nodes if node.status in FAILED]
    if failed:
        shown = "; ".join(f"{node.name}: {dbt_run.reason(node.message)}" for node in failed[:5] if node.message)
        raise BuildFailed(
            f"{len(failed)} of {len(nodes)} models failed, nothing was published"
            f" (what was published before stays): {shown}"
        )
    if not nodes:
        raise BuildFailed("dbt selected nothing to build: check the selection")
