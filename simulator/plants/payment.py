"""Payments (PAY): what agencies pay against what they ordered and what benefits say."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from simulator.changes import Value
from simulator.feeds import BANKS
from simulator.months import period_of
from simulator.plan import Budget
from simulator.plants.planner import Planner, anomaly, trap
from simulator.plants.pools import Event


@anomaly("PAY-005", "institution_pension")
def account_of_another_name(planner: Planner, count: int) -> None:
    """户名与姓名不符: the pension goes to an account in another name."""
    for _ in range(count):
        event = planner.take_event("official_pensioner")
        planner.change("IP11", event.person, event.month, everywhere=False, bank_account_name="张代领")
        planner.truth(event.person, "open", "account of another name", month=event.month, finding_kind="name_differs")


@trap("PAY-005", "institution_pension")
def account_name_with_spaces(planner: Planner, count: int) -> None:
    """The bank writes the name with a wide space: the same name."""
    for _ in range(count):
        event = planner.take_event("official_pensioner")
        name = planner.identity(event.person)["person_name"]
        planner.change(
            "IP11", event.person, event.month, everywhere=False, bank_account_name=f"{name[0]}\u3000{name[1:]}"
        )
        planner.none(event.person, "a space in the account name", month=event.month)


FEN = 160_000
"""What the jobless of these plants draw a month, so that the truth knows the amounts; within the bounds of the law."""


def _draws(planner: Planner, event: Event) -> Event:
    """The person draws FEN in the month and nothing else; plan, payment, order and bank follow."""
    planner.change(
        "UE05", event.person, event.month, approved_benefit_amount=FEN, unemployment_benefit_paid_amount=FEN,
        medical_allowance_amount=0, childbirth_subsidy_amount=0, funeral_survivor_grant_amount=0,
        training_subsidy_amount=0,
    )  # fmt: skip
    return event


def _jobless(planner: Planner) -> Event:
    """Somebody who draws FEN in a month."""
    return _draws(planner, planner.take_event("jobless"))


def _order(planner: Planner, event: Event, amount: int) -> str:
    """An order of its own for one more payment; no debit of the simulated bank follows it."""
    number = f"210{period_of(event.month)}{event.person.county}{event.person.index:06d}"
    planner.add(
        "UE08", None, event.month, region=event.person.county, everywhere=False, amount=amount,
        payment_master_id=number,
    )  # fmt: skip
    return number


def _no_debit(planner: Planner, event: Event, amount: int) -> None:
    rule, planner.rule = planner.rule, "PAY-006"
    planner.unit_truth(
        event.person.county, "", "open", "the bank does not know the order", month=event.month, amount=amount,
        finding_kind="order_without_debit",
    )  # fmt: skip
    planner.rule = rule


def _second_benefit(planner: Planner, event: Event, amount: int, **values: Value) -> None:
    """One more payment to the person in the evening, with a plan, an item and an order of its own: nothing that the
    gate would see, as it compares orders, payments and items with one another only."""
    plan = f"UE{period_of(event.month)}{planner.identity(event.person)['person_id']}X"
    planner.add(
        "UE09", event.person, event.month, region=event.person.county, everywhere=False, amount=amount,
        payable_plan_detail_id=plan, payment_master_id=_order(planner, event, amount),
        paid_time=f"{period_of(event.month)}10180000", **values,
    )  # fmt: skip
    _item(planner, event, plan, amount)


def _more_than_the_ledger(planner: Planner, event: Event, amount: int) -> None:
    rule, planner.rule = planner.rule, "PAY-002"
    planner.truth(
        event.person, "open", "more than the ledger", month=event.month, amount=amount, finding_kind="paid_more"
    )
    planner.rule = rule


def _booked_before(planner: Planner) -> Event:
    """As `_jobless`, in a month whose bank statements go on long enough to judge an order."""
    event = planner.take_event("jobless", lambda event: event.month < planner.last)
    return _draws(planner, event)


def _order_of(planner: Planner, event: Event) -> tuple[str, int, int]:
    """What tells orders apart: county, month and bank. Two fen in one order are more than the gate lets pass."""
    bank = planner.fund.draws.below("bank of", np.array([event.person.number]), len(BANKS))
    return event.person.county, event.month, int(bank[0])


@anomaly("PAY-001", "unemployment")
def detail_a_fen_above(planner: Planner, count: int) -> None:
    """明细合计与拨付主表不符: a fen more was paid than items, order and ledger (PAY-002) say; the gate lets it pass."""
    orders: set[tuple[str, int, int]] = set()
    for _ in range(count):
        event = planner.take_event("jobless", lambda e: _order_of(planner, e) not in orders)
        orders.add(_order_of(planner, _draws(planner, event)))
        planner.change("UE09", event.person, event.month, everywhere=False, amount=FEN + 1)
        planner.truth(
            event.person, "open", "more than the items", month=event.month, amount=1, finding_kind="items_differ"
        )
        planner.unit_truth(
            event.person.county, "", "open", "less than was paid on it", month=event.month, amount=1,
            finding_kind="details_differ",
        )  # fmt: skip
        _more_than_the_ledger(planner, event, 1)


@trap("PAY-001", "unemployment")
def payment_sent_back(planner: Planner, count: int) -> None:
    """The bank sent the payment back (退汇), it is not made again yet: in the order, but not paid."""
    for _ in range(count):
        event = _jobless(planner)
        planner.change(
            "UE09", event.person, event.month, everywhere=False, payment_status_code="0",
            payment_failure_reason="账号有误",
        )  # fmt: skip
        planner.none(event.person, "sent back by the bank", month=event.month)


@anomaly("PAY-002", "unemployment")
def paid_more_than_the_ledger(planner: Planner, count: int) -> None:
    """经办支付与待遇发放台账不符: the ledger of benefits says a hundred yuan less than was planned and paid."""
    for _ in range(count):
        event = _jobless(planner)
        planner.change(
            "UE05", event.person, event.month, everywhere=False, approved_benefit_amount=FEN - 10_000,
            unemployment_benefit_paid_amount=FEN - 10_000,
        )  # fmt: skip
        planner.truth(
            event.person, "open", "ledger below payment", month=event.month, amount=10_000, finding_kind="paid_more"
        )


@trap("PAY-002", "unemployment")
def paid_in_two_parts(planner: Planner, count: int) -> None:
    """A benefit paid by two plans: each is less than the ledger says, together they are what it says."""
    for _ in range(count):
        event = _jobless(planner)
        region, part = event.person.county, 40_000
        plan = f"UE{period_of(event.month)}{planner.identity(event.person)['person_id']}"
        planner.change(
            "UE09", event.person, event.month, everywhere=False, amount=FEN - part,
            where={"payable_plan_detail_id": plan},
        )  # fmt: skip
        planner.change(
            "UE10", None, event.month, region=region, everywhere=False, amount=FEN - part,
            where={"payable_plan_detail_id": plan, "benefit_item_code": "1101"},
        )  # fmt: skip
        planner.add(
            "UE09", event.person, event.month, everywhere=False, amount=part, payable_plan_detail_id=f"{plan}B",
        )  # fmt: skip
        _item(planner, event, f"{plan}B", part)
        planner.none(event.person, "two plans for one benefit", month=event.month)


def _item(planner: Planner, event: Event, plan: str, amount: int) -> None:
    planner.add(
        "UE10", None, event.month, region=event.person.county, everywhere=False, amount=amount, reversal_flag="0",
        reversed_time="", reversal_serial_no="", benefit_item_code="1101", payable_plan_detail_id=plan,
        payable_item_detail_id=f"{plan}-1",
    )  # fmt: skip


def _share_account(planner: Planner, people: int) -> Event:
    """Pensioners of one county whose pensions of the run's last month go to one account."""
    first = planner.take_event("resident_pensioner")
    together = [first]
    while len(together) < people:
        together.append(
            planner.take_event("resident_pensioner", lambda event: event.person.county == first.person.county)
        )
    account = f"62179955{first.person.county}{first.person.index:06d}"
    for event in together:
        planner.change("RP08", event.person, planner.last, everywhere=False, bank_account_no=account)
    return first


