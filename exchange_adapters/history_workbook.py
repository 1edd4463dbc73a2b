"""What a reader of values does not see in an xlsx: per cent, errors, formulas that were never calculated.

To a reader of values an error (`#DIV/0!`) and a formula without a result are empty cells: a figure that is lost without
a word. And 20 % is 0.2 where a clerk who typed the text `20%` means 20. So cells are taken as the workbook shows them.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Final

from lxml import etree

NOT_CALCULATED: Final = "（公式无计算结果）"
_REFERENCE: Final = re.compile(r"([A-Z]+)([0-9]+)")
_RELATION: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_RELATION_STRICT: Final = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_PERCENT_FORMATS: Final = frozenset({9, 10})
_SAFE: Final[dict[str, Any]] = {"resolve_entities": False, "no_network": True, "huge_tree": False}

Place = tuple[int, int]
"""Row and column of a cell, from 0."""


def shown(content: bytes) -> dict[str, dict[Place, str]]:
    """Sheet → place → text of the cells that are shown otherwise than their value says. Raises ValueError."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
            per_cent = _per_cent_styles(archive, names)
            return {name: dict(_cells(archive, part, per_cent)) for name, part in _sheets(archive) if part in names}
    except (etree.XMLSyntaxError, zipfile.BadZipFile, KeyError) as error:
        raise ValueError("not a workbook") from error


def _sheets(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """(name of a sheet, its part of the package)."""
    targets = {
        entry.get("Id"): posixpath.normpath(posixpath.join("/xl", entry.get("Target", ""))).lstrip("/")
        for entry in _tree(archive, "xl/_rels/workbook.xml.rels").iter("{*}Relationship")
    }
    for sheet in _tree(archive, "xl/workbook.xml").iter("{*}sheet"):
        yield sheet.get("name", ""), targets.get(sheet.get(_RELATION) or sheet.get(_RELATION_STRICT), "")


def _per_cent_styles(archive: zipfile.ZipFile, names: set[str]) -> set[int]:
    """Numbers of the cell formats that show per cent."""
    if "xl/styles.xml" not in names:
        return set()
    root = _tree(archive, "xl/styles.xml")
    formats = {int(one.get("numFmtId", 0)) for one in root.iter("{*}numFmt") if "%" in one.get("formatCode", "")}
    cells = root.find("{*}cellXfs")
    return {
        number
        for number, one in enumerate(cells if cells is not None else ())
        if int(one.get("numFmtId", 0)) in formats | _PERCENT_FORMATS
    }


def _cells(archive: zipfile.ZipFile, part: str, per_cent: set[int]) -> Iterator[tuple[Place, str]]:
    row, column = -1, -1
    with archive.open(part) as stream:
        for event, element in etree.iterparse(stream, events=("start", "end"), tag=("{*}row", "{*}c"), **_SAFE):
            is_row = etree.QName(element).localname == "row"
            if is_row and event == "start":
                row, column = int(element.get("r", row + 2)) - 1, -1
            elif is_row:
                element.clear()
            elif event == "end":
                found = _REFERENCE.fullmatch(element.get("r", ""))
                column = _column(found[1]) if found else column + 1
                if text := _text(element, per_cent):
                    yield (row, column), text


def _text(cell: Any, per_cent: set[int]) -> str | None:
    kind, value = cell.get("t", "n"), cell.findtext("{*}v")
    if kind == "e":
        return str(value or "#错误")
    if cell.find("{*}f") is not None and not value:
        # A formula that gives an empty text has been calculated.
        return None if kind == "str" and value is not None else NOT_CALCULATED
    if kind == "n" and value and int(cell.get("s", 0)) in per_cent:
        # Through float on purpose: a workbook holds a share as the 17 digits of a double (0.058000000000000003); the
        # shortest number that is the same double is the one that was typed. Money is never a percentage.
        number = Decimal(repr(float(value))) * 100
        return f"{number.normalize():f}%"
    return None


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _tree(archive: zipfile.ZipFile, name: str) -> Any:
    return etree.fromstring(archive.read(name), etree.XMLParser(**_SAFE))
