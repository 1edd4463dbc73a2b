"""Resident pension (RP): tiers, subsidies, what the government pays for whom; who is subsidised twice."""

from __future__ import annotations

from simulator import law
from simulator.months import date_in, period_of
from simulator.plants.planner import Planner, anomaly, trap
from simulator.plants.pools import Event


@anomaly("RP-001", "resident_pension")
def tier_not_in_force(planner: Planner, count: int) -> None:
    """个人缴费档次不合规: 123 yuan, which is no tier. Nothing is expected while the tiers of the province are a gap."""
    for _ in range(count):
        event = planner.take_event("resident_pays")
        planner.change(
            "RP01", event.person, event.month, contribution_tier_amount=12_300, personal_contribution_amount=12_300
        )
        planner.change("RP06", event.person, event.month, personal_paid_amount=12_300)
        expected = "open" if law.tiers_are_known(event.month // 12) else "none"
        planner.truth(event.person, expected, "123.00 is no tier", month=event.month, finding_kind="no_tier")


@trap("RP-001", "resident_pension")
def hundred_of_the_needy(planner: Planner, count: int) -> None:
    """The hundred that the government pays for people in need."""
    for _ in range(count):
        event = planner.take_event("needy_resident_pays")
        planner.none(event.person, "the needy keep the tier of a hundred", month=event.month)


def _subsidy(month: int) -> int:
    return int(law.parameter("fiscal_subsidy_min", date_in(month // 12 * 12, 1), "resident_medical") * 100)


def _counted_elsewhere(planner: Planner, event: Event, month: int) -> str:
    """On another region's list of resident medical insurance (RM01) as well, with the subsidy; pays nothing there."""
    other = planner.other_region(event.person)
    planner.add(
        "RM01", event.person, month, region=other, admin_division_code=other, data_period=period_of(month),
        resident_insured_category_code="3", resident_hardship_category_code="0", ytd_personal_contribution_amount=0,
        ytd_fiscal_subsidy_amount=_subsidy(month),
    )  # fmt: skip
    return other


def _grown_up(planner: Planner) -> Event:
    return planner.take_event("resident_medical", lambda e: planner.identity(e.person)["birth_date"] < "2000")


@anomaly("PEN-008", "resident_medical")
def subsidised_in_two_regions(planner: Planner, count: int) -> None:
    """财政重复补贴: counted for the subsidy of the year in two regions' last lists."""
    for _ in range(count):
        event = _grown_up(planner)
        other = _counted_elsewhere(planner, event, planner.last)
        planner.truth(
            event.person, "open", "on two lists", month=planner.last // 12 * 12, region=max(event.person.county, other),
            amount=_subsidy(planner.last), finding_kind="two_regions",
        )  # fmt: skip


@trap("PEN-008", "resident_medical")
def moved_to_another_list(planner: Planner, count: int) -> None:
    """On one region's list in the first months, and on another's in the last: counted once."""
    for _ in range(count):
        event = _grown_up(planner)
        planner.drop("RM01", event.person, planner.last)
        _counted_elsewhere(planner, event, planner.last)
        planner.none(event.person, "moved")
