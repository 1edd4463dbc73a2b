"""Anomalies that rules look for, and traps: lawful look-alikes they must leave alone. By name, one function each.

A plant takes people nobody else uses, decrees what is special about them (`Plan`) and writes into the truth what a
right set of rules says: `open` findings, `closed` ones (the money came back), or `none`. The meaning of each rule is
`rules.md` of the specification; how it was read here stands in `simulator/README.md`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

import numpy as np

from simulator.feeds import pension_parts
from simulator.insurance import FLEXIBLE, Fund, Insured
from simulator.law import RAISE_START, band, parameter
from simulator.months import date_in, day_number, period_of
from simulator.names import DOT_VARIANTS, has_separator
from simulator.plan import Enrolment, Plan, Recovery, Registration
from simulator.province import county
from simulator.text import yuan

MINIMUM_SINCE = 2011 * 12 + 7
"""Month index after 2011-07-01, when the minimum of contribution months (社会保险法 第16条) came into force."""
SEARCHED = 50_000
"""People of a county among whom plants look for somebody fitting."""
BORN_1900S = day_number(date_in(2000 * 12, 1))


class NobodyFitsError(ValueError):
    """Too few people of the kind a plant needs: more persons, regions or other periods are wanted."""


@dataclass(frozen=True)
class Kind:
    name: str
    rule: str
    is_trap: bool
    run: Callable[[Planner, int], None]

    @property
    def text(self) -> str:
        return " ".join((self.run.__doc__ or "").split())


KINDS: dict[str, Kind] = {}


def _kind(rule: str, is_trap: bool) -> Callable[[Callable[[Planner, int], None]], Callable[[Planner, int], None]]:
    def register(run: Callable[[Planner, int], None]) -> Callable[[Planner, int], None]:
        KINDS[run.__name__] = Kind(run.__name__, rule, is_trap, run)
        return run

    return register


def anomaly(rule: str) -> Callable[[Callable[[Planner, int], None]], Callable[[Planner, int], None]]:
    return _kind(rule, False)


def trap(rule: str) -> Callable[[Callable[[Planner, int], None]], Callable[[Planner, int], None]]:
    return _kind(rule, True)


@dataclass(frozen=True)
class Person:
    county: str
    index: int

    @property
    def key(self) -> tuple[str, int]:
        return self.county, self.index


class Planner:
    """Finds people, decrees, and keeps the truth of one plant after another."""

    def __init__(self, fund: Fund, plan: Plan, codes: list[str], months: list[int]) -> None:
        self.fund, self.plan, self.codes, self.months = fund, plan, codes, months
        self.first, self.last = months[0], months[-1]
        self.kind = ""
        self.rule = ""
        self._used: set[tuple[str, int]] = set()
        self._pools: dict[str, list[Person]] | None = None

    # -- people ------------------------------------------------------------------------------------------------------

    def people(self, pool: str) -> Iterator[Person]:
        """Unused people of a pool in an order that the seed decides."""
        if self._pools is None:
            self._pools = self._search()
        for person in self._pools[pool]:
            if person.key not in self._used:
                yield person

    def take(
        self, pool: str, fits: Callable[[Insured], bool] | None = None, edit: dict[str, object] | None = None
    ) -> tuple[Person, Insured]:
        """The next person who fits, with the edit applied; he must stay in his own region with it."""
        for person in self.people(pool):
            if fits is not None and not fits(self.insured(person)):
                continue
            if edit:
                self.plan.edits[person.key] = dict(edit)
            insured = self.insured(person)
            if edit and any(int(self.fund.month(insured, m).region[0]) != insured.home for m in self.months):
                del self.plan.edits[person.key]
                continue
            self._used.add(person.key)
            return person, insured
        raise NobodyFitsError(f"nobody left for {self.kind!r}: more persons, regions or other periods are needed")

    def edit(self, person: Person, **values: object) -> Insured:
        self.plan.edits.setdefault(person.key, {}).update(values)
        return self.insured(person)

    def insured(self, person: Person) -> Insured:
        return self.fund.members(person.county, np.array([person.index]))[1]

    def other_region(self, person: Person) -> str:
        if len(self.codes) < 2:
            raise NobodyFitsError(f"{self.kind!r} needs at least two regions")
        at = self.codes.index(person.county)
        return self.codes[(at + 1 + person.index % (len(self.codes) - 1)) % len(self.codes)]

    def _search(self) -> dict[str, list[Person]]:
        found: dict[str, list[tuple[float, Person]]] = {"contributor": [], "flexible": [], "pensioner": [], "new": []}
        months = [self.first - 1, *self.months]
        for code in self.codes:
            size = min(self.fund.population.size(code), SEARCHED)
            _, insured = self.fund.members(code, np.arange(size))
            states = [self.fund.month(insured, m) for m in months]
            lives = insured.people.death_month > self.last + 3
            stays = np.all([s.region == insured.home for s in states], axis=0)
            plain = lives & stays & ~insured.old_number
            steady = np.all([s.contributes & ~s.late & (s.unit == states[0].unit) for s in states], axis=0)
            steady &= (insured.retirement_month > self.last + 2) & (insured.account_month < self.first - 1) & plain
            drawing = np.all([s.draws_pension for s in states], axis=0) & plain
            recent = (insured.retirement_month >= RAISE_START) & (insured.retirement_month < self.last) & plain
            order = self.fund.draws.uniform("plant", insured.people.key)
            flexible = insured.identity == FLEXIBLE
            masks = {
                "contributor": steady & ~flexible,
                "flexible": steady & flexible,
                "pensioner": drawing,
                "new": recent,
            }
            for pool, mask in masks.items():
                found[pool] += [
                    (float(order[at]), Person(code, int(insured.people.index[at]))) for at in np.flatnonzero(mask)
                ]
        return {pool: [p for _, p in sorted(members, key=lambda m: m[0])] for pool, members in found.items()}

    # -- truth -------------------------------------------------------------------------------------------------------

    def truth(
        self, person: Person, expected: str, note: str, *, month: int | None = None, region: str | None = None,
        regions: list[str] | None = None, amount: int = 0, finding_kind: str = "",
    ) -> None:  # fmt: skip
        """One expected finding (or none) of the rule under way. `amount` in fen."""
        people = self.insured(person).people
        self.plan.truth.append(
            {
                "plant": self.kind,
                "rule_id": self.rule,
                "expected": expected,
                "kind": finding_kind,
                "citizen_id": people.citizen_id[0].as_py(),
                "region_code": region or person.county,
                "regions": regions or [person.county],
                "period": period_of(month) if month is not None else "",
                "periods": [period_of(m) for m in ([month] if month is not None else self.months)],
                "amount": yuan(amount),
                "note": note,
            }
        )

    def none(self, person: Person, note: str, regions: list[str] | None = None) -> None:
        self.truth(person, "none", note, regions=regions)

    def pension(self, insured: Insured, month: int) -> int:
        return int(sum(part[0] for part in pension_parts(insured, month).values()))

    def due(self, insured: Insured, month: int) -> tuple[int, int, int]:
        """Unit, base and personal contribution of a month."""
        state = self.fund.month(insured, month)
        return int(state.unit[0]), int(state.base[0]), int(state.personal_due[0])


def _fen(value: Decimal) -> int:
    return int((value * 100).quantize(Decimal(1), ROUND_HALF_UP))


def lowest_floor(month: int) -> int:
    """Fen: the floor of the year, or of the year before until the new wage is announced (公布), if that is lower."""
    day = date_in(month, 1)
    wage, former = parameter("contribution_base_avg", day), parameter("contribution_base_avg", date_in(month - 12, 1))
    if month % 12 + 1 < int(parameter("base_announcement_month", day)) and former < wage:
        wage = former
    return _fen(parameter("base_floor_ratio", day) * wage)


def ceiling(month: int) -> int:
    day = date_in(month, 1)
    return _fen(parameter("base_ceiling_ratio", day) * parameter("contribution_base_avg", day))


def _judged(insured: Insured) -> bool:
    """Retired since the minimum of months is law; of earlier retirements PEN-005 has no parameter to judge by."""
    return int(insured.retirement_month[0]) > MINIMUM_SINCE


def _dead_before(planner: Planner, person: Person, beyond: int) -> Insured:
    """Died in the month before the first, registered in the first, paid for `beyond` months more."""
    death = day_number(date_in(planner.first - 1, 12))
    return planner.edit(
        person,
        death_day=death,
        death_month=planner.first - 1,
        registered_day=day_number(date_in(planner.first, 8)),
        paid_beyond_death=beyond,
    )


# -- anomalies ---------------------------------------------------------------------------------------------------------


@anomaly("PEN-001")
def paid_after_death(planner: Planner, count: int) -> None:
    """死亡后领取待遇: died and registered, the pension goes on. Paid up to the month of registration is to be recovered
    (`recover`), paid after it is `fraud`."""
    for _ in range(count):
        person, _insured = planner.take("pensioner")
        insured = _dead_before(planner, person, planner.last - planner.first + 1)
        for month in planner.months:
            kind = "recover" if month == planner.first else "fraud"
            amount = planner.pension(insured, month)
            planner.truth(person, "open", "paid after death", month=month, amount=amount, finding_kind=kind)


@anomaly("PEN-001")
def paid_after_death_partly_recovered(planner: Planner, count: int) -> None:
    """死亡后领取待遇，部分追回: one month paid after death, half of it recovered (EP05): the finding stays open."""
    for _ in range(count):
        person, _insured = planner.take("pensioner")
        insured = _dead_before(planner, person, 1)
        amount = planner.pension(insured, planner.first)
        recovery = Recovery(person.county, person.index, 1, amount, amount // 2)
        planner.plan.recoveries[person.county, planner.last].append(recovery)
        planner.truth(person, "open", "half recovered", month=planner.first, amount=amount, finding_kind="recover")


@anomaly("PER-008")
def enrolled_in_two_regions(planner: Planner, count: int) -> None:
    """同险种跨地区重复参保: the month's contributions are paid in two regions; every other one is known to the second
    region by his 15-digit number."""
    for number in range(count):
        old = number % 2 == 1
        person, insured = planner.take("contributor", lambda i: bool(i.people.birth_day[0] < BORN_1900S))
        planner.edit(person, punctual=True)
        other = planner.other_region(person)
        for month in planner.months:
            _, base, due = planner.due(insured, month)
            row = Enrolment(person.county, person.index, 1, base, old_number=old)
            planner.plan.enrolments[other, month].append(row)
            planner.truth(
                person, "open", "paid in two regions", month=month, region=max(person.county, other),
                regions=sorted([person.county, other]), amount=due, finding_kind="duplicate",
            )  # fmt: skip


@anomaly("PEN-005")
def benefit_without_contribution(planner: Planner, count: int) -> None:
    """未缴费领取待遇: draws a pension with 96 months, none of them deemed."""
    for _ in range(count):
        person, insured = planner.take("pensioner", _judged, {"deemed": 0, "actual_at_retirement": 96})
        for month in planner.months:
            amount = planner.pension(insured, month)
            planner.truth(person, "open", "96 months", month=month, amount=amount, finding_kind="not_entitled")


@anomaly("PER-001")
def base_below_floor(planner: Planner, count: int) -> None:
    """缴费基数低于下限: an employee's base is 3,500 yuan in each month."""
    for _ in range(count):
        person, _insured = planner.take("contributor")
        planner.edit(person, base=dict.fromkeys(planner.months, 350_000), punctual=True)
        for month in planner.months:
            amount = lowest_floor(month) - 350_000
            planner.truth(person, "open", "base 3500.00", month=month, amount=amount, finding_kind="below_floor")


