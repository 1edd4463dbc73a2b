"""The people of a county over months (一生逐月): who works where, is covered by what, falls ill, is injured.

Everything is a function of the person and the month, or of the person alone (the month of an injury, the tier of a
resident's pension), so nothing is remembered from month to month and a month is the same whichever are asked for.
Events are drawn so that they are lawful: a hospital stay of an employee has six paid months before it, two stays lie a
month apart, whoever draws unemployment benefit has worked a year. Amounts are integer fen.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from simulator import law, life
from simulator.books import Contributors, CountyMonth, joined_people, subset
from simulator.draws import Draws, Keys
from simulator.feeds import PUBLIC_UNIT
from simulator.insurance import FLEXIBLE, PUBLIC_SHARE, Fund, Insured, MonthState, enterprise_share
from simulator.insurance import subset as insured_subset
from simulator.months import NEVER, date_in, months_of_days
from simulator.plan import Contribution, Plan
from simulator.population import People
from simulator.province import County, counties

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

EMPLOYED = ("institution_pension", "employee_medical", "unemployment", "work_injury", "maternity", "enterprise_pension")
INJURIES_FROM, INJURY_MONTHS = 2017 * 12, 132
"""Work injuries of a life fall into these months, one at most, to a few of a hundred."""
_INJURED, _WORK_DEATHS = 0.06, 0.05
RECOGNISED, APPRAISED, GRANTED = 1, 3, 4
"""Months from the injury to its recognition (认定), the appraisal of the grade (鉴定) and the first payment."""
_STAY, _VISIT = 0.014, 0.10
CONTINUOUS = 7
"""Months paid on end that a stay in hospital has before it: one more than the law's six."""
STUDENT, CHILD, ADULT = 1, 2, 3
"""城乡居民参保人员类别: at school or between six and eighteen, younger, older."""
NEEDY = ("101", "102", "201", "301")
"""救助类别: 城市低保、农村低保、特困、重度残疾 (codes proposed)."""


@dataclass(frozen=True)
class Staff(Contributors):
    """Employed people of a month with what else their lives say; `since` is the month of the first work."""

    wage: Ints
    since: Ints
    steady: Bools
    flexible: Bools
    retired: Bools


@dataclass(frozen=True)
class Jobless:
    people: People
    unit: Ints
    begun: Ints
    contributed: Ints
    drawn: Ints
    last: Bools
    """The next month is one of work again."""


@dataclass(frozen=True)
class Injured:
    """Work injuries, one a person. `grade` 0 is none, `care` 0 is none; `wage` is the base in its month."""

    people: People
    unit: Ints
    month: Ints
    grade: Ints
    care: Ints
    wage: Ints
    fatal: Bools

    def __len__(self) -> int:
        return len(self.people)

    def where(self, mask: Bools) -> Injured:
        values = {n: getattr(self, n)[mask] for n in self.__dataclass_fields__ if n != "people"}
        return Injured(people=subset(self.people, mask), **values)


