"""Medical insurance of employees and residents (MED)."""

from __future__ import annotations

import numpy as np

from simulator.months import date_in, period_of
from simulator.plants.planner import Planner, anomaly, trap
from simulator.plants.pools import Event


def _quiet(planner: Planner, event: Event) -> bool:
    """No stay of their own in the two months after."""
    lives = planner.lives(event.person.county)
    who = planner.fund.population.at(event.person.county, np.array([event.person.index]))
    stays = [lives.month(event.month + n).in_hospital(who, event.month + n)[0] for n in (1, 2)]
    return event.month < planner.last and not any(stays)


def _stay(planner: Planner, event: Event, first: int, days: int, **values: str | int) -> None:
    """One more stay of somebody who lies in hospital that month: from a day of the month after it."""
    month = event.month + 1
    planner.add(
        "EM04", event.person, month, visit_no=f"JEM04{period_of(month)}9{event.person.county}{event.person.index}",
        visit_date=f"{date_in(month, first):%Y%m%d}", inpatient_or_home_bed_days=str(days), **values,
    )  # fmt: skip


@anomaly("MED-004", "employee_medical")
def readmitted_within_days(planner: Planner, count: int) -> None:
    """两次住院间隔不满15天: two stays late in the next month, a day between them."""
    for _ in range(count):
        event = planner.take_event("employee_stay", lambda e: _quiet(planner, e))
        _stay(planner, event, 25, 2, primary_diagnosis_code="J18.9", primary_diagnosis_name="肺炎")
        month = event.month + 1
        planner.add(
            "EM04", event.person, month, visit_no=f"JEM04{period_of(month)}8{event.person.county}{event.person.index}",
            visit_date=f"{date_in(month, 28):%Y%m%d}", inpatient_or_home_bed_days="1",
        )  # fmt: skip
        planner.truth(event.person, "open", "one day between two stays", month=month, finding_kind="readmission")


@trap("MED-004", "employee_medical")
def moved_to_another_hospital(planner: Planner, count: int) -> None:
    """Discharged and admitted elsewhere on the same day (转院): one illness, no readmission."""
    for _ in range(count):
        event = planner.take_event("employee_stay", lambda e: _quiet(planner, e))
        _stay(planner, event, 25, 2)
        month = event.month + 1
        planner.add(
            "EM04", event.person, month, visit_no=f"JEM04{period_of(month)}8{event.person.county}{event.person.index}",
            visit_date=f"{date_in(month, 27):%Y%m%d}", inpatient_or_home_bed_days="1",
            medical_institution_code=f"H{event.person.county}00002", medical_institution_level_code="05",
        )  # fmt: skip
        planner.none(event.person, "transfer on the same day", month=month)
