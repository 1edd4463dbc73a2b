"""Medical insurance of employees and residents (MED)."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from simulator import law
from simulator.months import date_in, period_of
from simulator.plants import debts
from simulator.plants.planner import NobodyFitsError, Planner, anomaly, trap
from simulator.plants.pools import Event


def _lies(planner: Planner, event: Event, months: Iterable[int]) -> bool:
    """Whether the person lies in hospital in any of the months."""
    lives = planner.lives(event.person.county)
    who = planner.fund.population.at(event.person.county, np.array([event.person.index]))
    return any(lives.month(month).in_hospital(who, month)[0] for month in months)


def _quiet(planner: Planner, event: Event) -> bool:
    """No stay of their own in the two months after."""
    return event.month < planner.last and not _lies(planner, event, (event.month + 1, event.month + 2))


def _no_stay(planner: Planner, event: Event, before: int, after: int) -> bool:
    """Pays contributions, and lies in hospital in no other month from `before` to `after` it; all are in the run."""
    if event.base <= 0 or event.month - before < planner.first:
        return False
    last = min(event.month + after, planner.last)
    return not _lies(planner, event, (m for m in range(event.month - before, last + 1) if m != event.month))


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


@trap("MED-004", "employee_medical")
def chemotherapy_again(planner: Planner, count: int) -> None:
    """Two days after a stay the next course of chemotherapy (化疗) begins, as planned."""
    for _ in range(count):
        event = planner.take_event("employee_stay", lambda e: _quiet(planner, e))
        _stay(planner, event, 23, 2)
        month = event.month + 1
        planner.add(
            "EM04", event.person, month, visit_no=f"JEM04{period_of(month)}8{event.person.county}{event.person.index}",
            visit_date=f"{date_in(month, 27):%Y%m%d}", inpatient_or_home_bed_days="1",
            primary_diagnosis_code="Z51.1", primary_diagnosis_name="肿瘤化学治疗疗程",
        )  # fmt: skip
        planner.none(event.person, "a planned course", month=month)


def _veteran(planner: Planner, event: Event, category: str) -> None:
    """What each table of the month says of the person as a veteran (退役军人), who need not wait; "" is none."""
    for table in ("EP02", "IP02", "UE02"):
        planner.change(table, event.person, event.month, everywhere=False, veteran_category_code=category)


def _insured_since_the_stay(planner: Planner) -> Event:
    event = planner.take_event("employee_stay", lambda e: _no_stay(planner, e, e.month - planner.first, 5))
    for month in range(planner.first, event.month):
        planner.contribution(event.person, "employee_medical", month, absent=True)
    for month in range(event.month, planner.last + 1):
        paid = str(month - event.month + 1)
        planner.change("EM02", event.person, month, actual_contribution_months=paid)
    return event


@anomaly("MED-001", "employee_medical")
def stay_while_waiting(planner: Planner, count: int) -> None:
    """连续缴费不足6个月住院报销: first insured in the month of the stay."""
    for _ in range(count):
        event = _insured_since_the_stay(planner)
        _veteran(planner, event, "")
        planner.truth(event.person, "open", "nothing paid before", month=event.month, finding_kind="waiting")


@trap("MED-001", "employee_medical")
def veteran_need_not_wait(planner: Planner, count: int) -> None:
    """First insured in the month of the stay, as a veteran (退役军人)."""
    for _ in range(count):
        event = _insured_since_the_stay(planner)
        _veteran(planner, event, "1")
        planner.none(event.person, "a veteran", month=event.month)


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


@trap("MED-002", "employee_medical")
def arrears_paid_before_the_bill(planner: Planner, count: int) -> None:
    """Nothing was paid in the month of the stay; in the next the arrears are paid, and the stay is settled after."""

    def fits(event: Event) -> bool:
        return event.base > 0 and event.month % 12 < 11 and debts.stays(planner, event) and _quiet(planner, event)

    for _ in range(count):
        event = planner.take_event(
            "employee_stay",
            lambda e: e.base > 0 and e.month % 12 < 11 and _quiet(planner, e) and debts.stays(planner, e),
        )
        settled, number = event.month + 1, f"{event.person.county}{event.person.index:06d}{event.month}"
        rates = law.rates("employee_medical", event.month // 12)
        unit, own = ((event.base * rate + 500) // 1000 for rate in rates)
        planner.contribution(event.person, "employee_medical", event.month, paid=0, unit_paid=0)
        planner.contribution(event.person, "employee_medical", settled, paid=2 * own, unit_paid=2 * unit)
        planner.change(
            "EM09", event.person, settled, everywhere=False, unit_paid_amount=unit, personal_paid_amount=own
        )  # fmt: skip
        planner.add(
            "EM09", event.person, settled, everywhere=False, record_pk=f"XA{number}", uuid=f"UA{number}",
            levy_notice_no=f"ZA{number}", tax_receipt_no=f"PA{number}", corresponding_fee_period=period_of(event.month),
        )  # fmt: skip
        planner.drop("EM04", event.person, event.month)
        planner.add(
            "EM04", event.person, settled, visit_no=f"JEM04{period_of(event.month)}5{number}",
            visit_date=f"{date_in(event.month, 20):%Y%m%d}", inpatient_or_home_bed_days="14",
        )  # fmt: skip
        planner.none(event.person, "paid before it was settled", month=settled)


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


@trap("MED-007", "employee_medical")
def stay_away_from_home(planner: Planner, count: int) -> None:
    """A stay in another region (异地就医) stands in the books of both: the region of insurance pays, that of the
    hospital, which knows the patient by an insurance long paused there, only settles. One visit, the same days."""
    if len(planner.all_funds) < 2:
        raise NobodyFitsError("'stay_away_from_home' needs two counties with all funds")
    for _ in range(count):
        event = planner.take_event("employee_stay")
        away = next(code for code in planner.all_funds if code != event.person.county)
        number = f"JEM04{period_of(event.month)}7{event.person.county}{event.person.index}"
        visit: dict[str, str | int] = {
            "visit_no": number, "visit_date": f"{date_in(event.month, 9):%Y%m%d}", "inpatient_or_home_bed_days": "6",
            "visit_location_code": "3", "medical_institution_code": f"H{away}00001",
        }  # fmt: skip
        planner.change("EM04", event.person, event.month, **visit)
        nothing = dict.fromkeys(_OF_THE_INSURER, 0)
        planner.add(
            "EM04", event.person, event.month, region=away, admin_division_code=away,
            data_period=period_of(event.month), **visit | nothing,
        )  # fmt: skip
        planner.add(
            "EM02", event.person, event.month, region=away, admin_division_code=away,
            data_period=period_of(event.month), unit_id=planner.unit_id(away, 0), personal_identity_code="51",
            contribution_status_code="2", **dict.fromkeys(_OF_A_CONTRIBUTION, 0),
        )  # fmt: skip
        both = sorted([event.person.county, away])
        planner.none(event.person, "two books, one payer", month=event.month, regions=both)


_OF_THE_INSURER = (
    "pool_deductible_amount", "pool_paid_amount", "ytd_pool_paid_amount", "ytd_over_ceiling_amount",
    "account_paid_amount", "large_medical_subsidy_paid_amount", "civil_servant_subsidy_paid_amount",
    "disabled_veteran_subsidy_paid_amount", "enterprise_supplementary_paid_amount",
)  # fmt: skip
"""Amounts of a stay (EM04) that only the region of insurance has."""
_OF_A_CONTRIBUTION = (
    "personal_contribution_base", "personal_due_current_amount", "personal_paid_current_amount",
    "personal_prepaid_amount", "account_credited_amount", "account_credited_from_personal_amount",
)  # fmt: skip
"""Amounts of an insured month (EM02): nothing, where the insurance is paused."""


def _born(planner: Planner, event: Event) -> str:
    return planner.identity(event.person)["birth_date"]


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


@trap("MED-005", "resident_medical")
def student_of_age(planner: Planner, count: int) -> None:
    """Somebody of nineteen to twenty-two at a university (大中专学生) is insured as a student, and pays as one."""
    year = planner.first // 12
    for _ in range(count):
        event = planner.take_event("resident_medical", lambda e: f"{year - 22}" <= _born(planner, e) < f"{year - 19}")
        for month in planner.months:
            for table in ("RM01", "RM02"):
                planner.change(table, event.person, month, resident_insured_category_code="1")
        planner.none(event.person, "a student of age")


def _nothing_paid(planner: Planner, event: Event) -> None:
    """The list (RM01) says in no month of the year that anything was paid by the person."""
    for month in planner.months:
        if month // 12 == event.month // 12:
            planner.change("RM01", event.person, month, ytd_personal_contribution_amount=0)


@trap("MED-008", "resident_medical")
def paid_in_the_window_before(planner: Planner, count: int) -> None:
    """Paid for the year at the end of the year before (集中缴费期), which only the tax receipt says."""

    def fits(event: Event) -> bool:
        year, who = event.month // 12, event.person
        if year == planner.first // 12:
            return False
        paid = int(planner.lives(who.county).month(event.month).rm_pay_month(year)[who.index])
        return planner.first <= paid < year * 12

    for _ in range(count):
        event = planner.take_event("resident_stay", fits)
        _nothing_paid(planner, event)
        planner.none(event.person, "paid in the window", month=event.month)


@trap("MED-008", "resident_medical")
def needy_insured_by_aid(planner: Planner, count: int) -> None:
    """Somebody in need (困难人员) for whom all of the year's contribution is paid (全额资助)."""
    for _ in range(count):
        event = planner.take_event(
            "resident_stay", lambda e: bool(planner.lives(e.person.county).needy[e.person.index])
        )
        _nothing_paid(planner, event)
        planner.none(event.person, "all of it is aid", month=event.month)


