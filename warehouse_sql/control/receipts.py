"""`control.receipt`: what senders are told, as the exact JSON of exchange.md §1."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from warehouse_sql import clock
from warehouse_sql.port import Transaction

if TYPE_CHECKING:
    from warehouse_sql.control.deliveries import Delivery

_SCHEMA = pa.schema(
    [
        ("receipt_id", pa.string()),
        ("source", pa.string()),
        ("stem", pa.string()),
        ("delivery_id", pa.int64()),
        ("status", pa.string()),
        ("body", pa.string()),
        ("decided_at", pa.timestamp("us")),
    ]
)


@dataclass(frozen=True)
class Reason:
    """Why a file or some of its records were refused. `column` is the Chinese label; `message` is for an operator."""

    code: str
    message: str
    column: str | None = None
    count: int = 1


@dataclass(frozen=True)
class Drift:
    """A header that differs from the contract: kind is added, missing or reordered."""

    column: str
    kind: str


@dataclass(frozen=True)
class Receipt:
    """One decision told to a sender."""

    receipt_id: str
    source: str
    stem: str
    delivery_id: int | None
    status: str
    body: str
    decided_at: datetime

    @classmethod
    def of(
        cls,
        delivery: Delivery,
        status: str,
        decided_at: datetime,
        reasons: Sequence[Reason] = (),
        arrival_id: str | None = None,
        drift: Sequence[Drift] = (),
    ) -> Receipt:
        """The receipt of a delivery; `arrival_id` tells repeated arrivals of the same content apart."""
        body = {
            "version": 1,
            "file": delivery.file_name,
            "sha256": delivery.sha256,
            "status": status,
            "records": delivery.records if delivery.records is not None else delivery.records_declared,
            "accepted": delivery.accepted or 0,
            "rejected": delivery.rejected or 0,
            "reasons": [asdict(reason) for reason in reasons],
            "drift": [asdict(change) for change in drift],
            "decided_at": clock.with_offset(decided_at),
        }
        receipt_id = arrival_id or f"{delivery.delivery_id}:{status}:{decided_at.isoformat()}"
        return cls(
            receipt_id,
            delivery.source,
            delivery.stem,
            delivery.delivery_id,
            status,
            json.dumps(body, ensure_ascii=False),
            decided_at,
        )

    @classmethod
    def refused(
        cls, source: str, stem: str, decided_at: datetime, reasons: Sequence[Reason], arrival_id: str
    ) -> Receipt:
        """The receipt of a manifest that cannot be used; nothing is known of its file."""
        body = {
            "version": 1,
            "file": f"{stem}.zip",
            "sha256": None,
            "status": "rejected",
            "records": 0,
            "accepted": 0,
            "rejected": 0,
            "reasons": [asdict(reason) for reason in reasons],
            "drift": [],
            "decided_at": clock.with_offset(decided_at),
        }
        return cls(arrival_id, source, stem, None, "rejected", json.dumps(body, ensure_ascii=False), decided_at)


def told(outcome: str, stem: str) -> Reason:
    """The reason given for a duplicate or a conflict."""
    if outcome == "duplicate":
        return Reason("duplicate", f"{stem}：内容与已收文件完全相同，未重复入库，无需处理")
    return Reason(
        "conflict",
        f"{stem}：同名文件内容与已收文件不同，已拒收并保留首次文件；如需更正请使用新的序号重新报送",
    )


def record(tx: Transaction, decided: Iterable[Receipt]) -> None:
    """Store receipts, to be sent."""
    rows = [asdict(receipt) for receipt in decided]
    if rows:
        tx.append("control.receipt", pa.Table.from_pylist(rows, schema=_SCHEMA))


def unsent(tx: Transaction) -> list[Mapping[str, Any]]:
    """Receipts not sent yet, oldest first: receipt_id, source, stem, status, body, delivery_id, channel.

    Replayed repairs are deliveries of our own: their sender knows nothing of them and is sent no receipt.
    """
    return list(
        tx.query(
            "select r.receipt_id, r.source, r.stem, r.status, r.body, r.delivery_id,"
            " coalesce(a.channel, d.channel) as channel"
            " from control.receipt r left join control.delivery d on d.delivery_id = r.delivery_id"
            " left join control.arrival a on a.arrival_id = r.receipt_id"
            " where r.sent_at is null and coalesce(d.channel, '') <> 'repair' order by r.decided_at, r.receipt_id"
        ).to_pylist()
    )


def mark_sent(tx: Transaction, receipt_ids: Sequence[str]) -> None:
    """These receipts are with their senders."""
    tx.execute(
        "update control.receipt set sent_at = :at where receipt_id in (select unnest(cast(:ids as text[])))",
        {"at": clock.now(), "ids": list(receipt_ids)},
    )


def to_json(reasons: Iterable[Reason]) -> str:
    """Reasons as `control.delivery.reasons` keeps them."""
    return json.dumps([asdict(reason) for reason in reasons], ensure_ascii=False)
