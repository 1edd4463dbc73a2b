"""Insured units (UNI): arrears, bases and head counts of units against those of their people."""

from __future__ import annotations

import numpy as np

from simulator import law
from simulator.feeds import organisation_code, unit_names
from simulator.plants.person import steady_in_company
from simulator.plants.planner import ENTERPRISE, NobodyFitsError, Planner, anomaly, trap
from simulator.plants.pools import Event
from simulator.province import county


def _take_unit(planner: Planner) -> tuple[Event, str, str]:
    """An employee's event, the county and the number of a unit that nobody else uses."""
    event = planner.take_event("employee", lambda e: planner.is_free(e))
    return event, event.person.county, planner.unit_id(event.person.county, event.unit)


def _book(planner: Planner, region: str, unit: str, month: int, **columns: int) -> None:
    """What the unit's row of unemployment insurance says, in that file only."""
    planner.change("UE01", None, month, region=region, where={"unit_id": unit}, everywhere=False, **columns)


@anomaly("UNI-002", "unemployment")
def unit_base_below_its_people(planner: Planner, count: int) -> None:
    """单位缴费基数低于职工基数之和: the unit declares half of an average base, its people more."""
    for _ in range(count):
        event, region, unit = _take_unit(planner)
        _book(planner, region, unit, event.month, unit_contribution_base=event.base // 2)
        planner.unit_truth(region, unit, "open", "unit base is half a person's", month=event.month)


@trap("UNI-001", "unemployment")
def arrears_of_one_month(planner: Planner, count: int) -> None:
    """One month is owed, not more: the unit's balance stands in a single month."""
    for _ in range(count):
        event, region, unit = _take_unit(planner)
        _book(planner, region, unit, event.month, unit_arrears_balance=12_345)
        planner.unit_truth(region, unit, "none", "arrears of one month", month=event.month)


@anomaly("UNI-001", "unemployment")
def arrears_that_stay(planner: Planner, count: int) -> None:
    """单位欠缴: the same money is owed at the end of two months and more, to the end of the run. Nothing is expected
    where the first of them could be deferred (缓缴)."""
    if len(planner.months) < 2:
        raise NobodyFitsError("'arrears_that_stay' needs two months")
    expected = "none" if law.deferrable([planner.first], "unemployment") else "open"
    for _ in range(count):
        _, region, unit = _take_unit(planner)
        for month in planner.months:
            _book(planner, region, unit, month, unit_arrears_balance=54_321)
        planner.unit_truth(
            region, unit, expected, "owed throughout", month=planner.first, amount=54_321, finding_kind="arrears"
        )


@trap("UNI-001", "unemployment")
def arrears_written_off(planner: Planner, count: int) -> None:
    """Arrears that are written off (核销) in the month after."""
    if len(planner.months) < 2:
        raise NobodyFitsError("'arrears_written_off' needs two months")
    for _ in range(count):
        _, region, unit = _take_unit(planner)
        for number, month in enumerate(planner.months[:2]):
            _book(planner, region, unit, month, unit_arrears_balance=12_345, written_off_amount=12_345 * number)
        planner.unit_truth(region, unit, "none", "written off", month=planner.first)


@trap("UNI-001", "unemployment")
def arrears_covered_by_a_prepayment(planner: Planner, count: int) -> None:
    """As much as is owed has been paid in advance (预缴), in every month."""
    for _ in range(count):
        _, region, unit = _take_unit(planner)
        for month in planner.months:
            _book(planner, region, unit, month, unit_arrears_balance=34_567, prepaid_amount=34_567)
        planner.unit_truth(region, unit, "none", "paid in advance", month=planner.first)


@trap("UNI-001", "unemployment")
def arrears_deferred(planner: Planner, count: int) -> None:
    """The contributions of a month are put off with approval (阶段性缓缴, law in 2020 and from April 2022 to March
    2023), and owed no longer than that allows."""
    months = law.deferrable(planner.months, "unemployment")
    if len(months) < 2:
        raise NobodyFitsError("'arrears_deferred' needs months whose contributions may be deferred")
    for _ in range(count):
        _, region, unit = _take_unit(planner)
        for month in months[:6]:
            _book(planner, region, unit, month, unit_arrears_balance=23_456)
        planner.unit_truth(region, unit, "none", "deferred", month=months[0])


@trap("UNI-002", "unemployment")
def payroll_below_the_floors(planner: Planner, count: int) -> None:
    """The unit's base is its payroll (工资总额), below the sum of bases that were raised to the floor."""
    for _ in range(count):
        event, region, unit = _take_unit(planner)
        _book(planner, region, unit, event.month, unit_contribution_base=event.base // 2, total_payroll=event.base // 2)
        planner.unit_truth(region, unit, "none", "base is the payroll", month=event.month)


@anomaly("UNI-003", "unemployment")
def taxpayers_that_nobody_insures(planner: Planner, count: int) -> None:
    """申报人数与纳税人数不符: the unit, which supplies no labour to others, declares five hundred taxpayers."""
    for _ in range(count):
        event = planner.take_event("employee", lambda e: planner.is_free(e) and "劳务派遣" not in _name(planner, e))
        region, unit = event.person.county, planner.unit_id(event.person.county, event.unit)
        planner.change(
            "PI01", None, event.month, region=region, where={"org_code": _org_code(region, event.unit)},
            everywhere=False, taxpayer_count="500",
        )  # fmt: skip
        planner.unit_truth(
            region, unit, "open", "500 taxpayers", month=event.month, finding_kind="fewer_insured",
            fund=planner.pension_fund(event.unit),
        )  # fmt: skip


UNSEEN = 6_000
"""Numbers from here on that no simulated unit has; four digits are those of its organisation code."""


def _declare_alone(planner: Planner, event: Event, months: list[int], trade: str = "商贸") -> str:
    """A unit of twelve taxpayers, none of them named, that no insurance knows; its region."""
    region, unit = event.person.county, UNSEEN + event.person.index % 2_000
    for month in months:
        planner.add(
            "PI01", None, month, region=region, everywhere=False, org_code=_org_code(region, unit),
            unit_name=f"青海{unit}{trade}有限公司", taxpayer_count="12",
        )  # fmt: skip
    return region


@anomaly("UNI-003", "unemployment")
def taxed_and_insures_nobody(planner: Planner, count: int) -> None:
    """申报人数与纳税人数不符: a unit that declares taxpayers throughout and insures nobody, from its third month on."""
    for _ in range(count):
        region = _declare_alone(planner, planner.take_event("employee"), planner.months)
        for month in planner.months[2:]:
            planner.unit_truth(
                region, "", "open", "12 taxpayers, nobody insured", month=month, finding_kind="fewer_insured",
                fund=ENTERPRISE,
            )  # fmt: skip


@trap("UNI-003", "unemployment")
def labour_for_others(planner: Planner, count: int) -> None:
    """A unit that supplies labour (劳务派遣) declares five hundred taxpayers, whom others insure."""
    for _ in range(count):
        event = planner.take_event("employee", lambda e: planner.is_free(e) and "劳务派遣" in _name(planner, e))
        region = event.person.county
        planner.change(
            "PI01", None, event.month, region=region, where={"org_code": _org_code(region, event.unit)},
            everywhere=False, taxpayer_count="500",
        )  # fmt: skip
        planner.unit_truth(
            region, planner.unit_id(region, event.unit), "none", "supplies labour", month=event.month, fund=ENTERPRISE
        )


@trap("UNI-003", "unemployment")
def labour_supplier_of_no_fund(planner: Planner, count: int) -> None:
    """A unit that supplies labour (劳务派遣) and insures nobody itself: its declaration alone says what it is."""
    for _ in range(count):
        region = _declare_alone(planner, planner.take_event("employee"), planner.months, "劳务派遣")
        planner.unit_truth(region, "", "none", "supplies labour", month=planner.months[2], fund=ENTERPRISE)


@trap("UNI-003", "unemployment")
def first_wages_of_a_new_unit(planner: Planner, count: int) -> None:
    """A unit that declares taxpayers for the first time in the last month: it has thirty days to register."""
    for _ in range(count):
        region = _declare_alone(planner, planner.take_event("employee"), planner.months[-1:])
        planner.unit_truth(region, "", "none", "declares for the first time", month=planner.last, fund=ENTERPRISE)


@anomaly("UNI-004", "unemployment")
def bases_far_above_taxed_wages(planner: Planner, count: int) -> None:
    """缴费基数总额与纳税工资总额不符: a unit declares the least wages of all its people for a year, and contributes on
    what they earn in the next. Nothing is expected of a run without two whole years."""
    years = planner.two_years()
    for _ in range(count):
        event = planner.take_event(
            "employee",
            lambda e: steady_in_company(planner, e) and planner.is_free(e),
        )
        region, unit = event.person.county, planner.unit_id(event.person.county, event.unit)
        if not years:
            planner.unit_truth(region, unit, "none", "no two years to compare")
            continue
        last = years[-1]
        for month in range(last[0] - 12, last[0]):
            planner.change(
                "PI02", None, month, region=region, where={"org_code": _org_code(region, event.unit)},
                everywhere=False, taxable_wage_amount=150_000,
            )  # fmt: skip
        for fund in ("enterprise_pension", "employee_medical", "unemployment"):
            planner.unit_truth(
                region, unit, "open", "bases above wages", month=last[-1], fund=fund, finding_kind="above_wages"
            )


@trap("UNI-004", "unemployment")
def bases_as_taxed(planner: Planner, count: int) -> None:
    """A unit whose people contribute on what they earn, within the band: the yearly rise of wages is no difference."""
    for _ in range(count):
        event = planner.take_event(
            "employee",
            lambda e: steady_in_company(planner, e) and planner.is_free(e),
        )
        region = event.person.county
        planner.unit_truth(region, planner.unit_id(region, event.unit), "none", "bases as taxed")


def _name(planner: Planner, event: Event) -> str:
    return str(unit_names(county(event.person.county), planner.fund.draws, np.array([event.unit]))[0].as_py())


def _org_code(region: str, unit: int) -> str:
    return str(organisation_code(np.array([unit]), region)[0].as_py())
