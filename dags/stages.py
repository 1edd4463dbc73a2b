"""The stages of the warehouse as plain functions that an Airflow task can call.

Wiring only: each function calls one stage entry function and records the stage in `control.stage_run`. What goes into
XCom is the summary's figures (counts, seconds), never rows, names or numbers of persons. Everything heavy (DuckDB,
Great Expectations, dbt, network clients) is imported inside the functions, so that reading the DAG files stays fast.
"""

from __future__ import annotations

import dataclasses
import logging
import os
import time
from collections.abc import Callable
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pendulum
from airflow.sdk import Asset, get_current_context
from airflow.sdk.exceptions import AirflowFailException

if TYPE_CHECKING:
    from collections.abc import Iterator

ZONE = "Asia/Shanghai"
# DuckDB has one writer: every task that opens the state takes the one slot of this pool (dags/pools.json). On
# PostgreSQL the pool may be widened, tasks need not change.
WAREHOUSE_WRITER = "warehouse_writer"
# Real-time rounds beside the night, where the warehouse takes several writers.
REALTIME = "realtime"
CHANNELS = ("sftp_files", "tax_soap", "treasury_db", "bank", "mof_node")
# One subject is one dbt build. Its name is the partition key under which all periods of an evening are built once.
ALL_FUNDS = "all_funds"

landed = Asset(name="landed_files", uri="x-sif://landing", group="sif")
accepted = Asset(name="accepted_rows", uri="x-sif://raw", group="sif")  # partitions: periods YYYYMM
published = Asset(name="published_build", uri="x-sif://published", group="sif")  # partitions: subjects

# How long a task waits before it tries again. A demo or a test in somebody's terminal does not wait for minutes.
RETRY_DELAY = timedelta(seconds=int(os.environ.get("SIF_RETRY_SECONDS", "120")))


class StageError(RuntimeError):
    """A stage met an error that a second try may mend."""


Figures = dict[str, int | float | str | bool | None]
log = logging.getLogger("sif.progress")
# Every DAG imports this module, and so does the process of every task: what they and their children write is closed to
# other users, as what `sif` writes.
os.umask(os.umask(0o077) | 0o027)


def fail_on(*left_over: tuple[int, str]) -> None:
    """Make a run red for what its stages left over without failing as a whole: how many, of what.

    In a task of its own: the event of a task that fails is never raised.
    """
    if told := [f"{count} {what}" for count, what in left_over if count]:
        raise AirflowFailException("; ".join(told) + ". The next run tries them again.")


def left_by_load(loaded: dict[str, int]) -> tuple[tuple[int, str], ...]:
    """What a load left over, for `fail_on`."""
    return (
        (loaded["failed"], "deliveries could not be loaded for an error of ours: see the log of load"),
        (loaded["packages_failed"], "packages could not be opened for an error of ours: see the log of load"),
    )


def run_id() -> str:
    """The id under which the stages of this DAG run are filed in `control.stage_run`; sorts by time.

    Taken from the DAG run instead of being made up in a first task: such a task would cost a process a run.
    """
    run = get_current_context()["dag_run"]
    started = pendulum.instance(run.start_date or run.run_after).in_timezone(ZONE)
    return f"{started:%Y%m%dT%H%M%S}-{run.dag_id}"


def receive(channels: list[str] | None = None) -> Figures:
    """Land what the counterparties have for us; `channels` None means all that are configured.

    A counterparty that is away is in the log and in the figure `failed`; the others are received all the same.
    """
    with _stage("receive", ",".join(channels or [])) as detail:
        import exchange_adapters

        summary = exchange_adapters.receive(
            _counterparties(), None, _landing(), channels=channels, progress=_progress("receive")
        )
        for failure in summary.failures:
            log.warning("receive: %s", failure)
        detail["failed"] = len(summary.failures)
        return {**_figures(summary, detail), "failed": len(summary.failures)}


def realtime_pool() -> str:
    """The pool of the real-time rounds: their own on PostgreSQL, the one writer's on DuckDB."""
    url = os.environ.get("SIF_WAREHOUSE", "")
    return REALTIME if url.startswith(("postgresql://", "postgres://")) else WAREHOUSE_WRITER


def realtime() -> Figures:
    """One round of the real-time feeds: receive, load, check, answer; only tables of cycle `realtime`.

    A counterparty that is away keeps neither what has landed nor the others waiting.
    """
    with _stage("realtime") as detail:
        import exchange_adapters
        import expectations
        import ingest

        figures: Figures = {}
        failures: list[str] = []
        try:
            received = exchange_adapters.receive(
                _counterparties(), None, _landing(), channels=["sftp_files", "treasury_db", "tax_soap"],
                cycle="realtime",
            )  # fmt: skip
            figures["new"] = received.new
            failures += received.failures
        except exchange_adapters.ChannelError as error:
            failures.append(str(error))
        loaded = ingest.load_pending(None, _landing(), cycle="realtime")
        gated = expectations.run_gates(None, cycle="realtime")
        figures |= {"loaded": loaded.loaded, "rejected": loaded.rejected, "load_failed": loaded.failed}
        figures |= {"accepted": gated.accepted, "held": gated.held}
        try:
            figures["receipts"] = exchange_adapters.send_receipts(_counterparties(), None)
            figures["tax_results"] = exchange_adapters.report_tax_results(_counterparties(), None)
        except exchange_adapters.ChannelError as error:
            failures.append(str(error))
        for failure in failures:
            log.warning("realtime: %s", failure)
        figures["failed"] = len(failures)
        detail.update(figures)
        return figures


