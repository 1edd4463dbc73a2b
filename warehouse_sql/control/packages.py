"""`control.mof_package`, `mof_member`, `mof_attempt`: packages of the exchange node (财政部交换节点).

A package is known by its id. The primary key (direction, id) is what makes "processed at most once" true, whichever
adapter brings it and however often: the same content again is a duplicate, other content under a known id a conflict,
which is kept and told. An id is taken by a content that can be read; one that was refused leaves it free.
"""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Final, Literal

import pyarrow as pa

from warehouse_sql import clock
from warehouse_sql.control.receipts import Reason, to_json
from warehouse_sql.port import Transaction

TYPES: Final = ("task", "report", "codes", "accounts")
PACKAGE_ID: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_\-]{0,63}")
DESCRIPTION: Final = "package.xml"
MEDIA_TYPES: Final = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".csv": "text/csv",
}
Outcome = Literal["new", "duplicate", "conflict", "refused"]
_IN, _OUT = "in", "out"
_THIS = {"d": _IN}


@dataclass(frozen=True)
class Arrived:
    """A package that stands in the landing store. `reason`: why its transfer cannot be trusted."""

    package_id: str
    sha256: str
    bytes: int
    via: str
    sighting: str | None = None
    reason: Reason | None = None


@dataclass(frozen=True)
class Waiting:
    """A package that was landed and not opened yet."""

    package_id: str
    sha256: str


@dataclass(frozen=True)
class Member:
    """A file in a package: name, media type, unpacked size in bytes, SHA-256 (hex)."""

    name: str
    media_type: str
    bytes: int
    sha256: str


@dataclass(frozen=True)
class Contents:
    """What `package.xml` says of a package, and its members in that order. `period` is YYYYMM."""

    package_id: str
    type: str
    sender: str
    receiver: str
    period: str | None
    members: tuple[Member, ...]


class PackageConflictError(ValueError):
    """An outgoing package id that is taken by another content."""


_MEMBER_SCHEMA = pa.schema(
    [
        ("direction", pa.string()),
        ("package_id", pa.string()),
        ("position", pa.int32()),
        ("name", pa.string()),
        ("media_type", pa.string()),
        ("bytes", pa.int64()),
        ("sha256", pa.string()),
    ]
)


def known_sightings(tx: Transaction, via: str) -> set[str]:
    """Sightings of an adapter that were dealt with."""
    sql = "select sighting from control.mof_attempt where direction = :d and via = :via and sighting is not null"
    return set(tx.query(sql, {**_THIS, "via": via}).column("sighting").to_pylist())


def arrivals(tx: Transaction) -> list[Mapping[str, Any]]:
    """The contents that came: package_id, sha256."""
    sql = "select distinct package_id, sha256 from control.mof_attempt where direction = 'in' and sha256 is not null"
    return list(tx.query(sql).to_pylist())


def arrive(tx: Transaction, packages: Sequence[Arrived]) -> list[Outcome]:
    """Record landed packages, in this order; returns what became of each."""
    return [_arrive(tx, package) for package in packages]


def _arrive(tx: Transaction, package: Arrived) -> Outcome:
    at = clock.now()
    key = {**_THIS, "id": package.package_id}
    state = "received" if package.reason is None else "refused"
    reasons = None if package.reason is None else to_json([package.reason])
    _, known = _insert(
        tx,
        {
            **key,
            "type": None,
            "sender": None,
            "receiver": None,
            "period": None,
            "sha256": package.sha256,
            "bytes": package.bytes,
            "via": package.via,
            "state": state,
            "reasons": reasons,
            "received": at,
            "processed": None if package.reason is None else at,
        },
    )
    outcome: Outcome
    if package.reason is not None:
        outcome = "refused"
    elif known is None:
        outcome = "new"
    elif known["state"] == "refused" and (known["sha256"] != package.sha256 or _damaged(known)):
        # Nothing stands under this id yet: another content may take it, or the same, if undamaged now.
        tx.execute(
            "update control.mof_package set sha256 = :sha, bytes = :bytes, via = :via, state = 'received',"
            " reasons = null, received_at = :at, processed_at = null"
            " where direction = :d and package_id = :id and state = 'refused'",
            {**key, "sha": package.sha256, "bytes": package.bytes, "via": package.via, "at": at},
        )
        outcome = "new"
    else:
        outcome = "duplicate" if known["sha256"] == package.sha256 else "conflict"
    detail = reasons if package.reason is not None else to_json([_told(package)]) if outcome == "conflict" else None
    record_attempt(
        tx,
        _IN,
        package.package_id,
        package.sha256,
        package.via,
        outcome,
        size=package.bytes,
        detail=detail,
        sighting=package.sighting,
    )
    return outcome