@anomaly("PER-002")
def base_above_ceiling(planner: Planner, count: int) -> None:
    """缴费基数高于上限: an employee's base is 30,000 yuan in each month."""
    for _ in range(count):
        person, _insured = planner.take("contributor")
        planner.edit(person, base=dict.fromkeys(planner.months, 3_000_000), punctual=True)
        for month in planner.months:
            amount = 3_000_000 - ceiling(month)
            planner.truth(person, "open", "base 30000.00", month=month, amount=amount, finding_kind="above_ceiling")


@anomaly("PEN-006")
def retirement_before_lawful_age(planner: Planner, count: int) -> None:
    """退休年龄合规性: an ordinary retirement 24 months before the lawful age, before the gradual raise began."""
    for _ in range(count):
        for person in planner.people("pensioner"):
            lawful = int(planner.insured(person).lawful_month[0])
            if lawful >= RAISE_START or lawful < 1995 * 12:
                continue
            edit = {"retirement_month": lawful - 24, "actual_at_retirement": 200}
            try:
                planner.take("pensioner", lambda i, key=person.key: _key(i) == key, edit)
            except NobodyFitsError:
                continue
            amount = planner.pension(planner.insured(person), planner.first)
            planner.truth(person, "open", "24 months early", month=lawful - 24, amount=amount, finding_kind="too_early")
            break
        else:
            raise NobodyFitsError("nobody left for 'retirement_before_lawful_age'")


