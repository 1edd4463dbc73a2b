"""Medical insurance of employees and residents (MED)."""

from __future__ import annotations

import numpy as np

from simulator import law
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


def _no_veteran(planner: Planner, event: Event) -> None:
    """No table of the month says that the person is a veteran (退役军人), who would not have to wait."""
    for table in ("EP02", "IP02", "UE02"):
        planner.change(table, event.person, event.month, everywhere=False, veteran_category_code="")


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
        _no_veteran(planner, event)
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


@trap("MED-010", "employee_medical")
def admitted_on_the_day_of_discharge(planner: Planner, count: int) -> None:
    """The day of discharge is that of the admission to another hospital (转院): no day in two beds."""
    moved_to_another_hospital(planner, count)


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


LONG = 4
"""Months owed before a stay that are too many: one more than arrears_limit_months."""


def _owes_before_a_stay(planner: Planner, months: int) -> Event:
    """Somebody who has not paid the own part of the months before a stay, while the unit has; paid for its month."""
    before = min(months, len(planner.months) - 1)
    event = planner.take_event("employee_stay", lambda e: _no_stay(planner, e, before, 6))
    for month in range(event.month - before, event.month):
        planner.contribution(event.person, "employee_medical", month, paid=0)
    return event


@anomaly("MED-003", "employee_medical")
def long_arrears_still_covered(planner: Planner, count: int) -> None:
    """欠费超时限仍享受: owes the four months before the stay (and waits anew, MED-001, if the run knows of a month paid
    before them). Nothing is expected of a run that is too short to owe so many."""
    expected = "open" if len(planner.months) > LONG else "none"
    for _ in range(count):
        event = _owes_before_a_stay(planner, LONG)
        planner.truth(event.person, expected, "four months owed", month=event.month, finding_kind="person")
        _no_veteran(planner, event)
        if event.month - LONG > planner.first:
            planner.rule = "MED-001"
            planner.truth(event.person, "open", "insured anew", month=event.month, finding_kind="waiting")
            planner.rule = "MED-003"


@trap("MED-003", "employee_medical")
def arrears_within_the_limit(planner: Planner, count: int) -> None:
    """Three months are owed, as many as may be, and the month of the stay is paid."""
    for _ in range(count):
        event = _owes_before_a_stay(planner, LONG - 1)
        planner.none(event.person, "three months owed", month=event.month)


def _listed_elsewhere(planner: Planner, event: Event, months: tuple[int, ...]) -> str:
    """Pays for resident medical insurance (RM01) in another region as well, which counts nobody's subsidy for it."""
    other = planner.other_region(event.person)
    for month in months:
        own = int(law.parameter("personal_min", date_in(month // 12 * 12, 1), "resident_medical") * 100)
        planner.add(
            "RM01", event.person, month, region=other, admin_division_code=other, data_period=period_of(month),
            resident_insured_category_code="3", resident_hardship_category_code="0",
            ytd_personal_contribution_amount=own, ytd_fiscal_subsidy_amount=0,
        )  # fmt: skip
    return other


def _two_months(planner: Planner) -> tuple[int, int]:
    """The first two months of the run that lie in one year."""
    return next((m, m + 1) for m in planner.months if m % 12 != 11)


def _adult(planner: Planner) -> Event:
    return planner.take_event("resident_medical", lambda e: planner.identity(e.person)["birth_date"] < "2000")


@anomaly("MED-006", "resident_medical")
def insured_in_two_regions(planner: Planner, count: int) -> None:
    """跨地区跨险种重复参保: paid for in two regions, two months on end."""
    for _ in range(count):
        event, (first, second) = _adult(planner), _two_months(planner)
        other = _listed_elsewhere(planner, event, (first, second))
        planner.truth(
            event.person, "open", "insured in two regions", month=second, region=max(event.person.county, other),
            regions=sorted([event.person.county, other]), finding_kind="two_regions",
        )  # fmt: skip


@trap("MED-006", "resident_medical")
def insured_elsewhere_since(planner: Planner, count: int) -> None:
    """The month of change (参保地变更): both regions have the month, the former one no other after it."""
    for _ in range(count):
        event = _adult(planner)
        months = tuple(planner.months)
        _listed_elsewhere(planner, event, months)
        for month in months[1:]:
            planner.drop("RM01", event.person, month)
        planner.none(event.person, "moved")


@anomaly("MED-009", "resident_medical")
def large_illness_below_threshold(planner: Planner, count: int) -> None:
    """大病保险合规: large-illness insurance pays a stay of which little was left. Nothing is expected while the
    threshold of the province is a gap."""
    for _ in range(count):
        event = planner.take_event("resident_stay")
        planner.change("RM02", event.person, event.month, large_medical_subsidy_paid_amount=10_000)
        known = law.is_known("large_illness_threshold", date_in(event.month, 1), "resident_medical")
        planner.truth(
            event.person, "open" if known else "none", "100.00 of large illness", month=event.month,
            finding_kind="below_threshold",
        )  # fmt: skip


@trap("MED-009", "resident_medical")
def ordinary_stay(planner: Planner, count: int) -> None:
    """A stay of which less is left than the threshold of anybody (困难人员 have half of it), and nothing paid."""
    for _ in range(count):
        event = planner.take_event("resident_stay")
        planner.none(event.person, "below every threshold", month=event.month)