def _damaged(known: Mapping[str, Any]) -> bool:
    """Refused for what its transfer told, never opened."""
    return any(reason["code"] == "bad_transfer" for reason in json.loads(known["reasons"] or "[]"))


def _told(package: Arrived) -> Reason:
    return Reason(
        "conflict",
        f"数据包 {package.package_id}：同一编号内容与已收数据包不同，已留存、未处理，首次收到的有效；更正请用新编号",
    )


def _insert(tx: Transaction, row: Mapping[str, Any]) -> tuple[bool, Mapping[str, Any] | None]:
    """Insert a package where its id is free; else what stands there (locked on PostgreSQL until the end)."""
    # One statement decides, so that two processes cannot both be first.
    inserted = tx.execute(
        "insert into control.mof_package (direction, package_id, type, sender, receiver, period, sha256, bytes, via,"
        " state, reasons, received_at, processed_at) values (:d, :id, :type, :sender, :receiver, :period, :sha256,"
        " :bytes, :via, :state, :reasons, :received, :processed) on conflict (direction, package_id) do nothing",
        row,
    )
    if inserted:
        return True, None
    key = {"d": row["d"], "id": row["id"]}
    # A write that changes nothing takes the row's lock on both engines.
    tx.execute("update control.mof_package set via = via where direction = :d and package_id = :id", key)
    sql = "select sha256, state, reasons from control.mof_package where direction = :d and package_id = :id"
    return False, tx.query(sql, key).to_pylist()[0]


def record_attempt(
    tx: Transaction,
    direction: str,
    package_id: str,
    sha256: str | None,
    via: str,
    outcome: str,
    *,
    size: int | None = None,
    detail: str | None = None,
    sighting: str | None = None,
) -> None:
    """One coming or sending of a package."""
    tx.execute(
        "insert into control.mof_attempt (attempt_id, direction, package_id, sha256, bytes, via, sighting, outcome,"
        " detail, attempted_at) values (:attempt, :d, :id, :sha, :bytes, :via, :sighting, :outcome, :detail, :at)",
        {
            "attempt": uuid.uuid4().hex,
            "d": direction,
            "id": package_id,
            "sha": sha256,
            "bytes": size,
            "via": via,
            "sighting": sighting,
            "outcome": outcome,
            "detail": detail,
            "at": clock.now(),
        },
    )


def waiting(tx: Transaction) -> list[Waiting]:
    """Packages to be opened, oldest first."""
    sql = (
        "select package_id, sha256 from control.mof_package where direction = 'in' and state = 'received'"
        " order by received_at, package_id"
    )
    return [Waiting(**row) for row in tx.query(sql).to_pylist()]


def process(tx: Transaction, package: Waiting, contents: Contents) -> bool:
    """Register what is in a package; False, with nothing done, where it is not waiting any more."""
    changed = tx.execute(
        "update control.mof_package set state = 'processed', type = :type, sender = :sender, receiver = :receiver,"
        " period = :period, processed_at = :at where direction = :d and package_id = :id and sha256 = :sha"
        " and state = 'received'",
        {
            **_THIS,
            "id": package.package_id,
            "sha": package.sha256,
            "type": contents.type,
            "sender": contents.sender,
            "receiver": contents.receiver,
            "period": contents.period,
            "at": clock.now(),
        },
    )
    if changed != 1:
        return False
    _append_members(tx, _IN, package.package_id, contents.members)
    return True


def refuse(tx: Transaction, package: Waiting, reasons: Sequence[Reason]) -> bool:
    """A package that cannot be read; the next content that came under its id, if any, is tried in its place."""
    key = {**_THIS, "id": package.package_id}
    changed = tx.execute(
        "update control.mof_package set state = 'refused', reasons = :reasons, processed_at = :at"
        " where direction = :d and package_id = :id and sha256 = :sha and state = 'received'",
        {**key, "sha": package.sha256, "reasons": to_json(reasons), "at": clock.now()},
    )
    if changed != 1:
        return False
    record_attempt(tx, _IN, package.package_id, package.sha256, "opening", "refused", detail=to_json(reasons))
    following = tx.query(
        "select sha256, bytes, via from control.mof_attempt a where direction = :d and package_id = :id"
        " and outcome = 'conflict' and not exists (select 1 from control.mof_attempt r where r.direction = a.direction"
        " and r.package_id = a.package_id and r.sha256 = a.sha256 and r.via = 'opening')"
        " order by attempted_at limit 1",
        key,
    ).to_pylist()
    for row in following:
        tx.execute(
            "update control.mof_package set state = 'received', sha256 = :sha, bytes = :bytes, via = :via,"
            " reasons = null, processed_at = null where direction = :d and package_id = :id",
            {**key, "sha": row["sha256"], "bytes": row["bytes"], "via": row["via"]},
        )
    return True


