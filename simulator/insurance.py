"""A person's life in enterprise pension (企业职工基本养老保险): work, spells with units, moves, retirement, pension.

`Insured` is what does not change from month to month; `MonthState` (by `Fund.month`) is one month of it. Amounts are
integer fen.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulator.draws import Keys
from simulator.law import band, rate_per_mille, retirement
from simulator.months import days_in_month, months_of_days
from simulator.population import People, Population

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

ACCOUNTS_SINCE = 1996 * 12
"""Personal accounts (个人账户) began; work before counts as deemed (视同缴费)."""
IDENTITIES = ["24", "13", "21", "51"]
WORKER, PROFESSIONAL, MANAGER, FLEXIBLE = range(4)
ACTIVE, PAUSED = 1, 2
PUBLIC_SHARE = 0.07
"""Part of the people who belong to public bodies; after those of enterprise pension in the same draw."""

Edits = dict[tuple[str, int], dict[str, Any]]
"""Decreed of single persons, by (county, index): attributes of `Insured` or `People`, and `base` by month."""


@dataclass
class Insured:
    """Members of the fund among `people`; arrays of one length. `home` is the county's place in the list of regions."""

    people: People
    home: int
    identity: Ints
    work_day: Ints
    account_day: Ints
    original_month: Ints
    lawful_month: Ints
    retirement_month: Ints
    retirement_day: Ints
    category: Ints
    deemed: Ints
    account_month: Ints
    density: Ints
    special_months: Ints
    pre_1949: Ints
    actual_at_retirement: Ints
    pension: dict[str, Ints]
    spell_length: Ints
    spell_offset: Ints
    punctual: Bools
    bases: dict[int, dict[int, int]] = field(default_factory=dict)
    paid_beyond_death: Ints | None = None
    old_number: Bools | None = None
    dot: Ints | None = None

    def __len__(self) -> int:
        return len(self.people)


@dataclass
class MonthState:
    """One month: where and how each insured person stands. `region` is a place in the list of regions."""

    region: Ints
    unit: Ints
    status: Ints
    contributes: Bools
    listed: Bools
    base: Ints
    personal_due: Ints
    unit_due: Ints
    late: Bools
    draws_pension: Bools


def enterprise_share(people: People) -> float:
    return 0.22 + 0.5 * people.county.urban_share


