"""Insured units (UNI): arrears, bases and head counts of units against those of their people."""

from __future__ import annotations

from simulator.plants.planner import Planner, anomaly, trap


@anomaly("UNI-002", "unemployment")
def unit_base_below_its_people(planner: Planner, count: int) -> None:
    """单位缴费基数低于职工基数之和: the unit declares half of an average base, its people more."""
    for _ in range(count):
        event = planner.take_event("employee", lambda e: e.unit not in _used(planner, e.person.county))
        region, unit = event.person.county, planner.unit_id(event.person.county, event.unit)
        planner.change(
            "UE01", None, event.month, region=region, where={"unit_id": unit}, everywhere=False,
            unit_contribution_base=event.base // 2,
        )  # fmt: skip
        planner.unit_truth(region, unit, "open", "unit base is half a person's", month=event.month)


@trap("UNI-001", "unemployment")
def arrears_of_one_month(planner: Planner, count: int) -> None:
    """One month is owed, not more: the unit's balance stands in a single month."""
    for _ in range(count):
        event = planner.take_event("employee", lambda e: e.unit not in _used(planner, e.person.county))
        region, unit = event.person.county, planner.unit_id(event.person.county, event.unit)
        planner.change(
            "UE01", None, event.month, region=region, where={"unit_id": unit}, everywhere=False,
            unit_arrears_balance=12_345,
        )  # fmt: skip
        planner.unit_truth(region, unit, "none", "arrears of one month", month=event.month)


def _used(planner: Planner, region: str) -> set[int]:
    return {int(t["unit_id"][6:]) for t in planner.plan.truth if t["unit_id"].startswith(region)}