def queue(tx: Transaction, contents: Contents, sha256: str, size: int) -> bool:
    """Put a landed package into the outbox; False where the same stands there already. Raises PackageConflictError."""
    fresh, known = _insert(
        tx,
        {
            "d": _OUT,
            "id": contents.package_id,
            "type": contents.type,
            "sender": contents.sender,
            "receiver": contents.receiver,
            "period": contents.period,
            "sha256": sha256,
            "bytes": size,
            "via": None,
            "state": "ready",
            "reasons": None,
            "received": clock.now(),
            "processed": None,
        },
    )
    if known is not None and known["sha256"] != sha256:
        raise PackageConflictError(
            f"package {contents.package_id} stands in the outbox with another content; use a new id"
        )
    if fresh:
        _append_members(tx, _OUT, contents.package_id, contents.members)
    return fresh


def ready(tx: Transaction) -> list[Mapping[str, Any]]:
    """Packages to be sent, oldest first: package_id, type, sha256, bytes."""
    sql = (
        "select package_id, type, sha256, bytes from control.mof_package where direction = 'out' and state = 'ready'"
        " order by received_at, package_id"
    )
    return list(tx.query(sql).to_pylist())


def sent(tx: Transaction, package_id: str, sha256: str, via: str, outcome: str) -> None:
    """A package is with the node: `outcome` is sent, or already (it had it)."""
    tx.execute(
        "update control.mof_package set state = 'sent', via = :via, processed_at = :at"
        " where direction = 'out' and package_id = :id and sha256 = :sha and state = 'ready'",
        {"id": package_id, "sha": sha256, "via": via, "at": clock.now()},
    )
    record_attempt(tx, _OUT, package_id, sha256, via, outcome)


def refused_by_node(tx: Transaction, package_id: str, sha256: str, via: str, reason: Reason) -> None:
    """The node holds another content under this id: a person must look, it is not tried again."""
    tx.execute(
        "update control.mof_package set state = 'conflict', via = :via, reasons = :reasons, processed_at = :at"
        " where direction = 'out' and package_id = :id and sha256 = :sha and state = 'ready'",
        {"id": package_id, "sha": sha256, "via": via, "reasons": to_json([reason]), "at": clock.now()},
    )
    record_attempt(tx, _OUT, package_id, sha256, via, "conflict", detail=to_json([reason]))


def listing(tx: Transaction, direction: str | None = None, since: datetime | None = None) -> list[Mapping[str, Any]]:
    """Packages, newest first, each with its number of members, attempts and contents in conflict with it."""
    return list(
        tx.query(
            "select p.direction, p.package_id, p.type, p.sender, p.receiver, p.period, p.state, p.via, p.bytes,"
            " p.sha256, p.reasons, p.received_at, p.processed_at,"
            " (select count(*) from control.mof_member m where m.direction = p.direction"
            " and m.package_id = p.package_id) as members,"
            " (select count(*) from control.mof_attempt a where a.direction = p.direction"
            " and a.package_id = p.package_id) as attempts,"
            " (select count(distinct a.sha256) from control.mof_attempt a where a.direction = p.direction"
            " and a.package_id = p.package_id and a.outcome = 'conflict' and a.sha256 <> p.sha256) as conflicts"
            " from control.mof_package p where (:direction = '' or p.direction = :direction)"
            " and p.received_at >= :since order by p.received_at desc, p.package_id",
            {"direction": direction or "", "since": since or datetime(1970, 1, 1)},
        ).to_pylist()
    )


def _append_members(tx: Transaction, direction: str, package_id: str, members: Sequence[Member]) -> None:
    rows = [
        {"direction": direction, "package_id": package_id, "position": position, **asdict(member)}
        for position, member in enumerate(members, start=1)
    ]
    tx.append("control.mof_member", pa.Table.from_pylist(rows, schema=_MEMBER_SCHEMA))