@anomaly("PAY-003", "resident_pension")
def three_pensions_on_one_account(planner: Planner, count: int) -> None:
    """多人同一账户: three who are not one family, in one month, each under the own name."""
    for _ in range(count):
        first = _share_account(planner, 3)
        planner.unit_truth(
            first.person.county, "", "open", "three pensions on one account", month=planner.last,
            finding_kind="one_of_them",
        )  # fmt: skip


@trap("PAY-003", "resident_pension")
def couple_on_one_account(planner: Planner, count: int) -> None:
    """Two people (夫妻) share an account."""
    for _ in range(count):
        planner.none(_share_account(planner, 2).person, "a couple's account", month=planner.last)


@anomaly("PAY-004", "unemployment")
def benefit_paid_twice_on_a_day(planner: Planner, count: int) -> None:
    """同日同额重复支付: the same benefit again in the evening (more than the ledger, PAY-002; no debit, PAY-006)."""
    for _ in range(count):
        event = _booked_before(planner)
        _second_benefit(planner, event, FEN)
        planner.truth(event.person, "open", "twice", month=event.month, amount=FEN, finding_kind="same_day")
        _more_than_the_ledger(planner, event, FEN)
        _no_debit(planner, event, FEN)


@trap("PAY-004", "unemployment")
def failed_and_paid_again(planner: Planner, count: int) -> None:
    """A payment of the same day failed, the other went through: paid once, and no debit of the order that failed."""
    for _ in range(count):
        event = _booked_before(planner)
        _second_benefit(planner, event, FEN, payment_status_code="0", payment_failure_reason="账号有误")
        planner.none(event.person, "one of two failed", month=event.month)


