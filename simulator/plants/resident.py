"""Resident pension (RP): tiers, subsidies, what the government pays for whom."""

from __future__ import annotations

from simulator.plants.planner import Planner, anomaly, trap


@anomaly("RP-001", "resident_pension")
def tier_not_in_force(planner: Planner, count: int) -> None:
    """个人缴费档次不合规: 123 yuan, which is no tier."""
    for _ in range(count):
        event = planner.take_event("resident_pays")
        planner.change(
            "RP01", event.person, event.month, contribution_tier_amount=12_300, personal_contribution_amount=12_300
        )
        planner.change("RP06", event.person, event.month, personal_paid_amount=12_300)
        planner.truth(event.person, "open", "123.00 is no tier", month=event.month, finding_kind="no_tier")


@trap("RP-001", "resident_pension")
def hundred_of_the_needy(planner: Planner, count: int) -> None:
    """The hundred that the government pays for people in need."""
    for _ in range(count):
        event = planner.take_event("needy_resident_pays")
        planner.none(event.person, "the needy keep the tier of a hundred", month=event.month)
