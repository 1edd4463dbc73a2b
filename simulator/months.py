"""Months as integers (year * 12 + month - 1) and days as integers since 1970-01-01; periods as `YYYYMM` text."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
EPOCH = date(1970, 1, 1)
NEVER = 10**6
"""A day and a month after everything that is simulated."""


def month_index(period: str) -> int:
    year, month = int(period[:4]), int(period[4:])
    if len(period) != 6 or not 1 <= month <= 12:
        raise ValueError(f"period must be YYYYMM, not {period!r}")
    return year * 12 + month - 1


def period_of(index: int) -> str:
    return f"{index // 12:04d}{index % 12 + 1:02d}"


def parse_periods(text: str) -> list[str]:
    """`202501-202503` or `202501,202503` or both mixed; sorted, each once."""
    found: set[int] = set()
    for part in text.split(","):
        first, _, last = part.strip().partition("-")
        found.update(range(month_index(first), month_index(last or first) + 1))
    if not found:
        raise ValueError(f"no period in {text!r}")
    return [period_of(index) for index in sorted(found)]


def day_number(day: date) -> int:
    return (day - EPOCH).days


def date_in(index: int, day: int) -> date:
    return date(index // 12, index % 12 + 1, day)


def last_day(index: int) -> date:
    return date_in(index + 1, 1) - timedelta(days=1)


def months_of_days(days: Ints) -> Ints:
    """Month index of each day."""
    return days.astype("M8[D]").astype("M8[M]").astype(np.int64) + 1970 * 12


def days_in_month(index: Ints, day: Ints) -> Ints:
    """Day numbers of (month index, day of month); the day must exist in every month (1 … 28)."""
    return (index - 1970 * 12).astype("M8[M]").astype("M8[D]").astype(np.int64) + day - 1


def ymd(days: Ints) -> Ints:
    """Days as the number YYYYMMDD."""
    moment = days.astype("M8[D]")
    month = moment.astype("M8[M]")
    index = month.astype(np.int64) + 1970 * 12
    day = (moment - month.astype("M8[D]")).astype(np.int64) + 1
    return index // 12 * 10000 + (index % 12 + 1) * 100 + day
