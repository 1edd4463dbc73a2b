"""`control.gate`: what was checked, what was not and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

import pyarrow as pa

from warehouse_sql.port import Transaction

_SCHEMA = pa.schema(
    [
        ("delivery_id", pa.int64()),
        ("check_id", pa.string()),
        ("severity", pa.string()),
        ("outcome", pa.string()),
        ("success", pa.bool_()),
        ("observed", pa.string()),
        ("expected", pa.string()),
        ("unexpected_count", pa.int64()),
        ("message", pa.string()),
        ("checked_at", pa.timestamp("us")),
    ]
)


@dataclass(frozen=True)
class GateResult:
    """One check of one delivery. `observed` and `expected` are figures, never citizens' data."""

    delivery_id: int
    check_id: str
    severity: Literal["error", "warn"]
    outcome: Literal["passed", "failed", "not_checked"]
    observed: str | None
    expected: str | None
    unexpected_count: int | None
    message: str
    checked_at: datetime


def record(tx: Transaction, results: Sequence[GateResult]) -> None:
    """Replace what is known of these deliveries' checks by these results."""
    if not results:
        return
    # One statement for all: a statement a check took as long as measuring.
    tx.execute(
        "delete from control.gate using (select unnest(cast(:ids as bigint[])) as delivery_id,"
        " unnest(cast(:checks as text[])) as check_id) as n"
        " where gate.delivery_id = n.delivery_id and gate.check_id = n.check_id",
        {"ids": [result.delivery_id for result in results], "checks": [result.check_id for result in results]},
    )
    rows = [
        {**vars(result), "success": None if result.outcome == "not_checked" else result.outcome == "passed"}
        for result in results
    ]
    tx.append("control.gate", pa.Table.from_pylist(rows, schema=_SCHEMA))