def _key(insured: Insured) -> tuple[str, int]:
    return insured.people.county.code, int(insured.people.index[0])


# -- traps -------------------------------------------------------------------------------------------------------------


@trap("PEN-001")
def month_of_death_paid(planner: Planner, count: int) -> None:
    """The month of death itself is due: he dies on the 5th, that month's pension was paid, the next is not."""
    for _ in range(count):
        person, _insured = planner.take("pensioner")
        death, registered = (day_number(date_in(planner.first, d)) for d in (5, 20))
        planner.edit(person, death_day=death, death_month=planner.first, registered_day=registered)
        planner.none(person, "the month of death is due")


@trap("PEN-001")
def death_cancelled(planner: Planner, count: int) -> None:
    """A death registered by mistake and cancelled (撤销) later: he lives and draws on."""
    for number in range(count):
        person, _insured = planner.take("pensioner")
        death = day_number(date_in(planner.first - 1, 12))
        for month, day, cancelled in ((planner.first, 9, False), (planner.last, 25, True)):
            row = Registration(
                person.county, person.index, death, day_number(date_in(month, day)), cancelled,
                old_number=not cancelled and number % 2 == 1,
            )  # fmt: skip
            planner.plan.registrations[person.county, month].append(row)
        planner.none(person, "registration cancelled")


