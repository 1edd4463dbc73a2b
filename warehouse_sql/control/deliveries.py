"""`control.delivery` and `control.arrival`: what came, whether it is new, and what became of it.

A delivery is known by its content: source + stem + SHA-256. The same again is a duplicate; the same stem with other
content is a conflict, and the first stays (exchange.md §1).
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from decimal import Decimal
from functools import cached_property
from typing import Any, Final, Literal

import pyarrow as pa

from catalogue.masking import mask_words
from warehouse_sql import clock
from warehouse_sql.control import receipts
from warehouse_sql.port import Transaction

Status = Literal["received", "loaded", "accepted", "held", "rejected", "conflict"]
Outcome = Literal["new", "duplicate", "conflict"]

PACKED_HERE: Final = frozenset({"TRE", "HIS"})
"""Sources whose deliveries we pack ourselves (rows of the middle database, sheets of history): no sender reads their
receipts, and their numbers do not end with three digits."""

# An escaped NUL; `\\\\u0000` is a backslash and five characters.
_NUL: Final = re.compile(r"(?<!\\)(?:\\\\)*\\u0000")


def max_seq(source: str) -> int:
    """The highest sequence number of a source (exchange.md §1)."""
    return 999_999_999 if source in PACKED_HERE else 999


@dataclass(frozen=True)
class Delivery:
    """A row of `control.delivery`. Timestamps are Asia/Shanghai wall time."""

    delivery_id: int
    channel: str
    source: str
    file_code: str | None
    region_code: str | None
    period: str | None
    seq: int | None
    mode: str | None
    stem: str
    file_name: str
    file_bytes: int
    sha256: str
    encoding: str | None
    records_declared: int | None
    control_totals: str | None
    produced_at: datetime | None
    received_at: datetime
    status: str = "received"
    decided_at: datetime | None = None
    records: int | None = None
    accepted: int | None = None
    rejected: int | None = None
    reasons: str | None = None
    load_seconds: Decimal | None = None


_NAMES = ", ".join(field.name for field in fields(Delivery))


def read_manifest(raw: bytes) -> dict[str, Any] | None:
    """What a manifest says; None where it is no JSON object in UTF-8, of text that every database can keep: JSON may
    write half a character (a lone surrogate) or a NUL as an escape."""
    try:
        values = json.loads(raw.decode("utf-8-sig"))
        text = json.dumps(values, ensure_ascii=False)
        text.encode()
    except (ValueError, RecursionError):
        return None
    return values if isinstance(values, dict) and not _NUL.search(text) else None


@dataclass(frozen=True)
class Arrival:
    """A sighting of a manifest: where it stood, when it was written, how large it was.

    Its id is that of the true path; the path that is kept is masked, for some senders name files after people.
    """

    channel: str
    remote_path: str
    remote_modified_at: datetime | None
    remote_bytes: int | None

    @cached_property
    def arrival_id(self) -> str:
        """The same manifest seen again, untouched, has the same id."""
        text = f"{self.channel}|{self.remote_path}|{self.remote_modified_at}|{self.remote_bytes}"
        return hashlib.sha256(text.encode()).hexdigest()[:32]


DELIVERY_SCHEMA = pa.schema(
    [
        ("delivery_id", pa.int64()),
        ("channel", pa.string()),
        ("source", pa.string()),
        ("file_code", pa.string()),
        ("region_code", pa.string()),
        ("period", pa.string()),
        ("seq", pa.int32()),
        ("mode", pa.string()),
        ("stem", pa.string()),
        ("file_name", pa.string()),
        ("file_bytes", pa.int64()),
        ("sha256", pa.string()),
        ("encoding", pa.string()),
        ("records_declared", pa.int64()),
        ("control_totals", pa.string()),
        ("produced_at", pa.timestamp("us")),
        ("received_at", pa.timestamp("us")),
        ("status", pa.string()),
        ("decided_at", pa.timestamp("us")),
        ("records", pa.int64()),
        ("accepted", pa.int64()),
        ("rejected", pa.int64()),
        ("reasons", pa.string()),
        ("load_seconds", pa.decimal128(12, 3)),
    ]
)
_ARRIVAL_SCHEMA = pa.schema(
    [
        ("arrival_id", pa.string()),
        ("channel", pa.string()),
        ("remote_path", pa.string()),
        ("remote_modified_at", pa.timestamp("us")),
        ("remote_bytes", pa.int64()),
        ("delivery_id", pa.int64()),
        ("outcome", pa.string()),
        ("arrived_at", pa.timestamp("us")),
    ]
)


def delivery_id(source: str, stem: str, sha256: str) -> int:
    """63-bit id of a content, the same in every warehouse."""
    digest = hashlib.sha256(f"{source}/{stem}/{sha256}".encode()).digest()
    return int.from_bytes(digest[:8], "big") >> 1


def known_arrivals(tx: Transaction, channel: str) -> set[str]:
    """Ids of the sightings of a channel that were dealt with."""
    sql = "select arrival_id from control.arrival where channel = :channel"
    return set(tx.query(sql, {"channel": channel}).column("arrival_id").to_pylist())


def register(tx: Transaction, found: Sequence[tuple[Delivery, Arrival]]) -> list[Outcome]:
    """Record deliveries that have been landed and the sightings that led to them; returns each one's outcome.

    Duplicates and conflicts get their receipt here, for they are decided. A sighting that is known changes nothing.
    """
    # Two receivers at the same time (the night and the real-time round): the second sees what the first registered.
    tx.lock("register")
    seen = _seen(tx, {delivery.stem for delivery, _ in found})
    done = _done(tx, [arrival.arrival_id for _, arrival in found])
    at = clock.now()
    outcomes: list[Outcome] = []
    new: list[Delivery] = []
    arrivals: list[dict[str, Any]] = []
    decided: list[receipts.Receipt] = []
    for delivery, arrival in found:
        key = (delivery.source, delivery.stem)
        first = seen.get(key)
        if first is None:
            outcome: Outcome = "new"
            seen[key] = delivery
            new.append(delivery)
        elif first.delivery_id == delivery.delivery_id:
            outcome = "duplicate"
        else:
            outcome = "conflict"
            if (key, delivery.delivery_id) not in seen.conflicts:
                seen.conflicts.add((key, delivery.delivery_id))
                new.append(_as_conflict(delivery, at))
        outcomes.append(outcome)
        if arrival.arrival_id in done:
            continue
        done.add(arrival.arrival_id)
        arrivals.append(
            {
                "arrival_id": arrival.arrival_id,
                "channel": arrival.channel,
                "remote_path": mask_words(arrival.remote_path),
                "remote_modified_at": arrival.remote_modified_at,
                "remote_bytes": arrival.remote_bytes,
                "delivery_id": delivery.delivery_id,
                "outcome": outcome,
                "arrived_at": at,
            }
        )
        if first is not None:
            drift = seen.drift.get(first.delivery_id, [])
            decided.append(receipts.Receipt.of_repeated(delivery, outcome, first, at, arrival.arrival_id, drift))
    if new:
        tx.append("control.delivery", to_arrow(new))
    if arrivals:
        tx.append("control.arrival", pa.Table.from_pylist(arrivals, schema=_ARRIVAL_SCHEMA))
    receipts.record(tx, decided)
    return outcomes


def record_refused(tx: Transaction, arrival: Arrival, source: str, stem: str, reasons: list[receipts.Reason]) -> None:
    """Record a manifest that cannot be read or used (`bad_manifest`): no delivery, but an arrival and a receipt."""
    tx.lock("register")
    if _done(tx, [arrival.arrival_id]):
        return
    at = clock.now()
    row = {
        "arrival_id": arrival.arrival_id,
        "channel": arrival.channel,
        "remote_path": mask_words(arrival.remote_path),
        "remote_modified_at": arrival.remote_modified_at,
        "remote_bytes": arrival.remote_bytes,
        "delivery_id": None,
        "outcome": "bad_manifest",
        "arrived_at": at,
    }
    tx.append("control.arrival", pa.Table.from_pylist([row], schema=_ARRIVAL_SCHEMA))
    receipts.record(tx, [receipts.Receipt.refused(source, stem, at, reasons, arrival.arrival_id)])


def set_part(tx: Transaction, delivery_id: int, part: str) -> None:
    """Say what of its region and month a delivery is about, where several files share one (bank statements).

    A later `full` delivery then takes the place of earlier ones of the same part only.
    """
    tx.execute("update control.delivery set part = :part where delivery_id = :id", {"part": part, "id": delivery_id})


def in_status(
    tx: Transaction, status: Status, file_codes: Collection[str] | None = None, *, claim: bool = False
) -> list[Delivery]:
    """Deliveries of a status (of these `file_codes`), in the order in which senders numbered them.

    With `claim` they are ours until the transaction ends, and those another process has claimed are left out.
    """
    if file_codes is not None and not file_codes:
        return []
    codes = sorted(file_codes or ())
    of_codes = f" and file_code in {_list(len(codes))}" if codes else ""
    rows = tx.query(
        f"select {_NAMES} from control.delivery where status = :status{of_codes}"
        f" order by source, file_code, period, region_code, seq, delivery_id{_for_update(tx) if claim else ''}",
        {"status": status, **_numbered(codes)},
    )
    return [Delivery(**row) for row in rows.to_pylist()]


def waiting(tx: Transaction, file_codes: Collection[str] | None = None) -> int:
    """How many deliveries (of these `file_codes`) have landed and are not decided."""
    codes = sorted(file_codes or ())
    of_codes = f" and file_code in {_list(len(codes))}" if codes else ""
    rows = tx.query(
        f"select count(*) as n from control.delivery where status in ('received', 'loaded'){of_codes}", _numbered(codes)
    )
    return int(rows.column("n")[0].as_py())


def claim(tx: Transaction, delivery_ids: Sequence[int], status: Status) -> set[int]:
    """Which of these are (still) in a status and nobody else's; ours until the transaction ends.

    Two loaders that read the same list at the same time share the work: what one has claimed, or has done meanwhile,
    the other leaves alone.
    """
    claimed: set[int] = set()
    for start in range(0, len(delivery_ids), 500):
        some = sorted(delivery_ids)[start : start + 500]
        rows = tx.query(
            f"select delivery_id from control.delivery where status = :status and delivery_id in {_list(len(some))}"
            f" order by delivery_id{_for_update(tx)}",
            {"status": status, **{f"v{i}": value for i, value in enumerate(some)}},
        )
        claimed |= set(rows.column("delivery_id").to_pylist())
    return claimed


def accepted_before(tx: Transaction, delivery_ids: Collection[int], at: datetime) -> set[int]:
    """Which of these were accepted before a moment."""
    before: set[int] = set()
    ids = sorted(delivery_ids)
    for start in range(0, len(ids), 500):
        some = ids[start : start + 500]
        rows = tx.query(
            "select delivery_id from control.delivery where status = 'accepted' and decided_at < :at"
            f" and delivery_id in {_list(len(some))}",
            {"at": at, **{f"v{i}": value for i, value in enumerate(some)}},
        )
        before |= set(rows.column("delivery_id").to_pylist())
    return before


def _for_update(tx: Transaction) -> str:
    return " for update skip locked" if tx.dialect == "postgres" else ""


@dataclass(frozen=True)
class Decision:
    """A delivery's next status; figures that are None stay as they are."""

    delivery_id: int
    status: Status
    records: int | None = None
    accepted: int | None = None
    rejected: int | None = None
    reasons: Sequence[receipts.Reason] | None = None
    seconds: float | None = None


