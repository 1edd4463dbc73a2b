"""Work injury (WI): grants, allowances and care by grade and wage."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import numpy as np

from simulator import law
from simulator.lives import dies_at_work
from simulator.months import date_in, day_number, period_of
from simulator.plants import debts
from simulator.plants.planner import NobodyFitsError, Planner, anomaly, ceiling, trap
from simulator.plants.pools import Event

_PARTS = (
    "lump_sum_disability_grant", "disability_allowance", "living_care_allowance", "lump_sum_death_grant",
    "funeral_subsidy", "injury_medical_paid",
)  # fmt: skip


APPRAISED_BEFORE = 14
"""Months before the run, in which those were appraised who have drawn since."""


def benefit(
    planner: Planner, event: Event, month: int, wage: int, *, adjustments: int = 0, died: str = "", **parts: int
) -> None:  # fmt: skip
    """The month's row of an injured worker (WI04) with these parts and their sums, paid. Amounts in fen."""
    amounts = dict.fromkeys(_PARTS, 0) | parts
    death = amounts["lump_sum_death_grant"] + amounts["funeral_subsidy"]
    disability = sum(amounts[name] for name in _PARTS[:3])
    planner.add(
        "WI04", event.person, month, unit_id=planner.unit_id(event.person.county, event.unit), **amounts,
        admin_division_code=event.person.county, data_period=period_of(month),
        injured_worker_wage=wage, injury_benefit_adjustment_total=adjustments, disability_benefit_paid=disability,
        death_benefit_paid=death, injury_benefit_paid_total=disability + death + amounts["injury_medical_paid"],
        injury_inpatient_paid=amounts["injury_medical_paid"], injury_outpatient_paid=0, pension_gap_supplement=0,
        dependant_pension_paid=0, dependant_recipient_count="0", long_term_payment_status_code="1", death_date=died,
        retirement_date="", admission_count="0", inpatient_days="0",
    )  # fmt: skip


def appraised(planner: Planner, event: Event, day: date, grade: str, care: str = "0") -> None:
    """An appraisal (WI03) of that day, in each month's list from then on."""
    for month in planner.months:
        if date_in(month, 28) >= day:
            planner.add(
                "WI03", event.person, month, unit_id=planner.unit_id(event.person.county, event.unit),
                admin_division_code=event.person.county, data_period=period_of(month),
                appraisal_date=f"{day:%Y%m%d}", appraisal_item_code="1", appraisal_category_code="1",
                work_disability_grade_code=grade, self_care_impairment_grade_code=care, paid_leave_days="60",
            )  # fmt: skip


def injured(planner: Planner, event: Event, day: date) -> None:
    """An injury (WI02) of that day, in each month's list from the month after it."""
    debts.strike(planner, event)
    for month in planner.months:
        if date_in(month, 1) > day:
            planner.add(
                "WI02", event.person, month, unit_id=planner.unit_id(event.person.county, event.unit),
                admin_division_code=event.person.county, data_period=period_of(month),
                injury_time=f"{day:%Y%m%d}093000", injury_report_date=f"{day:%Y%m%d}", recognition_conclusion_code="1",
                recognition_application_date=f"{day:%Y%m%d}", recognition_date=f"{date_in(month, 1):%Y%m%d}",
            )  # fmt: skip


def dependant(planner: Planner, supporter: Event, event: Event, month: int, relation: str, fen: int) -> None:
    """The pension of somebody whom the deceased kept (WI05), paid."""
    who = planner.identity(event.person)
    planner.add(
        "WI05", event.person, month, region=supporter.person.county, data_period=period_of(month),
        admin_division_code=supporter.person.county,
        deceased_person_id=planner.identity(supporter.person)["person_id"], deceased_wage=supporter.base,
        deceased_unit_id=planner.unit_id(supporter.person.county, supporter.unit), dependant_person_id=who["person_id"],
        dependant_name=who["person_name"], dependant_sex_code=who["sex_code"], dependant_citizen_id=who["citizen_id"],
        dependant_birth_date=who["birth_date"], dependency_relation_code=relation, orphan_or_widowed_flag="0",
        long_term_payment_status_code="1", benefit_start_period=period_of(planner.first), benefit_end_period="",
        dependant_monthly_pension=fen, dependant_pension_backpay=0,
    )  # fmt: skip


