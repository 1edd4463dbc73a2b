"""Rows to CSV and XLSX that office programs open safely.

A cell that begins like a formula is text to us and a program to Excel: in CSV such text gets an apostrophe in front, in
XLSX every text is written as text. CSV starts with a byte-order mark, or Excel shows Chinese as garbage.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, TextIO

from cli.session import USAGE, Problem

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_ILLEGAL = {code: " " for code in range(32) if code not in (9, 10, 13)}
MOST_ROWS = 1_048_575
"""Below the header, in a sheet."""


def defused(value: Any) -> str:
    """A value as CSV text that no spreadsheet takes for a formula; numbers stay numbers."""
    if value is None:
        return ""
    if isinstance(value, bool | int | float | Decimal | date | datetime):
        return str(value)
    text = str(value)
    return f"'{text}" if text.lstrip(" \u3000").startswith(_FORMULA) or text.startswith(_FORMULA) else text


def write_csv(out: TextIO, headers: Sequence[str], columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> None:
    """Rows with these headers (RFC 4180, lines end with CR LF)."""
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([defused(header) for header in headers])
    for row in rows:
        writer.writerow([defused(row[column]) for column in columns])


def csv_bytes(headers: Sequence[str], columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> bytes:
    """The same with a byte-order mark."""
    text = io.StringIO(newline="")
    write_csv(text, headers, columns, rows)
    return text.getvalue().encode("utf-8-sig")


def xlsx_bytes(title: str, headers: Sequence[str], columns: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> bytes:
    """A workbook of one sheet: header frozen and filtered, money with two decimals, text as text.

    Raises Problem where a sheet does not hold all rows: nothing is left out silently.
    """
    import xlsxwriter

    if len(rows) > MOST_ROWS:
        raise Problem(
            f"{len(rows):,} rows are more than the {MOST_ROWS:,} a sheet holds", "narrow them, or write CSV", USAGE
        )
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, options) as workbook:
        sheet = workbook.add_worksheet(title[:31])
        bold = workbook.add_format({"bold": True, "bg_color": "#DDE7F0", "border": 1})
        money = workbook.add_format({"num_format": "#,##0.00"})
        plain = workbook.add_format()
        widths = [len(header) * 2 + 2 for header in headers]
        for place, header in enumerate(headers):
            sheet.write_string(0, place, header, bold)
        for number, row in enumerate(rows, start=1):
            for place, column in enumerate(columns):
                value = row[column]
                if value is None:
                    continue
                if isinstance(value, Decimal | int) and not isinstance(value, bool) and abs(value) < 10**15:
                    sheet.write_number(number, place, value, money if isinstance(value, Decimal) else plain)
                else:
                    sheet.write_string(number, place, str(value).translate(_ILLEGAL)[:32_767], plain)
                widths[place] = min(max(widths[place], len(str(value)) + 2), 60)
        for place, width in enumerate(widths):
            sheet.set_column(place, place, width)
        sheet.freeze_panes(1, 0)
        if rows:
            sheet.autofilter(0, 0, len(rows), len(columns) - 1)
    return content.getvalue()


def put(path: Path, content: bytes) -> None:
    """Write a file all at once, readable by its owner and group only: it tells of persons."""
    path.parent.mkdir(parents=True, exist_ok=True)
    from warehouse_sql import durable  # late: `sif --help` needs no database library

    durable.write(path.with_name(f".{path.name}.part"), path, content, mode=0o640)