@trap("PEN-001")
def paid_then_recovered(planner: Planner, count: int) -> None:
    """One month was paid after death and all of it recovered (EP05): a finding, but closed."""
    for _ in range(count):
        person, _insured = planner.take("pensioner")
        insured = _dead_before(planner, person, 1)
        amount = planner.pension(insured, planner.first)
        recovery = Recovery(person.county, person.index, 1, amount, amount)
        planner.plan.recoveries[person.county, planner.last].append(recovery)
        planner.truth(person, "closed", "recovered in full", month=planner.first, amount=amount, finding_kind="recover")


@trap("PEN-001")
def backpay_after_death(planner: Planner, count: int) -> None:
    """Back-pay (补发) for months he lived, paid after his death: it belongs to those months."""
    for _ in range(count):
        person, _insured = planner.take("pensioner")
        _dead_before(planner, person, 0)
        planner.plan.backpay[person.county, planner.first].append((person.county, person.index, 36_000))
        planner.none(person, "back-pay for months before death")


@trap("PER-008")
def transfer_in_month(planner: Planner, count: int) -> None:
    """A job move within the month: both regions are paid once, and the transfer (关系转移) is recorded."""
    for _ in range(count):
        person, insured = planner.take("contributor")
        planner.edit(person, punctual=True)
        other, month = planner.other_region(person), planner.first
        _, base, _ = planner.due(insured, month)
        planner.plan.enrolments[other, month].append(Enrolment(person.county, person.index, 1, base))
        planner.plan.transfers[other, month].append((person.county, person.index, 2))
        planner.plan.transfers[person.county, month].append((person.county, person.index, 1))
        planner.none(person, "transfer in the month", sorted([other, person.county]))


@trap("PER-008")
def backpay_in_old_region(planner: Planner, count: int) -> None:
    """The old region collects a supplement (补收) for earlier months: no contribution of this month."""
    for _ in range(count):
        person, _insured = planner.take("contributor")
        other = planner.other_region(person)
        row = Enrolment(person.county, person.index, 1, 0, supplement=50_000)
        planner.plan.enrolments[other, planner.first].append(row)
        planner.none(person, "supplement for earlier months", sorted([other, person.county]))


