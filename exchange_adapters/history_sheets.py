"""Historical reports as the bureau keeps them (历史报表): workbooks and text files to cells with their labels.

A sheet has a title, lines about itself (编报单位, 期间, 单位), a header with 项目 (and perhaps 行次), and a line a row.
Nothing is interpreted beyond that: labels stay as printed; which line of which set they are is decided by the models.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from pathlib import PurePosixPath
from typing import Any, Final

from catalogue import report_lines
from exchange_adapters import history_workbook

MAX_BYTES: Final = 64 << 20
"""Largest workbook or text, packed and unpacked."""
_WORKBOOKS: Final = frozenset({".xlsx", ".xls", ".xlsm", ".ods"})
TEXTS: Final = frozenset({".csv", ".txt", ".tsv"})
_LABEL_HEADS: Final = frozenset({"项目", "指标", "指标名称", "科目", "科目名称", "项目名称", "栏目"})
_NUMBER_HEADS: Final = frozenset({"行次", "行号", "序号"})
_UNIT: Final = re.compile(r"(?:金额|计量)?单位[:：]\s*(万元|亿元|元|千元|人|人次|万人)")
_PLACE: Final = re.compile(r"(?:编报单位|填报单位|编制单位|统筹地区|行政区划|地区)(?:代码)?[:：]\s*(\S+)")
_YEAR: Final = re.compile(r"(20[0-9]{2})\s*年")
_MONTH: Final = re.compile(r"年\s*(1[0-2]|0?[1-9])\s*月")
_QUARTER: Final = re.compile(r"(?:第?\s*([一二三四1-4])\s*季度?)")
_QUARTERS: Final = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_NUMBER: Final = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
NO_VALUE: Final = frozenset({"×", "x", "X", "—", "－", "-", "/", "…", "无"})
"""What stands in a cell that has no value."""


class SheetError(ValueError):
    """A file or sheet cannot be taken in; where it stands and what to do (Chinese)."""

    def __init__(self, message: str, row: int | None = None, column: int | None = None) -> None:
        super().__init__(message)
        self.message, self.row, self.column = message, row, column


@dataclass(frozen=True)
class Cell:
    """A filled cell below the header. ``row`` and ``column`` count from 1, as the workbook shows them."""

    row: int
    column: int
    section: str
    label: str
    printed_line_no: str
    column_label: str
    text: str
    value: Decimal | None
    merged: int = 1
    """Over how many cells of figures it goes; a figure of several is none of any."""


@dataclass(frozen=True)
class Sheet:
    """A sheet: what it says of itself (None where it does not), its cells."""

    name: str
    title: str
    place: str | None
    year: int | None
    month: int | None
    quarter: int | None
    unit: str
    cells: tuple[Cell, ...]


Grid = Sequence[Sequence[Any]]
Merged = tuple[tuple[int, int], tuple[int, int]]
"""First and last cell of a merged range, each row and column from 0."""


def grids(name: str, content: bytes) -> Iterator[tuple[str, str, Grid, Sequence[Merged]]]:
    """(file, sheet, rows, merged cells) of every sheet of a file, or of the files of a ZIP. Raises SheetError."""
    suffix = PurePosixPath(name).suffix.lower()
    if len(content) > MAX_BYTES:
        raise SheetError(f"超过 {MAX_BYTES >> 20} MiB；请按年度拆分")
    if suffix in _WORKBOOKS:
        yield from ((name, *found) for found in _workbook(content))
    elif suffix in TEXTS:
        yield name, PurePosixPath(name).stem, _text(content), ()
    elif suffix == ".zip":
        for member, data in _members(content):
            if PurePosixPath(member).suffix.lower() in _WORKBOOKS | TEXTS:
                yield from grids(member, data)
    else:
        raise SheetError("不是 xlsx、xls、ods、csv、txt 或 zip 文件；请另存为其中一种")


def _members(content: bytes) -> Iterator[tuple[str, bytes]]:
    """Members of an archive, never more than MAX_BYTES of them together: what it says of its sizes is not believed."""
    left = MAX_BYTES
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for entry in archive.infolist():
                if entry.is_dir():
                    continue
                # Names written by Chinese Windows are GBK; zipfile takes them for CP437.
                name = entry.filename
                if not entry.flag_bits & 0x800:
                    name = name.encode("cp437", "replace").decode("gb18030", "replace")
                with archive.open(entry) as member:
                    data = member.read(left + 1)
                left -= len(data)
                if left < 0:
                    raise SheetError(f"解压后超过 {MAX_BYTES >> 20} MiB；请拆分")
                yield name, data
    except (zipfile.BadZipFile, EOFError, OSError, RuntimeError, NotImplementedError, zlib.error) as error:
        raise SheetError("压缩包损坏、加密或压缩方式不受支持；请重新打包") from error


def _workbook(content: bytes) -> Iterator[tuple[str, Grid, Sequence[Merged]]]:
    import python_calamine

    is_xlsx = False
    if content[:4] == b"PK\x03\x04":
        for name, _ in _members(content):  # never unpack more than we allow, whatever the reader would do
            is_xlsx |= name == "xl/workbook.xml"
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        as_shown = history_workbook.shown(content) if is_xlsx else {}
        for name in book.sheet_names:
            sheet = book.get_sheet_by_name(name)
            rows = sheet.to_python(skip_empty_area=False)
            for (row, column), text in as_shown.get(name, {}).items():
                if row < len(rows) and column < len(rows[row]):
                    rows[row][column] = text
            yield name, rows, tuple(sheet.merged_cell_ranges or ())
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise SheetError("工作簿无法读取（损坏、加密或格式不符）；请用 Excel 或 WPS 打开后另存") from error


def _text(content: bytes) -> Grid:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = content.decode("gb18030")
        except UnicodeDecodeError as error:
            raise SheetError("既不是 UTF-8 也不是 GB18030 编码的文本；请重新导出") from error
    lines = text.splitlines()
    delimiter = max((",", "\t", "|"), key=lambda one: sum(line.count(one) for line in lines[:50]))
    try:
        return list(csv.reader(lines, delimiter=delimiter))
    except csv.Error as error:
        raise SheetError("文本的引号或分隔符有误；请重新导出") from error


def read(name: str, grid: Grid, merged: Sequence[Merged] = ()) -> Sheet | None:
    """A sheet's cells and what it says of itself; None where it is empty. Raises SheetError."""
    rows = [[_shown(cell) for cell in row] for row in grid]
    if not any(cell for row in rows for cell in row):
        return None
    head = next((n for n, row in enumerate(rows) if any(_bare(cell) in _LABEL_HEADS for cell in row)), None)
    if head is None:
        raise SheetError("没有找到表头（应有一列名为“项目”或“指标”）", 1)
    blocks, first = _blocks(rows, head)
    about = [cell for row in rows[:head] for cell in row if cell]
    told = " ".join([name, *about])
    title = next((cell for cell in about if not _PLACE.match(cell) and not _UNIT.match(cell)), name)
    place, unit, year = _PLACE.search(told), _UNIT.search(told), _YEAR.search(title) or _YEAR.search(told)
    month, quarter = _MONTH.search(told), _QUARTER.search(told)
    cells = [cell for block in blocks for cell in _cells(rows, first, block, _spans(merged, first, blocks))]
    return Sheet(
        name,
        clean(title),
        place[1] if place else None,
        int(year[1]) if year else None,
        int(month[1]) if month else None,
        _QUARTERS[quarter[1]] if quarter else None,
        unit[1] if unit else "",
        tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))),
    )


