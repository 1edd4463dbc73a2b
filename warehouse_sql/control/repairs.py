"""`control.repair`: rejected records put right (更正): proposed by one person, approved by another, then replayed.

A replay is a delivery of our own making (channel `repair`, mode `append`) with the sequence number of the delivery it
repairs, so that everything that holds for deliveries holds for it: landing file, checks, gate, `as_of`, explanation.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Final

import pyarrow as pa

from warehouse_sql import clock
from warehouse_sql.port import Transaction

CHANNEL: Final = "repair"
STATES: Final = {"proposed": "待审批", "approved": "已审批", "replayed": "已重放", "refused": "已退回"}
"""Status of a repair, and the word for it."""
_SUFFIX: Final = re.compile(r"_R[1-9][0-9]{0,5}")
_SCHEMA: Final = pa.schema(
    [
        ("repair_id", pa.string()),
        ("delivery_id", pa.int64()),
        ("line_no", pa.int64()),
        ("record", pa.string()),
        ("columns", pa.string()),
        ("reason", pa.string()),
        ("status", pa.string()),
        ("proposed_by", pa.string()),
        ("proposed_at", pa.timestamp("us")),
        ("decided_by", pa.string()),
        ("decided_at", pa.timestamp("us")),
        ("note", pa.string()),
        ("replay_delivery_id", pa.int64()),
        ("replay_line_no", pa.int64()),
    ]
)


class RepairError(ValueError):
    """The repair cannot be proposed, decided or replayed; the message (Chinese) says why and what to do."""


@dataclass(frozen=True)
class Repair:
    """A row of `control.repair`; `record` has the fields of the catalogue in its order, `columns` the labels changed.

    Status: `proposed` → `approved` → `replayed`, or `proposed` → `refused`.
    """

    repair_id: str
    delivery_id: int
    line_no: int
    record: str
    columns: str
    reason: str
    status: str
    proposed_by: str
    proposed_at: datetime
    decided_by: str | None = None
    decided_at: datetime | None = None
    note: str | None = None
    replay_delivery_id: int | None = None
    replay_line_no: int | None = None


def stem_of(repaired: str, stem: str) -> str:
    """The stem a repair of `repaired` must have: its own, where that is `…_R<number>`."""
    return stem if stem.startswith(repaired) and _SUFFIX.fullmatch(stem, len(repaired)) else f"{repaired}_R1"


def is_stem(stem: str) -> bool:
    """Whether a stem is that of a replay."""
    return re.search(_SUFFIX.pattern + "$", stem) is not None


def of_delivery(tx: Transaction, delivery_id: int) -> list[Repair]:
    """All repairs of a delivery, in order of line and time."""
    return _found(tx, "where delivery_id = :id order by line_no, proposed_at, repair_id", {"id": delivery_id})


def in_status(tx: Transaction, status: str) -> list[Repair]:
    """Repairs of a status, in order of delivery and line."""
    return _found(tx, "where status = :status order by delivery_id, line_no", {"status": status})


def propose(tx: Transaction, repair: Repair) -> None:
    """Record a proposal. Raises RepairError where the line has one that is open or done."""
    for other in of_delivery(tx, repair.delivery_id):
        if other.line_no == repair.line_no and other.status != "refused":
            raise RepairError(
                f"第 {repair.line_no} 行已有更正 {other.repair_id}（{STATES[other.status]}），不能重复提出"
            )
    record(tx, [repair])


def record(tx: Transaction, found: Sequence[Repair]) -> None:
    """Store repairs as they are."""
    if found:
        tx.append("control.repair", pa.Table.from_pylist([asdict(one) for one in found], schema=_SCHEMA))


def decide(tx: Transaction, repair_id: str, who: str, *, approve: bool, note: str = "") -> Repair:
    """Approve or refuse a proposal; whoever proposed it may withdraw (refuse) but never approve it."""
    found = _found(tx, "where repair_id = :id", {"id": repair_id})
    if not found:
        raise RepairError(f"没有编号为 {repair_id[:40]} 的更正；请用 sif reject list 查看")
    (repair,) = found
    if repair.status != "proposed":
        raise RepairError(f"更正 {repair_id} 现为“{STATES[repair.status]}”，不能再审批")
    if not same_person(who, who):
        raise RepairError("审批人不能为空")
    if approve and same_person(repair.proposed_by, who):
        raise RepairError("提出人和审批人必须是两个人；请由另一人审批")
    tx.execute(
        "update control.repair set status = :status, decided_by = :who, decided_at = :at, note = :note"
        " where repair_id = :id",
        {"status": "approved" if approve else "refused", "who": who, "at": clock.now(), "note": note, "id": repair_id},
    )
    return repair


def replayed(tx: Transaction, repairs: Sequence[Repair], delivery_id: int) -> None:
    """These repairs are the lines of a delivery, in this order, from line 2 on."""
    tx.execute_many(
        "update control.repair set status = 'replayed', replay_delivery_id = :delivery, replay_line_no = :line"
        " where repair_id = :id",
        [{"delivery": delivery_id, "line": line, "id": r.repair_id} for line, r in enumerate(repairs, start=2)],
    )


def same_person(one: str, other: str) -> bool:
    """Whether two names are one person's; case, width and blanks do not tell people apart, and nobody is nobody."""
    names = {"".join(unicodedata.normalize("NFKC", name).casefold().split()) for name in (one, other)}
    return len(names) == 1 and names != {""}


def _found(tx: Transaction, where: str, params: dict[str, object]) -> list[Repair]:
    names = ", ".join(f'"{field.name}"' for field in fields(Repair))
    return [Repair(**row) for row in tx.query(f"select {names} from control.repair {where}", params).to_pylist()]
