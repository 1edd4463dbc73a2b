"""Deliveries read in groups, ready to be written: small ones unpacked and parsed together, large ones left to stream.

Nothing here knows the warehouse: a group can be read while the one before is written.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

import pyarrow as pa

from catalogue import Catalogue, Table
from ingest import bank_statement, manifest, reject, small_files
from ingest.archive import ArchiveError
from ingest.manifest import Declared
from ingest.reading import Reading, UnreadableError
from ingest.small_files import Small
from ingest.unpacker import Unpacker
from warehouse_sql.control.deliveries import Delivery
from warehouse_sql.control.receipts import AGAIN, Drift, Reason
from warehouse_sql.landing import Landing

SMALL_FILE: Final = 1 << 20
SMALL_TEXT: Final = 4 << 20
GROUP_BYTES: Final = 32 << 20
GROUP_FILES: Final = 300


@dataclass
class Outcome:
    """What becomes of a delivery: rows for raw tables, or `refused` with the reasons."""

    delivery: Delivery
    refused: bool
    reasons: list[Reason]
    drift: tuple[Drift, ...] = ()
    records: int = 0
    accepted: int = 0
    rejected: int = 0
    rows: dict[str, pa.Table] = field(default_factory=dict)
    part: str | None = None
    rejects: reject.Store = field(default_factory=reject.Store)
    text_bytes: int = 0
    seconds: float = 0.0


@dataclass(frozen=True)
class Gathered:
    """A small delivery, unpacked and not parsed yet; `seconds` is what it took so far."""

    delivery: Delivery
    declared: Declared
    table: Table
    text: bytearray
    seconds: float

    @property
    def text_bytes(self) -> int:
        return len(self.text)


@dataclass(frozen=True)
class Large:
    """A delivery to be streamed; `started` is when it was first looked at (perf_counter)."""

    delivery: Delivery
    declared: Declared
    table: Table
    path: Path
    started: float


@dataclass(frozen=True)
class Failed:
    """A delivery that met an error of ours."""

    delivery: Delivery
    error: Exception


@dataclass(frozen=True)
class Group:
    """What becomes of each delivery of a group, and the rows of all that stand by raw table."""

    outcomes: list[Outcome]
    rows: dict[str, pa.Table]
    members: Sequence[Outcome | Gathered]

    def singly(self) -> Iterator[Group | Failed]:
        """Each delivery as a group of its own, parsed anew."""
        yield from _singly(self.members)


class Reader:
    """Reads what lies in the landing store. For one thread, as its unpacker is."""

    def __init__(self, landing: Landing, catalogue: Catalogue, unpacker: Unpacker) -> None:
        self._landing, self._catalogue, self._unpacker = landing, catalogue, unpacker

    def groups(self, pending: Sequence[Delivery]) -> Iterator[Group | Large | Failed]:
        """All of these deliveries, in their order but for large ones, which do not wait for a group to fill."""
        members: list[Outcome | Gathered] = []
        size = 0
        for delivery in pending:
            try:
                read = self._read(delivery)
            except Exception as error:  # one broken delivery must not stop the night
                yield Failed(delivery, error)
                continue
            if isinstance(read, Large):
                yield read
                continue
            members.append(read)
            size += read.text_bytes
            if len(members) >= GROUP_FILES or size >= GROUP_BYTES:
                yield from _parsed(members)
                members, size = [], 0
        if members:
            yield from _parsed(members)

    def _read(self, delivery: Delivery) -> Outcome | Gathered | Large:
        started = time.perf_counter()
        checked = self._check(delivery)
        if isinstance(checked, Outcome):
            return checked
        declared, path = checked
        table = declared.table
        if table is None:
            return self._read_statement(delivery, declared, path, started)
        if path.stat().st_size <= SMALL_FILE:
            try:
                text = self._whole_text(delivery, path)
            except ArchiveError as error:
                return replace(unreadable(delivery, error), seconds=time.perf_counter() - started)
            if text is not None:
                return Gathered(delivery, declared, table, text, time.perf_counter() - started)
        return Large(delivery, declared, table, path, started)

    def _whole_text(self, delivery: Delivery, path: Path) -> bytearray | None:
        """The text of a small archive; None if there is more of it than is small."""
        text = bytearray()
        with closing(self._unpacker.chunks(path, f"{delivery.stem}.txt")) as chunks:
            for chunk in chunks:
                text += chunk
                if len(text) > SMALL_TEXT:
                    return None
        return text

    def _check(self, delivery: Delivery) -> tuple[Declared, Path] | Outcome:
        """What is known before the file is opened."""
        path = self._landing.whole(delivery.sha256)  # what really came: the hash in the manifest is compared below
        try:
            raw: bytes | None = self._landing.manifest(delivery.source, delivery.stem, delivery.sha256)
        except (FileNotFoundError, ValueError):
            raw = None
        declared = manifest.check(raw, delivery, self._catalogue, path.stat().st_size, delivery.sha256)
        return _refusal(delivery, declared) if isinstance(declared, list) else (declared, path)

    def _read_statement(self, delivery: Delivery, declared: Declared, path: Path, started: float) -> Outcome:
        statement = bank_statement.read(path, delivery, declared, self._catalogue, self._unpacker)
        if isinstance(statement, list):
            return replace(_refusal(delivery, statement), seconds=time.perf_counter() - started)
        return Outcome(
            delivery,
            refused=False,
            reasons=[],
            records=statement.records,
            accepted=statement.records,
            rows=statement.rows,
            part=statement.part,
            text_bytes=path.stat().st_size,
            seconds=time.perf_counter() - started,
        )


def _parsed(members: Sequence[Outcome | Gathered]) -> Iterator[Group | Failed]:
    try:
        yield _together(members)
    except Exception:  # an error of ours in one must not stop the others
        yield from _singly(members)


def _singly(members: Sequence[Outcome | Gathered]) -> Iterator[Group | Failed]:
    for one in members:
        try:
            yield _together([one])
        except Exception as error:
            yield Failed(one.delivery, error)


def _together(members: Sequence[Outcome | Gathered]) -> Group:
    started = time.perf_counter()
    gathered = {
        one.delivery.delivery_id: Small(Reading(one.delivery.delivery_id, one.declared, one.table, ()), one.text)
        for one in members
        if isinstance(one, Gathered)
    }
    tables: dict[str, list[pa.Table]] = {}
    for name, batch in small_files.read(gathered.values()):
        tables.setdefault(name, []).append(pa.Table.from_batches([batch]))
    # What it took to parse them together is shared out by size.
    a_byte = (time.perf_counter() - started) / max(sum(len(small.text) for small in gathered.values()), 1)
    outcomes = [
        one if isinstance(one, Outcome) else _of_small(one, gathered[one.delivery.delivery_id], a_byte)
        for one in members
    ]
    for outcome in outcomes:
        for name, rows in outcome.rows.items():
            if rows.num_rows and not outcome.refused:
                tables.setdefault(name, []).append(rows)
    return Group(outcomes, {name: pa.concat_tables(some) for name, some in tables.items()}, members)


def _of_small(one: Gathered, small: Small, seconds_a_byte: float) -> Outcome:
    return replace(
        outcome_of(one.delivery, small.reading, small.refusal),
        text_bytes=one.text_bytes,
        seconds=one.seconds + one.text_bytes * seconds_a_byte,
    )


def _refusal(delivery: Delivery, reasons: list[Reason]) -> Outcome:
    """A delivery refused unread: all its declared records are refused with it."""
    declared = delivery.records_declared or 0
    return Outcome(delivery, refused=True, reasons=reasons, records=declared, rejected=declared)


def unreadable(delivery: Delivery, error: ArchiveError) -> Outcome:
    """A delivery whose archive is refused."""
    return _refusal(delivery, [Reason(error.code, error.sent_again(AGAIN))])


def outcome_of(delivery: Delivery, reading: Reading, refusal: ArchiveError | UnreadableError | None) -> Outcome:
    if isinstance(refusal, ArchiveError):
        outcome = unreadable(delivery, refusal)
    elif isinstance(refusal, UnreadableError):
        outcome = replace(_refusal(delivery, refusal.reasons), drift=refusal.drift)
    else:
        if reading.records != reading.accepted + reading.rejected:
            raise AssertionError("conservation law broken: lines != header + accepted + rejected")
        whole = reading.decision()
        outcome = Outcome(
            delivery,
            refused=bool(whole),
            reasons=whole + reading.tally.reasons(),
            drift=reading.drift,
            records=reading.records,
            accepted=0 if whole else reading.accepted,
            rejected=reading.records if whole else reading.rejected,
            rejects=reading.rejects,
        )
    return outcome