@dataclass(frozen=True)
class _Block:
    """A column of labels, perhaps one of line numbers, and the columns of figures that belong to them.

    A form with two sides (收入 on the left, 支出 on the right) has two."""

    label_at: int
    number_at: int | None
    columns: Mapping[int, str]


def _blocks(rows: list[list[str]], head: int) -> tuple[list[_Block], int]:
    """The blocks of a sheet, from one header row or two, and the row after them."""
    upper = rows[head]
    below = rows[head + 1] if head + 1 < len(rows) else []
    labels = [n for n, cell in enumerate(upper) if _bare(cell) in _LABEL_HEADS]
    numbers = {n for n, cell in enumerate(upper) if _bare(cell) in _NUMBER_HEADS}
    label_below = any(below[n] for n in labels if n < len(below))
    two = not label_below and any(below) and not any(_number(cell) is not None for cell in below)
    columns: dict[int, str] = {}
    last = ""
    for place in range(max(len(upper), len(below) if two else 0)):
        if place in labels or place in numbers:
            last = ""
            continue
        top = upper[place] if place < len(upper) else ""
        last = top or (last if two else "")
        under = below[place] if two and place < len(below) else ""
        label = "/".join(part for part in (last, under) if part)
        if label:
            columns[place] = clean(label)
    # 序号 may stand right before the label; what stands before the first label belongs to the first block.
    starts = [0, *(label - 1 if label - 1 in numbers else label for label in labels[1:])]
    blocks = []
    for label_at, start, end in zip(labels, starts, [*starts[1:], 1 << 30], strict=True):
        number_at = next((n for n in sorted(numbers) if start <= n < end), None)
        blocks.append(_Block(label_at, number_at, {n: text for n, text in columns.items() if start <= n < end}))
    return blocks, head + (2 if two else 1)


