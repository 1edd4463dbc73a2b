"""Who plants, and what a plant can do: find people nobody else uses, decree what is special about them, tell the truth.

A plant is a function with a name, registered by `anomaly` or `trap` with the rule it is about. Three levels of decrees,
from deep to shallow: a life (`edit`: when somebody dies, retires, what is earned), a contribution (`contribution`: what
is owed and paid to a fund in a month), and a row (`change`, `add`, `drop`). The deeper, the more follows by itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import numpy as np

from catalogue import load_catalogue
from simulator.changes import Change, Value
from simulator.feeds import PUBLIC_UNIT, pension_parts
from simulator.insurance import FLEXIBLE, Fund, Insured
from simulator.law import RAISE_START, parameter
from simulator.lives import CountyLives
from simulator.months import date_in, day_number, period_of
from simulator.names import names as name_texts
from simulator.plan import Contribution, Dependant, Pension, Plan
from simulator.plants.pools import POOLS, Event, Person, search
from simulator.plants.workplaces import Unit, Workplaces
from simulator.province import county
from simulator.text import day, yuan

SEARCHED = 50_000
"""People of a county among whom plants look for somebody fitting."""
BORN_1900S = day_number(date_in(2000 * 12, 1))


class NobodyFitsError(ValueError):
    """Too few people of the kind a plant needs: more persons, regions or other periods are wanted."""


Run = Callable[["Planner", int], None]


@dataclass(frozen=True)
class Kind:
    """`fund` is the fund whose tables a plant is in; all but enterprise pension need counties with all funds."""

    name: str
    rule: str
    is_trap: bool
    fund: str
    run: Run

    @property
    def text(self) -> str:
        return " ".join((self.run.__doc__ or "").split())

    @property
    def needs_all_funds(self) -> bool:
        return self.fund != ENTERPRISE


ENTERPRISE = "enterprise_pension"
KINDS: dict[str, Kind] = {}


def _kind(rule: str, is_trap: bool, fund: str) -> Callable[[Run], Run]:
    def register(run: Run) -> Run:
        if run.__name__ in KINDS:
            raise ValueError(f"two plants are called {run.__name__}")
        KINDS[run.__name__] = Kind(run.__name__, rule, is_trap, fund, run)
        return run

    return register


def anomaly(rule: str, fund: str = ENTERPRISE) -> Callable[[Run], Run]:
    return _kind(rule, False, fund)


def trap(rule: str, fund: str = ENTERPRISE) -> Callable[[Run], Run]:
    return _kind(rule, True, fund)


_PAYING = ("EP03", "EP04")
"""Tables of enterprise pension that pay: their payments follow a change of the amounts and a row that is dropped; rows
to be paid are added by `Planner.pension_elsewhere` and `Planner.dependant`."""


class Planner:
    """Finds people, decrees, and keeps the truth of one plant after another."""

    def __init__(
        self, fund: Fund, plan: Plan, codes: list[str], months: list[int], all_funds: list[str] | None = None
    ) -> None:
        self.fund, self.plan, self.codes, self.months = fund, plan, codes, months
        self.all_funds = all_funds or []
        """Counties in which the tables of all funds are written."""
        self.fund_code = ENTERPRISE
        self.first, self.last = months[0], months[-1]
        self.kind = ""
        self.rule = ""
        self._used: set[tuple[str, int]] = set()
        self._pools: dict[str, list[Person]] | None = None
        self._lives: dict[str, CountyLives] = {}
        self._found: dict[str, list[Event]] = {}
        self._workplaces: dict[str, Workplaces] = {}
        self._identities: dict[tuple[str, int], dict[str, str]] = {}
        self._said: set[str] = set()
        """Numbers of units of which the truth says something."""
        self._staff: dict[tuple[str, int], list[Event]] = defaultdict(list)
        self.owing: set[tuple[str, int]] = set()
        self.struck: set[tuple[str, int]] = set()
        self.struck_by_life: set[tuple[str, int]] | None = None
        """Units (region, number) of `simulator.plants.debts`."""

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
            if fits is None or fits(self.insured(person)):
                insured = self.take_person(person, edit)
                if insured is not None:
                    return person, insured
        raise NobodyFitsError(f"nobody left for {self.kind!r}: more persons, regions or other periods are needed")

    def take_person(self, person: Person, edit: dict[str, object] | None = None) -> Insured | None:
        """This person with the edit applied; nobody where it takes him out of his own region."""
        if edit:
            self.plan.edits[person.key] = dict(edit)
        insured = self.insured(person)
        if edit and any(int(self.fund.workplace(insured, m)[0][0]) != insured.home for m in self.months):
            del self.plan.edits[person.key]
            return None
        self._used.add(person.key)
        return insured

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

    # -- people and events of all funds --------------------------------------------------------------------------------

    def lives(self, code: str) -> CountyLives:
        """The county as it would be without what is planted from now on; only those registered there."""
        if code not in self._lives:
            self._lives[code] = CountyLives(self.fund, county(code), {}, self.plan)
        return self._lives[code]

    def events(self, pool: str) -> Iterator[Event]:
        """Unused people of the counties with all funds, with a month of the run in which something happens to them.

        Pools of events: see `simulator.plants.pools.POOLS`. The order is decided by the seed."""
        if pool not in self._found:
            # Who wants a second pool will want more of them, and all cost little more than one.
            self._find([pool] if not self._found else [name for name in POOLS if name not in self._found])
        for event in self._found[pool]:
            if event.person.key not in self._used:
                yield event

    def _find(self, pools: list[str]) -> None:
        counties = [search(self, code, pools) for code in self.all_funds]
        for pool in pools:
            found = [event for of in counties for event in of[pool]]
            keys = np.array([event.person.number for event in found], dtype=np.uint64)
            order = np.argsort(self.fund.draws.uniform(f"plant {pool}", keys), kind="stable")
            self._found[pool] = [found[int(at)] for at in order]

    def units(self, person: Person) -> frozenset[Unit]:
        """Where somebody insured as an employee works in the months of the run."""
        if person.key in self.plan.edits:
            return Workplaces(self.fund, self.insured(person), self.months).of(person.index)
        if person.county not in self._workplaces:
            _, insured = self.fund.members(person.county, np.arange(self.fund.population.size(person.county)))
            self._workplaces[person.county] = Workplaces(self.fund, insured, self.months)
        return self._workplaces[person.county].of(person.index)

    def take_event(self, pool: str, fits: Callable[[Event], bool] | None = None) -> Event:
        """The next event that fits; its person is used from now on."""
        for event in self.events(pool):
            if fits is None or fits(event):
                self._used.add(event.person.key)
                return event
        raise NobodyFitsError(f"nobody left for {self.kind!r}: it needs counties with all funds and more people")

    def colleagues(self, event: Event) -> list[Event]:
        """Others whom nobody uses yet, employed throughout, in the unit of an event when the run begins."""
        if not self._staff:
            for one in self.events("employee"):
                self._staff[one.person.county, one.unit].append(one)
        there = self._staff[event.person.county, event.unit]
        return [e for e in there if e.person != event.person and e.person.key not in self._used]

    def is_free(self, event: Event) -> bool:
        """Nothing is said of the event's unit yet."""
        return self.unit_id(event.person.county, event.unit) not in self._said

    def two_years(self) -> list[range]:
        """Months of each calendar year of the run that has the whole year before it in the run as well."""
        years = [range(year * 12, year * 12 + 12) for year in range(self.first // 12 + 1, self.last // 12 + 1)]
        return [months for months in years if months[0] - 12 >= self.first and months[-1] <= self.last]

    def months_of_no_comparison(self) -> list[int]:
        """Months of the run whose bases are not compared with the taxed wages of the year before (PER-004, UNI-004)."""
        compared = {month for year in self.two_years() for month in year}
        return [month for month in self.months if month not in compared]

    def take_born(self, month: int) -> Person:
        """The next person who was born in a month and lives beyond the run."""
        for code in self.codes:
            people = self.fund.population.at(code, np.arange(min(self.fund.population.size(code), SEARCHED)))
            for at in np.flatnonzero((people.birth_month == month) & (people.death_month > self.last + 3)):
                person = Person(code, int(people.index[at]))
                if person.key not in self._used:
                    return self.use(person)
        raise NobodyFitsError(f"nobody left for {self.kind!r}: nobody was born in {period_of(month)}")

    def use(self, person: Person) -> Person:
        self._used.add(person.key)
        return person

    # -- contributions -------------------------------------------------------------------------------------------------

    def contribution(self, person: Person, fund: str, month: int, region: str = "", **decreed: Any) -> None:
        """What is decreed of a contribution (`simulator.plan.Contribution`): units, tax, treasury and banks follow.

        Not of enterprise pension, whose bases are lives (`edit(person, base={month: fen})`) and whose second rows are
        `plan.enrolments`. A base decreed for a life stands in all funds."""
        row = Contribution(person.county, person.index, **decreed)
        self.plan.contributions[region or person.county, fund, month].append(row)

    # -- rows ----------------------------------------------------------------------------------------------------------

    def change(
        self, table: str, person: Person | None, month: int, *, region: str = "", where: dict[str, str] | None = None,
        everywhere: bool = True, **values: Value,
    ) -> None:  # fmt: skip
        """Other values in the rows of a person (or those that `where` describes) in a table and month.

        With `everywhere` payments, orders, treasury and banks follow where the table pays; without it only this file
        says so, as a careless agency would. Money is fen (int), everything else the text in the file."""
        self._row("change", table, person, month, region, where, everywhere, values)

    def drop(
        self, table: str, person: Person | None, month: int, *, region: str = "", where: dict[str, str] | None = None,
        everywhere: bool = True,
    ) -> None:  # fmt: skip
        self._row("drop", table, person, month, region, where, everywhere, {})

    def add(
        self, table: str, person: Person | None, month: int, *, region: str = "", everywhere: bool = True,
        **values: Value,
    ) -> None:  # fmt: skip
        """One more row: a copy of the person's row in that file, else of the file's first row with the person's
        number, name, sex and birth; then the values given. Natural keys must differ from those of the other rows.
        Rows of nobody (orders of an agency) are a copy of the first row of the `region`."""
        known = load_catalogue().table(table).columns
        identity: dict[str, Value] = {n: v for n, v in self.identity(person).items() if n in known} if person else {}
        self._row("add", table, person, month, region, None, everywhere, identity | values)

    def _row(
        self, kind: str, table: str, person: Person | None, month: int, region: str, where: dict[str, str] | None,
        everywhere: bool, values: dict[str, Value],
    ) -> None:  # fmt: skip
        described = load_catalogue().table(table)
        region = region or (person.county if person else "")
        unknown = (values.keys() | (where or {}).keys()) - set(described.columns)
        if unknown or not region:
            raise ValueError(f"{self.kind}: {table} has no columns {sorted(unknown)}" if unknown else "no region")
        found = dict(where or {})
        if person is not None:
            names = ("person_id", "dependant_person_id", "party_id", "citizen_id")
            name = next(name for name in names if name in described.columns)
            found.setdefault(name, self.identity(person)["citizen_id" if name == "citizen_id" else "person_id"])
        region = county(region).prefecture if table.startswith("PS") else region
        change = Change(kind, tuple(found.items()), tuple(values.items()))
        if everywhere and (table in _PAYING or not table.startswith(("EP", "PS"))):
            self.plan.lives[table, region, month].append(change)
        if not everywhere or table.startswith(("EP", "PS")):
            self.plan.sent[table, region, month].append(change)

    def pension_elsewhere(self, person: Person, region: str, month: int) -> None:
        """The person's enterprise pension is paid by another region as well."""
        self.plan.pensions[region, month].append(Pension(person.county, person.index))

    def dependant(
        self, supporter: Person, dependant: Person, month: int, relation: str, fen: int, region: str = ""
    ) -> None:
        """A benefit for a dependant (供养亲属, EP04), paid."""
        row = Dependant(supporter.key, dependant.key, relation, fen)
        self.plan.dependants[region or supporter.county, month].append(row)

    def identity(self, person: Person) -> dict[str, str]:
        """Columns that say who somebody is, as the files write them."""
        if person.key not in self._identities:
            people = self.fund.population.at(person.county, np.array([person.index]))
            self._identities[person.key] = {
                "person_id": people.person_id[0].as_py(), "citizen_id": people.citizen_id[0].as_py(),
                "person_name": name_texts(people.name)[0].as_py(), "sex_code": str(int(people.sex[0])),
                "birth_date": day(people.birth_day)[0].as_py(),
            }  # fmt: skip
        return self._identities[person.key]

    def unit_id(self, region: str, unit: int) -> str:
        return f"{region}{unit:06d}"

    # -- truth -------------------------------------------------------------------------------------------------------

    def truth(
        self, person: Person, expected: str, note: str, *, month: int | None = None, region: str | None = None,
        regions: list[str] | None = None, amount: int = 0, finding_kind: str = "", fund: str = "", unit: str = "",
    ) -> None:  # fmt: skip
        """One expected finding (or none) of the rule under way. `amount` in fen."""
        number = self.identity(person)["citizen_id"]
        self._write(
            number, expected, note, region or person.county, unit, month=month, regions=regions, amount=amount,
            finding_kind=finding_kind, fund=fund,
        )  # fmt: skip

    def _write(
        self, citizen_id: str, expected: str, note: str, region: str, unit: str, *, month: int | None = None,
        regions: list[str] | None = None, amount: int = 0, finding_kind: str = "", fund: str = "",
    ) -> None:  # fmt: skip
        self._said.add(unit)
        self.plan.truth.append(
            {
                "plant": self.kind,
                "rule_id": self.rule,
                "expected": expected,
                "kind": finding_kind,
                "fund": fund or self.fund_code,
                "citizen_id": citizen_id,
                "unit_id": unit,
                "region_code": region,
                "regions": regions or [region],
                "period": period_of(month) if month is not None else "",
                "periods": [period_of(m) for m in ([month] if month is not None else self.months)],
                "amount": yuan(amount),
                "note": note,
            }
        )

    def truth_of_base(self, person: Person, expected: str, note: str, **more: Any) -> None:
        """As `truth`, of a base decreed for a life: each fund that is judged by the rules about bases says the same."""
        self.truth(person, expected, note, **more)
        for fund in ("employee_medical", "unemployment") if person.county in self.all_funds else ():
            self.truth(person, expected, note, fund=fund, **more)

    def none(self, person: Person, note: str, regions: list[str] | None = None, **more: Any) -> None:
        self.truth(person, "none", note, regions=regions, **more)

    def unit_truth(self, region: str, unit: str, expected: str, note: str, **more: Any) -> None:
        """As `truth`, of a unit: no person stands behind it."""
        self._write("", expected, note, region, unit, **more)

    def pension(self, insured: Insured, month: int) -> int:
        return int(sum(part[0] for part in pension_parts(insured, month).values()))

    def pension_fund(self, unit: int) -> str:
        """The pension fund of the staff of a unit."""
        return "institution_pension" if unit >= PUBLIC_UNIT else ENTERPRISE

    def due(self, insured: Insured, month: int) -> tuple[int, int, int]:
        """Unit, base and personal contribution of a month."""
        state = self.fund.month(insured, month)
        return int(state.unit[0]), int(state.base[0]), int(state.personal_due[0])


def fen(value: Decimal) -> int:
    return int((value * 100).quantize(Decimal(1), ROUND_HALF_UP))


def lowest_floor(month: int) -> int:
    """Fen: the floor of the year, or of the year before until the new wage is announced (公布), if that is lower."""
    day = date_in(month, 1)
    wage, former = parameter("contribution_base_avg", day), parameter("contribution_base_avg", date_in(month - 12, 1))
    if month % 12 + 1 < int(parameter("base_announcement_month", day)) and former < wage:
        wage = former
    return fen(parameter("base_floor_ratio", day) * wage)


def ceiling(month: int) -> int:
    day = date_in(month, 1)
    return fen(parameter("base_ceiling_ratio", day) * parameter("contribution_base_avg", day))


# -- the run -----------------------------------------------------------------------------------------------------------

TRAPS_EACH = 2


def plant(
    fund: Fund, plan: Plan, codes: list[str], months: list[int], wanted: tuple[tuple[str, int], ...], traps: bool,
    all_funds: list[str] | None = None,
) -> list[str]:  # fmt: skip
    """Decree what was asked for; returns the traps for which nobody fitted.

    Raises ValueError for unknown names, and where nobody is left for what was asked for by name."""
    unknown = sorted({name for name, _ in wanted} - KINDS.keys())
    if unknown:
        raise ValueError(f"unknown plants {', '.join(unknown)}; known: {', '.join(KINDS)}")
    planner = Planner(fund, plan, codes, months, all_funds)
    asked = {name for name, _ in wanted}
    # The choosy first: they need kinds of people of whom there are few.
    rarest = [
        "flexible_early_retirement", "gradual_raise_to_the_month", "worker_from_before_1949", "disability_retirement",
        "special_work_retirement", "name_dot_variant",
    ]  # fmt: skip
    jobs = [(name, count, True) for name, count in wanted]
    if traps:
        jobs += [(name, TRAPS_EACH, False) for name, kind in KINDS.items()
                 if kind.is_trap and name not in asked and (all_funds or not kind.needs_all_funds)]  # fmt: skip
    jobs.sort(key=lambda job: rarest.index(job[0]) if job[0] in rarest else len(rarest))
    skipped = []
    for name, count, must in jobs:
        planner.kind, planner.rule, planner.fund_code = name, KINDS[name].rule, KINDS[name].fund
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
