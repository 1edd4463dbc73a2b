"""One run: people in, deliveries out. Counties one after another, people in chunks, all months of a chunk together.

Memory holds one chunk of people, the sums of the units of one county, and the people who work outside their county of
registration. What is written does not depend on the size of a chunk (`tests/simulator` compares bytes).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from catalogue import load_catalogue
from simulator import all_funds, feeds
from simulator.delivery import Feed, Written
from simulator.draws import Draws
from simulator.feeds import ARREARS, CURRENT, Enrolled
from simulator.insurance import FLEXIBLE, PAUSED, Fund, Insured, MonthState, subset
from simulator.law import rate_per_mille
from simulator.lives import CountyLives
from simulator.money import MonthMoney, expenditure_account, treasury_rows, write_statements
from simulator.months import NEVER, month_index, months_of_days, period_of
from simulator.names import names
from simulator.plan import Budget, Enrolment, Plan
from simulator.plants import plant
from simulator.population import People, Population
from simulator.province import County, allot, choose
from simulator.text import yuan

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Progress = Callable[[int, int, str], None]
Newcomers = dict[str, dict[str, Ints]]
"""Region → county of registration → indices of people."""

DEFAULT_CHUNK = 50_000
PEOPLE_PER_UNIT = 45
MONTHLY = ("EP01", "EP02", "EP03", "EP04", "EP05", "EP06", "EP07", "EP08", "EP09", "EP10", "EP11", "EP12", "EP21")
_PERSON = {"EP03": "person_id", "EP04": "dependant_person_id"}
_DEPENDANT_PARTS = {"dependant_benefit_paid": "2201"}
LEAVERS, ARREARS_ROWS, GRANTS, DEPENDANTS, PLANTED = 1, 2, 4, 5, 10
"""Lanes of rows that stand after the many of a file."""
_SUMS = (
    "headcount", "payers", "arrears_payers", "base", "base_paid", "due", "paid", "supplement", "arrears_repaid",
    "balance", "unit_due", "unit_paid", "unit_supplement", "unit_arrears_repaid", "unit_balance",
)  # fmt: skip


@dataclass(frozen=True)
class Request:
    """What to generate. `persons` counts people of the census day in the chosen counties; later births are added.

    `plants` is (name, count) as in `simulator.plants`; `regions` are codes of counties or prefectures, None for all.
    In `all_funds` of them (codes as in `regions`; None for no county, `all` for each) the tables of all other funds and
    sources are written too. More than one process pays from some 100,000 people on."""

    persons: int
    periods: tuple[str, ...]
    seed: int
    out: Path
    regions: str | None = None
    plants: tuple[tuple[str, int], ...] = ()
    traps: bool = False
    chunk: int = DEFAULT_CHUNK
    all_funds: str | None = None
    processes: int = 1


class Province:
    """The simulated people and their fund, before anything is written."""

    def __init__(self, request: Request, plan: Plan | None = None) -> None:
        self.request = request
        self.counties = choose(request.regions)
        shares = allot(request.persons, [c.population for c in self.counties])
        sizes = {c.code: int(n) for c, n in zip(self.counties, shares, strict=True)}
        self.population = Population(request.seed, sizes)
        units = {code: 3 + n // PEOPLE_PER_UNIT for code, n in sizes.items()}
        self.codes = [c.code for c in self.counties]
        self.plan = plan or Plan()
        self.fund = Fund(self.population, self.codes, units, self.plan.edits)
        self.months = [month_index(period) for period in request.periods]
        everywhere = request.all_funds == "all"
        chosen = [] if everywhere or not request.all_funds else choose(request.all_funds)
        self.with_all_funds = set(self.codes) if everywhere else {c.code for c in chosen}
        if not self.with_all_funds <= set(self.codes):
            raise ValueError(
                f"no such counties in this run: {', '.join(sorted(self.with_all_funds - set(self.codes)))}"
            )

    def plant(self) -> list[str]:
        """Choose whom to plant; returns the traps that do not fit."""
        mine = [code for code in self.codes if code in self.with_all_funds]
        return plant(self.fund, self.plan, self.codes, self.months, self.request.plants, self.request.traps, mine)

    def chunks(self, code: str) -> Iterator[Ints]:
        size = self.population.size(code)
        for start in range(0, size, self.request.chunk):
            yield np.arange(start, min(start + self.request.chunk, size), dtype=np.int64)

    def newcomers(self) -> Newcomers:
        """Those insured in a region in any month of the run."""
        found: dict[str, dict[str, list[Ints]]] = {code: {} for code in self.codes}
        if len(self.codes) > 1:
            months = sorted({m for month in self.months for m in (month - 1, month)})
            for code in self.codes:
                home = self.codes.index(code)
                for chunk in self.chunks(code):
                    _, insured = self.fund.members(code, chunk)
                    stays = np.stack([self.fund.region(insured, self.fund.spell(insured, m)[0]) for m in months])
                    for place in np.unique(stays[stays != home]):
                        mine = insured.people.index[(stays == place).any(axis=0)]
                        found[self.codes[int(place)]].setdefault(code, []).append(mine)
        return {
            region: {code: np.sort(np.concatenate(parts)) for code, parts in by.items()} for region, by in found.items()
        }


def generate(request: Request, progress: Progress | None = None) -> dict[str, Any]:
    """Write outbox, truth, notices, treasury rows and summary under `request.out`; returns the summary.

    Raises ValueError for unknown regions, periods or plants, and where too few people fit what is planted."""
    say = progress or (lambda done, total, text: None)
    outbox = request.out / "outbox"
    province = Province(request)
    steps = len(province.codes) + 2
    say(0, steps, "选定异常与陷阱")
    skipped = province.plant()
    outbox.mkdir(parents=True, exist_ok=True)
    (request.out / "receipts").mkdir(exist_ok=True)
    say(1, steps, "流动人口")
    parts: list[Part] = []
    for part in _prefectures_written(province):
        parts.append(part)
        say(1 + sum(len(one.counties) for one in parts), steps, "、".join(part.counties))
    written = [file for part in parts for file in part.written]
    written += [_write_budget(outbox, *key, budgets) for key, budgets in sorted(province.plan.budgets.items())]
    summary = _write_rest(
        request, province, written, [one for part in parts for one in part.money],
        {account: closing for part in parts for account, closing in part.closing.items()}, skipped,
    )  # fmt: skip
    say(steps, steps, "完成")
    return summary


@dataclass(frozen=True)
class Part:
    """What was written of the counties of one prefecture."""

    counties: list[str]
    written: list[Written]
    money: list[MonthMoney]
    closing: dict[str, tuple[str, int]]


def _prefectures_written(province: Province) -> Iterator[Part]:
    """Prefecture by prefecture in the order of codes. No file has rows of two, so that processes can share them; the
    people are the same ones of the same seed in each."""
    prefectures = list(dict.fromkeys(county.prefecture for county in province.counties))
    newcomers = province.newcomers()
    processes = min(province.request.processes, len(prefectures))
    if processes < 2:
        yield from (_prefecture_written(province, newcomers, prefecture) for prefecture in prefectures)
        return
    given = province.request, province.plan, newcomers
    with ProcessPoolExecutor(processes, get_context("spawn"), _begin, given) as pool:
        yield from pool.map(_written_by_process, prefectures)


_of_process: tuple[Province, Newcomers]


def _begin(request: Request, plan: Plan, newcomers: Newcomers) -> None:
    global _of_process
    _of_process = Province(request, plan), newcomers


def _written_by_process(prefecture: str) -> Part:
    return _prefecture_written(*_of_process, prefecture)


def _prefecture_written(province: Province, newcomers: Newcomers, prefecture: str) -> Part:
    outbox = province.request.out / "outbox"
    part = Part([], [], [], {})
    registries: dict[tuple[str, str, int], Feed] = {}
    for of in province.counties:
        if of.prefecture != prefecture:
            continue
        writer = CountyWriter(province, of, outbox, registries)
        writer.residents()
        for code, index in newcomers[of.code].items():
            writer.strangers(code, index)
        files, months = writer.finish()
        statements, balances = write_statements(outbox, months)
        part.written.extend(files + statements)
        if of.code in province.with_all_funds:
            by_fund: dict[str, list[MonthMoney]] = {}
            lives = CountyLives(province.fund, of, newcomers[of.code], province.plan)
            for month in province.months:
                files, sums = all_funds.write(outbox, lives, month)
                part.written.extend(files)
                for one in sums:
                    by_fund.setdefault(one.fund, []).append(one)
            for sums in by_fund.values():
                files, balances_of_fund = write_statements(outbox, sums)
                part.written.extend(files)
                part.money.extend(sums)
                part.closing.update((account, (of.code, fen)) for account, fen in balances_of_fund.items())
        part.money.extend(months)
        part.closing.update((account, (of.code, fen)) for account, fen in balances.items())
        part.counties.append(of.name)
    part.written.extend(registries.pop(key).close() for key in sorted(registries))
    return part


def produced_at(month: int, table: str) -> datetime:
    return all_funds.sent_at(load_catalogue().table(table), month)


class CountyWriter:
    """All deliveries of one county, open at once for all months of the run."""

    def __init__(
        self, province: Province, of: County, outbox: Path, registries: dict[tuple[str, str, int], Feed]
    ) -> None:
        self.province, self.of, self.plan, self.fund = province, of, province.plan, province.fund
        self.draws: Draws = province.population.draws
        self.place = province.codes.index(of.code)
        self.registries = registries
        self.outbox = outbox
        self.feed = {
            (table, month): Feed(
                outbox,
                table,
                of.code,
                period_of(month),
                produced_at(month, table),
                changes=province.plan.sent.get((table, of.code, month)),
            )
            for month in province.months
            for table in MONTHLY
        }
        units = int(self.fund.unit_counts[self.place])
        self.divisions = [of.code, *of.former_codes[-1:]]
        self.sums = {
            (division, month): {name: np.zeros(units, dtype=np.int64) for name in _SUMS}
            for month in province.months
            for division in self.divisions
        }
        self.benefits = {month: np.zeros(len(feeds.BANKS), dtype=np.int64) for month in province.months}

    def registry(self, table: str, month: int) -> Feed:
        """Public security delivers by prefecture."""
        key = (self.of.prefecture, table, month)
        if key not in self.registries:
            region, period = self.of.prefecture, period_of(month)
            changes = self.plan.sent.get((table, region, month))
            self.registries[key] = Feed(self.outbox, table, region, period, produced_at(month, table), changes=changes)
        return self.registries[key]

    @contextmanager
    def aside(self, lane: int) -> Iterator[None]:
        """Rows written inside stand after the many (see `Feed.add`)."""
        mine = [*self.feed.values(), *self.registries.values()]
        before = mine[0].lane
        for feed in mine:
            feed.lane = lane
        yield
        for feed in mine:
            feed.lane = before

    def residents(self) -> None:
        code = self.of.code
        for chunk in self.province.chunks(code):
            people, insured = self.fund.members(code, chunk)
            for month in self.province.months:
                feeds.add_ps01(self.registry("PS01", month), month, people)
                died = _pick(people, (people.registered_day < NEVER) & (_months(people.registered_day) == month))
                feeds.add_ps02(self.registry("PS02", month), month, died, died.death_day, died.registered_day, "0")
            self._insured(insured, at_home=True)
        for month in self.province.months:
            with self.aside(PLANTED):
                self._planted(month)

    def strangers(self, code: str, index: Ints) -> None:
        for start in range(0, len(index), self.province.request.chunk):
            _, insured = self.fund.members(code, index[start : start + self.province.request.chunk])
            self._insured(insured, at_home=False)

    def _insured(self, insured: Insured, at_home: bool) -> None:
        months = self.province.months
        states: dict[int, MonthState] = {}
        for month in months:
            for needed in (month - 1, month):
                if needed not in states:
                    states[needed] = self.fund.month(insured, needed)
            self._contributions(insured, month, states[month - 1], states[month])
            self._transfers(insured, month, states[month - 1], states[month])
            self._pensions(insured, month, states[month])
            self._terminations(insured, month, states[month - 1])
            if at_home:
                self._dependants(insured, month, states[month - 1])
            states.pop(month - 1)

    def _contributions(self, insured: Insured, month: int, before: MonthState, now: MonthState) -> None:
        here = now.listed & (now.region == self.place)
        owed = before.contributes & before.late & (before.region == self.place)
        same = here & owed & (before.unit == now.unit)
        zero = np.zeros(len(insured), dtype=np.int64)
        on_time = ~now.late
        self._enrolled(
            subset(insured, here),
            month,
            _rows(
                here,
                unit=now.unit, status=now.status, base=now.base, due=now.personal_due, paid=now.personal_due * on_time,
                supplement=zero, arrears_repaid=before.personal_due * same, balance=now.personal_due * now.late,
                unit_due=now.unit_due, unit_paid=now.unit_due * on_time, unit_supplement=zero,
                unit_arrears_repaid=before.unit_due * same, unit_balance=now.unit_due * now.late,
            ),
        )  # fmt: skip
        gone = owed & ~same
        unpaid = dict.fromkeys(("base", "due", "paid", "supplement", "balance"), zero)
        unpaid |= dict.fromkeys(("unit_due", "unit_paid", "unit_supplement", "unit_balance"), zero)
        rows = _rows(
            gone,
            unit=before.unit,
            status=np.full_like(zero, PAUSED),
            arrears_repaid=before.personal_due,
            unit_arrears_repaid=before.unit_due,
            **unpaid,
        )
        with self.aside(LEAVERS):
            self._enrolled(subset(insured, gone), month, rows)

    def _enrolled(self, insured: Insured, month: int, rows: Enrolled, division: str | None = None) -> None:
        """EP02, EP09 and the sums from which EP01 and EP08 are made."""
        if not len(insured):
            return
        code = self.of.code
        feeds.add_ep02(self.feed["EP02", month], code, month, insured, rows, division)
        sums = self.sums[division or code, month]
        paid = rows.paid + rows.supplement + rows.unit_paid + rows.unit_supplement > 0
        repaid = rows.arrears_repaid + rows.unit_arrears_repaid > 0
        np.add.at(sums["headcount"], rows.unit, 1)
        np.add.at(sums["payers"], rows.unit[paid], 1)
        np.add.at(sums["arrears_payers"], rows.unit[repaid], 1)
        np.add.at(sums["base_paid"], rows.unit[paid], rows.base[paid])
        for name in set(_SUMS) - {"headcount", "payers", "arrears_payers", "base_paid"}:
            np.add.at(sums[name], rows.unit, getattr(rows, name))
        for kind, mask in ((CURRENT, paid), (ARREARS, repaid)):
            if mask.any():
                mine = Enrolled(**{n: getattr(rows, n)[mask] for n in Enrolled.__dataclass_fields__})
                feed, batch = self.feed["EP09", month], batch_no("EP09", code, month)
                with self.aside(feed.lane + (ARREARS_ROWS if kind == ARREARS else 0)):
                    feeds.add_ep09(feed, code, month, subset(insured, mask), mine, kind, batch, division)

    def _transfers(self, insured: Insured, month: int, before: MonthState, now: MonthState) -> None:
        moved = before.listed & now.listed & (before.region != now.region)
        for mask, incoming in (
            (moved & (before.region == self.place), False),
            (moved & (now.region == self.place), True),
        ):
            with self.aside(LEAVERS if incoming else 0):
                feeds.add_ep06(self.feed["EP06", month], self.of.code, month, subset(insured, mask), incoming)

    def _pensions(self, insured: Insured, month: int, now: MonthState) -> None:
        drawing = subset(insured, now.draws_pension & (now.region == self.place))
        drawing = subset(drawing, ~self._dropped("EP03", month, drawing.people))
        if not len(drawing):
            return
        parts = self._decreed("EP03", month, drawing.people, feeds.pension_parts(drawing, month), feeds.PENSION_PARTS)
        self._pension_rows(month, drawing, parts)

    def _pension_rows(self, month: int, drawing: Insured, parts: dict[str, Ints], kind: str = "A") -> None:
        no_backpay = np.zeros(len(drawing), dtype=np.int64)
        feeds.add_ep03(self.feed["EP03", month], self.of.code, month, drawing, parts, no_backpay)
        items = {code: parts[name] for code, name in feeds.ITEMS.items()}
        self._pay(month, drawing.people, items, kind, period_of(month))

    def _dropped(self, table: str, month: int, people: People) -> Bools:
        """Whose row a plan leaves out."""
        gone = np.zeros(len(people), dtype=bool)
        for change in self.plan.lives.get((table, self.of.code, month), []):
            if change.kind == "drop":
                gone |= people.key == np.uint64(int(dict(change.where)[_PERSON[table]]))
        return gone

    def _decreed(
        self, table: str, month: int, people: People, amounts: dict[str, Ints], columns: dict[str, str]
    ) -> dict[str, Ints]:
        """Amounts (by what `columns` calls them) with what a plan decrees of single people: payments follow."""
        for change in self.plan.lives.get((table, self.of.code, month), []):
            at = people.key == np.uint64(int(dict(change.where)[_PERSON[table]]))
            for column, fen in change.values:
                if change.kind == "change" and column in columns and at.any():
                    amounts[columns[column]] = np.where(at, int(fen), amounts[columns[column]])
        return amounts

    def _pay(
        self, month: int, people: People, items: dict[str, Ints], kind: str, paid_for: Any, heir: bool = False
    ) -> None:
        payee: dict[str, Any] = {
            "person_id": people.person_id,
            "person_name": names(people.name),
            "citizen_id": people.citizen_id,
        }
        if heir:
            payee = {"person_id": feeds.joined("J", people.person_id), "person_name": "法定继承人", "citizen_id": ""}
        bank = feeds.bank_of(self.draws, people)
        details, plans = self.feed["EP11", month], self.feed["EP12", month]
        amount = feeds.add_payments(details, plans, self.of.code, month, bank, payee, kind, items, paid_for)
        np.add.at(self.benefits[month], bank, amount)

    def _terminations(self, insured: Insured, month: int, before: MonthState) -> None:
        beyond = insured.paid_beyond_death if insured.paid_beyond_death is not None else 0
        ended = (insured.people.death_month + beyond == month - 1) & (before.listed | before.draws_pension)
        mine = subset(insured, ended & (before.region == self.place))
        if not len(mine):
            return
        feeds.add_ep21(
            self.feed["EP21", month], self.of.code, month, mine, mine.retirement_month < mine.people.death_month
        )
        funeral = np.full(len(mine), feeds.FUNERAL, dtype=np.int64)
        grants = {"2101": funeral, "2102": np.full(len(mine), feeds.BEREAVEMENT, dtype=np.int64)}
        with self.aside(GRANTS):
            self._pay(month, mine.people, grants, "D", period_of(month), heir=True)

    def _dependants(self, insured: Insured, month: int, before: MonthState) -> None:
        """供养亲属: a surviving spouse past the age, of some of those who died since the census."""
        dead = (insured.people.death_month < month - 1) & (before.region == self.place)
        dead &= self.draws.uniform("leaves a dependant", insured.people.key) < 0.3
        supporters = subset(insured, dead)
        if not len(supporters):
            return
        code = self.of.code
        partner = self.province.population.spouse_index(code, supporters.people.index)
        dependants = self.province.population.at(code, np.maximum(partner, 0))
        limit = np.where(dependants.sex == 1, 60, 55) * 12
        entitled = (partner >= 0) & (dependants.birth_month + limit < month) & (dependants.death_month >= month)
        # Only where each is the other's: then no dependant has two supporters.
        entitled &= self.province.population.spouse_index(code, np.maximum(partner, 0)) == supporters.people.index
        mine, theirs = subset(supporters, entitled), _pick(dependants, entitled)
        kept = ~self._dropped("EP04", month, theirs)
        mine, theirs = subset(mine, kept), _pick(theirs, kept)
        fen = {"2201": np.full(len(theirs), 78000, dtype=np.int64)}
        self._dependant_rows(month, mine, theirs, self._decreed("EP04", month, theirs, fen, _DEPENDANT_PARTS))

    def _dependant_rows(
        self, month: int, mine: Insured, theirs: People, fen: dict[str, Ints], relation: str = "10"
    ) -> None:
        feeds.add_ep04(self.feed["EP04", month], self.of.code, month, mine, theirs, fen["2201"], relation)
        if len(theirs):
            with self.aside(DEPENDANTS):
                self._pay(month, theirs, fen, "B", period_of(month))

    def _planted(self, month: int) -> None:
        """Rows that the plan decrees in this county and month."""
        key = (self.of.code, month)
        for row in self.plan.enrolments.get(key, []):
            self._planted_enrolment(month, row)
        for county, index, direction in self.plan.transfers.get(key, []):
            _, insured = self.fund.members(county, np.array([index]))
            feeds.add_ep06(self.feed["EP06", month], self.of.code, month, insured, direction == 1)
        for recovery in self.plan.recoveries.get(key, []):
            people, _ = self.fund.members(recovery.county, np.array([recovery.index]))
            feed = self.feed["EP05", month]
            feeds.add_ep05(feed, self.of.code, month, people, recovery.months, recovery.overclaimed, recovery.recovered)
        for county, index, fen in self.plan.backpay.get(key, []):
            people, insured = self.fund.members(county, np.array([index]))
            amount = np.array([fen], dtype=np.int64)
            nothing = {name: np.zeros(1, dtype=np.int64) for name in feeds.ITEMS.values()}
            feeds.add_ep03(self.feed["EP03", month], self.of.code, month, insured, nothing, amount)
            self._pay(month, insured.people, {"1401": amount}, "R", period_of(int(people.death_month[0])))
        for pension in self.plan.pensions.get(key, []):
            _, insured = self.fund.members(pension.county, np.array([pension.index]))
            self._pension_rows(month, insured, feeds.pension_parts(insured, month), "E")
        for other in self.plan.dependants.get(key, []):
            _, supporter = self.fund.members(other.supporter[0], np.array([other.supporter[1]]))
            dependant = self.province.population.at(other.dependant[0], np.array([other.dependant[1]]))
            amount = {"2201": np.array([other.fen], dtype=np.int64)}
            self._dependant_rows(month, supporter, dependant, amount, other.relation)
        for row in self.plan.registrations.get(key, []):
            people, _ = self.fund.members(row.county, np.array([row.index]))
            death, registered = np.array([row.death_day]), np.array([row.registered_day])
            feed = self.registry("PS02", month)
            feeds.add_ps02(feed, month, people, death, registered, "1" if row.cancelled else "0", row.old_number)

    def _planted_enrolment(self, month: int, row: Enrolment) -> None:
        _, insured = self.fund.members(row.county, np.array([row.index]))
        insured.old_number = np.array([row.old_number])
        year, zero = month // 12, np.zeros(1, dtype=np.int64)
        base = np.array([row.base], dtype=np.int64)
        flexible = insured.identity == FLEXIBLE
        rates = [rate_per_mille(name, year) for name in ("personal_rate", "unit_rate", "flexible_rate")]
        due = (base * np.where(flexible, rates[2], rates[0]) + 500) // 1000
        unit_due = (base * np.where(flexible, 0, rates[1]) + 500) // 1000
        supplement = np.array([row.supplement], dtype=np.int64)
        rows = Enrolled(
            unit=np.array([row.unit]), status=np.array([PAUSED if row.supplement else 1]), base=base, due=due, paid=due,
            supplement=supplement, arrears_repaid=zero, balance=zero, unit_due=unit_due, unit_paid=unit_due,
            unit_supplement=supplement * 2, unit_arrears_repaid=zero, unit_balance=zero,
        )  # fmt: skip
        self._enrolled(insured, month, rows, row.division)

    def finish(self) -> tuple[list[Written], list[MonthMoney]]:
        code, written, months = self.of.code, [], []
        for month in self.province.months:
            premiums = dict.fromkeys((month, month - 1), 0)
            for division in self.divisions:
                sums = self.sums[division, month]
                feeds.add_ep01(self.feed["EP01", month], self.of, self.draws, month, sums, division)
                batch = batch_no("EP08", code, month)
                for kind in (CURRENT, ARREARS):
                    feeds.add_ep08(self.feed["EP08", month], code, month, sums, kind, batch, division)
                premiums[month] += int(
                    sum(sums[n].sum() for n in ("paid", "supplement", "unit_paid", "unit_supplement"))
                )
                premiums[month - 1] += int(sums["arrears_repaid"].sum() + sums["unit_arrears_repaid"].sum())
            amounts = [int(fen) for fen in self.benefits[month]]
            feeds.add_ep10(self.feed["EP10", month], code, expenditure_account(code), month, amounts)
            feeds.add_ep07(self.feed["EP07", month], code, month)
            months.append(MonthMoney(code, month, tuple(amounts), tuple(premiums.items())))
            written += [self.feed[table, month].close() for table in MONTHLY]
        return written, months


def batch_no(table: str, region: str, month: int) -> str:
    return f"T{period_of(month)}{region}{table}001"


def _months(days: Ints) -> Ints:
    return months_of_days(np.minimum(days, 10**5))


def _pick(people: People, mask: Bools) -> People:
    values = {n: getattr(people, n) for n in people.__dataclass_fields__}
    return People(**{n: v if n == "county" else v[mask] for n, v in values.items()})


def _rows(mask: Bools, **columns: Ints) -> Enrolled:
    return Enrolled(**{name: column[mask] for name, column in columns.items()})


def notices(written: list[Written]) -> list[dict[str, Any]]:
    """BatchNotice of each file of the tax service (exchange.md §2)."""
    found = []
    for file in written:
        if file.source == "TAX":
            month = month_index(file.period)
            sent = produced_at(month, file.table) + timedelta(minutes=20)
            found.append(
                {
                    "batchNo": batch_no(file.table, file.region, month), "table": file.table, "region": file.region,
                    "period": file.period, "seq": file.seq, "file": file.path.name, "sha256": file.sha256,
                    "records": file.records, "transmitType": "1", "sentAt": sent.isoformat(),
                }
            )  # fmt: skip
    return found


def _write_rest(
    request: Request,
    province: Province,
    written: list[Written],
    money: list[MonthMoney],
    closing: dict[str, tuple[str, int]],
    skipped: list[str],
) -> dict[str, Any]:
    out = request.out
    treasury = [{"table": table, **row} for month in money for table, row in treasury_rows(month)]
    _json_lines(out / "truth.jsonl", province.plan.truth)
    _json_lines(out / "treasury.jsonl", treasury)
    (out / "notices.json").write_text(json.dumps(notices(written), ensure_ascii=False, indent=1), encoding="utf-8")
    balances = {account: {"region": region, "balance": yuan(fen)} for account, (region, fen) in closing.items()}
    (out / "balances.json").write_text(json.dumps(balances, indent=1), encoding="utf-8")
    by_feed: dict[str, dict[str, int]] = {}
    for file in written:
        entry = by_feed.setdefault(file.table, {"files": 0, "records": 0, "bytes": 0})
        entry["files"] += 1
        entry["records"] += file.records
        entry["bytes"] += file.bytes
    summary = {
        "persons": request.persons,
        "seed": request.seed,
        "periods": list(request.periods),
        "regions": province.codes,
        "files": len(written),
        "records": sum(file.records for file in written),
        "bytes": sum(file.bytes for file in written),
        "feeds": dict(sorted(by_feed.items())),
        "treasury_rows": len(treasury),
        "money": {
            "contributions": yuan(sum(fen for m in money for _, fen in m.premiums)),
            "benefits": yuan(sum(m.paid for m in money)),
            "subsidies": yuan(sum(m.subsidy for m in money)),
        },
        "skipped_traps": skipped,
        "truth": {e: sum(1 for t in province.plan.truth if t["expected"] == e) for e in ("open", "closed", "none")},
    }
    (out / "summary.json").write_text(json.dumps(summary, ensure_ascii=False, indent=1), encoding="utf-8")
    return summary


def _write_budget(outbox: Path, region: str, year: int, budgets: list[Budget]) -> Written:
    """HI01 as it is read out of a workbook (社保基金预算报表): a sheet a fund, of which one line is here. Each version
    has the sheets of all funds, as it takes the place of the one before."""
    period = f"{year}12"
    feed = Feed(outbox, "HI01", region, period, produced_at(year * 12, "HI01"))
    for version in range(1, max(budget.version for budget in budgets) + 1):
        said = {budget.fund_name: budget.fen for budget in budgets if budget.version <= version}
        for fund_name, fen in said.items():
            feed.add(
                1,
                {
                    "admin_division_code": region, "data_period": period, "work_id": "H1-01", "report_cycle": "年",
                    "indicator_set": str(year), "version_no": str(version),
                    "sheet_title": f"{year}年{fund_name}基金支出预算表", "row_no": "6", "column_no": "3",
                    "section_label": "支出", "line_label": "本年支出合计", "printed_line_no": "6",
                    "column_label": f"{year}年预算数", "unit_label": "元", "cell_text": yuan(fen),
                    "cell_value": yuan(fen),
                },
            )  # fmt: skip
    return feed.close()


def _json_lines(path: Path, rows: list[dict[str, Any]]) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
