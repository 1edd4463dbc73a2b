"""Persons and households (人口、家庭户): everything that is true of a person whatever the fund.

A person is (county, index). Each attribute is a function of that and the seed: any person can be computed alone.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from simulator import citizen_id, names
from simulator.draws import Draws, Keys
from simulator.months import NEVER, day_number, months_of_days, ymd
from simulator.province import CENSUS_DAY, DATA, Cells, County, cells, counties

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

RESIDENT_MORTALITY = 1.7
"""Residents of the plateau die earlier than pensioners of the insured table (CL5/CL6)."""
_IN_PROVINCE, _OUTSIDE = 0.08, 0.14


@dataclass
class People:
    """Arrays of one length. Days count from 1970, months are year * 12 + month - 1; NEVER where nothing happens."""

    county: County
    index: Ints
    key: Keys
    sex: Ints
    birth_day: Ints
    birth_month: Ints
    number: Ints
    ethnicity: Ints
    name: Ints
    household: Ints
    rural: Bools
    death_day: Ints
    death_month: Ints
    registered_day: Ints

    def __len__(self) -> int:
        return len(self.index)

    @property
    def citizen_id(self) -> pa.Array:
        return citizen_id.text18(self.number)

    @property
    def citizen_id15(self) -> pa.Array:
        return citizen_id.text15(self.number)

    @property
    def person_id(self) -> pa.Array:
        """个人编号: 14 digits, the same in all regions of the province."""
        return pa.array(self.key.astype(np.int64)).cast(pa.string())


def person_keys(of: County, index: Ints) -> Keys:
    return (int(of.code) * 10**8 + np.asarray(index, dtype=np.int64)).astype(np.uint64)


@cache
def _hazard() -> NDArray[np.float64]:
    """Cumulable yearly hazard by sex and age."""
    with (DATA / "mortality_cl2010_2013.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    table = np.array([[float(r["cl5_pension_male"]) for r in rows], [float(r["cl6_pension_female"]) for r in rows]])
    return -np.log1p(-np.minimum(table * RESIDENT_MORTALITY, 0.95))


class Population:
    """The people of some counties. `at(county, index)` computes any of them; memory grows with the question only."""

    def __init__(self, seed: int, sizes: dict[str, int]) -> None:
        self.draws = Draws(seed)
        by_code = {c.code: c for c in counties()}
        self.cells: dict[str, Cells] = {code: cells(by_code[code], people, seed) for code, people in sizes.items()}

    def size(self, code: str) -> int:
        """Indices of a county: people of the census day and those born after it."""
        return self.cells[code].size

    def at(self, code: str, index: Ints) -> People:
        layout = self.cells[code]
        of, draws = layout.county, self.draws
        index = np.asarray(index, dtype=np.int64)
        key = person_keys(of, index)
        position = (index * layout.multiplier + layout.offset) % layout.size
        cell = np.searchsorted(layout.start, position, side="right") - 1
        rank = position - layout.start[cell]
        slot, turn = np.divmod(rank, layout.days[cell])
        birth_day = layout.first_day[cell] + (turn * layout.stride[cell]) % layout.days[cell]
        sex = layout.sex[cell]
        ethnicity = self._ethnicity(of, key)
        death_day = self._death(key, sex, birth_day)
        lag = 1 + draws.below("registration lag", key, 20)
        return People(
            county=of,
            index=index,
            key=key,
            sex=sex,
            birth_day=birth_day,
            birth_month=months_of_days(birth_day),
            number=self._number(of, key, sex, birth_day, slot),
            ethnicity=ethnicity,
            name=names.name_numbers(draws, key, ethnicity),
            household=self._household(layout, key, position),
            rural=draws.uniform("rural", key) >= of.urban_share,
            death_day=death_day,
            death_month=np.where(death_day < NEVER, months_of_days(np.minimum(death_day, 10**5)), NEVER),
            registered_day=np.where(death_day < NEVER, death_day + lag, NEVER),
        )

    def spouse_index(self, code: str, index: Ints) -> Ints:
        """Index of whoever shares the household as wife or husband (by age order of the sexes); -1 for later births."""
        layout = self.cells[code]
        position = (np.asarray(index, dtype=np.int64) * layout.multiplier + layout.offset) % layout.size
        men, women = layout.men, layout.women
        if not men or not women:
            return np.full(len(position), -1)
        other = np.where(position < men, men + position * women // men, (position - men) * men // women)
        inverse = pow(layout.multiplier, -1, layout.size)
        partner = (other - layout.offset) % layout.size * inverse % layout.size
        return np.where(position < men + women, partner, -1)

    def _ethnicity(self, of: County, key: Keys) -> Ints:
        drawn = self.draws.uniform("ethnicity", key)
        codes = np.array([code for code, _ in of.minorities] + [names.HAN])
        limits = np.cumsum([share * of.minority_share for _, share in of.minorities])
        return codes[np.searchsorted(limits, drawn, side="right")]

    def _number(self, of: County, key: Keys, sex: Ints, birth_day: Ints, slot: Ints) -> Ints:
        """First 17 digits: the region is the one of first registration, with the code it had on that day."""
        origin = self.draws.uniform("origin", key)
        everywhere = counties()
        elsewhere = everywhere[(of.position + 7) % len(everywhere)]
        region = _code_on(of, birth_day)
        region = np.where(origin < _OUTSIDE, of.outside_code, region)
        moved = origin < _IN_PROVINCE
        region = np.where(moved, _code_on(elsewhere, birth_day), region)
        # Natives and newcomers of a region have ranges of their own, so that no number is given twice.
        turn = slot * 31 + birth_day * 17
        order = np.where(moved, 250 + turn % 249, turn % 250)
        return citizen_id.body(region, ymd(birth_day), 2 * order + np.where(sex == 1, 1, 2))

    def _household(self, layout: Cells, key: Keys, position: Ints) -> Ints:
        size = max(1, round(layout.size * layout.county.households / layout.county.population))
        men, women = max(layout.men, 1), max(layout.women, 1)
        share = np.where(position < men, position / men, (position - men) / women)
        # Who is under about twenty lives with people some 28 years older, who stand earlier in the order of age.
        young = share > 0.74
        share = np.where(young, 0.3 + (share - 0.74) * 1.6, share / 0.74)
        share = np.where(position >= men + women, 0.6 + 0.2 * self.draws.uniform("cradle", key), share)
        return np.minimum((share * size).astype(np.int64), size - 1)

    def _death(self, key: Keys, sex: Ints, birth_day: Ints) -> Ints:
        census = day_number(CENSUS_DAY)
        start = np.maximum(birth_day, census)
        age = ((start - birth_day) / 365.25).astype(np.int64)
        left = -np.log1p(-self.draws.uniform("death", key))
        hazard = _hazard()
        death = np.full(len(key), NEVER, dtype=np.int64)
        alive = np.ones(len(key), dtype=bool)
        for year in range(11):
            rate = hazard[sex - 1, np.minimum(age + year, hazard.shape[1] - 1)]
            now = alive & (left < rate)
            fraction = left / np.maximum(rate, 1e-12)
            death[now] = start[now] + ((year + fraction[now]) * 365.25).astype(np.int64)
            alive &= ~now
            left = np.where(alive, left - rate, left)
        return death


def _code_on(of: County, day: Ints) -> Ints:
    ends = np.array([end for end, _ in of.codes])
    return np.array([code for _, code in of.codes])[np.searchsorted(ends, day, side="left")]
