"""Indicator sets of historical reports (指标体系): the lines of each year's set, and which line became which.

``standard/report_lines_<year>.csv`` is a set as printed; ``standard/report_line_map.csv`` says of each line whether it
was kept, renamed, added or removed. A line keeps one name through all sets (``canonical``): that of the set it first
stood in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from catalogue import csvfile
from catalogue.errors import PACKAGE

FOLDER: Final = PACKAGE / "standard"
_LINE = ("line_no", "indent_level", "label_zh", "parent_line_no", "source_line")
_MAP = ("status", "line_no_2016", "label_2016", "line_no_2017", "label_2017", "note")
_ITEM = (
    "work_id", "part", "item_no", "item_id", "name_zh", "insurance_code", "cycle", "description_zh", "note",
    "source_line",
)  # fmt: skip
SECTION: Final = re.compile(r"[一二三四五六七八九十]+、")
# The same three steps as dbt's macro label_key (macros/label_key.sql).
_BLANK: Final = re.compile(r"[ \t\r\n　]")
_NUMBERING: Final = re.compile(
    r"^(其中[:：])?([一二三四五六七八九十]+、|[（(][一二三四五六七八九十0-9]+[）)]|[0-9]+[、.．])?(其中[:：])?"
)
_PUNCTUATION: Final = re.compile(r"[（）():：、，,.．。;；%％/／·]")


@dataclass(frozen=True, slots=True)
class HistoryItem:
    """One of the 38 items of history (历史数据迁移事项). ``fund_code``, ``cycle``: None where the item has none."""

    work_id: str
    name_zh: str
    fund_code: str | None
    cycle: str | None

    @property
    def number(self) -> int:
        """H1-05 → 105, H2-33 → 233."""
        return int(self.work_id[1]) * 100 + int(self.work_id[3:])


@dataclass(frozen=True, slots=True)
class ReportLine:
    """A line of a set. ``occurrence`` counts lines of the same key within the section; ``status`` and ``note`` say what
    became of it since the set before (kept, renamed, added) or until the set after (removed)."""

    indicator_set: str
    line_no: int
    indent_level: int
    label_zh: str
    parent_line_no: int | None
    section_key: str
    label_key: str
    occurrence: int
    canonical: str
    status: str
    note: str


def label_key(label: str) -> str:
    """A label without numbering, blanks and punctuation: （一）参保人数 → 参保人数."""
    return _PUNCTUATION.sub("", _NUMBERING.sub("", _BLANK.sub("", label)))


def items(folder: Path = FOLDER) -> dict[str, HistoryItem]:
    """All items by work id."""
    return {
        row["work_id"]: HistoryItem(row["work_id"], row["name_zh"], row["insurance_code"] or None, row["cycle"] or None)
        for row in csvfile.read(folder / "history.csv", _ITEM)
    }


def lines(folder: Path = FOLDER) -> tuple[ReportLine, ...]:
    """All lines of all sets. Raises CatalogueError where the map does not name each line once, as it is printed."""
    sets = {year: csvfile.read(folder / f"report_lines_{year}.csv", _LINE) for year in ("2016", "2017")}
    printed = {(year, row["line_no"]): row["label_zh"] for year, rows in sets.items() for row in rows}
    canonical: dict[tuple[str, str], str] = {}
    became: dict[tuple[str, str], tuple[str, str]] = {}
    for row in csvfile.read(folder / "report_line_map.csv", _MAP):
        named = [(year, row[f"line_no_{year}"]) for year in ("2016", "2017") if row[f"line_no_{year}"]]
        for place in named:
            if printed.get(place) != row[f"label_{place[0]}"] or place in canonical:
                raise row.error(f"line {place[1]} of {place[0]}", "name each line of each set once, as it is printed")
            canonical[place] = f"{named[0][0]}-{named[0][1]}"
            became[place] = (row["status"], row["note"])
        if row["status"] not in ("kept", "renamed", "added", "removed"):
            raise row.error(f"status {row['status']!r}", "use kept, renamed, added or removed")
    result = []
    for year, rows in sets.items():
        seen: dict[tuple[str, str], int] = {}
        section = ""
        for row in rows:
            if (year, row["line_no"]) not in canonical:
                raise row.error(f"line {row['line_no']} of {year} is not in the map", "say what became of it")
            key = label_key(row["label_zh"])
            section = key if row["indent_level"] == "1" else section
            seen[section, key] = seen.get((section, key), 0) + 1
            place = (year, row["line_no"])
            result.append(
                ReportLine(
                    year, int(row["line_no"]), int(row["indent_level"]), row["label_zh"],
                    int(row["parent_line_no"]) if row["parent_line_no"] else None, section, key, seen[section, key],
                    canonical[place], *became[place],
                )
            )  # fmt: skip
    return tuple(result)


def sets(all_lines: Iterable[ReportLine]) -> Mapping[str, frozenset[tuple[str, str]]]:
    """Set → (section key, label key) of its lines."""
    found: dict[str, set[tuple[str, str]]] = {}
    for line in all_lines:
        found.setdefault(line.indicator_set, set()).add((line.section_key, line.label_key))
    return {year: frozenset(keys) for year, keys in found.items()}


def set_of_year(year: int, years: Iterable[str]) -> str:
    """The set in use in a year: the last that had come; before the first, the first."""
    known = sorted(years)
    return max((one for one in known if int(one) <= year), default=known[0])
