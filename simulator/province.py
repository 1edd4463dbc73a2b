"""The province: counties with their census, their codes through time, and how many simulated people each gets."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from math import gcd
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from catalogue import load_catalogue
from simulator.months import day_number
from simulator.names import HUI, MONGOL, SALAR, TIBETAN, TU

Ints = NDArray[np.int64]
DATA = Path(__file__).with_name("data")
CENSUS_DAY = date(2020, 11, 1)
"""标准时点 of the 2020 census: ages are of this day."""
BIRTHS_UNTIL = date(2030, 12, 31)

_AGES = (
    [(0, 1, "0岁"), (1, 5, "1到4岁")]
    + [(a, a + 5, f"{a}到{a + 4}岁") for a in range(5, 85, 5)]
    + [(85, 95, "85岁以上")]
)
_OUTSIDE = (
    620102, 620103, 620104, 620105, 620111, 620121, 620122, 620123, 620402, 620403, 620502, 620503, 620602, 620702,
    620802, 620902, 621002, 621102, 621202, 622901, 622921, 622922, 622923, 622924, 622925, 622926, 622927, 410102,
    410103, 410104, 410105, 410106, 410108, 410302, 410303, 510104, 510105, 510106, 510107, 510108, 610102, 610103,
    610104, 610111, 610112, 610113, 320102, 320104, 320105, 330102,
)  # fmt: skip
"""Regions outside where some residents were first registered: one for each county, so numbers never meet."""

_MINORITY = {  # by prefecture, or by county where it is another: (ethnicity code, share among minorities)
    "6301": ((HUI, 0.62), (TIBETAN, 0.2), (TU, 0.14), (MONGOL, 0.04)),
    "6302": ((HUI, 0.45), (TIBETAN, 0.3), (TU, 0.2), (SALAR, 0.05)),
    "630225": ((SALAR, 0.68), (TIBETAN, 0.24), (HUI, 0.08)),
    "630223": ((TU, 0.62), (TIBETAN, 0.28), (HUI, 0.1)),
    "632221": ((HUI, 0.75), (TIBETAN, 0.2), (TU, 0.05)),
    "632324": ((MONGOL, 0.9), (TIBETAN, 0.1)),
    "6328": ((MONGOL, 0.3), (TIBETAN, 0.45), (HUI, 0.25)),
    "63": ((TIBETAN, 0.92), (HUI, 0.04), (MONGOL, 0.04)),
}


@dataclass(frozen=True)
class County:
    """A county of the census. `weights` is sex (男, 女) × age group; `codes` are (last day, code) through time."""

    code: str
    name: str
    position: int
    population: int
    weights: Ints
    minority_share: float
    minorities: tuple[tuple[int, float], ...]
    urban_share: float
    households: int
    codes: tuple[tuple[int, int], ...]
    outside_code: int

    @property
    def prefecture(self) -> str:
        return self.code[:4] + "00"

    @property
    def former_codes(self) -> tuple[str, ...]:
        """Retired codes of the region (已撤销代码), oldest first."""
        return tuple(str(code) for _, code in self.codes[:-1])


def _codes_through_time() -> dict[str, tuple[tuple[int, int], ...]]:
    ends: dict[str, dict[int, int]] = {}
    for region in load_catalogue().regions:
        if region.level == 3 and region.state == "retired" and region.code != region.current_code and region.valid_to:
            mine = ends.setdefault(region.current_code, {})
            mine[int(region.code)] = max(mine.get(int(region.code), -(10**6)), _day(str(region.valid_to)))
    return {code: tuple(sorted((day, old) for old, day in mine.items())) for code, mine in ends.items()}


def _day(text: str) -> int:
    """A day known to the day, the month or the year (`2019-12-06`, `1985-11`, `1986`); the first day of it."""
    return day_number(date.fromisoformat((text + "-01-01")[:10] if len(text) < 7 else (text + "-01")[:10]))


@cache
def counties() -> tuple[County, ...]:
    """All counties of the census table, in the order of their codes."""
    former = _codes_through_time()
    found: list[County] = []
    with (DATA / "qinghai_census_2020_county.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = sorted(
            (row for row in csv.DictReader(file) if not row["区划代码"].endswith("00")), key=lambda r: r["区划代码"]
        )
    names = {region.code: region.name_zh for region in load_catalogue().regions if region.state == "current"}
    for position, row in enumerate(rows):
        code = row["区划代码"]
        total = int(row["人口数_合计"])
        mix = next(_MINORITY[key] for key in (code, code[:4], "63") if key in _MINORITY)
        found.append(
            County(
                code=code,
                name=names.get(code, row["区县"]),
                position=position,
                population=total,
                weights=np.array(
                    [[int(row[f"{sex}_{label}"]) for *_, label in _AGES] for sex in ("男", "女")], dtype=np.int64
                ),
                minority_share=float(row["少数民族人口比重（%）"]) / 100,
                minorities=mix,
                urban_share=int(row["城镇人口"]) / total,
                households=int(row["家庭户数"]),
                codes=(*former.get(code, ()), (10**6, int(code))),
                outside_code=_OUTSIDE[position],
            )
        )
    return tuple(found)


def county(code: str) -> County:
    for found in counties():
        if found.code == code:
            return found
    raise ValueError(f"{code} is no county of the census; counties: {', '.join(c.code for c in counties())}")


def choose(regions: str | None) -> list[County]:
    """Counties named by code, or by the code of their prefecture (`630100`); None means the whole province."""
    if not regions:
        return list(counties())
    chosen: dict[str, County] = {}
    for code in (part.strip() for part in regions.split(",")):
        mine = [
            c for c in counties() if c.code == code or (code.endswith("00") and c.code.startswith(code.rstrip("0")))
        ]
        if not mine:
            raise ValueError(f"no county or prefecture {code}")
        chosen |= {c.code: c for c in mine}
    return [chosen[code] for code in sorted(chosen)]


def allot(total: int, weights: list[int] | Ints) -> Ints:
    """Whole numbers proportional to weights, adding up to `total` (largest remainder)."""
    share = np.asarray(weights, dtype=np.int64)
    quota, remainder = np.divmod(share * total, int(share.sum()))
    order = np.argsort(-remainder, kind="stable")
    quota[order[: total - int(quota.sum())]] += 1
    return quota


@dataclass(frozen=True)
class Cells:
    """The people of a county, laid out in cells of one sex and age group; a person is a position in this layout.

    Arrays by cell: `start` (first position, one more entry at the end), `sex` (1, 2), `first_day` (of birth), `days`
    (how many days of birth the cell has) and `stride` (coprime to `days`). `men` and `women` count those of the census;
    births after the census follow them.
    """

    county: County
    start: Ints
    sex: Ints
    first_day: Ints
    days: Ints
    stride: Ints
    men: int
    women: int
    multiplier: int
    offset: int

    @property
    def size(self) -> int:
        return int(self.start[-1])


def _coprime(size: int, near: int) -> int:
    near = max(1, near)
    while gcd(near, size) != 1:
        near += 1
    return near


def cells(of: County, people: int, seed: int) -> Cells:
    """Lay out `people` (of the census day) of a county, oldest first, men before women, then later births."""
    counts = allot(people, of.weights[:, ::-1].ravel())
    sexes = np.repeat([1, 2], len(_AGES))
    spans = [_birth_span(low, high) for low, high, _ in reversed(_AGES)] * 2
    born_from, born_to = day_number(CENSUS_DAY) + 1, day_number(BIRTHS_UNTIL)
    years = (born_to - born_from + 1) / 365.25
    births = [round(people * years * int(of.weights[sex, 0]) / of.population) for sex in (0, 1)]
    counts = np.concatenate([counts, births])
    first = np.array([a for a, _ in spans] + [born_from] * 2, dtype=np.int64)
    days = np.array([b - a + 1 for a, b in spans] + [born_to - born_from + 1] * 2, dtype=np.int64)
    size = int(counts.sum())
    return Cells(
        county=of,
        start=np.concatenate([[0], np.cumsum(counts)]),
        sex=np.concatenate([sexes, [1, 2]]),
        first_day=first,
        days=days,
        stride=np.array([_coprime(int(d), int(d * 0.618)) for d in days], dtype=np.int64),
        men=int(counts[: len(_AGES)].sum()),
        women=int(counts[len(_AGES) : 2 * len(_AGES)].sum()),
        multiplier=_coprime(max(size, 1), int(size * 0.6180339)),
        offset=(seed * 7919 + of.position * 104729) % max(size, 1),
    )


def _birth_span(low: int, high: int) -> tuple[int, int]:
    """First and last day of birth of those who are `low` … `high`-1 years old on the census day."""
    day = CENSUS_DAY
    return day_number(day.replace(year=day.year - high)) + 1, day_number(day.replace(year=day.year - low))
