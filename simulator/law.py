"""Legal numbers the agencies apply, from the catalogue's parameters, and the lawful month of retirement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

import numpy as np
from numpy.typing import NDArray

from catalogue import load_catalogue

Ints = NDArray[np.int64]
RAISE_START = 2025 * 12
"""Month index of 2025-01, the start of the gradual raise (渐进式延迟法定退休年龄)."""


@cache
def parameter(name: str, day: date) -> Decimal:
    """Value in force on a day for enterprise pension; the last known one where the day is beyond it.

    Raises KeyError where nothing was in force on the day or before."""
    found: tuple[date, Decimal] | None = None
    for value in load_catalogue().parameters:
        if value.parameter_id != name or value.value is None or value.fund_code not in ("*", "enterprise_pension"):
            continue
        start = value.valid_from or date.min
        if start <= day and (found is None or start > found[0]):
            found = (start, value.value)
    if found is None:
        raise KeyError(f"no value of {name} on {day}")
    return found[1]


@dataclass(frozen=True)
class Band:
    """缴费基数 of a contribution year, fen: average wage, floor and ceiling (whole yuan inside the legal band)."""

    average: int
    floor: int
    ceiling: int


@cache
def band(year: int) -> Band:
    day = date(year, 1, 1)
    average = parameter("contribution_base_avg", day)
    floor = average * parameter("base_floor_ratio", day)
    ceiling = average * parameter("base_ceiling_ratio", day)
    return Band(int(average * 100), (int(floor) + 1) * 100, int(ceiling) * 100)


@cache
def rate_per_mille(name: str, year: int) -> int:
    return int(parameter(name, date(year, 1, 1)) * 1000)


@dataclass(frozen=True)
class Category:
    age: int
    step: int
    cap: int


MEN, CADRES, WORKERS = Category(720, 4, 36), Category(660, 4, 36), Category(600, 2, 60)
_CATEGORIES = (MEN, CADRES, WORKERS)


def retirement(birth_month: Ints, category: Ints) -> tuple[Ints, Ints]:
    """Months of the age before the raise (原法定退休年龄) and of the lawful age.

    Category 0 men, 1 women at 55, 2 women at 50."""
    age, step, cap = (np.array([getattr(c, f) for c in _CATEGORIES])[category] for f in ("age", "step", "cap"))
    original = birth_month + age
    delay = np.clip(-(-(original - RAISE_START + 1) // step), 0, cap)
    return original, original + delay
