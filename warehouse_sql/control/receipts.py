"""`control.receipt`: what senders are told, as the exact JSON of exchange.md §1."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

import pyarrow as pa

from warehouse_sql import clock
from warehouse_sql.port import Transaction

if TYPE_CHECKING:
    from warehouse_sql.control.deliveries import Delivery

AGAIN: Final = "用新序号重新报送"
"""What a sender does about anything refused: the same name again is a duplicate or a conflict (exchange.md §1)."""

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
    def of_repeated(
        cls,
        delivery: Delivery,
        outcome: str,
        first: Delivery,
        decided_at: datetime,
        arrival_id: str,
        drift: Sequence[Drift] = (),
    ) -> Receipt:
        """The receipt of a name that was sent before: it takes the place of the first receipt, so it tells again what
        became of the first delivery. `drift` is that of the first.
        """
        reasons = [told(outcome, delivery.stem, first)]
        is_decided = first.status in _DECIDED
        if outcome == "duplicate":
            known = first if is_decided else replace(first, records=None, accepted=None, rejected=None)
            delivery = replace(
                delivery,
                records_declared=known.records_declared,
                records=known.records,
                accepted=known.accepted,
                rejected=known.rejected,
            )
        if is_decided and (outcome == "duplicate" or first.status != "accepted"):
            reasons += from_json(first.reasons)
        return cls.of(delivery, outcome, decided_at, reasons, arrival_id, drift if outcome == "duplicate" else ())

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


_DECIDED: Final = frozenset({"accepted", "held", "rejected"})
_FIRST: Final = {
    "accepted": "首次报送的文件已入库",
    "held": "首次报送的文件未通过校验、暂不生效，原因见以下各项",
    "rejected": "首次报送的文件已整个拒收、未入库，原因见以下各项",
}
_PENDING: Final = "首次报送的文件正在处理，结果另发回执"


def told(outcome: str, stem: str, first: Delivery | None = None) -> Reason:
    """The reason given for a duplicate or a conflict; with what became of the `first` delivery of the name."""
    if first is None:
        return Reason(outcome, f"{stem}：同名文件已收过，本次内容不同，已拒收；如需更正请{AGAIN}")
    state = _FIRST.get(first.status, _PENDING)
    if outcome == "conflict":
        todo = f"请更正后{AGAIN}" if first.status in ("held", "rejected") else f"如需更正请{AGAIN}"
        return Reason(outcome, f"{stem}：同名文件已收过，本次内容不同，已拒收；{state}；{todo}")
    if first.status in ("held", "rejected"):
        todo = f"同一文件再次报送不会重新处理，请更正后{AGAIN}"
    elif first.rejected and first.status == "accepted":
        todo = f"其中 {first.rejected} 条记录不合格、未入库，见以下各项"
    else:
        todo = "无需处理"
    return Reason(outcome, f"{stem}：内容与已收文件完全相同，未重复入库；{state}；{todo}")


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


def from_json(reasons: str | None) -> list[Reason]:
    """Reasons that `control.delivery.reasons` keeps."""
    return [Reason(**reason) for reason in json.loads(reasons or "[]")]


def to_json(reasons: Iterable[Reason]) -> str:
    """Reasons as `control.delivery.reasons` keeps them."""
    return json.dumps([asdict(reason) for reason in reasons], ensure_ascii=False)
