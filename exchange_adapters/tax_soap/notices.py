"""`control.notice`: each batch that tax told us of, once, by whichever way we heard of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from warehouse_sql import clock
from warehouse_sql.port import Transaction


@dataclass(frozen=True)
class Notice:
    """A BatchNotice (征缴批次通知). `sent_at` is Asia/Shanghai wall time."""

    batch_no: str
    file_code: str
    region_code: str
    period: str
    seq: int
    file_name: str
    sha256: str
    records: int
    transmit_type: str
    sent_at: datetime


def record(tx: Transaction, notices: Sequence[Notice], via: str) -> list[bool]:
    """Keep notices that are new; returns for each whether it was."""
    at = clock.now()
    fresh = []
    for notice in notices:
        row = {**vars(notice), "received_at": at, "via": via, "sha256": notice.sha256.lower()}
        names = ", ".join(row)
        values = ", ".join(f":{name}" for name in row)
        known = tx.query("select 1 as x from control.notice where batch_no = :batch_no", {"batch_no": notice.batch_no})
        if known.num_rows == 0:
            tx.execute(f"insert into control.notice ({names}) values ({values})", row)
        fresh.append(known.num_rows == 0)
    return fresh


def same(tx: Transaction, notice: Notice) -> bool:
    """Whether the notice kept under this number names the same file."""
    kept = tx.query(
        "select file_name, sha256 from control.notice where batch_no = :batch_no", {"batch_no": notice.batch_no}
    ).to_pylist()
    return kept == [{"file_name": notice.file_name, "sha256": notice.sha256.lower()}]


def decided(tx: Transaction) -> list[dict[str, Any]]:
    """Notices whose file has been decided, and of which tax has not been told, or was told before the last decision
    (a batch that was held back and accepted later)."""
    return list(
        tx.query(
            "select n.batch_no, d.delivery_id, d.status, d.accepted, d.rejected"
            " from control.notice n join control.delivery d on d.file_name = n.file_name and d.sha256 = n.sha256"
            " where d.status in ('accepted', 'rejected', 'held', 'conflict')"
            " and (n.reported_at is null or d.decided_at > n.reported_at)"
            " order by n.batch_no"
        ).to_pylist()
    )


def mark_reported(tx: Transaction, batch_no: str, delivery_id: int) -> None:
    """Tax has been told of this batch."""
    tx.execute(
        "update control.notice set reported_at = :at, delivery_id = :id where batch_no = :batch_no",
        {"at": clock.now(), "id": delivery_id, "batch_no": batch_no},
    )