@anomaly("PAY-006", "unemployment")
def order_that_the_bank_never_saw(planner: Planner, count: int) -> None:
    """银行流水无对应支付: an order with plan and payment, but without a debit, of what no ledger has (PAY-002)."""
    for _ in range(count):
        event = _booked_before(planner)
        _second_benefit(planner, event, 76_500)
        _no_debit(planner, event, 76_500)
        _more_than_the_ledger(planner, event, 76_500)


@trap("PAY-006", "unemployment")
def order_whose_payment_came_back(planner: Planner, count: int) -> None:
    """An order whose only payment the bank sent back (退汇): no debit is due, as none was made."""
    for _ in range(count):
        event = _booked_before(planner)
        _second_benefit(planner, event, 76_500, payment_status_code="0", payment_failure_reason="账号有误")
        planner.unit_truth(event.person.county, "", "none", "sent back by the bank", month=event.month)


LEAST_MONTHS = 15
"""Months of a run that give the last one a baseline: twelve changes before it, the adjustment in July left out."""


@anomaly("PAY-007", "resident_pension")
def pension_as_high_as_a_countys(planner: Planner, count: int) -> None:
    """金额环比异常: one pension of fifty thousand yuan in the last month makes the county's total jump.

    Nothing is expected of a run too short for a baseline. One a county as long as there are counties: two make one
    finding."""
    fen, said = 5_000_000, set()
    expected = "open" if len(planner.months) >= LEAST_MONTHS else "none"
    for _ in range(count):
        event = planner.take_event(
            "resident_pensioner", lambda e: e.person.county not in said or len(said) == len(planner.all_funds)
        )
        planner.change(
            "RP02", event.person, planner.last, pension_due_total=fen, pension_paid_total=fen, adjustment_due_total=0,
            adjustment_paid_total=0, lump_sum_due=0, lump_sum_paid=0, account_pension_due=fen, account_pension_paid=fen,
            basic_pension_due=0, basic_pension_paid=0, other_pension_benefit_due=0, other_pension_benefit_paid=0,
        )  # fmt: skip
        if event.person.county not in said:
            said.add(event.person.county)
            planner.unit_truth(
                event.person.county, "", expected, "a total that jumps", month=planner.last, finding_kind="high"
            )


def _of_each_county(planner: Planner, pool: str, count: int) -> Iterator[Event]:
    """Events of so many counties, each of another one; of all of them where there are fewer."""
    said: set[str] = set()
    for _ in range(min(count, len(planner.all_funds))):
        event = planner.take_event(pool, lambda e: e.person.county not in said)
        said.add(event.person.county)
        yield event


@trap("PAY-007", "resident_pension")
def backpay_of_the_adjustment(planner: Planner, count: int) -> None:
    """The yearly adjustment (年度调整): everybody of the county gets six months of back-pay at once."""
    for event in _of_each_county(planner, "resident_pensioner", count):
        region = event.person.county
        planner.change("RP02", None, planner.last - 1, region=region, where={}, pension_backpay_total=9_000)
        planner.none(event.person, "back-pay of everybody", month=planner.last - 1)


@anomaly("PAY-008", "resident_pension")
def pensions_beyond_the_budget(planner: Planner, count: int) -> None:
    """超预算支出: a yuan was approved for the residents' pensions of a county and year; each month adds to the excess.
    Two in one county are one."""
    said: set[str] = set()
    for _ in range(count):
        event = planner.take_event("resident_pensioner", lambda e: e.person.county not in said)
        region = event.person.county
        said.add(region)
        for year in {month // 12 for month in planner.months}:
            planner.plan.budgets[region, year].append(Budget("城乡居民基本养老保险", 100))
        for month in planner.months:
            planner.unit_truth(region, "", "open", "a yuan approved", month=month, finding_kind="beyond_budget")


@trap("PAY-008", "institution_pension")
def budget_adjusted(planner: Planner, count: int) -> None:
    """The budget of a yuan was adjusted (预算调整) to more than is paid: its last version counts."""
    for event in _of_each_county(planner, "official_pensioner", count):
        region = event.person.county
        for year in {month // 12 for month in planner.months}:
            planner.plan.budgets[region, year] += [
                Budget("机关事业单位基本养老保险", 100), Budget("机关事业单位基本养老保险", 10**13, version=2),
            ]  # fmt: skip
        for month in planner.months:
            planner.unit_truth(region, "", "none", "adjusted since", month=month)