class Fund:
    """Who is insured where. `regions` are the counties simulated, `units` how many units each has."""

    def __init__(
        self, population: Population, regions: list[str], units: dict[str, int], edits: Edits | None = None
    ) -> None:
        self.population = population
        self.draws = population.draws
        self.regions = regions
        self.unit_counts = np.array([units[code] for code in regions], dtype=np.int64)
        self.edits: Edits = edits if edits is not None else {}

    # -- the unchanging part ------------------------------------------------------------------------------------

    def members(self, code: str, index: Ints) -> tuple[People, Insured]:
        """People at these indices, and the insured among them."""
        people = self.population.at(code, index)
        edits = self._edits_of(code, people.index)
        _apply(people, edits, ("death_day", "death_month", "registered_day"))
        mask = (self.draws.uniform("insured", people.key) < enterprise_share(people)) & (people.birth_day < 13000)
        return people, self._insured(_subset(people, mask))

    def officials(self, people: People) -> Insured:
        """Those of these people who belong to public bodies (机关事业单位), for life."""
        drawn, share = self.draws.uniform("insured", people.key), enterprise_share(people)
        mask = (drawn >= share) & (drawn < share + PUBLIC_SHARE) & (people.birth_day < 13000)
        return self._insured(_subset(people, mask), PROFESSIONAL)

    def _edits_of(self, code: str, index: Ints) -> list[tuple[int, dict[str, Any]]]:
        if not self.edits:
            return []
        if len(index) < 64:
            numbers = [(n, (code, int(i))) for n, i in enumerate(index)]
            return [(n, self.edits[number]) for n, number in numbers if number in self.edits]
        found = []
        for (county, number), edit in self.edits.items():
            if county != code:
                continue
            hit = np.searchsorted(index, number)
            if hit < len(index) and index[hit] == number:
                found.append((int(hit), edit))
        return found

    def _insured(self, people: People, identity_of_all: int | None = None) -> Insured:
        draws, key = self.draws, people.key
        kind = draws.uniform("identity", key)
        identity = np.digitize(kind, [0.55, 0.72, 0.83])
        if identity_of_all is not None:
            identity = np.full_like(identity, identity_of_all)
        work_day = people.birth_day + 18 * 365 + 250 + draws.below("work start", key, 2400)
        account_day = np.maximum(work_day, 9496)  # 1996-01-01
        category = np.where(people.sex == 1, 0, np.where(identity == WORKER, 2, 1))
        original, lawful = retirement(people.birth_month, category)
        account_month = months_of_days(account_day)
        insured = Insured(
            people=people,
            home=self.regions.index(people.county.code),
            identity=identity,
            work_day=work_day,
            account_day=account_day,
            original_month=original,
            lawful_month=lawful,
            retirement_month=lawful.copy(),
            retirement_day=np.zeros(len(people), dtype=np.int64),
            category=np.full(len(people), 21, dtype=np.int64),
            deemed=np.maximum(0, np.minimum(ACCOUNTS_SINCE, lawful) - months_of_days(work_day)),
            account_month=account_month,
            density=800 + draws.below("density", key, 200),
            special_months=np.zeros(len(people), dtype=np.int64),
            pre_1949=np.zeros(len(people), dtype=np.int64),
            actual_at_retirement=np.full(len(people), -1, dtype=np.int64),
            pension={},
            spell_length=18 + draws.below("spell", key, 42),
            spell_offset=draws.below("spell offset", key, 60),
            punctual=np.zeros(len(people), dtype=bool),
        )
        edits = self._edits_of(people.county.code, people.index)
        _apply(
            insured,
            edits,
            (
                "identity", "work_day", "account_day", "retirement_month", "category", "deemed", "special_months",
                "pre_1949", "actual_at_retirement", "punctual",
            ),
        )  # fmt: skip
        insured.bases = {place: edit["base"] for place, edit in edits if "base" in edit}
        beyond = np.zeros(len(people), dtype=np.int64)
        for place, edit in edits:
            beyond[place] = edit.get("paid_beyond_death", 0)
        insured.paid_beyond_death = beyond
        insured.old_number = (draws.uniform("old number", key) < 0.004) & (people.birth_day < 3652)  # born before 1980
        insured.dot = np.zeros(len(people), dtype=np.int64)
        _apply(insured, edits, ("old_number", "dot"))
        counted = np.maximum(0, insured.retirement_month - account_month) * insured.density // 1000
        insured.actual_at_retirement = np.where(
            insured.actual_at_retirement >= 0, insured.actual_at_retirement, counted
        )
        birth_of_month = people.birth_day - days_in_month(people.birth_month, np.ones(len(people), dtype=np.int64)) + 1
        insured.retirement_day = days_in_month(insured.retirement_month, np.minimum(birth_of_month, 28))
        insured.pension = self._pension(insured)
        return insured

    def _pension(self, insured: Insured) -> dict[str, Ints]:
        """Assessed at retirement (核定): basic, transitional and account pension, as the law's formula shapes them."""
        years_ago = np.clip(2025 - insured.retirement_month // 12, -5, 40)
        scale = np.round(1000 * 0.94**years_ago).astype(np.int64)
        index = 700 + self.draws.below("wage index", insured.people.key, 800)
        months = insured.actual_at_retirement + insured.deemed
        basic = 9056 * scale // 10 * (1000 + index) * months // (2000 * 1200)
        account = insured.actual_at_retirement * 41000 * scale // 1000 * index // 1000
        divisor = np.where(insured.people.sex == 1, 139, np.where(insured.identity == WORKER, 195, 170))
        return {
            "index": index,
            "basic": basic,
            "transitional": insured.deemed * 1400 * scale // 1000,
            "account_total": account,
            "account": account // divisor,
            "subsidy": np.full(len(insured), 22000, dtype=np.int64),
        }

    # -- months --------------------------------------------------------------------------------------------------

    def spell(self, insured: Insured, month: int | Ints) -> tuple[Ints, Bools]:
        """Number of the spell with a unit that counts in a month, and whether the person is between two units."""
        month = np.minimum(month, insured.retirement_month)
        number, within = np.divmod(month + insured.spell_offset, insured.spell_length)
        key = insured.people.key
        pause = np.where(
            self.draws.uniform("gap", key, number) < 0.12, 1 + self.draws.below("gap length", key, 3, number), 0
        )
        between = within < pause
        return np.where(between, number - 1, number), between

    def region(self, insured: Insured, spell: Ints) -> Ints:
        if len(self.regions) == 1:
            return np.full(len(insured), insured.home, dtype=np.int64)
        key = insured.people.key
        moved = self.draws.uniform("move", key, spell) < 0.04
        step = 1 + self.draws.below("move where", key, len(self.regions) - 1, spell)
        return np.where(moved, (insured.home + step) % len(self.regions), insured.home)

    def workplace(self, insured: Insured, month: int) -> tuple[Ints, Ints]:
        """Region (a place in the list) and unit of everybody in a month, whether or not they contribute in it."""
        return self._workplace(insured, self.spell(insured, month)[0])

    def _workplace(self, insured: Insured, spell: Ints) -> tuple[Ints, Ints]:
        region = self.region(insured, spell)
        count = self.unit_counts[region]
        unit = 1 + ((count - 1) * self.draws.uniform("unit", insured.people.key, spell) ** 1.7).astype(np.int64)
        return region, np.where(insured.identity == FLEXIBLE, 0, unit)

    def month(self, insured: Insured, month: int) -> MonthState:
        people = insured.people
        spell, between = self.spell(insured, month)
        region, unit = self._workplace(insured, spell)
        flexible = insured.identity == FLEXIBLE
        listed = (
            (months_of_days(insured.work_day) <= month)
            & (insured.retirement_month >= month)
            & (people.death_month >= month)
        )
        contributes = listed & ~between
        base = np.where(contributes, self._base(insured, month), 0)
        for place, by_month in insured.bases.items():
            if month in by_month and contributes[place]:
                base[place] = by_month[month]
        year = month // 12
        flexible_rate, personal, employer = (
            rate_per_mille(n, year) for n in ("flexible_rate", "personal_rate", "unit_rate")
        )
        late = self.unit_late(region, unit, month) & ~insured.punctual
        beyond = insured.paid_beyond_death if insured.paid_beyond_death is not None else 0
        return MonthState(
            region=region,
            unit=unit,
            status=np.where(between, PAUSED, ACTIVE),
            contributes=contributes,
            listed=listed,
            base=base,
            personal_due=(base * np.where(flexible, flexible_rate, personal) + 500) // 1000,
            unit_due=(base * np.where(flexible, 0, employer) + 500) // 1000,
            late=late,
            draws_pension=(insured.retirement_month < month) & (people.death_month + beyond >= month),
        )

    def unit_late(self, region: Ints, unit: Ints, month: int) -> Bools:
        """Units that pay a month's contributions only in the next (欠缴后补缴); self-insured people pay at once."""
        key = self.unit_key(region, unit)
        late, before = (self.draws.uniform("late", key, m) < 0.012 for m in (month, month - 1))
        return late & ~before & (unit > 0)  # never two months on end: what is owed is repaid before more is

    def unit_key(self, region: Ints, unit: Ints) -> Keys:
        codes = np.array([int(code) for code in self.regions], dtype=np.int64)
        return (codes[region] * 10**6 + unit).astype(np.uint64)

    def _base(self, insured: Insured, month: int) -> Ints:
        """缴费基数, fen in whole yuan, constant over the contribution year: the wage of the year before, inside the
        band in force."""
        limits, key = band(month // 12), insured.people.key
        employed = np.clip(self.wage(insured, month - 12), limits.floor, limits.ceiling)
        step = np.array([60, 60, 80, 100])[self.draws.below("flexible band", key, 4)]
        chosen = np.maximum(-(-limits.average * step // 10000) * 100, limits.floor)
        return np.where(insured.identity == FLEXIBLE, chosen, employed)

    def wage(self, insured: Insured, month: int) -> Ints:
        """What is earned (工资), fen in whole yuan, follows the average wage but for a little."""
        year, key = month // 12, insured.people.key
        factor = np.exp(self.draws.normal("wage", key) * 0.38 + self.draws.uniform("wage of year", key, year) * 0.015)
        return (factor * 0.93 * band(year).average).astype(np.int64) // 100 * 100


def adjustment(insured: Insured, month: int) -> Ints:
    """应发历次调待累计: a fixed amount for each yearly adjustment since retirement."""
    return np.clip(month // 12 - insured.retirement_month // 12, 0, 20) * 4500


def actual_months(insured: Insured, month: int) -> Ints:
    """实际缴费月数 up to a month; some months are missing in every working life, by a density of the person."""
    counted = np.maximum(0, month + 1 - insured.account_month) * insured.density // 1000
    return np.where(month >= insured.retirement_month, insured.actual_at_retirement, counted)


def _apply(target: Any, edits: list[tuple[int, dict[str, Any]]], names: tuple[str, ...]) -> None:
    for place, edit in edits:
        for name in names:
            if name in edit:
                getattr(target, name)[place] = edit[name]


def _subset(people: People, mask: Bools) -> People:
    fields = {n: getattr(people, n) for n in people.__dataclass_fields__}
    return People(**{n: v if n == "county" else v[mask] for n, v in fields.items()})


def subset(insured: Insured, mask: Bools) -> Insured:
    """The same without some of them; decreed bases are kept by their new places."""
    places = np.flatnonzero(mask)
    new = {int(old): at for at, old in enumerate(places)}
    values: dict[str, Any] = {}
    for name in insured.__dataclass_fields__:
        value = getattr(insured, name)
        if isinstance(value, np.ndarray):
            value = value[mask]
        elif name == "people":
            value = _subset(value, mask)
        elif name == "pension":
            value = {n: v[mask] for n, v in value.items()}
        elif name == "bases":
            value = {new[place]: by for place, by in value.items() if place in new}
        values[name] = value
    return Insured(**values)
