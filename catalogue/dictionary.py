"""The field dictionary ``fields.yml``: one quantity = one column name, one type, one unit, one Chinese label.

Every column of every table is checked against it: unknown columns, another type and unknown labels fail.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from catalogue import yamlfile
from catalogue.errors import CatalogueError
from catalogue.model import Quantity
from catalogue.standard_tables import RawTable

_UNITS: Final = {"money": "yuan", "months": "month", "days": "day", "years": "year"}
_NEEDS_UNIT: Final = frozenset({"count", "rate"})


def read(file: Path) -> dict[str, Quantity]:
    """All quantities by column name. A count or rate must state its unit; other types have at most one."""
    document = yamlfile.read(file, "fields")
    result: dict[str, Quantity] = {}
    for column, entry in document.data.items():
        kind = entry["type"]
        unit = entry.get("unit")
        if kind in _NEEDS_UNIT and unit is None:
            raise document.error(f"{column} has no unit", "say one, person … or unstated", column)
        if kind not in _NEEDS_UNIT and unit is not None:
            raise document.error(f"the unit of {column} follows from its type", "remove unit", column, "unit")
        synonyms = tuple(entry.get("synonyms", ()))
        if entry["label"] in synonyms:
            raise document.error(f"the label of {column} is among its synonyms", "remove it", column, "synonyms")
        result[column] = Quantity(column, entry["label"], kind, unit or _UNITS.get(kind), synonyms)
    return result


def read_synonyms(file: Path) -> dict[str, tuple[str, ...]]:
    """``synonyms.txt``: column, tab, spellings separated by `` | ``."""
    result: dict[str, tuple[str, ...]] = {}
    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise CatalogueError(file, 0, "the file is missing", "restore it from version control") from None
    except UnicodeDecodeError as error:
        raise CatalogueError(file, 0, f"not UTF-8 at byte {error.start}", "save the file as UTF-8") from None
    for number, line in enumerate(text.splitlines(), start=1):
        column, tab, labels = line.partition("\t")
        if not tab:
            raise CatalogueError(file, number, "no tab", "write column, tab, spellings separated by ' | '")
        if column in result:
            raise CatalogueError(file, number, f"{column!r} is declared twice", "keep one line a column")
        result[column] = tuple(labels.split(" | "))
    return result


def check(
    file: Path,
    quantities: dict[str, Quantity],
    synonyms: dict[str, tuple[str, ...]],
    tables: Iterable[RawTable],
) -> None:
    """Every column of every table agrees with the dictionary, no entry is left over; else CatalogueError."""
    seen: set[str] = set()
    for table in tables:
        code = table.row["file_code"]
        for f in table.fields:
            quantity = quantities.get(f.column)
            if quantity is None:
                raise CatalogueError(
                    file,
                    0,
                    f"column {f.column!r} of {code} is not in the dictionary",
                    f"add: {f.column}: {{label: {f.label_zh}, type: {f.logical_type}}}",
                )
            if quantity.logical_type != f.logical_type:
                raise table.rows[f.column].error(
                    f"{code}.{f.column} is {f.logical_type}, the dictionary says {quantity.logical_type}",
                    "one quantity has one type: rename the column or mend the type",
                )
            if f.label_zh != quantity.label_zh and f.label_zh not in quantity.synonyms:
                raise table.rows[f.column].error(
                    f"{code}.{f.column} is labelled {f.label_zh!r}, which the dictionary does not know",
                    f"add it to the synonyms of {f.column}, or give the column its own name",
                )
            seen.add(f.column)
    for column in quantities:
        if column not in seen:
            raise CatalogueError(file, 0, f"no table has a column {column!r}", "remove it from the dictionary")
    for column, labels in synonyms.items():
        known = quantities.get(column)
        missing = [x for x in labels if known is None or x not in (known.label_zh, *known.synonyms)]
        if missing:
            raise CatalogueError(file, 0, f"{column} lacks the spelling {missing[0]!r}", "add it to its synonyms")
