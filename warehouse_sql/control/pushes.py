"""`control.share_push`: what was pushed of which share to which middle database, or why not."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Literal

from warehouse_sql.port import Transaction

Outcome = Literal["pushed", "unchanged", "refused", "failed"]


@dataclass(frozen=True)
class Push:
    """One push that was tried. `column_types` is JSON: pairs of column and type, in order."""

    target: str
    share: str
    outcome: Outcome
    started_at: datetime
    ended_at: datetime
    target_table: str | None = None
    row_count: int | None = None
    content_hash: str | None = None
    column_types: str | None = None
    detail: str | None = None


def record(tx: Transaction, push: Push) -> None:
    """Keep a push."""
    values = {"push_id": uuid.uuid4().hex, **asdict(push)}
    names = ", ".join(values)
    marks = ", ".join(f":{name}" for name in values)
    tx.execute(f"insert into control.share_push ({names}) values ({marks})", values)


def last(tx: Transaction) -> list[Mapping[str, Any]]:
    """The last push of each share to each target."""
    return list(
        tx.query(
            "select p.* from control.share_push p where not exists (select 1 from control.share_push q"
            " where q.target = p.target and q.share = p.share and (q.started_at > p.started_at"
            " or (q.started_at = p.started_at and q.push_id > p.push_id))) order by p.target, p.share"
        ).to_pylist()
    )