def worker(planner: Planner, fits: Callable[[Event], bool] | None = None) -> Event:
    """At work throughout, never injured but as the plant will have it, in a unit that no plant lets owe; on a base that
    was within the band on the day of the oldest appraisal as well, as the own wage (本人工资) is (WI-005)."""
    most = ceiling(planner.first - APPRAISED_BEFORE)
    injured = {code: planner.lives(code).injured.people.key for code in planner.all_funds}

    def whole(event: Event) -> bool:
        return (  # what costs most last: the units of a whole run
            event.base <= most and not (injured[event.person.county] == event.person.number).any()
            and (fits is None or fits(event)) and debts.is_free(planner, event)
        )  # fmt: skip

    return planner.take_event("employee", whole)


def _mortal(planner: Planner) -> Event:
    """A worker whose death is none at work: nothing but what the plant has is paid after it."""

    def fits(event: Event) -> bool:
        return not dies_at_work(planner.fund.draws, np.array([event.person.number]))[0]

    return worker(planner, fits)


def _share(wage: int, grade: int, month: int) -> int:
    return wage * law.injury_allowance_percent(grade, date_in(month, 1)) // 100


def _grant(wage: int, grade: int, month: int) -> int:
    return wage * law.injury_grant_months(grade, date_in(month, 1))


def _years_ago(planner: Planner) -> date:
    return date_in(planner.first - APPRAISED_BEFORE, 10)


def _dies(planner: Planner, event: Event, month: int) -> None:
    planner.edit(
        event.person, death_day=day_number(date_in(month, 12)), death_month=month,
        registered_day=day_number(date_in(month + 1, 8)),
    )  # fmt: skip


@anomaly("WI-001", "work_injury")
def allowance_after_death(planner: Planner, count: int) -> None:
    """死亡后领取定期待遇: the disability allowance goes on in the month after the death."""
    for _ in range(count):
        event = _mortal(planner)
        appraised(planner, event, _years_ago(planner), "03")
        _dies(planner, event, planner.first)
        amount = _share(event.base, 3, planner.first)
        for month in (planner.first, planner.first + 1):
            benefit(planner, event, month, event.base, disability_allowance=amount)
        planner.truth(
            event.person, "open", "the month after the death", month=planner.first + 1, amount=amount,
            finding_kind="recover",
        )  # fmt: skip


@trap("WI-001", "work_injury")
def allowance_of_the_month_of_death(planner: Planner, count: int) -> None:
    """The allowance of the month of death is due."""
    for _ in range(count):
        event = _mortal(planner)
        appraised(planner, event, _years_ago(planner), "03")
        _dies(planner, event, planner.first)
        benefit(planner, event, planner.first, event.base, disability_allowance=_share(event.base, 3, planner.first))
        planner.none(event.person, "the month of death", month=planner.first)


@anomaly("WI-003", "work_injury")
def grant_without_grade(planner: Planner, count: int) -> None:
    """未达等级领取一次性伤残补助金: seven months of wage for an injury that no appraisal found to be of any grade."""
    for _ in range(count):
        event = worker(planner)
        amount, month = _grant(event.base, 10, planner.last), planner.last
        appraised(planner, event, date_in(planner.first, 5), "00")
        benefit(planner, event, month, event.base, lump_sum_disability_grant=amount)
        planner.truth(event.person, "open", "no grade", month=month, amount=amount, finding_kind="below_grade")


@trap("WI-003", "work_injury")
def grant_of_the_month_of_the_appraisal(planner: Planner, count: int) -> None:
    """Appraised and paid in the same month."""
    for _ in range(count):
        event = worker(planner)
        appraised(planner, event, date_in(planner.last, 20), "10")
        benefit(
            planner, event, planner.last, event.base, lump_sum_disability_grant=_grant(event.base, 10, planner.last)
        )
        planner.none(event.person, "appraised that month", month=planner.last)