@trap("MED-008", "resident_medical")
def newborn_in_the_days_of_grace(planner: Planner, count: int) -> None:
    """Born in the run and in hospital within the days of grace (新生儿), before anything was paid."""

    def fits(event: Event) -> bool:
        return event.month < planner.last and not _lies(planner, event, range(event.month, planner.last + 1))

    for _ in range(count):
        event = planner.take_event("newborn", fits)
        for month in range(event.month, planner.last + 1):
            planner.change("RM01", event.person, month, ytd_personal_contribution_amount=0, ytd_fiscal_subsidy_amount=0)
        planner.drop("RM04", event.person, event.month)
        planner.add(
            "RM02", event.person, event.month + 1,
            visit_no=f"JRM02{period_of(event.month + 1)}6{event.person.county}{event.person.index}",
            visit_date=f"{date_in(event.month + 1, 5):%Y%m%d}", inpatient_or_home_bed_days="4", visit_type_code="21",
            resident_insured_category_code="2", primary_diagnosis_code="P59.9", primary_diagnosis_name="新生儿黄疸",
        )  # fmt: skip
        planner.none(event.person, "a newborn", month=event.month + 1)


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
    before them). Nothing is expected of a run that is too short to owe so many, nor where some could be deferred."""
    for _ in range(count):
        event = _owes_before_a_stay(planner, LONG)
        deferred = law.deferrable(range(event.month - LONG, event.month), "employee_medical")
        expected = "open" if len(planner.months) > LONG and not deferred else "none"
        planner.truth(event.person, expected, "four months owed", month=event.month, finding_kind="person")
        _veteran(planner, event, "")
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


@trap("MED-003", "employee_medical")
def arrears_deferred_before_a_stay(planner: Planner, count: int) -> None:
    """The unit owes the four months before a stay, of which some were put off with approval (阶段性缓缴 of July to
    September 2022). What it never repays is an arrear of its own (UNI-001)."""
    for _ in range(count):
        event = planner.take_event(
            "employee_stay",
            lambda e: bool(law.deferrable(range(e.month - LONG, e.month), "employee_medical"))
            and _no_stay(planner, e, LONG, 6) and debts.may_owe(planner, e),
        )  # fmt: skip
        debts.owe_on(planner, event, "employee_medical", range(event.month - LONG, event.month))
        planner.none(event.person, "deferred", month=event.month)


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


_MOMENTS = ("remitted_time", "treasury_received_time", "transmission_time")


@trap("MED-006", "employee_medical")
def newborn_under_the_mother(planner: Planner, count: int) -> None:
    """A child (新生儿) that has no number yet is insured as a resident under that of the mother, who is an employee:
    two insurances of one number, each of somebody else. The list has the child's birth and sex, the mother's name."""
    for _ in range(count):
        event = planner.take_event("birth", lambda e: e.month < planner.last)
        born = date_in(event.month, 8)
        own = int(law.parameter("personal_min", date_in(event.month // 12 * 12, 1), "resident_medical") * 100)
        child = planner.identity(event.person)["person_id"] + "X"
        for month in range(event.month + 1, planner.last + 1):
            planner.add(
                "RM01", event.person, month, person_id=child, birth_date=f"{born:%Y%m%d}", sex_code="1",
                resident_insured_category_code="2", resident_hardship_category_code="0",
                first_enrolment_date=f"{born:%Y%m%d}", ytd_personal_contribution_amount=own,
                ytd_fiscal_subsidy_amount=0,
            )  # fmt: skip
        start, number = event.month + 1, f"{event.person.county}{event.person.index:06d}{event.month}"
        planner.add(
            "RM04", event.person, start, person_id=child, pooling_area_code=event.person.county,
            insurance_type_code="390", contribution_type_code="10", fee_period_start=period_of(start),
            fee_period_end=period_of(start // 12 * 12 + 11), personal_paid_amount=own, collective_aid_amount=0,
            record_pk=f"XB{number}", levy_notice_no=f"ZB{number}", tax_receipt_no=f"PB{number}",
            agency_code=f"{event.person.county}001", tax_authority_code=f"1{event.person.county}0000",
            contribution_mark_code="1", transmission_type_code="1", transmission_batch_no=f"TB{number}",
            **dict(zip(_MOMENTS, (f"{date_in(start, at):%Y%m%d}100000" for at in (10, 11, 12)), strict=True)),
        )  # fmt: skip
        planner.none(event.person, "the child's insurance")
        planner.rule = "PER-007"
        planner.none(event.person, "the child's insurance")
        planner.rule = "MED-006"


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
