"""Legal numbers the agencies apply, from the catalogue's parameters, and the lawful month of retirement."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

import numpy as np
from numpy.typing import NDArray

from catalogue import load_catalogue
from simulator.months import date_in

Ints = NDArray[np.int64]
RAISE_START = 2025 * 12
"""Month index of 2025-01, the start of the gradual raise (渐进式延迟法定退休年龄)."""


@cache
def parameter(name: str, day: date, fund: str = "enterprise_pension", key: str = "*") -> Decimal:
    """Value in force on a day for a fund; the last known one where the day is beyond it.

    Raises KeyError where nothing was in force on the day or before."""
    found: tuple[date, Decimal] | None = None
    for value in load_catalogue().parameters:
        if value.parameter_id != name or value.value is None or value.fund_code not in ("*", fund) or value.key != key:
            continue
        start = value.valid_from or date.min
        if start <= day and (found is None or start > found[0]):
            found = (start, value.value)
    if found is None:
        raise KeyError(f"no value of {name} on {day}")
    return found[1]


def deferrable(months: Iterable[int], fund: str) -> list[int]:
    """Those of the months (month indices) whose contributions a unit might put off with approval (阶段性缓缴)."""
    spans = [
        (value.valid_from or date.min, value.valid_to or date.max)
        for value in load_catalogue().parameters
        if value.parameter_id == "deferral_max_months" and value.fund_code == fund and value.value is not None
    ]
    return [month for month in months if any(start <= date_in(month, 1) <= end for start, end in spans)]


def is_known(name: str, day: date, fund: str) -> bool:
    """Whether a number was in force on a day or before it: else nobody is judged by it."""
    try:
        parameter(name, day, fund)
    except KeyError:
        return False
    return True


_UNKNOWN = {
    # What the catalogue does not say yet; its own value is taken as soon as it has one. Yuan, months, ratios.
    ("maternity", "unit_rate"): "0.005", ("work_injury", "unit_rate"): "0.004", ("maternity", "personal_rate"): "0",
    ("work_injury", "personal_rate"): "0", ("resident_pension", "government_paid_standard"): "100",
    ("resident_pension", "funeral_grant"): "1000", ("unemployment", "benefit_ceiling"): "0.9",
    ("work_injury", "funeral_months"): "6", ("work_injury", "survivor_spouse_ratio"): "0.4",
    ("maternity", "maternity_leave_days"): "98", ("resident_pension", "basic_pension"): "175",
}  # fmt: skip
_TIERS = (200, 300, 500, 800, 1000, 1500, 2000, 3000)
"""Yearly tiers of resident pension, yuan, where the catalogue has none (`contribution_tier` is a gap there)."""
_INJURY = {
    # grade: months of own wage, per cent of it a month (工伤保险条例 第35-37条); nursing by grade of care (第34条).
    1: (27, 90), 2: (25, 85), 3: (23, 80), 4: (21, 75), 5: (18, 0), 6: (16, 0), 7: (13, 0), 8: (11, 0), 9: (9, 0),
    10: (7, 0),
}  # fmt: skip
_NURSING = {1: ("full", 50), 2: ("most", 40), 3: ("part", 30)}


def known(fund: str, name: str, day: date) -> Decimal:
    """As `parameter`; where the catalogue knows none, the proposal of this module."""
    try:
        return parameter(name, day, fund)
    except KeyError:
        return Decimal(_UNKNOWN[fund, name])


def _by_key(name: str, day: date, key: str, proposal: int) -> int:
    """A percentage or number of months of work injury by grade; the proposal where the catalogue knows none."""
    try:
        value = parameter(name, day, "work_injury", key)
    except KeyError:
        return proposal
    return int(value * 100) if value < 1 else int(value)


@cache
def injury_grant_months(grade: int, day: date) -> int:
    return _by_key("injury_grant_months", day, str(grade), _INJURY[grade][0])


@cache
def injury_allowance_percent(grade: int, day: date) -> int:
    """Per cent of own wage a month that the fund pays; 0 from grade 5 on."""
    return _by_key("injury_allowance_ratio", day, str(grade), _INJURY[grade][1]) if grade < 5 else 0


@cache
def nursing_percent(care: int, day: date) -> int:
    return _by_key("injury_nursing_ratio", day, *_NURSING[care])


@cache
def tiers(year: int) -> tuple[int, ...]:
    """缴费档次 of a year, fen, ascending, without the hundred that only people in need may keep."""
    day = date(year, 12, 31)
    found = sorted(
        {
            int(v.value * 100)
            for v in load_catalogue().parameters
            if v.parameter_id == "contribution_tier" and v.value is not None and v.value > 100
            and v.fund_code in ("*", "resident_pension") and (v.valid_from or date.min) <= day
            and (v.valid_to or date.max) >= day
        }
    )  # fmt: skip
    return tuple(found) or tuple(yuan * 100 for yuan in _TIERS)


@cache
def tiers_are_known(year: int) -> bool:
    """Whether the catalogue says the province's own tiers; where they are a gap the nation's do not hold, and nobody is
    judged by them."""
    day = date(year, 12, 31)
    own = [
        v
        for v in load_catalogue().parameters
        if v.parameter_id == "contribution_tier" and v.region_code.startswith("63")
        and (v.valid_from or date.min) <= day <= (v.valid_to or date.max)
    ]  # fmt: skip
    return not own or any(v.value is not None for v in own)


@cache
def tier_subsidy(tier: int, year: int) -> int:
    """缴费补贴 of a tier, fen: the subsidy of its own where the catalogue has one, else the national minimum."""
    day = date(year, 1, 1)
    try:
        return int(parameter("contribution_subsidy", day, "resident_pension", str(tier // 100)) * 100)
    except KeyError:
        pass
    name = "subsidy_min_500" if tier >= 50_000 else "subsidy_min_low_tier"
    return int(parameter(name, day, "resident_pension") * 100)


@cache
def rates(fund: str, year: int) -> tuple[int, int]:
    """Per mille of the base: employer, employee."""
    day = date(year, 1, 1)
    return int(known(fund, "unit_rate", day) * 1000), int(known(fund, "personal_rate", day) * 1000)


@cache
def unemployment_months(contributed: int) -> int:
    """Months of benefit by months contributed (社会保险法 第46条)."""
    key = "12" if contributed < 60 else "60" if contributed < 120 else "120"
    return int(parameter("benefit_months", date(2025, 1, 1), "unemployment", key))


@cache
def lowest_average(month: int) -> int:
    """Average monthly wage, fen: of two years that a month may be judged by (before and after it is announced) the
    lower."""
    year = month // 12
    return min(band(year).average, band(year - 1).average)


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
    since = max(day, date(2020, 1, 1))  # before 2019-05 the floor is not known; lives look back that far
    floor = average * parameter("base_floor_ratio", since)
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
