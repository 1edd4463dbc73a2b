"""`control.stage_run`: when each stage ran, how it ended, what it did."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from warehouse_sql import clock
from warehouse_sql.opening import open_warehouse


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