def _spans(merged: Sequence[Merged], first: int, blocks: Sequence[_Block]) -> dict[tuple[int, int], int]:
    """First cell of a merged range below the header → over how many cells of figures it goes, where over several."""
    figures = {place for block in blocks for place in block.columns}
    found = {}
    for (top, left), (bottom, right) in merged:
        over = sum(left <= place <= right for place in figures) * (bottom - top + 1)
        if top >= first and left in figures and over > 1:
            found[top, left] = over
    return found


def _cells(rows: list[list[str]], first: int, block: _Block, spans: Mapping[tuple[int, int], int]) -> Iterator[Cell]:
    section, label_at, number_at = "", block.label_at, block.number_at
    for number, row in enumerate(rows[first:], start=first + 1):
        label = row[label_at] if label_at < len(row) else ""
        if not label:
            if any(_number(row[place]) is not None for place in block.columns if place < len(row)):
                raise SheetError(
                    "该行有数值而没有项目名称；请补上项目名称（项目一栏的合并单元格请先拆开）", number, label_at + 1
                )
            continue
        section = label if report_lines.SECTION.match(label) else section
        printed = row[number_at] if number_at is not None and number_at < len(row) else ""
        for place, column in block.columns.items():
            text = row[place] if place < len(row) else ""
            if text:
                over = spans.get((number - 1, place), 1)
                yield Cell(number, place + 1, clean(section), clean(label), clean(printed), column, clean(text),
                           _number(text) if over == 1 else None, over)  # fmt: skip


def _shown(cell: Any) -> str:
    """A cell as text; numbers without the noise of floating point."""
    if cell is None or cell == "":
        return ""
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else f"{Decimal(repr(cell)):f}"
    if isinstance(cell, datetime | date):
        return cell.isoformat()[:10]
    return str(cell).strip()


def _number(text: str) -> Decimal | None:
    """A figure with at most six decimals, rounded half up; None where the text is none. 12.5% is 12.5."""
    plain = text.replace(",", "").replace("，", "").removesuffix("%").removesuffix("％").strip()
    if not _NUMBER.fullmatch(plain):
        return None
    try:
        value = Decimal(plain)
        return value.quantize(Decimal("0.000001"), "ROUND_HALF_UP") if abs(value) < 10**12 else None
    except InvalidOperation:
        return None


def _bare(text: str) -> str:
    return re.sub(r"[\s　]", "", text)


def clean(text: str) -> str:
    """As one field of a delimited text."""
    return re.sub(r"\s+", " ", text.replace("|", "｜").replace("\x00", "")).strip()[:500]
