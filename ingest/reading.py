"""One delivery's text to batches of typed rows, with everything counted that the decision about it needs.

Memory is bounded by the block, not by the file: blocks of complete lines are parsed column by column; only lines that
do not pass are looked at one by one (`reject.explain`).
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

import numpy as np
import pyarrow as pa

from catalogue import Table
from ingest import columns, lines, reject, text
from ingest import header as headers
from ingest.columns import PAD, Column
from ingest.header import Header
from ingest.manifest import Declared
from warehouse_sql.control.receipts import Drift, Reason

BLOCK_BYTES: Final = 1 << 20
MAX_LINE_BYTES: Final = 16 << 20
MIN_KEPT_REJECTS: Final = 1000


class UnreadableError(ValueError):
    """The whole file is refused; `reasons` say why, `drift` how its header differs."""

    def __init__(self, reasons: list[Reason], drift: tuple[Drift, ...] = ()) -> None:
        super().__init__(reasons[0].code)
        self.reasons = reasons
        self.drift = drift


def raw_schema(table: Table) -> pa.Schema:
    """Columns of the raw table, as appended."""
    fields = [(f.column, columns.ARROW_TYPES[f.logical_type]) for f in table.fields]
    return pa.schema([*fields, ("_delivery_id", pa.int64()), ("_line_no", pa.int64())])


@dataclass
class Reading:
    """The reading of one delivered TXT. Iterate over `batches()` to the end, then look at the figures.

    Counts are of data lines; `total_cents` holds the file's own sum of each column with a control total, over every
    data line with the right field count whose value in that column parses, whether the record is accepted or not:
    the sender added up what he sent.
    """

    delivery_id: int
    declared: Declared
    table: Table
    chunks: Iterable[bytes | bytearray]
    records: int = 0
    accepted: int = 0
    rejected: int = 0
    text_bytes: int = 0
    drift: tuple[Drift, ...] = ()
    tally: reject.Tally = field(default_factory=reject.Tally)
    rejects: reject.Store = field(default_factory=reject.Store)
    total_cents: dict[str, int] = field(default_factory=dict)
    header: Header | None = None

    @property
    def limit(self) -> int:
        """More rejected records than this refuse the whole file."""
        return int(self.table.tolerance * self.declared.records)

    def batches(self) -> Generator[pa.RecordBatch, None, None]:
        """Typed rows in the order of the file. Raises UnreadableError, ArchiveError."""
        line_no = 2
        for buffer, unterminated in _blocks(self._counted(), self.open):
            assert self.header is not None
            found = lines.scan(buffer, self.header.width, self.declared.codec)
            part = Part(self, 0, len(found.start), line_no, unterminated)
            line_no += len(found.start)
            batch = typed_rows(found, [part], whole_files=False)
            if batch.num_rows:
                yield batch

    def decision(self) -> list[Reason]:
        """Reasons to refuse the whole file, empty if it stands; to be asked after the last batch."""
        reasons: list[Reason] = []
        declared = self.declared
        if self.records != declared.records:
            reasons.append(
                Reason(
                    "bad_count",
                    f"文件有 {self.records} 条记录，清单写的是 {declared.records} 条（文件可能不完整）；"
                    "请核对后重新报送",
                )
            )
        unread = f"（有 {self.rejected} 条记录不合格，其金额可能未能计入合计）" if self.rejected else ""
        for label, total in declared.totals.items():
            own = Decimal(self.total_cents.get(label, 0)).scaleb(-2)
            if own != total:
                reasons.append(
                    Reason(
                        "bad_total",
                        f"“{label}”各行合计 {own:.2f}，清单的控制总数为 {total:.2f}，差 {own - total:.2f}{unread}；"
                        "请核对后重新报送",
                        label,
                    )
                )
        if self.rejected > self.table.tolerance * self.records:
            share = f"{(self.table.tolerance * 100).normalize():f}%"
            limit = f"超过容许的 {share}" if self.table.tolerance else "而本表不容许有不合格的记录"
            reasons.append(
                Reason(
                    "too_many_rejects",
                    f"{self.records} 条记录中有 {self.rejected} 条不合格，{limit}，"
                    "整个文件未入库；请按以下各项更正后重新报送",
                    None,
                    self.rejected,
                )
            )
        return reasons

    @property
    def watched(self) -> dict[str, str]:
        """Label to column of the money columns with a control total (of columns that share a label, the first)."""
        first: dict[str, str] = {}
        for known in self.table.fields:
            for label in (known.label_zh, *known.also_called):
                first.setdefault(label, known.column)
        return {label: first[label] for label in self.declared.totals}

    def _counted(self) -> Iterator[bytes | bytearray]:
        for chunk in self.chunks:
            self.text_bytes += len(chunk)
            yield chunk

    def open(self, line: bytes) -> None:
        """Read the header line. Raises UnreadableError."""
        codec = self.declared.codec
        line = text.without_bom(line.removesuffix(b"\r"), codec)
        try:
            matched: Header | None = headers.match(text.decode(line, codec), self.table)
        except UnicodeDecodeError:
            matched = None
        if matched is None or matched.missing:
            other = "utf-8" if codec == "gb18030" else "gb18030"
            if matched is None or _reads_better(line, other, self.table, matched):
                raise UnreadableError(
                    [Reason("undecodable", f"标题行不能按清单所写编码 {codec.upper()} 读出，请核对文件编码后重新报送")]
                )
            raise UnreadableError(
                [
                    Reason(
                        "missing_column",
                        f"标题行缺少“{label}”列，整个文件未入库；请按信息目录补齐后重新报送",
                        label,
                    )
                    for label in matched.missing
                ],
                matched.drift,
            )
        self.header = matched
        self.drift = matched.drift

    def refuse(self, found: lines.Lines, part: Part, places: columns.Int) -> None:
        """Keep the lines of a block at `places` with what is wrong in them (so many that the limit is passed)."""
        known = self.header
        assert known is not None
        room = max(self.limit + 1, MIN_KEPT_REJECTS) - self.rejected
        self.rejected += len(places)
        rows: list[dict[str, object]] = []
        for place in places[: max(room, 0)].tolist():
            raw, line_no = found.raw(place), part.line_no + place - part.first
            unterminated = part.unterminated and place == part.after - 1
            faults = reject.explain(raw, self.declared.codec, known, self.table, unterminated)
            if not faults:
                raise AssertionError(f"line {line_no} was refused without a reason")
            self.tally.add(line_no, faults)
            rows.append(
                {
                    "delivery_id": self.delivery_id,
                    "line_no": line_no,
                    "raw_line": raw,
                    "raw_text": text.decode(raw, self.declared.codec, "replace").replace("\0", "�"),
                    "reasons": reject.to_json(faults),
                }
            )
        if rows:
            self.rejects.add(pa.RecordBatch.from_pylist(rows, schema=reject.REJECT_SCHEMA))


@dataclass(frozen=True)
class Part:
    """Lines `first` to before `after` of a block are of one delivery; the first of them is line `line_no` there."""

    reading: Reading
    first: int
    after: int
    line_no: int
    unterminated: bool


def typed_rows(found: lines.Lines, parts: Sequence[Part], *, whole_files: bool) -> pa.RecordBatch:
    """The accepted rows of a block, counted for each delivery; all `parts` have the same table, header and codec.

    With `whole_files` each part is all of its file, and the rows of a file that is refused are left out.
    """
    reading = parts[0].reading
    table = reading.table
    assert reading.header is not None
    parsed, refused = parse_lines(found, reading.header, table)
    # Whole lines of part i are cuts[i]:cuts[i + 1].
    cuts = np.searchsorted(found.whole, [part.first for part in parts] + [parts[-1].after])
    _add_totals(parts, parsed, cuts)
    some_refused = bool(refused.any())
    accepted = np.diff(np.concatenate(([0], np.cumsum(~refused)))[cuts]) if some_refused else np.diff(cuts)
    for place, (part, count) in enumerate(zip(parts, accepted.tolist(), strict=True)):
        mine = part.reading
        mine.records += part.after - part.first
        mine.accepted += count
        if count != part.after - part.first:
            good = np.zeros(part.after - part.first, np.bool_)
            span = slice(cuts[place], cuts[place + 1])
            good[found.whole[span][~refused[span]] - part.first] = True
            mine.refuse(found, part, np.flatnonzero(~good) + part.first)
        if whole_files and mine.decision():
            refused[cuts[place] : cuts[place + 1]] = True
            some_refused = True
    keep = np.flatnonzero(~refused) if some_refused else None
    lengths = np.diff(cuts)
    ids = np.repeat(np.array([part.reading.delivery_id for part in parts], np.int64), lengths)
    numbers = found.whole + np.repeat(np.array([part.line_no - part.first for part in parts], np.int64), lengths)
    arrays = [columns.to_arrow(parsed[f.column], keep) for f in table.fields]
    arrays += [pa.array(values if keep is None else values[keep]) for values in (ids, numbers)]
    return pa.RecordBatch.from_arrays(arrays, schema=raw_schema(table))


def parse_lines(found: lines.Lines, known: Header, table: Table) -> tuple[dict[str, Column], columns.Bool]:
    """The known columns of the whole lines, and which of these lines are refused."""
    refused = lines.rows_with(found, 0)
    special = lines.decode_special(found)
    if special is not None:
        refused[special.failed] = True
    parsed: dict[str, Column] = {}
    for field_, place in known.places:
        start, end = found.field(place)
        column = columns.parse(found.block, field_.logical_type, start, end)
        if special is not None and columns.ARROW_TYPES[field_.logical_type] == pa.string_view():
            column = _with_special(column, special, place)
        refused |= column.bad
        if field_.column in table.required_key:
            refused |= column.null
        parsed[field_.column] = column
    return parsed, refused


def _add_totals(parts: Sequence[Part], parsed: dict[str, Column], cuts: columns.Int) -> None:
    """Add what each delivery's rows sum up to, for the columns of which it declares a total."""
    sums: dict[str, list[int]] = {}
    for place, part in enumerate(parts):
        for label, name in part.reading.watched.items():
            if name not in sums:
                sums[name] = _sums(parsed[name], cuts)
            total = part.reading.total_cents
            total[label] = total.get(label, 0) + sums[name][place]


