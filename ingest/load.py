"""Load what has been received: each delivery becomes rows or a receipt that says why not, in one transaction.

Rows, rejected records, drift and the delivery's state commit together, so that a kill at any moment leaves a delivery
either untouched or done. Large files are streamed, one transaction each. Small ones, of which there are many, are
parsed and written together: each is still all or nothing and has its own state.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from catalogue import load_catalogue
from ingest import reject
from ingest.archive import ArchiveError
from ingest.groups import Failed, Group, Large, Outcome, Reader, outcome_of
from ingest.reading import Reading, UnreadableError, raw_schema
from ingest.unpacker import Unpacker
from warehouse_sql import Transaction, Warehouse, open_warehouse
from warehouse_sql.ahead import Ahead
from warehouse_sql.control import deliveries, receipts
from warehouse_sql.control.deliveries import Decision, Delivery
from warehouse_sql.landing import Landing
from warehouse_sql.telling import told

Progress = Callable[[int, int | None, str], None]

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


class _Refused(Exception):
    """Rolls back the transaction of a streamed file that is refused in the end."""


def load_pending(
    warehouse_url: str | None, landing_root: Path, progress: Progress | None = None, *, cycle: str | None = None
) -> LoadSummary:
    """Load every delivery in status `received` (of tables of a `cycle`). Safe to repeat and to kill, and on PostgreSQL
    safe beside another loader: each delivery is claimed in the transaction that loads it.

    Raises LandingError where the landing store is away.
    """
    started = time.perf_counter()
    catalogue, landing = load_catalogue(), Landing(Path(landing_root))
    with open_warehouse(warehouse_url) as warehouse, Unpacker() as small, Unpacker() as large:
        with warehouse.transaction() as tx:
            pending = deliveries.in_status(tx, "received", catalogue.delivery_codes(cycle))
        if pending:
            landing.require_objects()
        loader = _Loader(warehouse, Reader(landing, catalogue, small), large, len(pending), progress)
        loader.run(pending)
    return replace(loader.summary, deliveries=len(pending), seconds=time.perf_counter() - started)


class _Loader:
    def __init__(
        self, warehouse: Warehouse, reader: Reader, unpacker: Unpacker, total: int, progress: Progress | None
    ) -> None:
        self.summary = LoadSummary()
        self._warehouse, self._reader, self._unpacker = warehouse, reader, unpacker
        self._total, self._done, self._progress = total, 0, progress

    def run(self, pending: Sequence[Delivery]) -> None:
        """Groups of small deliveries are read while the one before is written."""
        with Ahead(self._reader.groups(pending), depth=1) as work:
            for item in work:
                match item:
                    case Group():
                        self._write_group(item)
                    case Large():
                        self._stream_or_fail(item)
                    case Failed(delivery, error):
                        self._failed(delivery, error)

    def _stream_or_fail(self, large: Large) -> None:
        try:
            self._stream(large)
        except Exception as error:  # one broken delivery must not stop the night
            self._failed(large.delivery, error)

    def _stream(self, large: Large) -> None:
        """Load one large file, block by block, in a transaction of its own."""
        delivery = large.delivery
        chunks = Ahead(self._unpacker.chunks(large.path, f"{delivery.stem}.txt"), depth=8)
        reading = Reading(delivery.delivery_id, large.declared, large.table, chunks)
        batches = Ahead(reading.batches(), depth=3)
        try:
            with chunks, batches, self._warehouse.transaction() as tx:
                if not self._claim(tx, [delivery.delivery_id]):
                    return
                refusal = self._append(tx, reading, batches)
                outcome = replace(
                    outcome_of(delivery, reading, refusal),
                    text_bytes=reading.text_bytes,
                    seconds=time.perf_counter() - large.started,
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

    def _write_group(self, group: Group) -> None:
        try:
            self._write(group)
        except Exception as error:
            if len(group.members) == 1:
                self._failed(group.members[0].delivery, error)
                return
            for one in group.singly():  # find the one that cannot be written, let the others in
                if isinstance(one, Group):
                    self._write_group(one)
                else:
                    self._failed(one.delivery, one.error)

    def _write(self, group: Group) -> None:
        outcomes, rows = group.outcomes, group.rows
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
        for one in outcomes:
            if one.rejected and one.delivery.source in deliveries.PACKED_HERE:  # no receipt tells anybody
                _log.warning(
                    "%s: %d of %d records were rejected (%s); `sif rejects` shows them, their source must correct them",
                    one.delivery.stem, one.rejected, one.records, ", ".join(sorted({r.code for r in one.reasons})),
                )  # fmt: skip
        if self._progress is not None:
            last = outcomes[-1]
            word = "拒收" if last.refused else f"{last.accepted} 条入库"
            self._progress(self._done, self._total, f"{last.delivery.stem}：{word}")

    def _tell(self, reading: Reading) -> None:
        if self._progress is not None:
            self._progress(self._done, self._total, f"{reading.table.file_code}：已读 {reading.records} 条")

    def _failed(self, delivery: Delivery, error: Exception) -> None:
        _log.error("load of %s failed (%s); it stays `received`", delivery.stem, told(error))
        self.summary = replace(self.summary, failed=self.summary.failed + 1)
        self._done += 1


def _only(rows: pa.Table, delivery_ids: set[int]) -> pa.Table:
    wanted = pa.array(sorted(delivery_ids), pa.int64())
    return rows.filter(pc.is_in(rows.column("_delivery_id"), value_set=wanted))


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
