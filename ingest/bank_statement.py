"""Bank statements (银行对账单) to rows of BK01 and BK02 (exchange.md §4): camt.053.001.02 and .08, MT940.

A file holds the statements of one account. The formats are read by `bank_camt` and `bank_mt940`; what any of them must
fulfil (the sums, the pages, the currency) stands in `bank_pages`.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyarrow as pa

from catalogue import Catalogue, Table
from ingest import bank_camt, bank_mt940, bank_pages
from ingest.archive import ArchiveError
from ingest.bank_pages import ZERO, RefusedError, Statement
from ingest.columns import ARROW_TYPES
from ingest.manifest import Declared
from ingest.unpacker import Unpacker
from warehouse_sql.control.deliveries import Delivery
from warehouse_sql.control.receipts import AGAIN, Reason

MAX_BYTES: Final = {"CAMT053": 256 << 20, "MT940": 16 << 20}
"""Largest statement file, unpacked. MT940 knows no streams: it is read as a whole, and needs several times its size."""
_ENDINGS: Final = ("xml", "txt", "sta", "940", "XML", "TXT", "STA")
"""What a statement in a ZIP may end in, whichever its format: that stands in the manifest."""
_ZIP = b"PK\x03\x04"


@dataclass(frozen=True)
class Statements:
    """Rows by raw table; `records` counts booked entries, as the manifest does; `part` names account and days."""

    rows: dict[str, pa.Table]
    records: int
    part: str


def read(
    path: Path, delivery: Delivery, declared: Declared, catalogue: Catalogue, unpacker: Unpacker
) -> Statements | list[Reason]:
    """The statements of a file (as it is, or the one member of a ZIP), or why it is refused."""
    kind = delivery.file_code or ""
    try:
        source = _Source(path, delivery, kind, unpacker)
        pages = bank_mt940.pages(source.read(), declared.codec) if kind == "MT940" else bank_camt.pages(source)
        found = bank_pages.statements(pages)
        entries = pa.concat_tables([one.entries for one in found])
        if len(entries) != declared.records:
            message = f"对账单有 {len(entries)} 笔分录，清单写的是 {declared.records} 笔；请核对后{AGAIN}"
            raise RefusedError("bad_count", message)
        _check_totals(declared, found, catalogue)
    except RefusedError as refused:
        return [refused.reason]
    except ArchiveError as error:
        return [Reason(error.code, error.sent_again(AGAIN))]
    of_delivery = {"admin_division_code": delivery.region_code, "data_period": delivery.period}
    heads = [{**one.head, **of_delivery} for one in found]
    rows = {
        f"raw.{table.raw_name}": _table(table, records, delivery.delivery_id)
        for table, records in (
            (catalogue.table("BK01"), pa.Table.from_pylist(heads)),
            (catalogue.table("BK02"), entries),
        )
    }
    return Statements(rows, len(entries), _part(found))


def _part(found: Sequence[Statement]) -> str:
    """What of a region's month the file is about: one account, some days. Not readable, for it shows in control."""
    days = sorted(one.head["statement_date"].isoformat() for one in found if one.head["statement_date"])
    key = f"{found[0].head['account_no']}|{days[0] if days else ''}|{days[-1] if days else ''}"
    return hashlib.sha256(key.encode()).hexdigest()[:16]


def _check_totals(declared: Declared, found: Sequence[Statement], catalogue: Catalogue) -> None:
    head, entry = catalogue.table("BK01"), catalogue.table("BK02")
    credit, debit = (sum((one.head[name] for one in found), ZERO) for name in ("credit_total", "debit_total"))
    known = {
        head.field("credit_total").label_zh: credit,
        head.field("debit_total").label_zh: debit,
        entry.field("amount").label_zh: credit + debit,
    }
    for label, stated in declared.totals.items():
        if label not in known:
            message = f"清单的 control_totals 只可含{'、'.join(known)}；请更正清单后{AGAIN}"
            raise RefusedError("bad_manifest", message)
        if known[label] != stated:
            message = f"{label}：分录之和为 {known[label]}，清单写的是 {stated}；请核对后{AGAIN}"
            raise RefusedError("bad_total", message, label)


class _Source(io.RawIOBase):
    """The statement as a stream: the file as it is or the one member of a ZIP, never more than MAX_BYTES of it."""

    def __init__(self, path: Path, delivery: Delivery, kind: str, unpacker: Unpacker) -> None:
        super().__init__()
        with path.open("rb") as file:
            zipped = file.read(4) == _ZIP
        names = [f"{delivery.stem}.{ending}" for ending in _ENDINGS]
        self._pieces: Iterator[bytes | bytearray] = unpacker.chunks(path, *names) if zipped else _pieces(path)
        self._left = MAX_BYTES[kind]
        self._message = f"对账单超过 {self._left >> 20} MiB；请按账户和日期拆分后{AGAIN}"
        self._held = memoryview(b"")

    def readable(self) -> bool:
        return True

    def read(self, size: int | None = -1) -> bytes:
        """At most so many bytes, all where no number is given; none at the end. Raises RefusedError, ArchiveError."""
        if size is None or size < 0:
            return b"".join(iter(lambda: self.read(1 << 20), b""))
        if not self._held:
            piece = next(self._pieces, b"")
            self._left -= len(piece)
            if self._left < 0:
                raise RefusedError("too_large", self._message)
            self._held = memoryview(piece)
        given, self._held = self._held[:size], self._held[size:]
        return bytes(given)


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(1 << 20):
            yield piece


def _table(table: Table, rows: pa.Table, delivery_id: int) -> pa.Table:
    """Rows in the order and the types of their raw table."""
    fields = [
        (f.column, pa.string() if ARROW_TYPES[f.logical_type] == pa.string_view() else ARROW_TYPES[f.logical_type])
        for f in table.fields
    ]
    schema = pa.schema([*fields, ("_delivery_id", pa.int64()), ("_line_no", pa.int64())])
    rows = rows.append_column("_delivery_id", pa.repeat(pa.scalar(delivery_id, pa.int64()), len(rows)))
    return rows.select(schema.names).cast(schema)