@anomaly("WI-004", "work_injury")
def allowance_of_grade_six(planner: Planner, count: int) -> None:
    """非1–4级享受伤残津贴: the fund pays the allowance of grade 6, which is the employer's."""
    for _ in range(count):
        event = worker(planner)
        appraised(planner, event, _years_ago(planner), "06")
        amount = event.base * 6 // 10
        benefit(planner, event, planner.last, event.base, disability_allowance=amount)
        planner.truth(event.person, "open", "grade 6", month=planner.last, amount=amount, finding_kind="other_grade")


@trap("WI-004", "work_injury")
def allowance_of_the_month_of_the_lighter_grade(planner: Planner, count: int) -> None:
    """Appraised anew (复查鉴定) in the last month: grade 4 until then, grade 6 from then on."""
    for _ in range(count):
        event = worker(planner)
        appraised(planner, event, _years_ago(planner), "04")
        appraised(planner, event, date_in(planner.last, 20), "06")
        benefit(planner, event, planner.last, event.base, disability_allowance=_share(event.base, 4, planner.last))
        planner.none(event.person, "lighter since that month", month=planner.last)


@anomaly("WI-005", "work_injury")
def allowance_of_the_whole_wage(planner: Planner, count: int) -> None:
    """伤残津贴超标: the whole wage at grade 2, which gives 85 %."""
    for _ in range(count):
        event = worker(planner)
        appraised(planner, event, _years_ago(planner), "02")
        benefit(planner, event, planner.last, event.base, disability_allowance=event.base)
        planner.truth(
            event.person, "open", "the whole wage", month=planner.last,
            amount=event.base - _share(event.base, 2, planner.last), finding_kind="above_standard",
        )  # fmt: skip


@trap("WI-005", "work_injury")
def allowance_with_adjustments(planner: Planner, count: int) -> None:
    """The allowance is what the grade gives and the adjustments (调整) since."""
    for _ in range(count):
        event = worker(planner)
        appraised(planner, event, _years_ago(planner), "02")
        allowance = _share(event.base, 2, planner.last) + 30_000
        benefit(planner, event, planner.last, event.base, disability_allowance=allowance, adjustments=30_000)
        planner.none(event.person, "adjusted since", month=planner.last)


@anomaly("WI-006", "work_injury")
def nursing_of_a_worse_level(planner: Planner, count: int) -> None:
    """护理费超标: half of the average wage for somebody who needs help in part only (30 %)."""
    for _ in range(count):
        event = worker(planner)
        appraised(planner, event, _years_ago(planner), "01", "3")
        benefit(
            planner, event, planner.last, event.base, disability_allowance=_share(event.base, 1, planner.last),
            living_care_allowance=law.lowest_average(planner.last) // 2,
        )  # fmt: skip
        planner.truth(event.person, "open", "half instead of 30 %", month=planner.last, finding_kind="above_standard")


@trap("WI-006", "work_injury")
def nursing_by_its_level(planner: Planner, count: int) -> None:
    """30 % of the average wage, to the fen, after an appraisal of its own (生活自理障碍)."""
    for _ in range(count):
        event = worker(planner)
        appraised(planner, event, _years_ago(planner), "02")
        appraised(planner, event, date_in(planner.first - 2, 10), "", "3")
        care = law.lowest_average(planner.last) * law.nursing_percent(3, date_in(planner.last, 1)) // 100
        benefit(planner, event, planner.last, event.base, living_care_allowance=care)
        planner.none(event.person, "30 %", month=planner.last)


@anomaly("WI-007", "work_injury")
def grant_above_its_grade(planner: Planner, count: int) -> None:
    """一次性伤残补助金超标: forty months of the own wage, more than any grade gives."""
    for _ in range(count):
        event = worker(planner)
        appraised(planner, event, date_in(planner.first, 5), "09")
        grant = event.base * 40
        benefit(planner, event, planner.last, event.base, lump_sum_disability_grant=grant)
        planner.truth(
            event.person, "open", "forty months of wage", month=planner.last,
            amount=grant - _grant(event.base, 9, planner.last), finding_kind="above_standard",
        )  # fmt: skip