def decide(tx: Transaction, decisions: Sequence[Decision]) -> datetime:
    """Move deliveries to their next status. Returns the moment of decision."""
    at = clock.now()
    if not decisions:
        return at
    # One statement for all: a statement a delivery is a fifth of what a small file costs.
    tx.execute(
        "update control.delivery set status = n.status, decided_at = :at,"
        " records = coalesce(n.records, delivery.records), accepted = coalesce(n.accepted, delivery.accepted),"
        " rejected = coalesce(n.rejected, delivery.rejected), reasons = coalesce(n.reasons, delivery.reasons),"
        " load_seconds = coalesce(n.seconds, delivery.load_seconds)"
        " from (select unnest(cast(:ids as bigint[])) as delivery_id, unnest(cast(:statuses as text[])) as status,"
        " unnest(cast(:records as bigint[])) as records, unnest(cast(:accepted as bigint[])) as accepted,"
        " unnest(cast(:rejected as bigint[])) as rejected, unnest(cast(:reasons as text[])) as reasons,"
        " unnest(cast(:seconds as decimal(12, 3)[])) as seconds) as n where delivery.delivery_id = n.delivery_id",
        {
            "at": at,
            "ids": [one.delivery_id for one in decisions],
            "statuses": [one.status for one in decisions],
            "records": [one.records for one in decisions],
            "accepted": [one.accepted for one in decisions],
            "rejected": [one.rejected for one in decisions],
            "reasons": [None if one.reasons is None else receipts.to_json(one.reasons) for one in decisions],
            "seconds": [None if one.seconds is None else f"{one.seconds:.3f}" for one in decisions],
        },
    )
    return at