@trap("PER-008")
def same_region_under_retired_code(planner: Planner, count: int) -> None:
    """A second employer is still filed under the region's retired code: one region, not two."""
    for _ in range(count):
        person, insured = planner.take("contributor", lambda i: bool(i.people.county.former_codes))
        planner.edit(person, punctual=True)
        former = county(person.county).former_codes[-1]
        for month in planner.months:
            _, base, _ = planner.due(insured, month)
            row = Enrolment(person.county, person.index, 1, base, division=former)
            planner.plan.enrolments[person.county, month].append(row)
        planner.none(person, "one region under two codes", sorted([person.county, former]))


@trap("PER-008")
def old_number_is_same_person(planner: Planner, count: int) -> None:
    """A second employer in the same region knows him by his 15-digit number: one person, one region."""
    for _ in range(count):
        person, insured = planner.take("contributor", lambda i: bool(i.people.birth_day[0] < BORN_1900S))
        planner.edit(person, punctual=True)
        units = int(planner.fund.unit_counts[planner.codes.index(person.county)])
        for month in planner.months:
            unit, base, _ = planner.due(insured, month)
            other = unit % (units - 1) + 1
            row = Enrolment(person.county, person.index, other, base, old_number=True)
            planner.plan.enrolments[person.county, month].append(row)
        planner.none(person, "15 digits are 18 digits")


@trap("PEN-005")
def deemed_months_count(planner: Planner, count: int) -> None:
    """60 months paid and 240 deemed (视同缴费): enough."""
    for _ in range(count):
        person, _insured = planner.take("pensioner", _judged, {"deemed": 240, "actual_at_retirement": 60})
        planner.none(person, "deemed months count")


@trap("PEN-005")
def worker_from_before_1949(planner: Planner, count: int) -> None:
    """建国前老工人: no months at all, and none are needed."""
    born = 1936 * 12
    for _ in range(count):
        person, _insured = planner.take(
            "pensioner",
            lambda i: bool(i.people.birth_month[0] < born),
            {"deemed": 0, "actual_at_retirement": 0, "pre_1949": 1, "retirement_month": MINIMUM_SINCE},
        )
        planner.none(person, "pre-1949 worker")


@trap("PEN-006")
def disability_retirement(planner: Planner, count: int) -> None:
    """因病或非因工致残: men from 50, women from 45 until 2024-12, and fewer months than others need."""
    month = min(2024 * 12 + 5, planner.first - 3)

    def fits(insured: Insured) -> bool:
        age = month - int(insured.people.birth_month[0])
        return (600 if insured.people.sex[0] == 1 else 540) <= age < 660 - 60 * int(insured.people.sex[0] == 2)

    for _ in range(count):
        edit = {"retirement_month": month, "category": 23, "deemed": 0, "actual_at_retirement": 120}
        person, _insured = planner.take("contributor", fits, edit)
        planner.none(person, "retired for disability")


@trap("PEN-006")
def special_work_retirement(planner: Planner, count: int) -> None:
    """特殊工种: men from 55, women from 45, with recorded months of such work."""
    month = planner.first - 3

    def fits(insured: Insured) -> bool:
        low = 660 if insured.people.sex[0] == 1 else 540
        return low <= month - int(insured.people.birth_month[0]) and month < int(insured.original_month[0]) - 12

    for _ in range(count):
        edit = {"retirement_month": month, "category": 22, "special_months": 120, "actual_at_retirement": 220}
        person, _insured = planner.take("contributor", fits, edit)
        planner.none(person, "special work with 120 months")


@trap("PEN-006")
def gradual_raise_to_the_month(planner: Planner, count: int) -> None:
    """Retired since 2025-01 exactly in the month that the gradual raise gives his cohort."""
    for _ in range(count):
        person, _insured = planner.take("new")
        planner.none(person, "month-exact in the gradual raise")


