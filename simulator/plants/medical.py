"""Medical insurance of employees and residents (MED)."""

from __future__ import annotations

import numpy as np

from simulator.months import date_in, period_of
from simulator.plants import debts
from simulator.plants.planner import Planner, anomaly, trap
from simulator.plants.pools import Event


def _quiet(planner: Planner, event: Event) -> bool:
    """No stay of their own in the two months after."""
    lives = planner.lives(event.person.county)
    who = planner.fund.population.at(event.person.county, np.array([event.person.index]))
    stays = [lives.month(event.month + n).in_hospital(who, event.month + n)[0] for n in (1, 2)]
    return event.month < planner.last and not any(stays)


def _no_stay(planner: Planner, event: Event, before: int, after: int) -> bool:
    """Pays contributions, and lies in hospital in no other month from `before` to `after` it; all are in the run."""
    lives = planner.lives(event.person.county)
    who = planner.fund.population.at(event.person.county, np.array([event.person.index]))
    others = [n for n in range(-before, after + 1) if n and event.month + n <= planner.last]
    if event.base <= 0 or event.month - before < planner.first:
        return False
    return not any(lives.month(event.month + n).in_hospital(who, event.month + n)[0] for n in others)


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
        _stay(planner, event, 25, 2, medical_institution_code=f"H{event.person.county}00001")
        month = event.month + 1
        planner.add(
            "EM04", event.person, month, visit_no=f"JEM04{period_of(month)}8{event.person.county}{event.person.index}",
            visit_date=f"{date_in(month, 27):%Y%m%d}", inpatient_or_home_bed_days="1",
            medical_institution_code=f"H{event.person.county}00002", medical_institution_level_code="05",
        )  # fmt: skip
        planner.none(event.person, "transfer on the same day", month=month)


@anomaly("MED-001", "employee_medical")
def stay_while_waiting(planner: Planner, count: int) -> None:
    """连续缴费不足6个月住院报销: first insured in the month of the stay."""
    for _ in range(count):
        event = planner.take_event("employee_stay", lambda e: _no_stay(planner, e, e.month - planner.first, 5))
        for month in range(planner.first, event.month):
            planner.contribution(event.person, "employee_medical", month, absent=True)
        for month in range(event.month, planner.last + 1):
            paid = str(month - event.month + 1)
            planner.change("EM02", event.person, month, actual_contribution_months=paid)
        planner.truth(event.person, "open", "nothing paid before", month=event.month, finding_kind="waiting")


@trap("MED-001", "employee_medical")
def stay_after_a_short_break(planner: Planner, count: int) -> None:
    """A month missing (转移接续) keeps the months before it."""
    for _ in range(count):
        event = planner.take_event("employee_stay", lambda e: _no_stay(planner, e, 2, 5))
        planner.contribution(event.person, "employee_medical", event.month - 1, absent=True)
        planner.none(event.person, "one month missing", month=event.month)


@anomaly("MED-002", "employee_medical")
def stay_in_a_month_unpaid(planner: Planner, count: int) -> None:
    """当月未缴费住院报销: neither person nor unit paid for the month of the stay."""
    for _ in range(count):
        event = planner.take_event("employee_stay", lambda e: e.base > 0 and debts.may_owe(planner, e))
        debts.owe(planner, event, "employee_medical", event.month, paid=0)
        planner.truth(event.person, "open", "owes the month of the stay", month=event.month, finding_kind="unpaid")


@trap("MED-002", "employee_medical")
def retired_owes_nothing(planner: Planner, count: int) -> None:
    """A retiree in hospital: no contribution, and none is due."""
    for _ in range(count):
        event = planner.take_event("employee_stay", lambda e: e.base == 0)
        planner.none(event.person, "retired", month=event.month)


@anomaly("MED-010", "employee_medical")
def two_stays_at_once(planner: Planner, count: int) -> None:
    """重叠住院: two stays late in the next month that share two days."""
    for _ in range(count):
        event = planner.take_event("employee_stay", lambda e: _quiet(planner, e))
        _stay(planner, event, 22, 4, primary_diagnosis_code="J18.9", primary_diagnosis_name="肺炎")
        month = event.month + 1
        planner.add(
            "EM04", event.person, month, visit_no=f"JEM04{period_of(month)}8{event.person.county}{event.person.index}",
            visit_date=f"{date_in(month, 24):%Y%m%d}", inpatient_or_home_bed_days="3",
            medical_institution_code=f"H{event.person.county}00002", medical_institution_level_code="05",
        )  # fmt: skip
        planner.truth(event.person, "open", "two days in two beds", month=month, finding_kind="overlap")


@anomaly("MED-007", "employee_medical")
def stay_paid_by_two_schemes(planner: Planner, count: int) -> None:
    """跨地区跨险种重复享受: an employee's stay is paid by the residents' fund too (and MED-008)."""
    for _ in range(count):
        event = planner.take_event("employee_stay")
        planner.add(
            "RM02", event.person, event.month,
            visit_no=f"JRM02{period_of(event.month)}{event.person.county}{event.person.index}",
            visit_date=f"{date_in(event.month, 1):%Y%m%d}", inpatient_or_home_bed_days="26", visit_type_code="21",
        )  # fmt: skip
        for rule, kind in (("MED-008", "unpaid"), ("MED-007", "two_schemes")):
            planner.rule = rule
            planner.truth(
                event.person, "open", "one stay, two funds", month=event.month, finding_kind=kind,
                fund="resident_medical",
            )  # fmt: skip


@anomaly("MED-005", "resident_medical")
def grown_up_insured_as_child(planner: Planner, count: int) -> None:
    """年龄类别与缴费不符: somebody long of age is a child in the residents' insurance."""
    for _ in range(count):
        event = planner.take_event("resident_medical", lambda e: planner.identity(e.person)["birth_date"] < "1990")
        for month in planner.months:
            planner.change("RM01", event.person, month, resident_insured_category_code="2")
        for month in planner.months:
            if month == planner.first or month % 12 == 0:
                planner.truth(event.person, "open", "a child of more than thirty", month=month, finding_kind="age")
