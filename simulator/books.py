"""Who pays into a fund in a county and month, and who is paid from it: people and units behind every table.

Employers, wages and numbers are those of enterprise pension (`insurance`), so a person has one employer, one wage and
one name in all funds. Amounts are integer fen.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from simulator import life
from simulator.draws import Draws
from simulator.feeds import PUBLIC_UNIT
from simulator.insurance import FLEXIBLE, PUBLIC_SHARE, Fund
from simulator.months import NEVER
from simulator.population import People
from simulator.province import County

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

RATES = {
    # per mille of the base: employer, employee
    "enterprise_pension": (160, 80), "institution_pension": (160, 80), "employee_medical": (60, 20),
    "unemployment": (5, 5), "work_injury": (4, 0), "maternity": (5, 0),
}  # fmt: skip
_TIERS = (20000, 50000, 100000, 200000, 300000)
"""Yearly tiers of resident pension (缴费档次), fen."""


def subset(people: People, places: Ints | Bools) -> People:
    values = {name: getattr(people, name) for name in people.__dataclass_fields__}
    return People(**{name: v if name == "county" else v[places] for name, v in values.items()})


@dataclass(frozen=True)
class Contributors:
    """Rows of one length: who is enrolled, where, on which base, and what was due and paid of the month."""

    people: People
    unit: Ints
    base: Ints
    due: Ints
    unit_due: Ints
    paid: Ints
    unit_paid: Ints
    repaid: Ints
    unit_repaid: Ints

    def __len__(self) -> int:
        return len(self.people)

    def where(self, mask: Bools) -> Contributors:
        values = {n: getattr(self, n)[mask] for n in self.__dataclass_fields__ if n != "people"}
        return type(self)(people=subset(self.people, mask), **values)

    def head(self, limit: int | None) -> Contributors:
        return self if limit is None or len(self) <= limit else self.where(np.arange(len(self)) < limit)


class CountyMonth:
    """The people of one county in one month, computed once for all funds. `limit` caps the rows of every table."""

    def __init__(self, fund: Fund, of: County, month: int, limit: int | None = None) -> None:
        self.fund, self.of, self.month, self.limit = fund, of, month, limit
        self.draws: Draws = fund.draws
        self.place = fund.regions.index(of.code)
        self._books: dict[str, Contributors] = {}

    @cached_property
    def everybody(self) -> People:
        size = self.fund.population.size(self.of.code)
        people, self._insured = self.fund.members(self.of.code, np.arange(size, dtype=np.int64))
        return people

    @cached_property
    def alive(self) -> People:
        people = self.everybody
        return subset(people, (people.death_month >= self.month) & (people.birth_month <= self.month))

    @cached_property
    def _employed(self) -> tuple[People, Ints, Ints, Bools]:
        """Companies' employees, then public bodies': people, unit, base, and who is self-insured."""
        _ = self.everybody
        insured, draws, month = self._insured, self.draws, self.month
        state = self.fund.month(insured, month)
        here = state.contributes & (state.region == self.place)
        officials = self._of_kind("public", 20, 60)
        wage = np.exp(draws.normal("wage", officials.key) * 0.3) * 800_000
        base = np.clip(wage.astype(np.int64) // 100 * 100, 430_000, 2_200_000)
        bodies = max(2, len(officials) // 40)
        unit = PUBLIC_UNIT + draws.below("public body", officials.key, bodies)
        companies = subset(insured.people, here)
        return (
            joined_people([companies, officials]),
            np.concatenate([state.unit[here], unit]),
            np.concatenate([state.base[here], base]),
            np.concatenate([insured.identity[here] == FLEXIBLE, np.zeros(len(officials), dtype=bool)]),
        )

    def _of_kind(self, kind: str, low: int, high: int) -> People:
        """Living people of an age (years) who belong to enterprise pension, public bodies, or neither (`resident`)."""
        people = self.alive
        drawn = self.draws.uniform("insured", people.key)
        share = 0.22 + 0.5 * self.of.urban_share
        age = (self.month - people.birth_month) // 12
        member = {
            "enterprise": drawn < share,
            "public": (drawn >= share) & (drawn < share + PUBLIC_SHARE),
            "resident": drawn >= share + PUBLIC_SHARE,
            "anybody": drawn >= 0,
        }[kind]
        return subset(people, member & (age >= low) & (age < high))

    # -- who pays in ---------------------------------------------------------------------------------------------

    def contributors(self, fund: str) -> Contributors:
        """Enrolled in a fund this month, by their number."""
        if fund not in self._books:
            self._books[fund] = self._contributors(fund).head(self.limit)
        return self._books[fund]

    def _contributors(self, fund: str) -> Contributors:
        if fund in RATES:
            people, unit, base, flexible = self._employed
            public = unit >= PUBLIC_UNIT
            mask = {
                "enterprise_pension": ~public,
                "institution_pension": public,
                "employee_medical": np.ones(len(people), dtype=bool),
            }.get(fund, ~flexible)
            if self.limit:  # both kinds of employers among the few
                mask = _some_of_each(mask, public, self.limit)
            employer, own = RATES[fund]
            people, unit, base = subset(people, mask), unit[mask], base[mask]
            employer_of = np.where(flexible[mask], 0, employer)
            own_of = np.where(flexible[mask], employer + own, own)
        else:
            people = self._resident_contributors(fund)
            unit = np.zeros(len(people), dtype=np.int64)
            base = np.array(_TIERS)[self.draws.below("tier", people.key, len(_TIERS))]
            if fund != "resident_pension":
                base = np.full(len(people), 40000, dtype=np.int64)
            employer_of, own_of = np.zeros_like(base), np.full_like(base, 1000)
        late = (self.draws.uniform("late", self._unit_key(unit), self.month) < 0.012) & (unit > 0)
        late_before = (self.draws.uniform("late", self._unit_key(unit), self.month - 1) < 0.012) & (unit > 0)
        due, unit_due = (base * own_of + 500) // 1000, (base * employer_of + 500) // 1000
        if len(people) > 1:  # one repays and one owes, so that no amount is zero throughout in a small county
            first = min(int(np.argmax(unit_due > 0)), len(people) - 2)
            late_before[first], late[first + 1] = True, True
        return Contributors(
            people, unit, base, due, unit_due,
            paid=due * ~late, unit_paid=unit_due * ~late, repaid=due * late_before, unit_repaid=unit_due * late_before,
        )  # fmt: skip

    def _resident_contributors(self, fund: str) -> People:
        if fund == "resident_pension":
            return self._of_kind("resident", 16, 60)
        if fund == "new_rural_medical":
            people = self._of_kind("resident", 0, 120)
            return subset(people, self.draws.uniform("rural scheme", people.key) < 0.15)
        return self._of_kind("resident", 0, 120)

    def _unit_key(self, unit: Ints) -> NDArray[np.uint64]:
        return (int(self.of.code) * 10**6 + unit).astype(np.uint64)

    # -- who is paid ---------------------------------------------------------------------------------------------

    def pensioners(self, fund: str) -> People:
        kind = {"institution_pension": "public", "enterprise_pension": "enterprise"}.get(fund, "resident")
        return self.few(self._of_kind(kind, 60, 120), f"{fund} pensioner", 1.0)

    def few(self, people: People, stream: str, share: float, least: int = 3) -> People:
        """Some of these people, at least `least` where there are as many; drawn anew each month."""
        drawn = self.draws.uniform(stream, people.key, self.month)
        count = min(len(people), max(least, int(len(people) * share)))
        if self.limit:
            count = min(count, self.limit)
        return subset(people, np.sort(np.argsort(drawn, kind="stable")[:count]))

    def members(self, fund: str) -> People:
        """Contributors without doubling; those insured for medical care also when retired."""
        return self.contributors(fund).people

    def mothers(self, people: People) -> People:
        age = (self.month - people.birth_month) // 12
        women = subset(people, (people.sex == 2) & (age >= 20) & (age < 45))
        birth = life.gives_birth(self.draws, women, self.month)
        return subset(women, birth) if birth.sum() >= 3 else self.few(women, "mother", 0.0)

    def deceased(self) -> People:
        people = self.everybody
        gone = (people.death_day < NEVER) & (people.death_month == self.month - 1)
        some = subset(people, gone)
        return some if len(some) else self.few(self.alive, "deceased", 0.0)


def joined_people(parts: list[People]) -> People:
    """All of them one after another; they may be of several counties (`People.county` is that of the first)."""
    values = {
        name: np.concatenate([getattr(part, name) for part in parts])
        for name in People.__dataclass_fields__
        if name != "county"
    }
    return People(county=parts[0].county, **values)


def _some_of_each(mask: Bools, public: Bools, limit: int) -> Bools:
    found = np.zeros_like(mask)
    for kind in (mask & ~public, mask & public):
        found[np.flatnonzero(kind)[: max(1, limit // 2)]] = True
    return found