def to_arrow(deliveries: Iterable[Delivery]) -> pa.Table:
    """Deliveries as rows of `control.delivery`."""
    names = [field.name for field in fields(Delivery)]
    rows = [{name: getattr(delivery, name) for name in names} for delivery in deliveries]
    return pa.Table.from_pylist(rows, schema=DELIVERY_SCHEMA)


class _Seen(dict[tuple[str, str], Delivery]):
    """The first delivery of each (source, stem), how its header differed, and the conflicts with it."""

    def __init__(self) -> None:
        super().__init__()
        self.conflicts: set[tuple[tuple[str, str], int]] = set()
        self.drift: dict[int, list[receipts.Drift]] = {}


def _seen(tx: Transaction, stems: set[str]) -> _Seen:
    seen = _Seen()
    for chunk in _chunks(sorted(stems)):
        rows = tx.query(
            f"select {_NAMES} from control.delivery where stem in " + _list(len(chunk)),
            _numbered(chunk),
        )
        for one in (Delivery(**row) for row in rows.to_pylist()):
            key = (one.source, one.stem)
            if one.status == "conflict":
                seen.conflicts.add((key, one.delivery_id))
            else:
                seen[key] = one
    for row in _drift(tx, [first.delivery_id for first in seen.values()]):
        seen.drift.setdefault(row["delivery_id"], []).append(receipts.Drift(row["column_label"], row["kind"]))
    return seen


