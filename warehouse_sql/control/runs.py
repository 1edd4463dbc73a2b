"""`control.stage_run`: when each stage ran, how it ended, what it did."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final

from warehouse_sql import clock
from warehouse_sql.opening import open_warehouse
from warehouse_sql.port import Transaction, Warehouse


def new_run_id() -> str:
    """An id for a night or a single command; sorts by time."""
    return f"{clock.now():%Y%m%dT%H%M%S}-{uuid.uuid4().hex[:6]}"


@contextmanager
def stage(warehouse_url: str | None, run_id: str, stage: str, scope: str = "") -> Iterator[dict[str, Any]]:
    """Record a stage around a block; what the block puts into the yielded mapping is kept as its detail.

    The warehouse is opened before and after the block only: the block may need DuckDB's one writer itself.
    """
    started = clock.now()
    detail: dict[str, Any] = {}
    status = "failed"
    try:
        yield detail
        status = "succeeded"
    except BaseException as error:
        detail["error"] = type(error).__name__
        raise
    finally:
        _record(warehouse_url, run_id, stage, scope, started, status, detail)


REBUILD: Final = "rebuild"
# Whatever the scope of an earlier run was, one of these is about it too: all counterparties, all funds.
_WHOLE: Final = frozenset({"", "all_funds"})


def latest(warehouse: Transaction | Warehouse) -> list[dict[str, Any]]:
    """Of each stage what its last run says, oldest first: of each scope, unless a later run was about all of them.

    Looks at findings (`unmask`, `bundle`) are no stages.
    """
    rows = warehouse.query(
        "select * from (select run_id, stage, scope, started_at, ended_at, status, detail, row_number() over ("
        "partition by stage, scope order by started_at desc, run_id desc) as place from control.stage_run"
        " where stage not in ('unmask', 'bundle')) as r where place = 1 order by started_at, run_id, stage"
    ).to_pylist()
    whole = {row["stage"]: row for row in rows if row["scope"] in _WHOLE}
    return [row for row in rows if whole.get(row["stage"], row)["started_at"] <= row["started_at"]]


def last_night(warehouse: Transaction | Warehouse) -> list[dict[str, Any]]:
    """The stages of the last run that received and did more."""
    rows = warehouse.query(
        "select run_id, stage, scope, started_at, ended_at, status, detail from control.stage_run where run_id = ("
        "select run_id from control.stage_run group by run_id having count(*) > 1"
        " and sum(case when stage = 'receive' then 1 else 0 end) > 0"
        " order by max(started_at) desc, run_id desc limit 1) order by started_at, stage"
    )
    return list(rows.to_pylist())


def begin_rebuild(tx: Transaction, run_id: str, landing: str) -> None:
    """Say that a rebuild from a landing store is under way, until `end_rebuild`."""
    tx.execute(
        "insert into control.stage_run (run_id, stage, scope, started_at, status)"
        " values (:run_id, :stage, :landing, :at, 'unfinished')",
        {"run_id": run_id, "stage": REBUILD, "landing": landing, "at": clock.now()},
    )


def unfinished_rebuild(warehouse: Transaction | Warehouse) -> str | None:
    """From which landing store this warehouse is being rebuilt; None where it is not."""
    found = warehouse.query(
        "select scope from control.stage_run where stage = :stage and status = 'unfinished'", {"stage": REBUILD}
    )
    return str(found.column("scope")[0].as_py()) if found.num_rows else None


def end_rebuild(tx: Transaction) -> None:
    tx.execute(
        "update control.stage_run set status = 'succeeded', ended_at = :at"
        " where stage = :stage and status = 'unfinished'",
        {"stage": REBUILD, "at": clock.now()},
    )


def _record(
    url: str | None, run_id: str, stage: str, scope: str, started: Any, status: str, detail: Mapping[str, Any]
) -> None:
    with open_warehouse(url) as warehouse, warehouse.transaction() as tx:
        tx.execute(
            "insert into control.stage_run (run_id, stage, scope, started_at, ended_at, status, detail)"
            " values (:run_id, :stage, :scope, :started, :ended, :status, :detail)",
            {
                "run_id": run_id,
                "stage": stage,
                "scope": scope,
                "started": started,
                "ended": clock.now(),
                "status": status,
                "detail": json.dumps(dict(detail), ensure_ascii=False, default=str),
            },
        )