def _sums(column: Column, cuts: columns.Int) -> list[int]:
    """Sums of the values that are there from each cut to the next, in two halves: one int64 could overflow."""
    values = np.where(column.null | column.bad, 0, column.values)
    high, low = (
        np.diff(np.concatenate(([0], np.cumsum(half)))[cuts]).tolist()
        for half in (values // 1_000_000_000, values % 1_000_000_000)
    )
    return [h * 1_000_000_000 + low_ for h, low_ in zip(high, low, strict=True)]


def _with_special(column: Column, special: lines.Decoded, place: int) -> Column:
    mine = np.flatnonzero(special.column == place)
    if len(mine) == 0:
        return column
    if column.logical_type == "period_yyyymm":
        return column  # not digits, hence bad already
    return columns.with_text(column, special.row[mine], special.block, special.start[mine], special.end[mine])


def _reads_better(line: bytes, codec: str, table: Table, matched: Header) -> bool:
    """Whether a header is that of the table when read in another encoding than the declared one."""
    try:
        again = headers.match(text.decode(text.without_bom(line, codec), codec), table)
    except UnicodeDecodeError:
        return False
    return len(again.places) > len(matched.places)


def _blocks(
    chunks: Iterator[bytes | bytearray], on_header: Callable[[bytes], None]
) -> Iterator[tuple[bytearray, bool]]:
    """Padded buffers of complete data lines, and whether the last line lacked its line end; the header goes to
    `on_header` before the first block."""
    buffer = bytearray(PAD)
    opened = False
    searched = PAD
    for chunk in chunks:
        buffer += chunk
        if not opened:
            at = buffer.find(b"\n", searched)
            if at < 0:
                searched = len(buffer)
                _check_line(len(buffer), 1)
                continue
            on_header(bytes(buffer[PAD:at]))
            buffer = lines.padded(buffer[at + 1 :])
            del buffer[-PAD:]
            opened, searched = True, PAD
        if len(buffer) >= BLOCK_BYTES:
            cut = buffer.rfind(b"\n", searched) + 1
            if cut == 0:
                searched = len(buffer)
                _check_line(len(buffer), None)
                continue
            rest = buffer[cut:]
            del buffer[cut:]
            buffer += bytes(PAD)
            yield buffer, False
            buffer = bytearray(PAD) + rest
            searched = PAD
    if not opened:
        on_header(bytes(buffer[PAD:]))
    elif len(buffer) > PAD:
        unterminated = buffer[-1] != 0x0A
        if unterminated:
            buffer += b"\n"
        buffer += bytes(PAD)
        yield buffer, unterminated


def _check_line(size: int, line_no: int | None) -> None:
    if size > MAX_LINE_BYTES:
        where = f"第 {line_no} 行" if line_no else "有一行"
        message = f"{where}超过 {MAX_LINE_BYTES >> 20} MiB 仍无换行，不是约定的文本文件；请重新导出后报送"
        raise UnreadableError([Reason("undecodable", message)])