def _drift(tx: Transaction, delivery_ids: list[int]) -> Iterable[dict[str, Any]]:
    for chunk in _chunks(delivery_ids):
        yield from tx.query(
            f"select delivery_id, column_label, kind from control.drift where delivery_id in {_list(len(chunk))}"
            " order by delivery_id, kind, column_label",
            _numbered(chunk),
        ).to_pylist()


def _done(tx: Transaction, arrival_ids: list[str]) -> set[str]:
    done: set[str] = set()
    for chunk in _chunks(arrival_ids):
        rows = tx.query(
            "select arrival_id from control.arrival where arrival_id in " + _list(len(chunk)),
            _numbered(chunk),
        )
        done |= set(rows.column("arrival_id").to_pylist())
    return done


def _as_conflict(delivery: Delivery, at: datetime) -> Delivery:
    # Without what became of the first: a warehouse that is built anew may decide it at another moment of the day.
    told = receipts.to_json([receipts.told("conflict", delivery.stem)])
    return replace(delivery, status="conflict", decided_at=at, reasons=told)


def _chunks(values: Sequence[Any], size: int = 500) -> Iterable[Sequence[Any]]:
    return (values[start : start + size] for start in range(0, len(values), size))


def _list(count: int) -> str:
    return "(" + ", ".join(f":v{i}" for i in range(count)) + ")"


def _numbered(values: Sequence[Any]) -> dict[str, Any]:
    return {f"v{i}": value for i, value in enumerate(values)}
