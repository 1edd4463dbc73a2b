"""Work injury (WI): grants, allowances and care by grade and wage."""

from __future__ import annotations

from simulator.plants.planner import Planner, anomaly, trap


@anomaly("WI-007", "work_injury")
def grant_above_its_grade(planner: Planner, count: int) -> None:
    """一次性伤残补助金超标: forty months of the own wage, more than any grade gives."""
    for _ in range(count):
        event = planner.take_event("injury_grant")
        grant = event.base * 40
        planner.change(
            "WI04", event.person, event.month, lump_sum_disability_grant=grant, disability_benefit_paid=grant,
            disability_allowance=0, living_care_allowance=0, injury_medical_paid=0, injury_inpatient_paid=0,
            injury_benefit_paid_total=grant,
        )  # fmt: skip
        planner.truth(event.person, "open", "forty months of wage", month=event.month, finding_kind="above_standard")


@trap("WI-005", "work_injury")
def allowance_with_adjustments(planner: Planner, count: int) -> None:
    """The allowance is what the grade gives and the adjustments (调整) since, which stand in their own column."""
    for _ in range(count):
        event = planner.take_event("injury_allowance")
        planner.change("WI04", event.person, event.month, injury_benefit_adjustment_total=30_000)
        planner.none(event.person, "adjusted since", month=event.month)
