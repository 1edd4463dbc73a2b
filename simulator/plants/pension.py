"""Pensions (PEN): paid to whom, from when, after what contributions."""

from __future__ import annotations

from simulator.insurance import Insured
from simulator.law import RAISE_START
from simulator.months import date_in, day_number
from simulator.plan import Recovery, Registration
from simulator.plants.planner import NobodyFitsError, Planner, anomaly, trap
from simulator.plants.pools import Person

MINIMUM_SINCE = 2011 * 12 + 7
"""Month index after 2011-07-01, when the minimum of contribution months (社会保险法 第16条) came into force."""


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


@anomaly("PEN-005")
def benefit_without_contribution(planner: Planner, count: int) -> None:
    """未缴费领取待遇: draws a pension with 96 months, none of them deemed."""
    for _ in range(count):
        person, insured = planner.take("pensioner", _judged, {"deemed": 0, "actual_at_retirement": 96})
        for month in planner.months:
            amount = planner.pension(insured, month)
            planner.truth(person, "open", "96 months", month=month, amount=amount, finding_kind="not_entitled")


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