@trap("WI-007", "work_injury")
def grant_in_two_months(planner: Planner, count: int) -> None:
    """Half of the grant in one month, half in the next: what the grade gives."""
    for _ in range(count):
        event = worker(planner)
        appraised(planner, event, _years_ago(planner), "09")
        whole = _grant(event.base, 9, planner.last)
        for month, half in ((planner.last - 1, whole // 2), (planner.last, whole - whole // 2)):
            benefit(planner, event, month, event.base, lump_sum_disability_grant=half)
        planner.none(event.person, "two halves")


def _kept(planner: Planner, supporter: Event, count: int) -> list[Event]:
    """Pensioners of the same county, by their numbers."""
    kept = [
        planner.take_event("resident_pensioner", lambda e: e.person.county == supporter.person.county)
        for _ in range(count)
    ]
    return sorted(kept, key=lambda e: planner.identity(e.person)["person_id"])


@anomaly("WI-002", "work_injury")
def dependants_above_the_wage(planner: Planner, count: int) -> None:
    """供养亲属抚恤金合计高于生前工资: two parents have sixty per cent each."""
    for _ in range(count):
        supporter = _mortal(planner)
        _dies(planner, supporter, planner.first)
        kept = _kept(planner, supporter, 2)
        amount = supporter.base * 6 // 10
        for event in kept:
            dependant(planner, supporter, event, planner.last, "50", amount)
        planner.truth(
            kept[0].person, "open", "sixty per cent twice", month=planner.last, amount=amount * 2 - supporter.base,
            finding_kind="above_wage",
        )  # fmt: skip


@trap("WI-002", "work_injury")
def dependants_of_the_whole_wage(planner: Planner, count: int) -> None:
    """Forty, thirty and thirty per cent: the whole wage, and no more."""
    for _ in range(count):
        supporter = _mortal(planner)
        _dies(planner, supporter, planner.first)
        kept = _kept(planner, supporter, 3)
        for event, share in zip(kept, (4, 3, 3), strict=True):
            dependant(planner, supporter, event, planner.last, "50", supporter.base * share // 10)
        planner.none(kept[0].person, "the whole wage", month=planner.last)


def _enrolled(planner: Planner, event: Event, day: date) -> None:
    for month in planner.months:
        planner.change("WI21", event.person, month, enrolment_date=f"{day:%Y%m%d}")


@anomaly("WI-008", "work_injury")
def enrolled_after_the_injury(planner: Planner, count: int) -> None:
    """首次缴费晚于工伤: enrolled ten days after the injury, and the grant is the fund's."""
    for _ in range(count):
        event = worker(planner)
        injured(planner, event, date_in(planner.first, 10))
        _enrolled(planner, event, date_in(planner.first, 20))
        appraised(planner, event, date_in(planner.last, 5), "10")
        amount = _grant(event.base, 10, planner.last)
        benefit(planner, event, planner.last, event.base, lump_sum_disability_grant=amount)
        planner.truth(
            event.person, "open", "enrolled after it", month=planner.last, amount=amount, finding_kind="enrolled_after"
        )


@trap("WI-008", "work_injury")
def treated_after_the_enrolment(planner: Planner, count: int) -> None:
    """Enrolled after the injury; what the fund pays is treatment since (新发生的费用)."""
    for _ in range(count):
        event = worker(planner)
        injured(planner, event, date_in(planner.first, 10))
        _enrolled(planner, event, date_in(planner.first, 20))
        benefit(planner, event, planner.last, event.base, injury_medical_paid=800_000)
        planner.none(event.person, "treatment since", month=planner.last)


@anomaly("WI-009", "work_injury")
def funeral_of_eight_wages(planner: Planner, count: int) -> None:
    """丧葬费超标: eight average wages instead of six."""
    for _ in range(count):
        event = _mortal(planner)
        _dies(planner, event, planner.first)
        benefit(
            planner, event, planner.first + 1, event.base, funeral_subsidy=law.band(planner.first // 12).average * 8,
            died=f"{date_in(planner.first, 12):%Y%m%d}",
        )  # fmt: skip
        planner.truth(event.person, "open", "eight wages", month=planner.first + 1, finding_kind="above_standard")


@trap("WI-009", "work_injury")
def funeral_made_up_later(planner: Planner, count: int) -> None:
    """Five average wages first, the sixth in the next month."""
    for _ in range(count):
        event = _mortal(planner)
        _dies(planner, event, planner.first)
        wage = law.lowest_average(planner.first)
        for month, wages in ((planner.first + 1, 5), (planner.first + 2, 1)):
            benefit(
                planner, event, month, event.base, funeral_subsidy=wage * wages,
                died=f"{date_in(planner.first, 12):%Y%m%d}",
            )  # fmt: skip
        planner.none(event.person, "six in all")


@anomaly("WI-010", "work_injury")
def unit_owed_before_the_injury(planner: Planner, count: int) -> None:
    """工伤前12个月未足额缴费: the unit did not pay for the month before the injury. Nothing is expected where it could
    be deferred (缓缴)."""
    for _ in range(count):
        event = worker(planner, lambda e: debts.may_owe(planner, e))
        month = planner.first + 2
        debts.owe(planner, event, "work_injury", month - 1)
        injured(planner, event, date_in(month, 15))
        expected = "none" if law.deferrable([month - 1], "work_injury") else "open"
        planner.truth(event.person, expected, "the month before is owed", month=month, finding_kind="owed")


def _colleague(planner: Planner, event: Event) -> Event:
    return worker(planner, lambda e: (e.person.county, e.unit) == (event.person.county, event.unit))


@trap("WI-010", "work_injury")
def unit_owed_before_the_employment(planner: Planner, count: int) -> None:
    """The unit owes for a month in which the injured person was not yet employed there."""
    for _ in range(count):
        event = worker(planner, lambda e: debts.may_owe(planner, e))
        colleague = _colleague(planner, event)
        month = planner.first + 2
        for earlier in (month - 2, month - 1):
            planner.contribution(event.person, "work_injury", earlier, absent=True)
        debts.owe(planner, colleague, "work_injury", month - 1)
        injured(planner, event, date_in(month, 15))
        planner.none(event.person, "not yet there", month=month)


@trap("WI-010", "work_injury")
def unit_deferred_before_the_injury(planner: Planner, count: int) -> None:
    """The unit put off the month before the injury with approval (阶段性缓缴): the law of that month allowed it."""
    months = law.deferrable(planner.months[1:-1], "work_injury")
    if not months:
        raise NobodyFitsError("'unit_deferred_before_the_injury' needs a month whose contributions may be deferred")
    for _ in range(count):
        event = worker(planner, lambda e: debts.may_owe(planner, e))
        debts.owe(planner, event, "work_injury", months[0])
        injured(planner, event, date_in(months[0] + 1, 15))
        planner.none(event.person, "deferred", month=months[0] + 1)


def _steady(planner: Planner) -> Event:
    """A man whose base may be doubled (of a woman who gives birth within the year MT-003 would say so), in one unit
    throughout: the months before are compared within it."""
    most = law.band(planner.first // 12).ceiling

    def fits(event: Event) -> bool:
        is_man = planner.identity(event.person)["sex_code"] == "1"
        return event.base * 2 < most and is_man and debts.stays(planner, event)

    return worker(planner, fits)


@anomaly("WI-011", "work_injury")
def base_doubled_at_the_injury(planner: Planner, count: int) -> None:
    """工伤时缴费基数突增: twice the base in the month of the injury."""
    for _ in range(count):
        event = _steady(planner)
        month = planner.first + 1
        planner.edit(event.person, base={month: event.base * 2})
        injured(planner, event, date_in(month, 15))
        planner.truth(event.person, "open", "twice the base", month=month, finding_kind="base_jump")


@trap("WI-011", "work_injury")
def base_a_third_more_at_the_injury(planner: Planner, count: int) -> None:
    """A third more than before: less than half."""
    for _ in range(count):
        event = _steady(planner)
        month = planner.first + 1
        planner.edit(event.person, base={month: event.base * 4 // 3 // 100 * 100})
        injured(planner, event, date_in(month, 15))
        planner.none(event.person, "a third more", month=month)
