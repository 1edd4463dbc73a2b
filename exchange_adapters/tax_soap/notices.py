"""`control.notice`: each batch that tax told us of, once, by whichever way we heard of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
    """Notices whose file has been decided, and of which tax has not been told, or was told of an earlier decision (a
    batch that was held back and accepted later, perhaps in the moment in which tax was told).

    A file is the one a notice means by its name; of two that came under it, the one with the notice's hash, else the
    first that was taken. `differs` says where the notice itself is not true of what was delivered.
    """
    rows = tx.query(
        "select * from (select n.batch_no, n.sha256 as told_sha256, n.records as told_records, n.reported_at,"
        " n.reported_decision_at,"
        " d.delivery_id, d.sha256, d.records_declared, d.status, d.accepted, d.rejected, d.decided_at,"
        " row_number() over (partition by n.batch_no order by"
        " case when d.sha256 = n.sha256 then 0 when d.status = 'conflict' then 2 else 1 end,"
        " d.received_at, d.delivery_id) as place"
        " from control.notice n join control.delivery d on d.file_name = n.file_name) as meant"
        " where place = 1 and status in ('accepted', 'rejected', 'held', 'conflict')"
        " and (reported_at is null or decided_at > coalesce(reported_decision_at, reported_at)) order by batch_no"
    ).to_pylist()
    return [{**row, "differs": _differs(row)} for row in rows]


def _differs(row: dict[str, Any]) -> str:
    if row["sha256"] != row["told_sha256"]:
        return f"通知的 sha256（{row['told_sha256'][:12]}…）与已交付文件（{row['sha256'][:12]}…）不一致"
    if row["records_declared"] is not None and row["records_declared"] != row["told_records"]:
        return f"通知的记录数（{row['told_records']}）与清单（{row['records_declared']}）不一致"
    return ""


def mark_reported(tx: Transaction, batches: Sequence[Mapping[str, Any]]) -> None:
    """Tax has been told of these (rows of `decided`), and has acknowledged them."""
    at = clock.now()
    tx.execute_many(
        "update control.notice set reported_at = :at, reported_decision_at = :decided, delivery_id = :id"
        " where batch_no = :batch_no",
        [
            {"at": at, "decided": one["decided_at"], "id": one["delivery_id"], "batch_no": one["batch_no"]}
            for one in batches
        ],
    )
