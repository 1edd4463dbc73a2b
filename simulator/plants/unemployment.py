"""Unemployment (UE): who draws, how much, how long."""

from __future__ import annotations

from simulator import law
from simulator.months import date_in, day_number, period_of
from simulator.plants.planner import Planner, anomaly, trap
from simulator.plants.pools import Event


def _standard(month: int) -> int:
    day = date_in(month, 1)
    wage = law.parameter("minimum_wage", day, "unemployment")
    return int(wage * law.parameter("benefit_ceiling", day, "unemployment")) * 100


def drawn(
    planner: Planner, event: Event, month: int, *, amount: int = 0, months: int = 1, approved: int = 12,
    contributed: int = 30,
) -> int:  # fmt: skip
    """A month's benefit (UE05), paid, of a spell registered in the first month of the run; returns the amount, fen."""
    standard = _standard(month)
    planner.add(
        "UE05", event.person, month, admin_division_code=event.person.county, data_period=period_of(month),
        unemployment_registration_date=f"{date_in(planner.first, 5):%Y%m%d}",
        unemployment_benefit_status_code="1", total_contribution_months=str(contributed), deregistration_date="",
        deregistration_reason_code="", unclaimed_months_carried_over="0", approved_benefit_months=str(approved),
        approved_benefit_amount=standard, unemployment_benefit_paid_amount=amount or standard,
        unemployment_benefit_paid_months=str(months), medical_allowance_amount=0, childbirth_subsidy_amount=0,
        funeral_survivor_grant_amount=0, training_subsidy_amount=0,
    )  # fmt: skip
    return amount or standard


@anomaly("UE-001", "unemployment")
def drawn_while_employed(planner: Planner, count: int) -> None:
    """参保次月仍领取失业金: at work again in the month after the registration, and drawing in the month after that."""
    for _ in range(count):
        event = planner.take_event("employee")
        drawn(planner, event, planner.first + 1)
        amount = drawn(planner, event, planner.first + 2, months=2)
        planner.truth(
            event.person, "open", "employed the month before", month=planner.first + 2, amount=amount,
            finding_kind="employed_again",
        )  # fmt: skip


@trap("UE-001", "unemployment")
def drawn_in_the_month_of_the_restart(planner: Planner, count: int) -> None:
    """The benefit of the month in which work began again is due."""
    for _ in range(count):
        event = planner.take_event("employee")
        drawn(planner, event, planner.first + 1)
        planner.none(event.person, "the month of the restart", month=planner.first + 1)


def _dies(planner: Planner, event: Event) -> None:
    planner.edit(
        event.person, death_day=day_number(date_in(planner.first, 12)), death_month=planner.first,
        registered_day=day_number(date_in(planner.first + 1, 8)),
    )  # fmt: skip


@anomaly("UE-002", "unemployment")
def drawn_after_death(planner: Planner, count: int) -> None:
    """死亡次月仍领取: a benefit for the month after the death, in which it was registered."""
    for _ in range(count):
        event = planner.take_event("employee")
        _dies(planner, event)
        amount = drawn(planner, event, planner.first + 1)
        planner.truth(
            event.person, "open", "the month after the death", month=planner.first + 1, amount=amount,
            finding_kind="recover",
        )  # fmt: skip


@trap("UE-002", "unemployment")
def drawn_in_the_month_of_death(planner: Planner, count: int) -> None:
    """The benefit of the month of death is due."""
    for _ in range(count):
        event = planner.take_event("employee")
        _dies(planner, event)
        drawn(planner, event, planner.first)
        planner.none(event.person, "the month of death", month=planner.first)


@anomaly("UE-003", "unemployment")
def benefit_of_the_minimum_wage(planner: Planner, count: int) -> None:
    """失业金标准: as much as the minimum wage, which is its upper bound."""
    for _ in range(count):
        event = planner.take_event("jobless")
        wage = int(law.parameter("minimum_wage", date_in(event.month, 1), "unemployment") * 100)
        planner.change(
            "UE05", event.person, event.month, approved_benefit_amount=wage, unemployment_benefit_paid_amount=wage
        )
        planner.truth(
            event.person, "open", "not below the minimum wage", month=event.month, amount=wage,
            finding_kind="not_below_minimum_wage",
        )  # fmt: skip


@trap("UE-003", "unemployment")
def three_months_at_once(planner: Planner, count: int) -> None:
    """Three months are paid in one (补发): each is below the minimum wage."""
    for _ in range(count):
        event = planner.take_event("employee")
        drawn(planner, event, planner.first)
        drawn(planner, event, planner.first + 1, amount=_standard(planner.first) * 3, months=4)
        planner.none(event.person, "three months", month=planner.first + 1)


@anomaly("UE-005", "unemployment")
def month_beyond_the_approved(planner: Planner, count: int) -> None:
    """超过核定月数: the eleventh month where ten were approved, years before the age of retirement."""
    for _ in range(count):
        event = planner.take_event("employee", lambda e: planner.identity(e.person)["birth_date"] > "1985")
        amount = drawn(planner, event, planner.first + 1, months=11, approved=10)
        planner.truth(
            event.person, "open", "the eleventh of ten", month=planner.first + 1, amount=amount,
            finding_kind="beyond_approved",
        )  # fmt: skip


@trap("UE-005", "unemployment")
def months_to_the_last_approved(planner: Planner, count: int) -> None:
    """All approved months are drawn, and no more."""
    for _ in range(count):
        event = planner.take_event("jobless")
        planner.change(
            "UE05", event.person, event.month, approved_benefit_months=str(event.base),
            unemployment_benefit_paid_months=str(event.base),
        )  # fmt: skip
        planner.none(event.person, "the last approved month", month=event.month)
