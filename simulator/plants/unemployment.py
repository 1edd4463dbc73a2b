"""Unemployment (UE)."""

from __future__ import annotations

from simulator import law
from simulator.months import date_in
from simulator.plants.planner import Planner, anomaly, trap


@anomaly("UE-003", "unemployment")
def benefit_of_the_minimum_wage(planner: Planner, count: int) -> None:
    """失业金标准: as much as the minimum wage, which is its upper bound."""
    for _ in range(count):
        event = planner.take_event("jobless")
        wage = int(law.parameter("minimum_wage", date_in(event.month, 1), "unemployment") * 100)
        planner.change(
            "UE05", event.person, event.month, approved_benefit_amount=wage, unemployment_benefit_paid_amount=wage
        )
        planner.truth(event.person, "open", "not below the minimum wage", month=event.month, amount=wage)


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
