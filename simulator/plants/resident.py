"""Resident pension (RP): tiers, aid, subsidies, what the government pays for whom; who is subsidised twice."""

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


def _aided(planner: Planner, over: int) -> tuple[Event, bool]:
    """Somebody whose village gives the highest tier and so much more, fen; and whether any tier is known."""
    event = planner.take_event("resident_pays")
    year = event.month // 12
    planner.change("RP01", event.person, event.month, collective_subsidy_amount=law.tiers(year)[-1] + over)
    return event, law.tiers_are_known(year)


@anomaly("RP-002", "resident_pension")
def aid_above_the_highest_tier(planner: Planner, count: int) -> None:
    """集体补助超标准: the village adds a yuan more than the highest tier. Nothing is expected while the tiers of the
    province are a gap."""
    for _ in range(count):
        event, known = _aided(planner, 100)
        planner.truth(
            event.person, "open" if known else "none", "1.00 above the highest tier", month=event.month, amount=100,
            finding_kind="above_highest_tier",
        )  # fmt: skip


@trap("RP-002", "resident_pension")
def aid_of_the_highest_tier(planner: Planner, count: int) -> None:
    """As much as the highest tier, and not more."""
    for _ in range(count):
        event, _known = _aided(planner, 0)
        planner.none(event.person, "the highest tier", month=event.month)


_ON_BEHALF = 10_000
"""What the government pays for somebody (代缴), fen."""


@anomaly("RP-003", "resident_pension")
def paid_for_without_need(planner: Planner, count: int) -> None:
    """重度残疾等代缴不合规: the government pays a hundred for somebody whom no register of people in need has."""
    for _ in range(count):
        event = planner.take_event("resident_pays")
        planner.change("RP01", event.person, event.month, government_paid_on_behalf_amount=_ON_BEHALF)
        planner.truth(
            event.person, "open", "in no register", month=event.month, amount=_ON_BEHALF,
            finding_kind="not_in_category",
        )  # fmt: skip


@trap("RP-003", "resident_pension")
def category_ended_within_the_year(planner: Planner, count: int) -> None:
    """In the register (低保) until the month before the payment: that entitles to the year."""
    for _ in range(count):
        event = planner.take_event("resident_pays", lambda e: planner.first < e.month < planner.first // 12 * 12 + 12)
        planner.change("RP01", event.person, event.month, government_paid_on_behalf_amount=_ON_BEHALF)
        planner.add(
            "CA01", event.person, planner.first, admin_division_code=event.person.county,
            data_period=period_of(planner.first), assistance_category_code="101", disability_level_code="",
            valid_from_date="20230101", valid_to_date=f"{date_in(planner.first, 28):%Y%m%d}",
        )  # fmt: skip
        planner.none(event.person, "in need until lately", month=event.month)


@anomaly("RP-004", "resident_pension")
def subsidy_below_the_nations(planner: Planner, count: int) -> None:
    """缴费补贴不合规: ten yuan of subsidy, less than the nation's minimum for any tier."""
    for _ in range(count):
        event = planner.take_event("resident_pays")
        planner.change("RP01", event.person, event.month, local_government_subsidy_amount=1_000)
        planner.truth(event.person, "open", "10.00 of subsidy", month=event.month)


@trap("RP-004", "resident_pension")
def supplement_without_subsidy(planner: Planner, count: int) -> None:
    """Two earlier years are paid as well (补缴): they get no subsidy, the year its own."""
    for _ in range(count):
        event = planner.take_event("resident_pays")
        planner.change(
            "RP01", event.person, event.month, ytd_personal_backpay_amount=60_000, ytd_backpay_years="2",
            backpay_subsidy_amount=0,
        )  # fmt: skip
        planner.none(event.person, "earlier years without subsidy", month=event.month)


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