def waiting() -> int:
    """How many deliveries and packages have landed and are not loaded yet."""
    from warehouse_sql import open_warehouse

    with open_warehouse() as warehouse:
        rows = warehouse.query(
            "select (select count(*) from control.delivery where status = 'received')"
            " + (select count(*) from control.mof_package where direction = 'in' and state = 'received') as waiting"
        )
    return int(rows.column("waiting")[0].as_py())


def load() -> Figures:
    """Turn every received delivery into rows, and open every package that came."""
    with _stage("load") as detail:
        import ingest

        opened = ingest.open_packages(None, _landing(), progress=_progress("packages"))
        detail.update(packages_processed=opened.processed, packages_refused=opened.refused)
        detail["packages_failed"] = opened.failed
        loaded = _figures(ingest.load_pending(None, _landing(), progress=_progress("load")), detail)
        return {**loaded, "packages_failed": opened.failed}


def gate() -> Figures:
    """Check what was loaded; each delivery is accepted or held."""
    with _stage("gate") as detail:
        import expectations

        return _figures(expectations.run_gates(None, progress=_progress("gate")), detail)


def answer() -> Figures:
    """Send the receipts and packages that are due, and tell tax by `reportResult` what became of its batches."""
    with _stage("receipts") as detail:
        import exchange_adapters

        detail["receipts"] = exchange_adapters.send_receipts(_counterparties(), None)
        detail["tax_results"] = exchange_adapters.report_tax_results(_counterparties(), None)
        packages = exchange_adapters.send_packages(_counterparties(), None, _landing())
        for failure in packages.failures:
            log.warning("packages: %s", failure)
        detail.update(packages_sent=packages.sent + packages.already, packages_conflicts=packages.conflicts)
        return dict(detail)


def share() -> Figures:
    """Push published shares to the middle databases that are configured."""
    with _stage("share") as detail:
        import exchange_adapters

        pushed = exchange_adapters.push_shares(_counterparties(), None, progress=_progress("share"))
        for failure in pushed.failures:
            log.warning("share: %s", failure)
        return {**_figures(pushed, detail), "failed": len(pushed.failures)}


def build(as_of: str | None = None) -> Figures:
    """Build base library, facts, rules and marts in one dbt process and publish them, all or nothing.

    `as_of` is an ISO timestamp (Asia/Shanghai wall time): only what was accepted by then is used, and the build stands
    beside the published one, which stays.
    """
    with _stage("build", ALL_FUNDS) as detail:
        from warehouse_sql import clock, moments, transform

        if as_of:
            moment = clock.to_wall_time(datetime.fromisoformat(as_of))
            detail.update(as_of=str(moment), name=moments.ensure(None, moment, progress=_progress("build")))
            return dict(detail)
        result = transform.build(None, progress=_progress("build"))
        moments.tidy(None)
        detail.update(
            build_id=result.build_id,
            nodes=len(result.nodes),
            parts_made=len(result.made),
            failed_rules=len(result.failed_rules),
        )
        return {"seconds": round(result.seconds, 3), **detail}


def report(name: str, *, about: str | None) -> Figures:
    """Write the run report as a page of its own, `SIF_HOME/reports/<name>.html`.

    `about` is the run whose stages are shown; None means the last that built.
    """
    with _stage("report") as detail:
        from dashboards import run_report
        from warehouse_sql.location import sif_home

        path = run_report.write(None, sif_home() / "reports" / f"{name}.html", run_id=about)
        detail["page"] = str(path)
        return dict(detail)


def periods_to_build() -> list[str]:
    """Periods (YYYYMM) of the deliveries accepted since the last build of everything began.

    Asked of the warehouse, not of this run: what an interrupted run has accepted is still to be built.
    """
    from warehouse_sql import open_warehouse
    from warehouse_sql.control import builds

    with open_warehouse() as warehouse, warehouse.transaction() as tx:
        last = builds.last_whole(tx)
        rows = tx.query(
            "select distinct period from control.delivery"
            " where status = 'accepted' and decided_at >= :since and period is not null order by period",
            {"since": last.began if last else datetime.min},
        )
    return [str(period) for period in rows.column("period").to_pylist()]


@contextmanager
def _stage(name: str, scope: str = "") -> Iterator[dict[str, Any]]:
    """File the stage; turn an error that a second try cannot mend into one Airflow does not retry."""
    from warehouse_sql.control import runs
    from warehouse_sql.port import WarehouseBusy, WarehouseError
    from warehouse_sql.telling import told

    try:
        with runs.stage(None, run_id(), name, scope) as detail:
            yield detail
    except WarehouseBusy:
        raise
    except WarehouseError as error:
        raise AirflowFailException(str(error)) from None
    except Exception as error:
        # Airflow keeps what is raised, with all that led to it; a database's text may quote a person's row.
        raise StageError(f"{name}: {told(error)}") from None


def _counterparties() -> Path:
    from warehouse_sql.location import sif_home

    return Path(os.environ.get("SIF_COUNTERPARTIES") or sif_home() / "counterparties.yml")


def _landing() -> Path:
    from warehouse_sql.location import sif_home

    return sif_home() / "landing"


def _figures(summary: Any, detail: dict[str, Any]) -> Figures:
    """The plain figures of a stage's summary, kept in the run's record and returned for XCom."""
    values = {field.name: getattr(summary, field.name) for field in dataclasses.fields(summary)}
    figures: Figures = {k: v for k, v in values.items() if isinstance(v, int | float | str | bool)}
    detail.update(figures)
    return figures


def _progress(stage: str) -> Callable[[int, int | None, str], None]:
    """A line in the task's log at most once a second, and for the last step."""
    last = 0.0

    def tell(done: int, total: int | None, text: str) -> None:
        nonlocal last
        now = time.monotonic()
        if done == total or now - last >= 1:
            last = now
            log.info("%s %s/%s %s", stage, done, "?" if total is None else total, text)

    return tell
