"""The calendar of feeds ``calendar.yml``: when a month's tables are due, the seasons (春节、年度调整)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from catalogue import yamlfile
from catalogue.errors import PACKAGE
from catalogue.model import Catalogue
from catalogue.yamlfile import Document

FILE: Final = PACKAGE / "calendar.yml"
_ANY: Final = "*"
_HOLIDAY_DAYS: Final = 7


@dataclass(frozen=True, slots=True)
class Due:
    """A month of a table is due on ``day`` of the month ``months_after`` it; for periods first to last (None open)."""

    file_code: str
    months_after: int
    day: int
    first_period: str | None
    last_period: str | None
    status: str


@dataclass(frozen=True, slots=True)
class Season:
    """A month that is not like others: ``spring_festival`` or ``adjustment``; all others are ordinary."""

    period: str
    season: str
    status: str


@dataclass(frozen=True, slots=True)
class Calendar:
    due: tuple[Due, ...]
    seasons: tuple[Season, ...]


def calendar(catalogue: Catalogue, file: Path = FILE) -> Calendar:
    """Both parts. CatalogueError with the line for an unknown source, an impossible date, and two due days at once."""
    document = yamlfile.read(file, "calendar")
    return Calendar(_due(document, catalogue), _seasons(document))


def _due(document: Document, catalogue: Catalogue) -> tuple[Due, ...]:
    entries = document.data["due"]
    for index, entry in enumerate(entries):
        if entry["source"] != _ANY and entry["source"] not in catalogue.sources:
            raise document.error(f"unknown source {entry['source']!r}", "name a folder of catalogue/feeds, or '*'",
                                 "due", index, "source")  # fmt: skip
        for early in entries[:index]:
            same = (early["source"], early["cycle"]) == (entry["source"], entry["cycle"])
            begins = max(early["from"] or "", entry["from"] or "")
            if same and begins <= min(early["to"] or "999999", entry["to"] or "999999"):
                raise document.error("two due days at the same time", "end the earlier one the month before",
                                     "due", index)  # fmt: skip
    found = []
    for table in catalogue.tables.values():
        own = [e for e in entries if e["cycle"] == table.cycle and e["source"] == table.source]
        for entry in own or [e for e in entries if e["cycle"] == table.cycle and e["source"] == _ANY]:
            found.append(Due(table.file_code, entry["months_after"], entry["day"], entry["from"], entry["to"],
                             entry["status"]))  # fmt: skip
    return tuple(found)


def _seasons(document: Document) -> tuple[Season, ...]:
    festival, adjustment = document.data["spring_festival"], document.data["adjustment"]
    months: dict[str, Season] = {}
    years = set()
    for index, text in enumerate(festival["first_day"]):
        try:
            first = date.fromisoformat(text)
        except ValueError:
            raise document.error(f"{text!r} is no date", "write a real date", "spring_festival", "first_day",
                                 index) from None  # fmt: skip
        if not date(first.year, 1, 20) <= first <= date(first.year, 2, 21) or first.year in years:
            raise document.error(f"{text} is no first day of the first lunar month, or its year is there twice",
                                 "it lies between 21 January and 20 February, once a year",
                                 "spring_festival", "first_day", index)  # fmt: skip
        years.add(first.year)
        days = Counter((first + timedelta(days=n)).strftime("%Y%m") for n in range(_HOLIDAY_DAYS))
        for period, count in days.items():
            if count >= festival["days"]:
                months[period] = Season(period, "spring_festival", festival["status"])
        for month in adjustment["months"]:
            period = f"{first.year}{month:02d}"
            months.setdefault(period, Season(period, "adjustment", adjustment["status"]))
    return tuple(months[period] for period in sorted(months))
