"""Load what has been received: each delivery becomes rows or a receipt that says why not, in one transaction.

Rows, rejected records, drift and the delivery's state commit together, so that a kill at any moment leaves a delivery
either untouched or done. Large files are streamed, one transaction each. Small ones, of which there are many, are
parsed and written together: each is still all or nothing and has its own state.
"""

from __future__ import annotations

import hashlib
import logging
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from catalogue import Catalogue, Table, load_catalogue
from ingest import bank_statement, manifest, reject, small_files
from ingest.archive import ArchiveError
from ingest.manifest import Declared
from ingest.reading import Reading, UnreadableError, raw_schema
from ingest.small_files import Small
from ingest.unpacker import Unpacker
from warehouse_sql import Transaction, Warehouse, open_warehouse
from warehouse_sql.ahead import Ahead
from warehouse_sql.control import deliveries, receipts
from warehouse_sql.control.deliveries import Decision, Delivery
from warehouse_sql.control.receipts import Drift, Reason
from warehouse_sql.landing import Landing

Progress = Callable[[int, int | None, str], None]

SMALL_FILE: Final = 1 << 20
SMALL_TEXT: Final = 4 << 20
GROUP_BYTES: Final = 32 << 20
GROUP_FILES: Final = 500
_DRIFT_SCHEMA: Final = pa.schema([("delivery_id", pa.int64()), ("column_label", pa.string()), ("kind", pa.string())])
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class LoadSummary:
    """What a run did. `failed` deliveries met an error of ours; they stay `received` and are tried again."""

    deliveries: int = 0
    loaded: int = 0
    rejected: int = 0
    failed: int = 0
    records: int = 0
    accepted: int = 0
    rejected_records: int = 0
    text_bytes: int = 0
    seconds: float = 0.0


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


@dataclass
class _Gathered:
    """A small delivery, unpacked and not parsed yet; `seconds` is what it took so far."""

    delivery: Delivery
    small: Small
    seconds: float

    @property
    def text_bytes(self) -> int:
        return len(self.small.text)


class _Refused(Exception):
    """Rolls back the transaction of a streamed file that is refused in the end."""


def load_pending(
    warehouse_url: str | None, landing_root: Path, progress: Progress | None = None, *, cycle: str | None = None
) -> LoadSummary:
    """Load every delivery in status `received` (of tables of a `cycle`). Safe to repeat and to kill, and on PostgreSQL
    safe beside another loader: each delivery is claimed in the transaction that loads it.
    """
    started = time.perf_counter()
    catalogue, landing = load_catalogue(), Landing(Path(landing_root))
    with open_warehouse(warehouse_url) as warehouse, Unpacker() as unpacker:
        with warehouse.transaction() as tx:
            pending = deliveries.in_status(tx, "received", catalogue.delivery_codes(cycle))
        loader = _Loader(warehouse, landing, catalogue, unpacker, len(pending), progress)
        loader.run(pending)
    return replace(loader.summary, deliveries=len(pending), seconds=time.perf_counter() - started)