@trap("PEN-006")
def flexible_early_retirement(planner: Planner, count: int) -> None:
    """弹性提前退休: before the raised age, not before the old one, with the minimum months."""

    def fits(insured: Insured) -> bool:
        return int(insured.lawful_month[0]) > int(insured.original_month[0]) >= RAISE_START

    for _ in range(count):
        person, insured = planner.take("new", fits)
        planner.edit(person, retirement_month=int(insured.original_month[0]), category=24, actual_at_retirement=200)
        planner.none(person, "flexible early retirement")


@trap("PER-001")
def part_month_joiner(planner: Planner, count: int) -> None:
    """Joined within the first month: his base covers some days only."""
    for _ in range(count):
        person, _insured = planner.take("contributor")
        joined = day_number(date_in(planner.first, 15))
        planner.edit(person, account_day=joined, base={planner.first: 180_000}, punctual=True)
        planner.none(person, "joined on the 15th")


@trap("PER-001")
def self_insured_band(planner: Planner, count: int) -> None:
    """灵活就业人员 choose from bands of their own, here below the floor of employees."""
    for _ in range(count):
        person, _insured = planner.take("flexible")
        planner.edit(person, base=dict.fromkeys(planner.months, 450_000))
        planner.none(person, "flexible employment band")


@trap("PER-001")
def former_year_floor(planner: Planner, count: int) -> None:
    """Before the year's wage is announced the former floor is still right; the difference is settled later (补差)."""
    bases = {m: -(-(lowest_floor(m) + 1000) // 100) * 100 for m in planner.months}
    if not all(base < band(m // 12).floor for m, base in bases.items()):
        raise NobodyFitsError("'former_year_floor' needs months before the announcement of a higher wage")
    for _ in range(count):
        person, _insured = planner.take("contributor")
        planner.edit(person, base=bases, punctual=True)
        planner.none(person, "floor of the former year")


@trap("PER-005")
def name_dot_variant(planner: Planner, count: int) -> None:
    """The agency writes another dot than U+00B7 in a name: the same name."""
    for number in range(count):
        person, _insured = planner.take("contributor", lambda i: bool(has_separator(i.people.name)[0]))
        planner.edit(person, dot=1 + number % len(DOT_VARIANTS))
        planner.none(person, "variant of the separator")


# -- the run -----------------------------------------------------------------------------------------------------------

TRAPS_EACH = 2


def plant(
    fund: Fund, plan: Plan, codes: list[str], months: list[int], wanted: tuple[tuple[str, int], ...], traps: bool
) -> list[str]:
    """Decree what was asked for; returns the traps for which nobody fitted.

    Raises ValueError for unknown names, and where nobody is left for what was asked for by name."""
    unknown = sorted({name for name, _ in wanted} - KINDS.keys())
    if unknown:
        raise ValueError(f"unknown plants {', '.join(unknown)}; known: {', '.join(KINDS)}")
    planner = Planner(fund, plan, codes, months)
    asked = {name for name, _ in wanted}
    # The choosy first: they need kinds of people of whom there are few.
    rarest = [
        "flexible_early_retirement", "gradual_raise_to_the_month", "worker_from_before_1949", "disability_retirement",
        "special_work_retirement", "name_dot_variant",
    ]  # fmt: skip
    jobs = [(name, count, True) for name, count in wanted]
    if traps:
        jobs += [(name, TRAPS_EACH, False) for name, kind in KINDS.items() if kind.is_trap and name not in asked]
    jobs.sort(key=lambda job: rarest.index(job[0]) if job[0] in rarest else len(rarest))
    skipped = []
    for name, count, must in jobs:
        planner.kind, planner.rule = name, KINDS[name].rule
        try:
            for _ in range(count) if not must else [None]:
                KINDS[name].run(planner, count if must else 1)
        except NobodyFitsError:
            if must:
                raise
            skipped.append(name)
    return skipped


def describe() -> str:
    lines = []
    for title, is_trap in (("anomalies", False), ("traps", True)):
        lines.append(f"{title}:")
        lines += [f"  {k.name:<36}{k.rule:<9}{k.text}" for k in KINDS.values() if k.is_trap == is_trap]
    return "\n".join(lines)
