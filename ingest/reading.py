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
from warehouse_sql.control.receipts import AGAIN, Drift, Reason

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
class Sum:
    """What the values of a column come to, over every data line with the right field count whose value parses, whether
    the record is accepted or not: the sender added up what he sent. `left_out` counts the other lines, of which `lines`
    names the first.
    """

    cents: int = 0
    left_out: int = 0
    lines: list[int] = field(default_factory=list)

    @property
    def amount(self) -> Decimal:
        return Decimal(self.cents).scaleb(-2)


@dataclass
class Reading:
    """The reading of one delivered TXT. Iterate over `batches()` to the end, then look at the figures.

    Counts are of data lines; `sums` holds the file's own sum of each column with a control total.
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
    sums: dict[str, Sum] = field(default_factory=dict)
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
            maybe = "文件可能不完整" if self.records < declared.records else "文件可能有空行或多余的行"
            what = f"文件有 {self.records} 条记录，清单写的是 {declared.records} 条（{maybe}）"
            reasons.append(Reason("bad_count", f"{what}；请核对后{AGAIN}"))
        for label, total in declared.totals.items():
            found = [self.sums.get(column, Sum()) for column in self.watched[label]]
            if total not in _may_be_meant(found):
                reasons.append(Reason("bad_total", _told_total(label, total, found), label))
        if self.rejected > self.table.tolerance * self.records:
            share = f"{(self.table.tolerance * 100).normalize():f}%"
            limit = f"超过容许的 {share}" if self.table.tolerance else "而本表不容许有不合格的记录"
            reasons.append(
                Reason(
                    "too_many_rejects",
                    f"{self.records} 条记录中有 {self.rejected} 条不合格，{limit}，"
                    f"整个文件未入库；请按以下各项更正后{AGAIN}",
                    None,
                    self.rejected,
                )
            )
        return reasons

    @property
    def watched(self) -> dict[str, list[str]]:
        """Label to columns of the money columns with a control total; a table may print a label twice."""
        return {
            label: [known.column for known in self.table.fields if label in (known.label_zh, *known.also_called)]
            for label in self.declared.totals
        }

    def _counted(self) -> Iterator[bytes | bytearray]:
        for chunk in self.chunks:
            self.text_bytes += len(chunk)
            yield chunk

    def open(self, line: bytes) -> None:
        """Read the header line. Raises UnreadableError."""
        codec = self.declared.codec
        line = text.without_bom(line.removesuffix(b"\r"), codec)
        try:
            told = text.decode(line, codec)
            matched: Header | None = headers.match(told, self.table)
        except UnicodeDecodeError:
            matched = None
        if matched is None or matched.missing:
            other = "utf-8" if codec == "gb18030" else "gb18030"
            if matched is None or _reads_better(line, other, self.table, matched):
                raise UnreadableError(
                    [Reason("undecodable", f"标题行不能按清单所写编码 {codec.upper()} 读出，请核对文件编码后{AGAIN}")]
                )
            raise UnreadableError(_missing(matched, headers.why_missing(told, self.table)), matched.drift)
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
    _add_totals(found, parts, parsed, cuts)
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


def _add_totals(found: lines.Lines, parts: Sequence[Part], parsed: dict[str, Column], cuts: columns.Int) -> None:
    """Add what each delivery's rows sum up to, for the columns of which it declares a total."""
    sums: dict[str, list[int]] = {}
    for place, part in enumerate(parts):
        for name in {name for names in part.reading.watched.values() for name in names}:
            column = parsed[name]
            if name not in sums:
                sums[name] = _sums(column, cuts)
            total = part.reading.sums.setdefault(name, Sum())
            total.cents += sums[name][place]
            mine = slice(cuts[place], cuts[place + 1])
            left_out = np.ones(part.after - part.first, np.bool_)
            left_out[found.whole[mine][~column.bad[mine]] - part.first] = False
            total.left_out += int(left_out.sum())
            some = np.flatnonzero(left_out)[: reject.SHOWN - len(total.lines)]
            total.lines += (some + part.line_no).tolist()


def _sums(column: Column, cuts: columns.Int) -> list[int]:
    """Sums of the values that are there from each cut to the next, in two halves: one int64 could overflow."""
    values = np.where(column.null | column.bad, 0, column.values)
    high, low = (
        np.diff(np.concatenate(([0], np.cumsum(half)))[cuts]).tolist()
        for half in (values // 1_000_000_000, values % 1_000_000_000)
    )
    return [h * 1_000_000_000 + low_ for h, low_ in zip(high, low, strict=True)]


def _may_be_meant(found: Sequence[Sum]) -> set[Decimal]:
    """What a total of a label may come to: of columns that share it any one, or all of them together."""
    amounts = [one.amount for one in found]
    return {*amounts, sum(amounts, Decimal("0.00"))}


def _told_total(label: str, total: Decimal, found: Sequence[Sum]) -> str:
    if len(found) == 1:
        own = found[0].amount
        what = f"“{label}”各行合计 {own:.2f}，清单的控制总数为 {total:.2f}，差 {own - total:.2f}"
    else:
        each = "、".join(f"{one.amount:.2f}" for one in found)
        whole = sum((one.amount for one in found), Decimal("0.00"))
        what = (
            f"“{label}”有 {len(found)} 列同名，各行合计依次为 {each}，各列相加为 {whole:.2f}，"
            f"清单的控制总数为 {total:.2f}，与任一列及各列之和都不符"
        )
    most = max(found, key=lambda one: one.left_out)
    if not most.left_out:
        return f"{what}；请核对后{AGAIN}"
    where = reject.at_lines(most.lines, most.left_out)
    return (
        f"{what}；{where}共 {most.left_out} 条记录因字段个数不符或金额格式不对未能计入合计，"
        f"请先更正这些记录，再核对控制总数，然后{AGAIN}"
    )


def _with_special(column: Column, special: lines.Decoded, place: int) -> Column:
    mine = np.flatnonzero(special.column == place)
    if len(mine) == 0:
        return column
    if column.logical_type == "period_yyyymm":
        return column  # not digits, hence bad already
    return columns.with_text(column, special.row[mine], special.block, special.start[mine], special.end[mine])


def _missing(matched: Header, why: str | None) -> list[Reason]:
    if not matched.places:
        what = f"第一行不是本表的标题行（{why or '没有一个列名与信息目录相符'}），整个文件未入库"
        return [Reason("missing_column", f"{what}；请以信息目录的列名作第一行后{AGAIN}")]
    hint, todo = (f"（{why}）", "更正") if why else ("", "补齐")
    return [
        Reason("missing_column", f"标题行缺少“{label}”列{hint}，整个文件未入库；请按信息目录{todo}后{AGAIN}", label)
        for label in matched.missing
    ]


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
        message = f"{where}超过 {MAX_LINE_BYTES >> 20} MiB 仍无换行，不是约定的文本文件；请重新导出后{AGAIN}"
        raise UnreadableError([Reason("undecodable", message)])