class _Loader:
    def __init__(
        self,
        warehouse: Warehouse,
        landing: Landing,
        catalogue: Catalogue,
        unpacker: Unpacker,
        total: int,
        progress: Progress | None,
    ) -> None:
        self.summary = LoadSummary()
        self._warehouse, self._landing, self._catalogue, self._unpacker = warehouse, landing, catalogue, unpacker
        self._total, self._done, self._progress = total, 0, progress

    def run(self, pending: Sequence[Delivery]) -> None:
        group: list[Outcome | _Gathered] = []
        size = 0
        for delivery in pending:
            try:
                read = self._read(delivery)
            except Exception as error:  # one broken delivery must not stop the night
                self._failed(delivery, error)
                continue
            if read is None:
                continue
            group.append(read)
            size += read.text_bytes
            if len(group) >= GROUP_FILES or size >= GROUP_BYTES:
                self._write_group(group)
                group, size = [], 0
        self._write_group(group)

    def _read(self, delivery: Delivery) -> Outcome | _Gathered | None:
        """Read a delivery to be written with its group; None if it was large and has been streamed."""
        started = time.perf_counter()
        checked = self._check(delivery)
        if isinstance(checked, Outcome):
            return checked
        declared, path = checked
        if declared.table is None:
            return self._read_statement(delivery, declared, path, started)
        if path.stat().st_size <= SMALL_FILE:
            try:
                text = self._whole_text(delivery, path)
            except ArchiveError as error:
                return replace(_unreadable(delivery, error), seconds=time.perf_counter() - started)
            if text is not None:
                small = Small(Reading(delivery.delivery_id, declared, declared.table, ()), text)
                return _Gathered(delivery, small, time.perf_counter() - started)
        self._stream(delivery, declared, declared.table, path, started)
        return None

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
        path = self._landing.path(delivery.sha256)
        if not path.is_file():
            message = "落地区中没有与清单 SHA-256 相符的文件（传输有误或文件被改动）；请重新报送"
            return _refusal(delivery, [Reason("bad_hash", message)])
        with path.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        try:
            raw: bytes | None = self._landing.manifest(delivery.source, delivery.stem, delivery.sha256)
        except (FileNotFoundError, ValueError):
            raw = None
        declared = manifest.check(raw, delivery, self._catalogue, path.stat().st_size, sha256)
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

    def _stream(self, delivery: Delivery, declared: Declared, table: Table, path: Path, started: float) -> None:
        """Load one large file, block by block, in a transaction of its own."""
        chunks = Ahead(self._text(delivery, path), depth=8)
        reading = Reading(delivery.delivery_id, declared, table, chunks)
        batches = Ahead(reading.batches(), depth=3)
        try:
            with chunks, batches, self._warehouse.transaction() as tx:
                if not self._claim(tx, [delivery.delivery_id]):
                    return
                refusal = self._append(tx, reading, batches)
                outcome = replace(
                    _outcome(delivery, reading, refusal),
                    text_bytes=reading.text_bytes,
                    seconds=time.perf_counter() - started,
                )
                if outcome.refused:
                    raise _Refused
                self._record(tx, [outcome])
        except _Refused:
            with self._warehouse.transaction() as tx:
                if not self._claim(tx, [delivery.delivery_id]):
                    return
                self._record(tx, [outcome])
        self._count([outcome])

    def _append(
        self, tx: Transaction, reading: Reading, batches: Iterable[pa.RecordBatch]
    ) -> ArchiveError | UnreadableError | None:
        """Append the rows. Errors are kept and not raised through the engine, which would turn them into its own."""
        refusal: list[ArchiveError | UnreadableError] = []

        def rows() -> Iterator[pa.RecordBatch]:
            try:
                for batch in batches:
                    yield batch
                    self._tell(reading)
            except (ArchiveError, UnreadableError) as error:
                refusal.append(error)

        tx.append(f"raw.{reading.table.raw_name}", rows(), raw_schema(reading.table))
        return refusal[0] if refusal else None

    def _write_group(self, group: Sequence[Outcome | _Gathered]) -> None:
        if not group:
            return
        try:
            outcomes, rows = _parsed(group)
            with self._warehouse.transaction() as tx:
                ours = self._claim(tx, [outcome.delivery.delivery_id for outcome in outcomes])
                if len(ours) < len(outcomes):  # another loader has some of them
                    outcomes = [outcome for outcome in outcomes if outcome.delivery.delivery_id in ours]
                    rows = {name: _only(table, ours) for name, table in rows.items()}
                if not outcomes:
                    return
                for table, loaded in rows.items():
                    tx.append(table, loaded)
                self._record(tx, outcomes)
            self._count(outcomes)
        except Exception as error:
            if len(group) == 1:
                self._failed(group[0].delivery, error)
                return
            for one in group:  # find the one that cannot be written, let the others in
                self._write_group([_again(one)])

    def _claim(self, tx: Transaction, delivery_ids: list[int]) -> set[int]:
        """Those nobody else is loading or has loaded since we read the list."""
        ours = deliveries.claim(tx, delivery_ids, "received")
        self._done += len(delivery_ids) - len(ours)
        return ours

    def _record(self, tx: Transaction, outcomes: Sequence[Outcome]) -> None:
        """Rejected records, drift, states and final receipts of deliveries."""
        refused = [outcome.rejects for outcome in outcomes if outcome.rejects.rows]
        if refused:
            batches = (batch for store in refused for batch in store.batches())
            tx.append("control.reject", batches, reject.REJECT_SCHEMA)
        drift = [
            {"delivery_id": outcome.delivery.delivery_id, "column_label": change.column, "kind": change.kind}
            for outcome in outcomes
            for change in outcome.drift
        ]
        if drift:
            tx.append("control.drift", pa.Table.from_pylist(drift, schema=_DRIFT_SCHEMA))
        at = deliveries.decide(tx, [_decision(outcome) for outcome in outcomes])
        for outcome in outcomes:
            if outcome.part is not None:
                deliveries.set_part(tx, outcome.delivery.delivery_id, outcome.part)
        receipts.record(tx, [_receipt(outcome, at) for outcome in outcomes if outcome.refused])

    def _count(self, outcomes: Sequence[Outcome]) -> None:
        now = self.summary
        self.summary = replace(
            now,
            loaded=now.loaded + sum(not o.refused for o in outcomes),
            rejected=now.rejected + sum(o.refused for o in outcomes),
            records=now.records + sum(o.records for o in outcomes),
            accepted=now.accepted + sum(o.accepted for o in outcomes),
            rejected_records=now.rejected_records + sum(o.rejected for o in outcomes),
            text_bytes=now.text_bytes + sum(o.text_bytes for o in outcomes),
        )
        self._done += len(outcomes)
        if self._progress is not None:
            last = outcomes[-1]
            word = "拒收" if last.refused else f"{last.accepted} 条入库"
            self._progress(self._done, self._total, f"{last.delivery.stem}：{word}")

    def _text(self, delivery: Delivery, path: Path) -> Iterator[bytes | bytearray]:
        return self._unpacker.chunks(path, f"{delivery.stem}.txt")

    def _tell(self, reading: Reading) -> None:
        if self._progress is not None:
            self._progress(self._done, self._total, f"{reading.table.file_code}：已读 {reading.records} 条")

    def _failed(self, delivery: Delivery, error: Exception) -> None:
        # Only the error's class: its text may quote a citizen's data.
        _log.error("load of %s failed (%s); it stays `received`", delivery.stem, type(error).__name__)
        _log.debug("load of %s failed", delivery.stem, exc_info=error)
        self.summary = replace(self.summary, failed=self.summary.failed + 1)
        self._done += 1


