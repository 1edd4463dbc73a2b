"""People among whom plants look in counties with all funds, each with a month in which something is the case."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from simulator.feeds import PUBLIC_UNIT
from simulator.lives import GRANTED, Injured, LifeMonth
from simulator.population import People

if TYPE_CHECKING:
    from simulator.plants.planner import Planner

Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class Person:
    county: str
    index: int

    @property
    def key(self) -> tuple[str, int]:
        return self.county, self.index

    @property
    def number(self) -> np.uint64:
        """The key that arrays of people have (`population.person_keys`)."""
        return np.uint64(int(self.county) * 10**8 + self.index)


@dataclass(frozen=True)
class Event:
    """Somebody and a month; `unit` where they work (0: nowhere), `base` what their contribution or benefit rests on."""

    person: Person
    month: int
    unit: int = 0
    base: int = 0


Found = tuple[People, NDArray[np.int64], NDArray[np.int64]]


def _staff(month: LifeMonth, fund: str, more: Bools | None = None) -> Found:
    who = month.contributors(fund)
    mask = who.base > 0 if more is None else (who.base > 0) & more
    mine = who.where(mask)
    return mine.people, mine.unit, mine.base


def _residents(month: LifeMonth, mask: Bools) -> Found:
    places = np.flatnonzero(mask)
    people = month.everybody
    fields = {n: getattr(people, n)[places] for n in people.__dataclass_fields__ if n != "county"}
    zero = np.zeros(len(places), dtype=np.int64)
    return People(county=people.county, **fields), zero, zero


def _injured(month: LifeMonth, fits: Callable[[Injured], Bools]) -> Found:
    who = month.lives.injured
    who = who.where(fits(who) & (who.people.death_month >= month.month))
    return who.people, who.unit, who.wage


POOLS: dict[str, tuple[bool, Callable[[LifeMonth], Found]]] = {
    # name: (whether the same holds in every month of the run, who in a month)
    "employee": (True, lambda m: _staff(m, "unemployment")),
    "official": (True, lambda m: _staff(m, "institution_pension")),
    "official_pensioner": (True, lambda m: (
        m.retired_officials.people, np.zeros(len(m.retired_officials), dtype=np.int64) + PUBLIC_UNIT,
        np.zeros(len(m.retired_officials), dtype=np.int64))),
    "resident_payer": (True, lambda m: _residents(m, m.rp_payers & ~m.lives.needy)),
    "resident_pays": (False, lambda m: _residents(m, m.rp_pays & ~m.lives.needy)),
    "needy_resident_pays": (False, lambda m: _residents(m, m.rp_pays & m.lives.needy)),
    "resident_pensioner": (True, lambda m: _residents(m, m.rp_drawing)),
    "resident_medical": (True, lambda m: _residents(m, m.rm_members & ~m.lives.needy)),
    "employee_stay": (False, lambda m: (m.em_patients.people, m.em_patients.unit, m.em_patients.base)),
    "resident_stay": (False, lambda m: _residents(m, m.residents_in_hospital(m.rm_members))),
    "newborn": (False, lambda m: _residents(m, m.rm_members & ~m.lives.needy & (m.everybody.birth_month == m.month))),
    "birth": (False, lambda m: (m.mothers_at_work.people, m.mothers_at_work.unit, m.mothers_at_work.base)),
    "jobless": (False, lambda m: (m.jobless.people, m.jobless.unit, m.jobless.drawn)),
    "injury_grant": (False, lambda m: _injured(
        m, lambda w: (w.month + GRANTED == m.month) & (w.grade > 0) & ~w.fatal)),
    "injury_allowance": (False, lambda m: _injured(
        m, lambda w: (w.month + GRANTED < m.month) & (w.grade >= 1) & (w.grade <= 4) & ~w.fatal)),
}  # fmt: skip


def search(planner: Planner, code: str, pools: Sequence[str]) -> dict[str, list[Event]]:
    """Events of a county by pool: of those of every month one a person, in the first; of others the first of each
    person. Of a month everything is asked at once, as the pools rest on the same lives."""
    lives = planner.lives(code)
    rows: dict[str, list[NDArray[np.int64]]] = {pool: [] for pool in pools}
    for month in planner.months:
        of_month = lives.month(month)
        for pool in pools:
            people, unit, base = POOLS[pool][1](of_month)
            mine = people.key // np.uint64(10**8) == np.uint64(int(code))
            fits = np.flatnonzero(mine & (people.death_month > planner.last + 3))
            moment = np.full(len(fits), month, dtype=np.int64)
            rows[pool].append(np.array([people.index[fits], moment, unit[fits], base[fits]], dtype=np.int64))
    found = {}
    for pool in pools:
        index, month_of, unit, base = np.concatenate(rows[pool], axis=1)
        _, first, times = np.unique(index, return_index=True, return_counts=True)
        if POOLS[pool][0]:
            first = first[times == len(planner.months)]
        places = np.sort(first)
        columns = (values[places].tolist() for values in (index, month_of, unit, base))
        found[pool] = [Event(Person(code, i), m, u, b) for i, m, u, b in zip(*columns, strict=True)]
    return found
