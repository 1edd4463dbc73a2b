"""Pensions (PEN): paid to whom, from when, after what contributions."""

from __future__ import annotations

from simulator.changes import Value
from simulator.insurance import Insured
from simulator.law import RAISE_START
from simulator.months import date_in, day_number, period_of
from simulator.plan import Recovery, Registration
from simulator.plants.planner import NobodyFitsError, Planner, anomaly, trap
from simulator.plants.pools import Event, Person

MINIMUM_SINCE = 2011 * 12 + 7
"""Month index after 2011-07-01, when the minimum of contribution months (社会保险法 第16条) came into force."""


def _judged(insured: Insured) -> bool:
    """Retired since the minimum of months is law; of earlier retirements PEN-005 has no parameter to judge by."""
    return int(insured.retirement_month[0]) > MINIMUM_SINCE


def _dead_before(planner: Planner, person: Person, beyond: int) -> Insured:
    """Died in the month before the first, registered in the first, paid for `beyond` months more."""
    death = day_number(date_in(planner.first - 1, 12))
    return planner.edit(
        person,
        death_day=death,
        death_month=planner.first - 1,
        registered_day=day_number(date_in(planner.first, 8)),
        paid_beyond_death=beyond,
    )


@anomaly("PEN-001")
def paid_after_death(planner: Planner, count: int) -> None:
    """死亡后领取待遇: died and registered, the pension goes on. Paid up to the month of registration is to be recovered
    (`recover`), paid after it is `fraud`."""
    for _ in range(count):
        person, _insured = planner.take("pensioner")
        insured = _dead_before(planner, person, planner.last - planner.first + 1)
        for month in planner.months:
            kind = "recover" if month == planner.first else "fraud"
            amount = planner.pension(insured, month)
            planner.truth(person, "open", "paid after death", month=month, amount=amount, finding_kind=kind)


