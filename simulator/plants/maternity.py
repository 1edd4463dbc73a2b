"""Maternity (MT): births and what stood before them."""

from __future__ import annotations

from datetime import date

from simulator import law
from simulator.months import date_in, period_of
from simulator.plants import debts
from simulator.plants.planner import Planner, anomaly, trap
from simulator.plants.pools import Event


def _sex(planner: Planner, event: Event) -> str:
    return planner.identity(event.person)["sex_code"]


def _woman(planner: Planner, base: int = 0, owing: bool = False) -> Event:
    """At work throughout, twenty-two to forty years old, without a birth of her own in the run; with a base not
    above this, if one is given; in a unit that may be planted to owe, or in one that does not."""
    young = date_in(planner.last, 1).year - 22
    mothers = {e.person.key for e in planner.events("birth")}

    def fits(event: Event) -> bool:
        born = int(planner.identity(event.person)["birth_date"][:4])
        return (
            _sex(planner, event) == "2" and young - 18 <= born <= young and (not base or event.base <= base)
            and event.person.key not in mothers
            and (debts.may_owe(planner, event) if owing else debts.is_free(planner, event))
        )  # fmt: skip

    return planner.take_event("employee", fits)


def case(planner: Planner, event: Event, day: date, **values: str) -> int:
    """A birth of that day (MT02) in its month's table, paid; returns what was paid, fen."""
    debts.strike(planner, event)
    month = day.year * 12 + day.month - 1
    allowance = event.base * 98 // 30
    row: dict[str, str] = {
        "maternity_type_code": "1", "family_planning_surgery_type_code": "0", "miscarriage_level_code": "",
        "fetus_count": "1", "maternity_leave_days": "98", "inpatient_days": "4", "late_childbirth_flag": "0",
        "admin_division_code": event.person.county, "data_period": period_of(month),
        "delivery_date": f"{day:%Y%m%d}", "unit_id": planner.unit_id(event.person.county, event.unit),
    }  # fmt: skip
    planner.add(
        "MT02", event.person, month, region="", everywhere=True, **(row | values),
        maternity_medical_cost_total=500_000, maternity_fund_paid_amount=allowance + 450_000,
        maternity_allowance=allowance, other_lump_sum_subsidy=0, maternity_self_paid_amount=50_000,
        newborn_medical_cost=0,
    )  # fmt: skip
    return allowance + 450_000


@anomaly("MT-001", "maternity")
def mother_who_is_a_man(planner: Planner, count: int) -> None:
    """生育年龄异常: a man draws the benefit of a mother."""
    for _ in range(count):
        event = planner.take_event("employee", lambda e: _sex(planner, e) == "1" and debts.is_free(planner, e))
        paid = case(planner, event, date_in(planner.first, 9))
        planner.truth(event.person, "open", "a man", month=planner.first, amount=paid, finding_kind="not_a_woman")


@trap("MT-001", "maternity")
def operation_of_a_man(planner: Planner, count: int) -> None:
    """A man's own operation of birth control (绝育) in the same table is no birth."""
    for _ in range(count):
        event = planner.take_event("employee", lambda e: _sex(planner, e) == "1" and debts.is_free(planner, e))
        case(planner, event, date_in(planner.first, 9), family_planning_surgery_type_code="4", maternity_type_code="")
        planner.none(event.person, "an operation", month=planner.first)


@anomaly("MT-002", "maternity")
def second_birth_a_month_later(planner: Planner, count: int) -> None:
    """两次生育间隔不足9个月: two births a month apart."""
    for _ in range(count):
        event = _woman(planner)
        case(planner, event, date_in(planner.first, 9))
        paid = case(planner, event, date_in(planner.first + 1, 12))
        planner.truth(
            event.person, "open", "a month apart", month=planner.first + 1, amount=paid, finding_kind="too_close"
        )


@trap("MT-002", "maternity")
def twins_are_one_birth(planner: Planner, count: int) -> None:
    """Two children of one birth (双胞胎), born before and after midnight, in two rows."""
    for _ in range(count):
        event = _woman(planner)
        for day in (9, 10):
            case(planner, event, date_in(planner.first, day), fetus_count="2")
        planner.none(event.person, "twins", month=planner.first)


@anomaly("MT-003", "maternity")
def base_raised_for_the_birth(planner: Planner, count: int) -> None:
    """生育前基数过高: twice the base in the month before the birth, and the old one again since."""
    for _ in range(count):
        event = _woman(planner, law.band(planner.first // 12).ceiling // 2)
        planner.edit(event.person, base={planner.first + 1: event.base * 2})
        case(planner, event, date_in(planner.first + 2, 9))
        planner.truth(event.person, "open", "raised for a month", month=planner.first + 2, finding_kind="raised")


@trap("MT-003", "maternity")
def base_raised_for_good(planner: Planner, count: int) -> None:
    """Twice the base before the birth, and so it stays (to the year whose bases are compared with wages)."""
    months = planner.months_of_no_comparison()[1:]
    for _ in range(count):
        event = _woman(planner, law.band(planner.first // 12).ceiling // 2)
        planner.edit(event.person, base=dict.fromkeys(months, event.base * 2))
        case(planner, event, date_in(planner.first + 2, 9))
        planner.none(event.person, "raised for good", month=planner.first + 2)


@anomaly("MT-004", "maternity")
def unit_owed_before_the_birth(planner: Planner, count: int) -> None:
    """生育上月单位未足额缴费而享受: the unit did not pay for the month before the birth."""
    for _ in range(count):
        event = _woman(planner, owing=True)
        month = planner.first + 3
        debts.owe(planner, event, "maternity", month - 1)
        paid = case(planner, event, date_in(month, 9))
        planner.truth(event.person, "open", "the month before is owed", month=month, amount=paid, finding_kind="owed")


@trap("MT-004", "maternity")
def unit_owes_the_month_of_the_birth(planner: Planner, count: int) -> None:
    """The unit owes for the month of the birth only."""
    for _ in range(count):
        event = _woman(planner, owing=True)
        month = planner.first + 3
        debts.owe(planner, event, "maternity", month)
        case(planner, event, date_in(month, 9))
        planner.none(event.person, "the month of the birth", month=month)
