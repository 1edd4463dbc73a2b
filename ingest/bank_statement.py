"""Bank statements (银行对账单) to rows of BK01 and BK02 (exchange.md §4): camt.053.001.02 and .08, MT940.

A file holds the statements of one account. The formats are read by `bank_camt` and `bank_mt940`; what any of them must
fulfil (the sums, the pages, the currency) stands in `bank_pages`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import pyarrow as pa

from catalogue import Catalogue, Table
from ingest import bank_camt, bank_mt940, bank_pages
from ingest.archive import ArchiveError
from ingest.bank_pages import RefusedError, Statement
from ingest.columns import ARROW_TYPES
from ingest.manifest import Declared
from ingest.unpacker import Unpacker
from warehouse_sql.control.deliveries import Delivery
from warehouse_sql.control.receipts import Reason

MAX_BYTES: Final = {"CAMT053": 256 << 20, "MT940": 32 << 20}
"""Largest statement file, unpacked. MT940 knows no streams: it is read as a whole, and needs several times its size."""
_MEMBER: Final = {"CAMT053": "xml", "MT940": "txt"}
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
        content = _content(path, delivery, kind, unpacker)
        pages = bank_mt940.pages(content, declared.codec) if kind == "MT940" else bank_camt.pages(content)
        found = bank_pages.statements(pages)
        entries = [entry for one in found for entry in one.entries]
        if len(entries) != declared.records:
            message = f"对账单有 {len(entries)} 笔分录，清单写的是 {declared.records} 笔；请核对后重新报送"
            raise RefusedError("bad_count", message)
        _check_totals(declared, entries, catalogue)
    except RefusedError as refused:
        return [refused.reason]
    except ArchiveError as error:
        return [Reason(error.code, error.message)]
    of_delivery = {"admin_division_code": delivery.region_code, "data_period": delivery.period}
    heads = [{**one.head, **of_delivery} for one in found]
    rows = {
        f"raw.{table.raw_name}": _table(table, records, delivery.delivery_id)
        for table, records in ((catalogue.table("BK01"), heads), (catalogue.table("BK02"), entries))
    }
    return Statements(rows, len(entries), _part(found))


def _part(found: Sequence[Statement]) -> str:
    """What of a region's month the file is about: one account, some days. Not readable, for it shows in control."""
    days = sorted(one.head["statement_date"].isoformat() for one in found if one.head["statement_date"])
    key = f"{found[0].head['account_no']}|{days[0] if days else ''}|{days[-1] if days else ''}"
    return hashlib.sha256(key.encode()).hexdigest()[:16]


def _check_totals(declared: Declared, entries: Sequence[dict[str, Any]], catalogue: Catalogue) -> None:
    head, entry = catalogue.table("BK01"), catalogue.table("BK02")
    sides = (("credit_total", "CRDT"), ("debit_total", "DBIT"))
    known = {head.field(column).label_zh: _sum(entries, side) for column, side in sides}
    known[entry.field("amount").label_zh] = _sum(entries, "CRDT") + _sum(entries, "DBIT")
    for label, stated in declared.totals.items():
        if label not in known:
            message = f"清单的 control_totals 只可含{'、'.join(known)}；请更正清单后用新序号重新报送"
            raise RefusedError("bad_manifest", message)
        if known[label] != stated:
            message = f"{label}：分录之和为 {known[label]}，清单写的是 {stated}；请核对后重新报送"
            raise RefusedError("bad_total", message, label)


def _sum(entries: Sequence[dict[str, Any]], side: str) -> Decimal:
    return sum((entry["amount"] for entry in entries if entry["credit_debit_code"] == side), bank_pages.ZERO)


def _content(path: Path, delivery: Delivery, kind: str, unpacker: Unpacker) -> bytes:
    with path.open("rb") as file:
        zipped = file.read(4) == _ZIP
    member = f"{delivery.stem}.{_MEMBER[kind]}"
    pieces: Iterable[bytes | bytearray] = unpacker.chunks(path, member) if zipped else _pieces(path)
    content = bytearray()
    for piece in pieces:
        content += piece
        if len(content) > MAX_BYTES[kind]:
            raise RefusedError("too_large", f"对账单超过 {MAX_BYTES[kind] >> 20} MiB；请按账户和日期拆分后报送")
    return bytes(content)


def _pieces(path: Path) -> Iterable[bytes]:
    with path.open("rb") as file:
        while piece := file.read(1 << 20):
            yield piece


def _table(table: Table, rows: list[dict[str, Any]], delivery_id: int) -> pa.Table:
    fields = [
        (f.column, pa.string() if ARROW_TYPES[f.logical_type] == pa.string_view() else ARROW_TYPES[f.logical_type])
        for f in table.fields
    ]
    schema = pa.schema([*fields, ("_delivery_id", pa.int64()), ("_line_no", pa.int64())])
    return pa.Table.from_pylist([{**row, "_delivery_id": delivery_id} for row in rows], schema=schema)