@anomaly("PEN-001")
def paid_after_death_partly_recovered(planner: Planner, count: int) -> None:
    """死亡后领取待遇，部分追回: one month paid after death, half of it recovered (EP05): the finding stays open."""
    for _ in range(count):
        person, _insured = planner.take("pensioner")
        insured = _dead_before(planner, person, 1)
        amount = planner.pension(insured, planner.first)
        recovery = Recovery(person.county, person.index, 1, amount, amount // 2)
        planner.plan.recoveries[person.county, planner.last].append(recovery)
        planner.truth(person, "open", "half recovered", month=planner.first, amount=amount, finding_kind="recover")


@anomaly("PEN-005")
def benefit_without_contribution(planner: Planner, count: int) -> None:
    """未缴费领取待遇: draws a pension with 96 months, none of them deemed."""
    for _ in range(count):
        person, insured = planner.take("pensioner", _judged, {"deemed": 0, "actual_at_retirement": 96})
        for month in planner.months:
            amount = planner.pension(insured, month)
            planner.truth(person, "open", "96 months", month=month, amount=amount, finding_kind="not_entitled")


@anomaly("PEN-006")
def retirement_before_lawful_age(planner: Planner, count: int) -> None:
    """退休年龄合规性: an ordinary retirement 24 months before the lawful age, before the gradual raise began."""
    pensioners = planner.people("pensioner")
    for _ in range(count):
        for person in pensioners:
            lawful = int(planner.insured(person).lawful_month[0])
            if lawful >= RAISE_START or lawful < 1995 * 12:
                continue
            insured = planner.take_person(person, {"retirement_month": lawful - 24, "actual_at_retirement": 200})
            if insured is None:
                continue
            amount = planner.pension(insured, planner.first)
            planner.truth(person, "open", "24 months early", month=lawful - 24, amount=amount, finding_kind="too_early")
            break
        else:
            raise NobodyFitsError("nobody left for 'retirement_before_lawful_age'")


@trap("PEN-001")
def month_of_death_paid(planner: Planner, count: int) -> None:
    """The month of death itself is due: he dies on the 5th, that month's pension was paid, the next is not."""
    for _ in range(count):
        person, _insured = planner.take("pensioner")
        death, registered = (day_number(date_in(planner.first, d)) for d in (5, 20))
        planner.edit(person, death_day=death, death_month=planner.first, registered_day=registered)
        planner.none(person, "the month of death is due")


@trap("PEN-001")
def death_cancelled(planner: Planner, count: int) -> None:
    """A death registered by mistake and cancelled (撤销) later: he lives and draws on."""
    for number in range(count):
        person, _insured = planner.take("pensioner")
        death = day_number(date_in(planner.first - 1, 12))
        for month, day, cancelled in ((planner.first, 9, False), (planner.last, 25, True)):
            row = Registration(
                person.county, person.index, death, day_number(date_in(month, day)), cancelled,
                old_number=not cancelled and number % 2 == 1,
            )  # fmt: skip
            planner.plan.registrations[person.county, month].append(row)
        planner.none(person, "registration cancelled")


@trap("PEN-001")
def paid_then_recovered(planner: Planner, count: int) -> None:
    """One month was paid after death and all of it recovered (EP05): a finding, but closed."""
    for _ in range(count):
        person, _insured = planner.take("pensioner")
        insured = _dead_before(planner, person, 1)
        amount = planner.pension(insured, planner.first)
        recovery = Recovery(person.county, person.index, 1, amount, amount)
        planner.plan.recoveries[person.county, planner.last].append(recovery)
        planner.truth(person, "closed", "recovered in full", month=planner.first, amount=amount, finding_kind="recover")


@trap("PEN-001")
def backpay_after_death(planner: Planner, count: int) -> None:
    """Back-pay (补发) for months he lived, paid after his death: it belongs to those months."""
    for _ in range(count):
        person, _insured = planner.take("pensioner")
        _dead_before(planner, person, 0)
        planner.plan.backpay[person.county, planner.first].append((person.county, person.index, 36_000))
        planner.none(person, "back-pay for months before death")


@trap("PEN-005")
def deemed_months_count(planner: Planner, count: int) -> None:
    """60 months paid and 240 deemed (视同缴费): enough."""
    for _ in range(count):
        person, _insured = planner.take("pensioner", _judged, {"deemed": 240, "actual_at_retirement": 60})
        planner.none(person, "deemed months count")


@trap("PEN-005")
def worker_from_before_1949(planner: Planner, count: int) -> None:
    """建国前老工人: no months at all, and none are needed."""
    born = 1936 * 12
    for _ in range(count):
        person, _insured = planner.take(
            "pensioner",
            lambda i: bool(i.people.birth_month[0] < born),
            {"deemed": 0, "actual_at_retirement": 0, "pre_1949": 1, "retirement_month": MINIMUM_SINCE},
        )
        planner.none(person, "pre-1949 worker")


@trap("PEN-005", "resident_pension")
def resident_of_sixty_at_the_start(planner: Planner, count: int) -> None:
    """Sixty when the residents' scheme began (2011-07): the basic pension is due without any contribution."""
    for _ in range(count):
        event = planner.take_event("resident_pensioner", lambda e: planner.identity(e.person)["birth_date"] < "1951")
        for month in planner.months:
            planner.change("RP02", event.person, month, total_contribution_years="0", actual_contribution_years="0")
        planner.none(event.person, "of age at the start")


@trap("PEN-006")
def disability_retirement(planner: Planner, count: int) -> None:
    """因病或非因工致残: men from 50, women from 45 until 2024-12, and fewer months than others need."""
    month = min(2024 * 12 + 5, planner.first - 3)

    def fits(insured: Insured) -> bool:
        age = month - int(insured.people.birth_month[0])
        return (600 if insured.people.sex[0] == 1 else 540) <= age < 660 - 60 * int(insured.people.sex[0] == 2)

    for _ in range(count):
        edit = {"retirement_month": month, "category": 23, "deemed": 0, "actual_at_retirement": 120}
        person, _insured = planner.take("contributor", fits, edit)
        planner.none(person, "retired for disability")


@trap("PEN-006")
def special_work_retirement(planner: Planner, count: int) -> None:
    """特殊工种: men from 55, women from 45, with recorded months of such work."""
    month = planner.first - 3

    def fits(insured: Insured) -> bool:
        low = 660 if insured.people.sex[0] == 1 else 540
        return low <= month - int(insured.people.birth_month[0]) and month < int(insured.original_month[0]) - 12

    for _ in range(count):
        edit = {"retirement_month": month, "category": 22, "special_months": 120, "actual_at_retirement": 220}
        person, _insured = planner.take("contributor", fits, edit)
        planner.none(person, "special work with 120 months")


@trap("PEN-006")
def gradual_raise_to_the_month(planner: Planner, count: int) -> None:
    """Retired since 2025-01 exactly in the month that the gradual raise gives his cohort."""
    for _ in range(count):
        person, _insured = planner.take("new")
        planner.none(person, "month-exact in the gradual raise")


@trap("PEN-006")
def flexible_early_retirement(planner: Planner, count: int) -> None:
    """弹性提前退休: before the raised age, not before the old one, with the minimum months."""

    def fits(insured: Insured) -> bool:
        return int(insured.lawful_month[0]) > int(insured.original_month[0]) >= RAISE_START

    for _ in range(count):
        person, insured = planner.take("new", fits)
        planner.edit(person, retirement_month=int(insured.original_month[0]), category=24, actual_at_retirement=200)
        planner.none(person, "flexible early retirement")


def _late(planner: Planner) -> Person:
    """Somebody whose pension ended with his death before the run: a supporter."""
    person, _insured = planner.take("pensioner")
    _dead_before(planner, person, 0)
    return person


CHILD, SPOUSE = "20", "10"
"""家庭关系代码 (GB/T 4761)."""


def _supported(planner: Planner, supporter: Person, dependant: Person, relation: str, months: list[int]) -> None:
    for month in months:
        planner.dependant(supporter, dependant, month, relation, 78_000)


@anomaly("PEN-002")
def grown_child_as_dependant(planner: Planner, count: int) -> None:
    """供养亲属超龄领取: a child long of age draws the pension of a dependant."""
    for _ in range(count):
        supporter, (dependant, _insured) = _late(planner), planner.take("contributor", _of_25)
        _supported(planner, supporter, dependant, CHILD, planner.months)
        for month in planner.months:
            planner.truth(
                dependant, "open", "a child of 25 and more", month=month, region=supporter.county, amount=78_000,
                finding_kind="too_old",
            )  # fmt: skip


def _of_25(insured: Insured) -> bool:
    return bool(insured.people.birth_day[0] < day_number(date_in(1998 * 12, 1)))


@trap("PEN-002", "resident_pension")
def disabled_child_of_age(planner: Planner, count: int) -> None:
    """A severely disabled child (一级残疾, in the register of civil affairs) has no upper age."""
    for _ in range(count):
        supporter = _late(planner)
        event = planner.take_event("resident_payer", lambda e: planner.identity(e.person)["birth_date"] < "1998")
        _supported(planner, supporter, event.person, CHILD, planner.months)
        for month in planner.months:
            planner.add(
                "CA01", event.person, month, admin_division_code=event.person.county, data_period=period_of(month),
                assistance_category_code="301", disability_level_code="1", valid_from_date="20100101",
                valid_to_date="20301231",
            )  # fmt: skip
        planner.none(event.person, "severely disabled", regions=[supporter.county])


@trap("PEN-002")
def child_in_the_month_of_eighteen(planner: Planner, count: int) -> None:
    """The month of the eighteenth birthday is due."""
    for _ in range(count):
        child, supporter = planner.take_born(planner.first - 18 * 12), _late(planner)
        _supported(planner, supporter, child, CHILD, [planner.first])
        planner.none(child, "eighteen this month", regions=[supporter.county])


@anomaly("PEN-004")
def pension_from_two_regions(planner: Planner, count: int) -> None:
    """跨地区（跨制度）重复享受待遇: another region pays the same pension as well."""
    for _ in range(count):
        person, insured = planner.take("pensioner")
        other = planner.other_region(person)
        for month in planner.months:
            planner.pension_elsewhere(person, other, month)
            planner.truth(
                person, "open", "two regions pay", month=month, region=max(person.county, other),
                regions=sorted([person.county, other]), amount=planner.pension(insured, month),
                finding_kind="two_regions",
            )  # fmt: skip


@trap("PEN-004")
def pensioner_and_survivor(planner: Planner, count: int) -> None:
    """An own pension, and that of a dependant after a wife or husband, from another region."""
    born = (planner.first // 12 - 61) * 12
    for _ in range(count):
        person, _insured = planner.take("pensioner", lambda i: bool(i.people.birth_month[0] < born))
        supporter = _late(planner)
        _supported(planner, supporter, person, SPOUSE, planner.months)
        planner.none(person, "an own pension and a survivor's", regions=sorted({person.county, supporter.county}))


def _pensioner_of_a_public_body(planner: Planner) -> Event:
    """A resident with a pension to whom public bodies pay one from the second month on."""
    event = planner.take_event("resident_pensioner", lambda e: planner.identity(e.person)["birth_date"] < "1955")
    for month in planner.months[1:]:
        planner.add(
            "IP03", event.person, month, admin_division_code=event.person.county, data_period=period_of(month),
            retirement_date=f"{date_in(planner.first, 20):%Y%m%d}",
        )  # fmt: skip
    return event


@trap("PEN-004", "institution_pension")
def resident_pension_replaced(planner: Planner, count: int) -> None:
    """The residents' pension stops as that of public bodies starts: the month of the change is paid by both."""
    if len(planner.months) < 3:
        raise NobodyFitsError("'resident_pension_replaced' needs three months")
    for _ in range(count):
        event = _pensioner_of_a_public_body(planner)
        for month in planner.months[2:]:
            planner.drop("RP02", event.person, month)
        planner.none(event.person, "the month of the change")


@trap("PEN-004", "institution_pension")
def resident_arrears_paid_late(planner: Planner, count: int) -> None:
    """The residents' pension has stopped as that of public bodies started; what it still owed of the months before
    (补发) comes later, in a month that the other pays."""
    if len(planner.months) < 4:
        raise NobodyFitsError("'resident_arrears_paid_late' needs four months")
    for _ in range(count):
        event = _pensioner_of_a_public_body(planner)
        for month in planner.months[1:-1]:
            planner.drop("RP02", event.person, month)
        _resident_pension(planner, event, planner.last, 0, 0)
        planner.change(
            "RP02", event.person, planner.last, pension_backpay_total=ARREARS, benefit_payment_status_code="3",
        )  # fmt: skip
        planner.none(event.person, "arrears of the pension before")


ARREARS = 4_600
"""What adjustments added to a resident's pension for the months before, fen."""


def _resident_pension(planner: Planner, event: Event, month: int, due: int, paid: int, **values: Value) -> None:
    """The month's pension of a resident in one part, so that it is one item; its payment follows."""
    planner.change(
        "RP02", event.person, month, pension_due_total=due, basic_pension_due=due, adjustment_due_total=0,
        account_pension_due=0, lump_sum_due=0, other_pension_benefit_due=0, pension_paid_total=paid,
        basic_pension_paid=paid, adjustment_paid_total=0, account_pension_paid=0, lump_sum_paid=0,
        other_pension_benefit_paid=0, pension_backpay_total=0, **values,
    )  # fmt: skip


@anomaly("PEN-007", "resident_pension")
def paid_more_than_due(planner: Planner, count: int) -> None:
    """待遇核定与发放不符: fifty yuan more are paid than are due."""
    for _ in range(count):
        event = planner.take_event("resident_pensioner")
        _resident_pension(planner, event, event.month, 23_000, 28_000)
        planner.truth(
            event.person, "open", "50.00 too much", month=event.month, amount=5_000, finding_kind="paid_too_much"
        )


@trap("PEN-007", "resident_pension")
def paused_in_the_month(planner: Planner, count: int) -> None:
    """Due, but not paid, as the pension is paused (暂停) in the month."""
    for _ in range(count):
        event = planner.take_event("resident_pensioner")
        _resident_pension(planner, event, event.month, 23_000, 0, benefit_payment_status_code="2")
        planner.none(event.person, "paused", month=event.month)


@trap("PEN-007", "resident_pension")
def withheld_by_a_court(planner: Planner, count: int) -> None:
    """A part is withheld for a court (司法扣划): the pension goes on, with a reason for what is not paid. The list of
    reasons is not fixed, this one is a proposal."""
    for _ in range(count):
        event = planner.take_event("resident_pensioner")
        _resident_pension(planner, event, event.month, 23_000, 15_000, benefit_stop_reason_code="99")
        planner.none(event.person, "80.00 withheld", month=event.month)


def _overclaim(planner: Planner, event: Event, recovered: dict[int, int]) -> None:
    """The ledger of overclaims (RP04) of months: 600 yuan, and what of them has come back."""
    for month, fen in recovered.items():
        planner.add(
            "RP04", event.person, month, admin_division_code=event.person.county, data_period=period_of(month),
            insurance_subtype_code="170", death_date="", overclaimed_months="3", overclaimed_amount=60_000,
            recovered_amount=fen,
        )  # fmt: skip


@anomaly("PEN-009", "resident_pension")
def overclaim_never_recovered(planner: Planner, count: int) -> None:
    """冒领未追回: in the ledger since the first month of the run, and nothing has come back. Nothing is expected of a
    run that ends within the three months that are allowed."""
    expected = "open" if planner.last - planner.first > 3 else "none"
    for _ in range(count):
        event = planner.take_event("resident_pensioner")
        _overclaim(planner, event, {planner.first: 0, planner.last: 0})
        planner.truth(
            event.person, expected, "600.00 outstanding", month=planner.first, amount=60_000,
            finding_kind="not_recovered",
        )  # fmt: skip


@trap("PEN-009", "resident_pension")
def repaid_by_instalments(planner: Planner, count: int) -> None:
    """Part of it has just come back (分期追回)."""
    for _ in range(count):
        event = planner.take_event("resident_pensioner")
        _overclaim(planner, event, {planner.first: 0, planner.last: 20_000})
        planner.none(event.person, "repaid by instalments", month=planner.first)


FEN = 23_000


def _paid_again(planner: Planner, **values: Value) -> Event:
    """A pension of one item, and a second payment of it on another day by a plan and an order of its own, of which the
    bank does not know (in the last month, whose statements end too early to say so)."""
    event, month = planner.take_event("resident_pensioner"), planner.last
    _resident_pension(planner, event, month, FEN, FEN)
    region, number = event.person.county, f"{period_of(month)}{event.person.county}{event.person.index:06d}"
    plan = f"RP{period_of(month)}{planner.identity(event.person)['person_id']}X"
    planner.add(
        "RP07", None, month, region=region, everywhere=False, amount=FEN, payment_master_id=f"170{number}",
        disbursed_time=f"{period_of(month)}28093000",
    )  # fmt: skip
    planner.add(
        "RP08", event.person, month, everywhere=False, amount=FEN, payable_plan_detail_id=plan,
        payment_master_id=f"170{number}", **{"paid_time": f"{period_of(month)}28100000"} | values,
    )  # fmt: skip
    planner.add(
        "RP09", None, month, region=region, everywhere=False, amount=FEN, reversal_flag="0", reversed_time="",
        reversal_serial_no="", benefit_item_code="1101", payable_plan_detail_id=plan,
        payable_item_detail_id=f"{plan}-1",
    )  # fmt: skip
    return event


@anomaly("PEN-010", "resident_pension")
def pension_paid_twice(planner: Planner, count: int) -> None:
    """重复领取: the pension of a month is paid again on another day (more than the ledger, PAY-002)."""
    for _ in range(count):
        _twice(planner, _paid_again(planner))


def _twice(planner: Planner, event: Event) -> None:
    """The pension was paid again: PEN-010, and PAY-002."""
    for rule, note, kind in (("PEN-010", "twice", "paid_twice"), ("PAY-002", "more than the ledger", "paid_more")):
        former, planner.rule = planner.rule, rule
        planner.truth(event.person, "open", note, month=planner.last, amount=FEN, finding_kind=kind)
        planner.rule = former


@anomaly("PAY-004", "resident_pension")
def pension_paid_twice_on_a_day(planner: Planner, count: int) -> None:
    """同日同额重复支付: the pension of a month is paid again in the evening (PEN-010 and PAY-002 as well)."""
    for _ in range(count):
        event = _paid_again(planner, paid_time=f"{period_of(planner.last)}10200000")
        planner.truth(event.person, "open", "twice a day", month=planner.last, amount=FEN, finding_kind="same_day")
        _twice(planner, event)


@trap("PEN-010", "resident_pension")
def pension_failed_and_made_again(planner: Planner, count: int) -> None:
    """One of the two payments failed (退汇): paid once."""
    for _ in range(count):
        event = _paid_again(planner, payment_status_code="0", payment_failure_reason="账号有误")
        planner.none(event.person, "one of two failed", month=planner.last)