class CountyLives:
    """Those who live in a county, and those from other counties who work in it."""

    def __init__(self, fund: Fund, of: County, newcomers: dict[str, Ints], plan: Plan) -> None:
        self.fund, self.of, self.plan, self.draws = fund, of, plan, fund.draws
        self.place = fund.regions.index(of.code)
        size = fund.population.size(of.code)
        self.people, home = fund.members(of.code, np.arange(size, dtype=np.int64))
        self.companies = [home, *(fund.members(code, index)[1] for code, index in newcomers.items())]
        self.officials = fund.officials(self.people)
        key = self.officials.people.key
        self.body = PUBLIC_UNIT + self.draws.below("public body", key, max(2, len(key) // 80))
        self.work_month = np.full(size, NEVER, dtype=np.int64)
        for insured in (home, self.officials):
            self.work_month[insured.people.index] = months_of_days(insured.work_day)
        drawn = self.draws.uniform("insured", self.people.key)
        self.resident = drawn >= enterprise_share(self.people) + PUBLIC_SHARE
        self.rural_scheme = self.resident & (self.draws.uniform("rural scheme", self.people.key) < 0.15)
        self.needy = self.resident & (self.draws.uniform("needy", self.people.key) < 0.05)
        self._states: dict[int, list[tuple[Insured, MonthState]]] = {}
        self._patients: dict[int, Keys] = {}

    def month(self, month: int) -> LifeMonth:
        return LifeMonth(self, month)

    def states(self, month: int) -> list[tuple[Insured, MonthState]]:
        if month not in self._states:
            for old in [m for m in self._states if m < month - 2]:
                del self._states[old]
            self._states[month] = [(insured, self.fund.month(insured, month)) for insured in self.companies]
        return self._states[month]

    def em_patients_of(self, month: int) -> Keys:
        """Keys of the employees and retirees in hospital in a month; kept, as the year's later months ask again."""
        if month not in self._patients:
            self._patients[month] = self.month(month).em_patients.people.key
        return self._patients[month]

    # -- injuries of a life -----------------------------------------------------------------------------------------

    @cached_property
    def injured(self) -> Injured:
        """Everybody who is or was injured at work in this county, dead or alive."""
        return _all_injured([self._injured(insured) for insured in self.companies])

    def _injured(self, insured: Insured) -> Injured:
        people, draws = insured.people, self.draws
        month = INJURIES_FROM + draws.below("injury month", people.key, INJURY_MONTHS)
        happens = draws.uniform("injury of a life", people.key) < _INJURED
        fatal = dies_at_work(draws, people.key) & (people.death_month < NEVER)
        month = np.where(fatal, people.death_month, month)
        some = insured_subset(
            insured,
            (happens | fatal) & (insured.identity != FLEXIBLE) & (month < insured.retirement_month)
            & (month - months_of_days(insured.work_day) > 13) & (month <= people.death_month),
        )  # fmt: skip
        month = month[np.isin(people.key, some.people.key)]
        fatal = fatal[np.isin(people.key, some.people.key)]
        found = []
        for m in np.unique(month):  # of these few people, a call a month in which anybody was injured
            mine = month == m
            group = insured_subset(some, mine)
            states = [self.fund.month(group, int(m) - back) for back in (0, 1, 12)]
            first = states[0]
            at_work = np.all([s.contributes & (s.region == self.place) for s in states[:2]], axis=0)
            at_work &= states[2].contributes & (first.base * 2 < states[2].base * 3)
            late = np.zeros(len(group), dtype=bool)
            for back in range(14):
                late |= self.fund.unit_late(first.region, first.unit, int(m) - back)
            mine_fatal = fatal[mine]
            at_work &= ~late & (mine_fatal | (group.people.death_month > m + GRANTED))
            grade, care = self._grades(group.people)
            found.append(
                Injured(
                    group.people, first.unit, np.full(len(group), m), np.where(mine_fatal, 0, grade),
                    np.where(mine_fatal, 0, care), first.base, mine_fatal,
                ).where(at_work)
            )  # fmt: skip
        return _all_injured(found)

    def _grades(self, people: People) -> tuple[Ints, Ints]:
        drawn = self.draws.uniform("injury grade", people.key)
        grade = np.select([drawn < 0.10, drawn < 0.24, drawn < 0.80], [
            1 + self.draws.below("grade", people.key, 4), 5 + self.draws.below("grade", people.key, 2),
            7 + self.draws.below("grade", people.key, 4)], 0)  # fmt: skip
        care = np.where((grade >= 1) & (grade <= 2), 1 + self.draws.below("care", people.key, 3), 0)
        return grade, care


def dies_at_work(draws: Draws, keys: Keys) -> Bools:
    """Whose death, if they work then, is an injury at work."""
    return draws.uniform("work death", keys) < _WORK_DEATHS


def _all_injured(parts: list[Injured]) -> Injured:
    empty = np.zeros(0, dtype=np.int64)
    parts = [part for part in parts if len(part)]
    if not parts:
        return Injured(_nobody(), empty, empty, empty, empty, empty, empty.astype(bool))
    names = [n for n in Injured.__dataclass_fields__ if n != "people"]
    return Injured(
        people=joined_people([p.people for p in parts]),
        **{n: np.concatenate([getattr(p, n) for p in parts]) for n in names},
    )


def _nobody() -> People:
    fields = {n: np.zeros(0, dtype=np.int64) for n in People.__dataclass_fields__ if n != "county"}
    fields["key"] = fields["key"].astype(np.uint64)
    fields["rural"] = fields["rural"].astype(bool)
    return People(county=counties()[0], **fields)


class LifeMonth(CountyMonth):
    """One month of the lives of a county: the books and events behind every table."""

    def __init__(self, lives: CountyLives, month: int) -> None:
        super().__init__(lives.fund, lives.of, month)
        self.lives, self.plan = lives, lives.plan

    @cached_property
    def everybody(self) -> People:
        return self.lives.people

    @cached_property
    def living(self) -> Bools:
        people = self.everybody
        return (people.death_month >= self.month) & (people.birth_month <= self.month)

    # -- work --------------------------------------------------------------------------------------------------------

    @cached_property
    def staff(self) -> Staff:
        """Everybody at work here: companies' people (and the self-insured), then public bodies'."""
        parts: list[Staff] = []
        for insured, state in self.lives.states(self.month):
            here = state.contributes & (state.region == self.place)
            mine = insured_subset(insured, here)
            _, within = self._within(mine)
            pause = self._pause(mine)
            wage = self.fund.wage(mine, self.month)
            since = months_of_days(mine.work_day)
            steady = (within >= pause + CONTINUOUS) & (self.month - since > CONTINUOUS)
            flexible = mine.identity == FLEXIBLE
            parts.append(_staff(mine.people, state.unit[here], state.base[here], wage, since, steady, flexible))
        officials = self.lives.officials
        since = months_of_days(officials.work_day)
        alive = officials.people.death_month >= self.month
        here = (since <= self.month) & (officials.retirement_month >= self.month) & alive
        mine = insured_subset(officials, here)
        limits = law.band(self.month // 12)
        wage = self.fund.wage(mine, self.month)
        base = np.clip(self.fund.wage(mine, self.month - 12), limits.floor, limits.ceiling)
        for place, by_month in mine.bases.items():
            base[place] = by_month.get(self.month, base[place])
        steady = self.month - since[here] > CONTINUOUS
        flexible = np.zeros(len(mine), dtype=bool)
        parts.append(_staff(mine.people, self.lives.body[here], base, wage, since[here], steady, flexible))
        return _joined_staff(parts)

    def _within(self, insured: Insured) -> tuple[Ints, Ints]:
        month = np.minimum(self.month, insured.retirement_month)
        number, within = np.divmod(month + insured.spell_offset, insured.spell_length)
        return number, within

    def _pause(self, insured: Insured) -> Ints:
        number, _ = self._within(insured)
        gap, key = self.draws.uniform("gap", insured.people.key, number) < 0.12, insured.people.key
        return np.where(gap, 1 + self.draws.below("gap length", key, 3, number), 0)

    @cached_property
    def retirees(self) -> Staff:
        """Retired employees whose medical insurance is here: they owe nothing."""
        parts = []
        for insured, state in self.lives.states(self.month):
            here = (insured.retirement_month < self.month) & (insured.people.death_month >= self.month)
            here &= state.region == self.place
            mine = insured_subset(insured, here)
            zero = np.zeros(len(mine), dtype=np.int64)
            parts.append(
                _staff(mine.people, state.unit[here], zero, zero, months_of_days(mine.work_day), zero == 0, zero != 0)
            )
        mine = self.retired_officials
        zero = np.zeros(len(mine), dtype=np.int64)
        body = self.lives.body[np.isin(self.lives.officials.people.key, mine.people.key)]
        parts.append(_staff(mine.people, body, zero, zero, months_of_days(mine.work_day), zero == 0, zero != 0))
        found = _joined_staff(parts)
        return replace(found, retired=np.ones(len(found), dtype=bool))

    @cached_property
    def retired_officials(self) -> Insured:
        officials = self.lives.officials
        beyond = officials.paid_beyond_death if officials.paid_beyond_death is not None else 0
        return insured_subset(
            officials,
            (officials.retirement_month < self.month) & (officials.people.death_month + beyond >= self.month),
        )

    def _contributors(self, fund: str) -> Contributors:
        if fund not in EMPLOYED:
            raise ValueError(f"{fund} is not paid by the month")
        who = self.staff
        public = who.unit >= PUBLIC_UNIT
        mask = {
            "enterprise_pension": ~public, "institution_pension": public,
            "employee_medical": np.ones(len(who), dtype=bool),
        }.get(fund, ~who.flexible)  # fmt: skip
        mine = who.where(mask)
        assert isinstance(mine, Staff)
        employer, own = law.rates(fund, self.month // 12)
        employer_of = np.where(mine.flexible, 0, employer)
        own_of = np.where(mine.flexible, employer + own, own)
        due, unit_due = (mine.base * own_of + 500) // 1000, (mine.base * employer_of + 500) // 1000
        mine = replace(mine, due=due, unit_due=unit_due, paid=due.copy(), unit_paid=unit_due.copy())
        if fund == "employee_medical":
            mine = _joined_staff([mine, self.retirees])
        for decree in self.plan.contributions.get((self.of.code, fund, self.month), []):
            mine = self._decreed(mine, decree, fund)
        return mine

    def _decreed(self, who: Staff, decree: Contribution, fund: str) -> Staff:
        key = int(decree.county) * 10**8 + decree.index
        at = np.flatnonzero(who.people.key == np.uint64(key))
        if decree.absent:
            return who.where(who.people.key != np.uint64(key))  # type: ignore[return-value]
        if decree.extra or not len(at):
            people, _ = self.fund.members(decree.county, np.array([decree.index]))
            base = np.array([decree.base or law.band(self.month // 12).average // 100 * 100], dtype=np.int64)
            employer, own = law.rates(fund, self.month // 12)
            since = np.array([self.month - 60])
            row = _staff(people, np.array([decree.unit or 1]), base, base, since, since > 0, since < 0)
            due, unit_due = (base * own + 500) // 1000, (base * employer + 500) // 1000
            row = replace(row, due=due, unit_due=unit_due, paid=due, unit_paid=unit_due)
            who, at = _joined_staff([who, row]), np.array([len(who)])
        values = {n: getattr(who, n).copy() for n in ("base", "due", "paid", "unit_due", "unit_paid", "unit")}
        employer, own = law.rates(fund, self.month // 12)
        if decree.base is not None:
            values["base"][at] = decree.base
            for name, rate in (("due", own), ("unit_due", employer)):
                values[name][at] = (decree.base * rate + 500) // 1000
                values[name.replace("due", "paid")][at] = values[name][at]
        for name in ("due", "paid", "unit_due", "unit_paid", "unit"):
            value = getattr(decree, name)
            if value is not None:
                values[name][at] = value
        return replace(who, **values)

    # -- out of work ---------------------------------------------------------------------------------------------------

    @cached_property
    def jobless(self) -> Jobless:
        """Who draws unemployment benefit this month: between two units, after a year's contributions at least."""
        parts = []
        for insured, state in self.lives.states(self.month):
            idle = state.listed & ~state.contributes & (state.region == self.place) & (insured.identity != FLEXIBLE)
            mine = insured_subset(insured, idle)
            number, within = self._within(mine)
            begun = self.month - within
            worked = begun - months_of_days(mine.work_day)
            claims = (worked >= 14) & (self.draws.uniform("claims benefit", mine.people.key, number) < 0.8)
            parts.append(
                (
                    subset(mine.people, claims),
                    state.unit[idle][claims],
                    begun[claims],
                    worked[claims],
                    within[claims] + 1,
                    (within + 1 >= self._pause(mine))[claims],
                )
            )
        people = joined_people([p[0] for p in parts])
        return Jobless(people, *(np.concatenate([p[at] for p in parts]) for at in range(1, 6)))

    def moved(self, incoming: bool) -> tuple[People, Ints]:
        """Employees whose unit is in another region than last month's; and the months they had contributed."""
        people, months = [], []
        pairs = zip(self.lives.states(self.month - 1), self.lives.states(self.month), strict=True)
        for (insured, before), (_, now) in pairs:
            moved = before.listed & now.listed & (before.region != now.region) & (insured.identity != FLEXIBLE)
            moved &= (now.region if incoming else before.region) == self.place
            people.append(subset(insured.people, moved))
            months.append(self.month - months_of_days(insured.work_day[moved]))
        return joined_people(people), np.concatenate(months)

    # -- residents -----------------------------------------------------------------------------------------------------

    def _of_age(self, low: int, high: int) -> Bools:
        age = self.month - self.everybody.birth_month
        return (age >= low * 12) & (age < high * 12)

    @cached_property
    def rp_payers(self) -> Bools:
        """Residents who may contribute to resident pension: 16 to 59 years."""
        return self.lives.resident & self.living & self._of_age(16, 60)

    @cached_property
    def rp_pays(self) -> Bools:
        """Whose yearly contribution is paid this month, March to November."""
        due = 2 + self.draws.below("resident pays in", self.everybody.key, 9, self.month // 12)
        return self.rp_payers & (due == self.month % 12)

    @cached_property
    def rp_tier(self) -> Ints:
        """缴费档次 of everybody, fen: of the needy the hundred that the government pays for them."""
        of_year = np.array(law.tiers(self.month // 12))
        tier = of_year[self.draws.below("tier", self.everybody.key, len(of_year))]
        return np.where(self.lives.needy, self.paid_on_behalf, tier)

    @property
    def paid_on_behalf(self) -> int:
        return int(law.known("resident_pension", "government_paid_standard", date_in(self.month, 1)) * 100)

    @cached_property
    def rp_drawing(self) -> Bools:
        """Residents from the month after their sixtieth birthday on."""
        beyond = np.zeros(len(self.everybody), dtype=np.int64)
        for (code, index), edit in self.fund.edits.items():
            if code == self.of.code:
                beyond[index] = edit.get("paid_beyond_death", 0)
        age = self.month - self.everybody.birth_month
        return self.lives.resident & (self.everybody.death_month + beyond >= self.month) & (age > 720)

    def rm_covered(self, year: int) -> Bools:
        """Who has resident medical insurance in a year: residents, and who will be employed in a later year."""
        return (self.lives.resident & ~self.lives.rural_scheme) | (
            ~self.lives.resident & (self.lives.work_month // 12 > year)
        )

    def rm_pay_month(self, year: int) -> Ints:
        """When everybody pays for a year: in September to December before it, newborns when they are born."""
        window = (year - 1) * 12 + 8 + self.draws.below("medical window", self.everybody.key, 4, year)
        return np.maximum(window, self.everybody.birth_month)

    @cached_property
    def rm_members(self) -> Bools:
        return self.rm_covered(self.month // 12) & self.living

    @cached_property
    def rm_category(self) -> Ints:
        return np.select([self._of_age(0, 6), self._of_age(6, 18)], [CHILD, STUDENT], ADULT)

    @cached_property
    def needy_kind(self) -> Ints:
        """Place in NEEDY of everybody; only that of the needy means anything."""
        drawn = self.draws.uniform("kind of need", self.everybody.key)
        dibao = np.where(self.everybody.rural, 1, 0)
        return np.select([drawn < 0.6, drawn < 0.7], [dibao, 2], 3)

    # -- illness -------------------------------------------------------------------------------------------------------

    def in_hospital(self, people: People, month: int) -> Bools:
        """A stay (住院) in a month; never in two months on end, nor near a birth."""
        now, before = (self.draws.uniform("in hospital", people.key, m) < _STAY for m in (month, month - 1))
        birth = np.zeros(len(people), dtype=bool)
        some = np.flatnonzero(now & ~before)
        for m in (month - 1, month, month + 1):
            birth[some] |= life.gives_birth(self.draws, subset(people, some), m)
        return now & ~before & ~birth & (people.death_month >= month)

    @cached_property
    def em_patients(self) -> Staff:
        """Employees and retirees in hospital this month, six months and more after they began to pay."""
        who = self.contributors("employee_medical")
        assert isinstance(who, Staff)
        ready = who.where(who.steady | who.retired)
        found = ready.where(self.in_hospital(ready.people, self.month))
        assert isinstance(found, Staff)
        return found

    @cached_property
    def em_visitors(self) -> Staff:
        who = self.contributors("employee_medical")
        found = who.where(self.draws.uniform("outpatient", who.people.key, self.month) < _VISIT)
        assert isinstance(found, Staff)
        return found

    def residents_in_hospital(self, members: Bools) -> Bools:
        places = np.flatnonzero(members & (self.everybody.birth_month < self.month))
        found = np.zeros(len(self.everybody), dtype=bool)
        found[places] = self.in_hospital(subset(self.everybody, places), self.month)
        return found

    @cached_property
    def cadres(self) -> Insured:
        """离休干部: some of the oldest who retired from public bodies."""
        retired = self.retired_officials
        old = self.month - retired.people.birth_month > 75 * 12
        return insured_subset(retired, old & (self.draws.uniform("veteran cadre", retired.people.key) < 0.3))

    @cached_property
    def cadre_patients(self) -> People:
        """Cadres in hospital at the cost of their own fund, and of no other near that month."""
        people = self.cadres.people
        now, before = (self.draws.uniform("cadre visit", people.key, m) < 0.1 for m in (self.month, self.month - 1))
        for month in (self.month - 1, self.month, self.month + 1):
            now &= ~self.in_hospital(people, month)
        return subset(people, now & ~before & (people.death_month >= self.month))

    # -- births --------------------------------------------------------------------------------------------------------

    @cached_property
    def mothers_at_work(self) -> Staff:
        who = self.contributors("maternity")
        assert isinstance(who, Staff)
        steady = who.where(who.steady & (self.month - who.since > 12))
        mothers = steady.where(life.gives_birth(self.draws, steady.people, self.month))
        late = np.zeros(len(mothers), dtype=bool)
        for back in range(2):
            place = np.full(len(mothers), self.place)
            late |= self.fund.unit_late(place, mothers.unit, self.month - back)
        found = mothers.where(~late)
        assert isinstance(found, Staff)
        return found

    @cached_property
    def fathers_at_work(self) -> Staff:
        who = self.contributors("maternity")
        age = (self.month - who.people.birth_month) // 12
        men = (who.people.sex == 1) & (age >= 22) & (age < 50)
        found = who.where(men & (self.draws.uniform("father", who.people.key, self.month) < 0.002))
        assert isinstance(found, Staff)
        return found


def _staff(
    people: People, unit: Ints, base: Ints, wage: Ints, since: Ints, steady: Bools, flexible: Bools
) -> Staff:  # fmt: skip
    zero = np.zeros(len(people), dtype=np.int64)
    return Staff(
        people, unit, base, zero, zero, zero, zero, zero, zero, wage=wage, since=since, steady=steady,
        flexible=flexible, retired=np.zeros(len(people), dtype=bool),
    )  # fmt: skip


def _joined_staff(parts: list[Staff]) -> Staff:
    names = [n for n in Staff.__dataclass_fields__ if n != "people"]
    return Staff(
        people=joined_people([p.people for p in parts]),
        **{n: np.concatenate([getattr(p, n) for p in parts]) for n in names},
    )
