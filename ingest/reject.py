"""Why a record is refused: every fault of it, in words an operator can act on, without citizens' data in them."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import IO, Final

import pyarrow as pa

from catalogue import Table
from catalogue.model import INTEGER_TYPES
from ingest import text, types
from ingest.header import Header
from warehouse_sql.control.receipts import AGAIN, Reason

WHAT = {
    "field_count": "字段个数不符",
    "truncated": "记录不完整（文件在此中断）",
    "bad_encoding": "有无法解码的字节",
    "nul_byte": "含空字节（NUL）",
    "bad_number": "不是规定格式的数字",
    "bad_date": "不是规定格式（YYYYMMDD）的真实日期",
    "bad_period": "不是规定格式（YYYYMM）的年月",
    "bad_timestamp": "不是规定格式（YYYYMMDDHHMMSS）的真实时间",
    "bad_flag": "不是 0 或 1",
    "too_long": f"超过 {types.MAX_TEXT_CHARS} 个字符",
    "missing_key": "主键字段为空",
}
TODO = {
    "field_count": f"请检查字段内是否混入“|”或换行、有无空行，更正后{AGAIN}",
    "truncated": f"请重新导出完整文件后{AGAIN}",
    "bad_encoding": f"请按清单所写编码重新导出后{AGAIN}",
    "nul_byte": f"请清除空字节后{AGAIN}",
    "missing_key": f"请补齐后{AGAIN}",
}
_AGAIN = f"请更正后{AGAIN}"
_INTEGER = f"应为只含数字的整数，不带小数和正负号，{_AGAIN}"
NUMBER_TODO = {
    "money": f"金额应如 -123.45，至多两位小数，不带千分位、加号、空格和指数，{_AGAIN}",
    "rate": f"比率应如 0.085，至多六位小数，不带百分号、千分位和指数，{_AGAIN}",
    **dict.fromkeys(INTEGER_TYPES, _INTEGER),
}
_HARMLESS = re.compile(r"[0-9.,+\-eE:/% ]{1,9}|[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}")
SHOWN: Final = 3
"""How many lines a message names."""


@dataclass(frozen=True)
class Fault:
    """One thing wrong with a record; `column` is the Chinese label, `todo` what its sender may do."""

    code: str
    column: str | None
    value_masked: str | None
    message: str
    todo: str = _AGAIN


REJECT_SCHEMA: Final = pa.schema(
    [
        ("delivery_id", pa.int64()),
        ("line_no", pa.int64()),
        ("raw_line", pa.binary()),
        ("raw_text", pa.string()),
        ("reasons", pa.string()),
    ]
)
"""Columns of `control.reject`."""

IN_MEMORY_BYTES: Final = 16 << 20


class Store:
    """Rejected records of a file until they are written: in memory while they are few, then in a temporary file."""

    def __init__(self) -> None:
        self._batches: list[pa.RecordBatch] = []
        self._bytes = 0
        self._file: IO[bytes] | None = None
        self._writer: pa.ipc.RecordBatchStreamWriter | None = None
        self.rows = 0

    def add(self, batch: pa.RecordBatch) -> None:
        self.rows += batch.num_rows
        if self._writer is None:
            self._batches.append(batch)
            self._bytes += batch.nbytes
            if self._bytes > IN_MEMORY_BYTES:
                self._file = tempfile.TemporaryFile()  # noqa: SIM115  (closed with the store)
                self._writer = pa.ipc.new_stream(self._file, REJECT_SCHEMA)
                for kept in self._batches:
                    self._writer.write_batch(kept)
                self._batches = []
        else:
            self._writer.write_batch(batch)

    def batches(self) -> Iterator[pa.RecordBatch]:
        """All that was added; nothing may be added afterwards."""
        if self._writer is None or self._file is None:
            yield from self._batches
        else:
            self._writer.close()
            self._file.seek(0)
            with pa.ipc.open_stream(self._file) as stored:
                yield from stored


@dataclass
class Tally:
    """Faults of a file, counted by code and column, with the first lines as examples."""

    counts: dict[tuple[str, str | None], int] = field(default_factory=dict)
    lines: dict[tuple[str, str | None], list[int]] = field(default_factory=dict)
    todo: dict[tuple[str, str | None], str] = field(default_factory=dict)

    def add(self, line_no: int, faults: Iterable[Fault]) -> None:
        for key, todo in {(fault.code, fault.column): fault.todo for fault in faults}.items():
            self.todo.setdefault(key, todo)
            self.counts[key] = self.counts.get(key, 0) + 1
            examples = self.lines.setdefault(key, [])
            if len(examples) < SHOWN:
                examples.append(line_no)

    def reasons(self) -> list[Reason]:
        """One reason for each code and column, most frequent first."""
        found = sorted(self.counts.items(), key=lambda item: (-item[1], item[0][0], item[0][1] or ""))
        return [Reason(code, self._message(code, column, count), column, count) for (code, column), count in found]

    def _message(self, code: str, column: str | None, count: int) -> str:
        lines = at_lines(self.lines[code, column], count)
        where = f"“{column}”" if column else ""
        return f"{lines}共 {count} 条记录：{where}{WHAT[code]}；{self.todo[code, column]}"


def at_lines(first: Sequence[int], count: int) -> str:
    """Where `count` lines are, by the first of them."""
    return f"第 {'、'.join(map(str, first))} 行{' 等' if count > len(first) else ''}"


def explain(raw: bytes, codec: str, header: Header, table: Table, unterminated: bool = False) -> list[Fault]:
    """All faults of a line (without its line end), by the strict definition in `types`; empty if it is a good record.

    `unterminated`: it is the last line of the file and has no line end.
    """
    faults: list[Fault] = []
    try:
        line, broken = text.decode(raw, codec), False
        line.encode("utf-8")
    except UnicodeError:
        line, broken = text.decode(raw, codec, "replace"), True
    cells = line.split("|")
    fits = len(cells) == header.width
    if not fits and unterminated and len(cells) < header.width:
        faults.append(_fault("truncated", None, None))
    elif not fits and not broken:  # where bytes do not decode, delimiters cannot be counted
        faults.append(_fault("field_count", None, None, f"有 {len(cells)} 个字段，应为 {header.width} 个"))
    if not fits:
        if broken:
            faults.append(_fault("bad_encoding", None, None))
        if b"\0" in raw:
            faults.append(_fault("nul_byte", None, None))
        return faults
    for known, place in header.places:
        cell, label = cells[place], known.label_zh
        if "\0" in cell:
            faults.append(_fault("nul_byte", label, None))
        elif broken and "�" in cell:
            faults.append(_fault("bad_encoding", label, None))
        elif cell == "" and known.column in table.required_key:
            faults.append(_fault("missing_key", label, None))
        else:
            try:
                types.parse(known.logical_type, cell)
            except types.BadValueError as error:
                faults.append(_fault(error.code, label, mask(cell), todo=NUMBER_TODO.get(known.logical_type)))
    places = {place for _, place in header.places}
    extra = [cell for place, cell in enumerate(cells) if place not in places]
    if broken and not any(fault.code == "bad_encoding" for fault in faults):
        faults.append(_fault("bad_encoding", None, None))
    if any("\0" in cell for cell in extra):
        faults.append(_fault("nul_byte", None, None))
    return faults


def _fault(
    code: str, column: str | None, value_masked: str | None, what: str | None = None, todo: str | None = None
) -> Fault:
    where = f"“{column}”" if column else ""
    value = f"（值 {value_masked}）" if value_masked else ""
    todo = todo or TODO.get(code, _AGAIN)
    return Fault(code, column, value_masked, f"{where}{what or WHAT[code]}{value}；{todo}", todo)


def mask(value: str) -> str:
    """A value fit for messages: short figures whole, long ones with their ends only, of text the first character."""
    if _HARMLESS.fullmatch(value):
        return value
    if len(value) >= 12 and value.isascii() and value.isprintable():
        return value[:4] + "*" * min(len(value) - 8, 10) + value[-4:]
    return (value[:1] if value[:1].isprintable() else "") + "*" * min(max(len(value) - 1, 1), 10)


def to_json(faults: Sequence[Fault]) -> str:
    """As `control.reject.reasons` keeps them."""
    return json.dumps(
        [{"code": f.code, "column": f.column, "value_masked": f.value_masked, "message": f.message} for f in faults],
        ensure_ascii=False,
    )
