"""The calendar of feeds ``calendar.yml``: when a month's tables are due, the seasons (春节、年度调整、延迟退休)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from catalogue import yamlfile
from catalogue.errors import PACKAGE, CatalogueError
from catalogue.model import Catalogue
from catalogue.parameters import NATION
from catalogue.yamlfile import Document

FILE: Final = PACKAGE / "calendar.yml"
_ANY: Final = "*"
_HOLIDAY_DAYS: Final = 7
# Season → groups of whom nobody reaches the age in its months. Women of 50 have one of their own: it comes every third
# month, and were those left out with the others, two years would not have twelve months to compare with.
_RAISED: Final = {
    "retirement_age_raised": ("male", "female_cadre"),
    "retirement_age_raised_women_50": ("female_worker",),
}


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
    """A month that is not like others; all others are ordinary. One month may have two seasons.

    ``spring_festival``, ``adjustment``, or ``retirement_age_raised``: as the age is raised (渐进式延迟退休), no man
    and no woman of 55 reaches it in that month; ``retirement_age_raised_women_50``: no woman of 50 does. Few retire in
    it, not surely none: one may retire early or late.
    """

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
    seasons = [*_seasons(document), *(s for name in _RAISED for s in _nobody_reaches_the_age(catalogue, name))]
    return Calendar(_due(document, catalogue), tuple(sorted(seasons, key=lambda s: (s.period, s.season))))


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


def _nobody_reaches_the_age(catalogue: Catalogue, season: str) -> list[Season]:
    """Who would have reached the former age in the n-th month of the raise does so ``min(ceil(n / step), cap)`` later.

    So after each step's cohorts a month is passed over, until the last of them has the cap. Numbers of the nation."""
    start = "retirement_raise_start"
    names = {start, *(f"retirement_raise_{of}_{group}_months" for of in ("step", "cap") for group in _RAISED[season])}
    known = [p for p in catalogue.parameters if p.parameter_id in names and p.value is not None]
    numbers = {(p.fund_code, p.parameter_id): int(p.value) for p in known if p.value is not None}
    if len(numbers) < len(known) or any(p.region_code != NATION for p in known):
        raise CatalogueError(PACKAGE / "parameters" / "retirement.yml", 0,
                             "the raise of the retirement age has more than one number for a fund",
                             "let catalogue/calendar.py tell whose months they are")  # fmt: skip
    reached: set[int] = set()
    ends: set[tuple[int, int]] = set()
    for fund in {fund for fund, _ in numbers}:
        first = _index(numbers[fund, start])
        for group in _RAISED[season]:
            step, cap = (numbers[fund, f"retirement_raise_{of}_{group}_months"] for of in ("step", "cap"))
            ends.add((first, first + step * cap + cap))
            reached |= {first + n - 1 + min(-(-n // step), cap) for n in range(1, step * cap + cap + 1)}
    # A month in which anyone of any fund reaches it is no such month, nor one before the raise or after its end.
    thin = {month for first, end in ends for month in range(first, end)} - reached
    status = " / ".join(dict.fromkeys(p.status for p in known))
    return [Season(f"{month // 12}{month % 12 + 1:02d}", season, status) for month in sorted(thin)]


def _index(period: int) -> int:
    """Months from year 0 of YYYYMM."""
    return period // 100 * 12 + period % 100 - 1