def _refusal(delivery: Delivery, reasons: list[Reason]) -> Outcome:
    """A delivery refused unread: all its declared records are refused with it."""
    declared = delivery.records_declared or 0
    return Outcome(delivery, refused=True, reasons=reasons, records=declared, rejected=declared)


def _again(one: Outcome | _Gathered) -> Outcome | _Gathered:
    """The same before anything was parsed and counted."""
    if isinstance(one, Outcome):
        return one
    reading = one.small.reading
    return replace(one, small=Small(Reading(reading.delivery_id, reading.declared, reading.table, ()), one.small.text))


def _parsed(group: Sequence[Outcome | _Gathered]) -> tuple[list[Outcome], dict[str, pa.Table]]:
    """What becomes of each delivery, and the rows of all that stand by raw table."""
    started = time.perf_counter()
    gathered = [one for one in group if isinstance(one, _Gathered)]
    batches: dict[str, list[pa.RecordBatch]] = {}
    for name, batch in small_files.read(one.small for one in gathered):
        batches.setdefault(name, []).append(batch)
    # What it took to parse them together is shared out by size.
    a_byte = (time.perf_counter() - started) / max(sum(one.text_bytes for one in gathered), 1)
    outcomes = [one if isinstance(one, Outcome) else _of_gathered(one, a_byte) for one in group]
    tables = {name: [pa.Table.from_batches(some)] for name, some in batches.items()}
    for outcome in outcomes:
        for name, rows in outcome.rows.items():
            if rows.num_rows and not outcome.refused:
                tables.setdefault(name, []).append(rows)
    return outcomes, {name: pa.concat_tables(some) for name, some in tables.items()}


def _of_gathered(one: _Gathered, seconds_a_byte: float) -> Outcome:
    outcome = _outcome(one.delivery, one.small.reading, one.small.refusal)
    return replace(outcome, text_bytes=one.text_bytes, seconds=one.seconds + one.text_bytes * seconds_a_byte)


def _only(rows: pa.Table, delivery_ids: set[int]) -> pa.Table:
    wanted = pa.array(sorted(delivery_ids), pa.int64())
    return rows.filter(pc.is_in(rows.column("_delivery_id"), value_set=wanted))


def _unreadable(delivery: Delivery, error: ArchiveError) -> Outcome:
    return _refusal(delivery, [Reason(error.code, error.message)])


def _outcome(
    delivery: Delivery, reading: Reading, refusal: ArchiveError | UnreadableError | None
) -> Outcome:
    if isinstance(refusal, ArchiveError):
        outcome = _unreadable(delivery, refusal)
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


def _decision(outcome: Outcome) -> Decision:
    return Decision(
        outcome.delivery.delivery_id,
        "rejected" if outcome.refused else "loaded",
        outcome.records,
        outcome.accepted,
        outcome.rejected,
        outcome.reasons,
        outcome.seconds,
    )


def _receipt(outcome: Outcome, at: datetime) -> receipts.Receipt:
    decided = replace(outcome.delivery, records=outcome.records, accepted=outcome.accepted, rejected=outcome.rejected)
    return receipts.Receipt.of(decided, "rejected", at, outcome.reasons, drift=outcome.drift)
