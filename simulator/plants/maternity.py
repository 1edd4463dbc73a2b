"""Maternity (MT)."""

from __future__ import annotations

from simulator.plants.planner import Planner, anomaly, trap


@anomaly("MT-001", "maternity")
def mother_who_is_a_man(planner: Planner, count: int) -> None:
    """生育年龄异常: a man draws the benefit of a mother."""
    for _ in range(count):
        birth = next(planner.events("birth"))
        event = planner.take_event("employee", lambda e: planner.identity(e.person)["sex_code"] == "1")
        planner.add("MT02", event.person, birth.month, unit_id=planner.unit_id(event.person.county, event.unit))
        planner.truth(event.person, "open", "a man", month=birth.month, finding_kind="not_a_woman")


@trap("MT-002", "maternity")
def twins_are_one_birth(planner: Planner, count: int) -> None:
    """Two children of one birth (双胞胎)."""
    for _ in range(count):
        event = planner.take_event("birth")
        planner.change("MT02", event.person, event.month, fetus_count="2")
        planner.none(event.person, "twins", month=event.month)
