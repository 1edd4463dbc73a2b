"""Units that a plant lets owe a month (欠缴): whom that touches beside the one it is meant for, and what it is besides.

A debt is found by every rule that looks at the unit: of whoever is injured or gives birth there in the months after it
(WI-010, MT-004), and of the unit itself where it stays (UNI-001). So such units are kept apart.
"""

from __future__ import annotations

from collections.abc import Sequence

from simulator.feeds import PUBLIC_UNIT
from simulator.plants.planner import Planner
from simulator.plants.pools import Event

_WITHOUT_BALANCE = ("employee_medical", "maternity")
"""Funds whose tables say no balance: what was once not paid is owed to the end of the run."""


def _unit(event: Event) -> tuple[str, int]:
    return event.person.county, event.unit


def _units(planner: Planner, event: Event) -> set[tuple[str, int]]:
    """Where the person works in the months of the run; public bodies' people stay."""
    if event.unit >= PUBLIC_UNIT:
        return {_unit(event)}
    return {_unit(event)} | planner.units(event.person)


def stays(planner: Planner, event: Event) -> bool:
    """The person works in one unit throughout the run."""
    return event.unit != 0 and _units(planner, event) == {_unit(event)}


def is_free(planner: Planner, event: Event) -> bool:
    """No unit of the person owes anything that was planted."""
    return not _units(planner, event) & planner.owing


def may_owe(planner: Planner, event: Event) -> bool:
    """The person stays in the unit, nobody else of it is injured or gives birth during the run, and no other plant is
    about it."""
    mine = _unit(event)
    if not stays(planner, event) or mine in planner.owing:
        return False
    struck = mine in planner.struck or mine in _struck_by_life(planner)
    return not struck and planner.is_free(event)


def strike(planner: Planner, event: Event) -> None:
    """An injury or a birth is planted: no other plant may let a unit of the person owe."""
    planner.struck |= _units(planner, event)


def _struck_by_life(planner: Planner) -> set[tuple[str, int]]:
    if planner.struck_by_life is None:
        found = {_unit(event) for event in planner.events("birth")}
        for code in planner.all_funds:
            injured = planner.lives(code).injured
            during = (injured.month >= planner.first) & (injured.month <= planner.last)
            found |= {(code, int(unit)) for unit in injured.unit[during]}
        planner.struck_by_life = found
    return planner.struck_by_life


def owe(planner: Planner, event: Event, fund: str, month: int, **more: int) -> None:
    """The unit pays nothing for the person and month; with `paid=0` neither does the person. Where nothing ever says
    that it was repaid this is an arrear of the unit (UNI-001), if the run goes on long enough to see it."""
    owe_on(planner, event, fund, [month], **more)


def _due(planner: Planner, event: Event, fund: str, month: int) -> int:
    """What the unit owes for the person and month, fen: the base may be another than that of the event."""
    who = planner.lives(event.person.county).month(month).contributors(fund)
    return int(who.unit_due[who.people.key == event.person.number][0])


def owe_on(planner: Planner, event: Event, fund: str, months: Sequence[int], **more: int) -> None:
    """As `owe`, of months on end: one arrear of the unit."""
    planner.owing.add(_unit(event))
    for month in months:
        planner.contribution(event.person, fund, month, unit_paid=0, **more)
    if fund in _WITHOUT_BALANCE and months[0] < planner.last:
        rule, planner.rule = planner.rule, "UNI-001"
        region, unit = _unit(event)
        planner.unit_truth(
            region, planner.unit_id(region, unit), "open", "never repaid", month=months[0], finding_kind="arrears",
            fund=fund, amount=sum(_due(planner, event, fund, month) for month in months),
        )  # fmt: skip
        planner.rule = rule
