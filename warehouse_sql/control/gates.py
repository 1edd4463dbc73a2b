"""`control.gate`: what was checked, what was not and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

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
    """Say these results of these deliveries' checks.

    Where something else was said before it is kept, with the moment until which it was known; where the same was said,
    it stands since then.
    """
    if not results:
        return
    said = {
        (row["delivery_id"], row["check_id"]): row
        for row in tx.query(f"select g.* from control.gate as g join {_NAMED} on {_SAME}", _named(results)).to_pylist()
    }
    new = [
        result for result in results
        if any(vars(result)[name] != said.get((result.delivery_id, result.check_id), {}).get(name) for name in _FOUND)
    ]  # fmt: skip
    # One statement for all: a statement a check took as long as measuring.
    if replaced := [result for result in new if (result.delivery_id, result.check_id) in said]:
        columns = ", ".join(_SCHEMA.names)
        tx.execute(
            f"insert into control.gate_former ({columns}, replaced_at)"
            f" select {', '.join(f'g.{name}' for name in _SCHEMA.names)}, n.checked_at"
            f" from control.gate as g join {_NAMED} on {_SAME}",
            _named(replaced),
        )
        tx.execute(f"delete from control.gate as g using {_NAMED} where {_SAME}", _named(replaced))
    rows = [
        {**vars(result), "success": None if result.outcome == "not_checked" else result.outcome == "passed"}
        for result in new
    ]
    if rows:
        tx.append("control.gate", pa.Table.from_pylist(rows, schema=_SCHEMA))


_FOUND: Final = ("severity", "outcome", "observed", "expected", "unexpected_count", "message")
_SAME: Final = "g.delivery_id = n.delivery_id and g.check_id = n.check_id"
_NAMED: Final = (
    "(select unnest(cast(:ids as bigint[])) as delivery_id, unnest(cast(:checks as text[])) as check_id,"
    " unnest(cast(:moments as timestamp[])) as checked_at) as n"
)


def _named(results: Sequence[GateResult]) -> dict[str, object]:
    return {
        "ids": [result.delivery_id for result in results],
        "checks": [result.check_id for result in results],
        "moments": [result.checked_at for result in results],
    }
