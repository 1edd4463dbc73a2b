"""Insured persons (PER): bases, names, double insurance."""

from __future__ import annotations

from collections.abc import Iterator

from simulator import law
from simulator.changes import Value
from simulator.feeds import PUBLIC_UNIT
from simulator.law import band
from simulator.months import date_in, day_number
from simulator.names import DOT_VARIANTS, has_separator
from simulator.plan import Enrolment
from simulator.plants import debts
from simulator.plants.planner import BORN_1900S, NobodyFitsError, Planner, anomaly, ceiling, lowest_floor, trap
from simulator.plants.pools import Event
from simulator.province import county


@anomaly("PER-008")
def enrolled_in_two_regions(planner: Planner, count: int) -> None:
    """同险种跨地区重复参保: the month's contributions are paid in two regions; every other one is known to the second
    region by his 15-digit number."""
    for number in range(count):
        old = number % 2 == 1
        person, insured = planner.take("contributor", lambda i: bool(i.people.birth_day[0] < BORN_1900S))
        planner.edit(person, punctual=True)
        other = planner.other_region(person)
        for month in planner.months:
            _, base, due = planner.due(insured, month)
            row = Enrolment(person.county, person.index, 1, base, old_number=old)
            planner.plan.enrolments[other, month].append(row)
            planner.truth(
                person, "open", "paid in two regions", month=month, region=max(person.county, other),
                regions=sorted([person.county, other]), amount=due, finding_kind="duplicate",
            )  # fmt: skip


@anomaly("PER-001")
def base_below_floor(planner: Planner, count: int) -> None:
    """缴费基数低于下限: an employee's base is 3,500 yuan in each month whose year is not compared with wages."""
    months = planner.months_of_no_comparison()
    for _ in range(count):
        person, _insured = planner.take("contributor")
        planner.edit(person, base=dict.fromkeys(months, 350_000), punctual=True)
        for month in months:
            amount = lowest_floor(month) - 350_000
            planner.truth_of_base(
                person, "open", "base 3500.00", month=month, amount=amount, finding_kind="below_floor"
            )


@anomaly("PER-002")
def base_above_ceiling(planner: Planner, count: int) -> None:
    """缴费基数高于上限: an employee's base is 30,000 yuan in each month whose year is not compared with wages."""
    months = planner.months_of_no_comparison()
    for _ in range(count):
        person, _insured = planner.take("contributor")
        planner.edit(person, base=dict.fromkeys(months, 3_000_000), punctual=True)
        for month in months:
            amount = 3_000_000 - ceiling(month)
            planner.truth_of_base(
                person, "open", "base 30000.00", month=month, amount=amount, finding_kind="above_ceiling"
            )


@trap("PER-002", "institution_pension")
def base_at_the_ceiling(planner: Planner, count: int) -> None:
    """The base of a month is the ceiling of the year to the fen, in force from January on though it is announced later
    (before it is, one above the former year's ceiling)."""
    for _ in range(count):
        event = planner.take_event("official", lambda e: planner.identity(e.person)["sex_code"] == "1")
        planner.edit(event.person, base={planner.first: ceiling(planner.first)})
        planner.none(event.person, "the ceiling itself", month=planner.first)


@trap("PER-008")
def transfer_in_month(planner: Planner, count: int) -> None:
    """A job move within the month: both regions are paid once, and the transfer (关系转移) is recorded."""
    for _ in range(count):
        person, insured = planner.take("contributor")
        planner.edit(person, punctual=True)
        other, month = planner.other_region(person), planner.first
        _, base, _ = planner.due(insured, month)
        planner.plan.enrolments[other, month].append(Enrolment(person.county, person.index, 1, base))
        planner.plan.transfers[other, month].append((person.county, person.index, 2))
        planner.plan.transfers[person.county, month].append((person.county, person.index, 1))
        planner.none(person, "transfer in the month", sorted([other, person.county]))


@trap("PER-008")
def backpay_in_old_region(planner: Planner, count: int) -> None:
    """The old region collects a supplement (补收) for earlier months: no contribution of this month."""
    for _ in range(count):
        person, _insured = planner.take("contributor")
        other = planner.other_region(person)
        row = Enrolment(person.county, person.index, 1, 0, supplement=50_000)
        planner.plan.enrolments[other, planner.first].append(row)
        planner.none(person, "supplement for earlier months", sorted([other, person.county]))


@trap("PER-008")
def same_region_under_retired_code(planner: Planner, count: int) -> None:
    """A second employer is still filed under the region's retired code: one region, not two."""
    for _ in range(count):
        person, insured = planner.take("contributor", lambda i: bool(i.people.county.former_codes))
        planner.edit(person, punctual=True)
        former = county(person.county).former_codes[-1]
        for month in planner.months:
            _, base, _ = planner.due(insured, month)
            row = Enrolment(person.county, person.index, 1, base, division=former)
            planner.plan.enrolments[person.county, month].append(row)
        planner.none(person, "one region under two codes", sorted([person.county, former]))


@trap("PER-008")
def old_number_is_same_person(planner: Planner, count: int) -> None:
    """A second employer in the same region knows him by his 15-digit number: one person, one region."""
    for _ in range(count):
        person, insured = planner.take("contributor", lambda i: bool(i.people.birth_day[0] < BORN_1900S))
        planner.edit(person, punctual=True)
        units = int(planner.fund.unit_counts[planner.codes.index(person.county)])
        for month in planner.months:
            unit, base, _ = planner.due(insured, month)
            other = unit % (units - 1) + 1
            row = Enrolment(person.county, person.index, other, base, old_number=True)
            planner.plan.enrolments[person.county, month].append(row)
        planner.none(person, "15 digits are 18 digits")


@trap("PER-001")
def part_month_joiner(planner: Planner, count: int) -> None:
    """Joined within the first month, in every fund: his base covers some days only."""
    injured = {int(key) for code in planner.all_funds for key in planner.lives(code).injured.people.key}
    for _ in range(count):
        person, _insured = planner.take("contributor", lambda i: int(i.people.key[0]) not in injured)
        joined = day_number(date_in(planner.first, 15))
        planner.edit(person, account_day=joined, base={planner.first: 180_000}, punctual=True)
        planner.none(person, "joined on the 15th")


@trap("PER-001")
def self_insured_band(planner: Planner, count: int) -> None:
    """灵活就业人员 choose from bands of their own, here below the floor of employees."""
    for _ in range(count):
        person, _insured = planner.take("flexible")
        planner.edit(person, base=dict.fromkeys(planner.months, 450_000))
        planner.none(person, "flexible employment band")


@trap("PER-001")
def former_year_floor(planner: Planner, count: int) -> None:
    """Before the year's wage is announced the former floor is still right; the difference is settled later (补差)."""
    bases = {m: -(-(lowest_floor(m) + 1000) // 100) * 100 for m in planner.months}
    if not all(base < band(m // 12).floor for m, base in bases.items()):
        raise NobodyFitsError("'former_year_floor' needs months before the announcement of a higher wage")
    for _ in range(count):
        person, _insured = planner.take("contributor")
        planner.edit(person, base=bases, punctual=True)
        planner.none(person, "floor of the former year")


@trap("PER-005")
def name_dot_variant(planner: Planner, count: int) -> None:
    """The agency writes another dot than U+00B7 in a name: the same name."""
    for number in range(count):
        person, _insured = planner.take("contributor", lambda i: bool(has_separator(i.people.name)[0]))
        planner.edit(person, dot=1 + number % len(DOT_VARIANTS))
        planner.none(person, "variant of the separator")


@anomaly("PER-003", "employee_medical")
def base_of_one_fund_differs(planner: Planner, count: int) -> None:
    """不同险种缴费基数不一致: medical insurance knows a base 500 yuan higher than the other funds."""
    for _ in range(count):
        event = planner.take_event("employee", lambda e: 600_000 < e.base < 2_000_000)
        planner.contribution(event.person, "employee_medical", event.month, base=event.base + 50_000)
        planner.truth(event.person, "open", "500.00 more", month=event.month, amount=50_000, finding_kind="differs")


@trap("PER-003", "employee_medical")
def base_within_a_yuan(planner: Planner, count: int) -> None:
    """Medical insurance rounds to the next yuan: within the tolerance."""
    for _ in range(count):
        event = planner.take_event("employee", lambda e: 600_000 < e.base < 2_000_000)
        planner.contribution(event.person, "employee_medical", event.month, base=event.base + 100)
        planner.none(event.person, "within one yuan", month=event.month)


@anomaly("PER-003", "unemployment")
def base_lower_in_unemployment(planner: Planner, count: int) -> None:
    """不同险种缴费基数不一致: unemployment insurance knows a base 400 yuan lower than the other funds."""
    for _ in range(count):
        event = planner.take_event("employee", lambda e: 700_000 < e.base < 2_000_000)
        planner.contribution(event.person, "unemployment", event.month, base=event.base - 40_000)
        planner.truth(event.person, "open", "400.00 less", month=event.month, amount=40_000, finding_kind="differs")


@anomaly("PER-006", "unemployment")
def name_differs_from_registry(planner: Planner, count: int) -> None:
    """与公安姓名不一致: unemployment insurance writes another name than public security and the other funds."""
    for _ in range(count):
        event = planner.take_event("employee")
        planner.change("UE02", event.person, planner.last, everywhere=False, person_name="误写名")
        fund = planner.pension_fund(event.unit)  # one finding a person: in the first of the funds that he is in
        planner.truth(event.person, "open", "another name", month=planner.last, finding_kind="other_name", fund=fund)
        planner.rule = "PER-005"
        planner.truth(event.person, "open", "two names", month=planner.last, finding_kind="several_names", fund=fund)
        planner.rule = "PER-006"


@trap("PER-006", "unemployment")
def name_corrected_since(planner: Planner, count: int) -> None:
    """A name that was written wrong once and right since: it is not the name in use (the ID has had two, PER-005)."""
    if len(planner.months) < 3:
        raise NobodyFitsError("'name_corrected_since' needs three months")
    for _ in range(count):
        event, month = planner.take_event("employee"), planner.last - 1
        planner.change("UE02", event.person, month, everywhere=False, person_name="误写名")
        planner.none(event.person, "corrected since")
        planner.rule = "PER-005"
        planner.truth(
            event.person, "open", "two names", month=month, finding_kind="several_names",
            fund=planner.pension_fund(event.unit),
        )  # fmt: skip
        planner.rule = "PER-006"


@trap("PER-006", "unemployment")
def not_in_the_registry(planner: Planner, count: int) -> None:
    """Public security of this province has no entry of the ID (户籍在外省): there is no name to differ from."""
    for _ in range(count):
        event = planner.take_event("employee")
        for month in planner.months:
            planner.drop("PS01", event.person, month)
        planner.none(event.person, "not in the registry")


@trap("PER-005", "unemployment")
def name_changed_lawfully(planner: Planner, count: int) -> None:
    """A change of name (更名) that the registry shows: both names were right in their time."""
    if len(planner.months) < 2:
        raise NobodyFitsError("'name_changed_lawfully' needs two months")
    for _ in range(count):
        event = planner.take_event("employee")
        former = planner.identity(event.person)["person_name"][:1] + "曾用"
        for table in ("PS01", "UE02"):
            planner.change(table, event.person, planner.first, everywhere=False, person_name=former)
        planner.none(event.person, "both are registered")


@trap("PER-005", "unemployment")
def name_with_a_stand_in(planner: Planner, count: int) -> None:
    """A character that could not be written stands as a box: no other name."""
    for _ in range(count):
        event = planner.take_event("employee")
        name = planner.identity(event.person)["person_name"]
        planner.change("UE02", event.person, event.month, everywhere=False, person_name=name[:-1] + "□")
        planner.none(event.person, "a box for a rare character")


@anomaly("PER-008", "unemployment")
def unemployment_paid_in_two_regions(planner: Planner, count: int) -> None:
    """同险种跨地区重复参保 (失业): another county has a contribution of the same month."""
    for _ in range(count):
        event = planner.take_event("employee")
        others = [code for code in planner.all_funds if code != event.person.county]
        if not others:
            raise NobodyFitsError("'unemployment_paid_in_two_regions' needs two counties with all funds")
        planner.contribution(event.person, "unemployment", event.month, region=others[0], unit=1, extra=True)
        regions = sorted([event.person.county, others[0]])
        planner.truth(
            event.person, "open", "paid in two regions", month=event.month, region=regions[1], regions=regions,
            finding_kind="duplicate",
        )  # fmt: skip


_OF_COMPANIES = ("enterprise_pension", "employee_medical", "unemployment")
"""Funds in which the bases of a company's people are judged."""


def steady_in_company(planner: Planner, event: Event) -> bool:
    """At work in one company throughout, and earning what lies well within the band."""
    earns = lowest_floor(planner.first) * 3 // 2 < event.base < ceiling(planner.first) * 3 // 4
    return earns and 0 < event.unit < PUBLIC_UNIT and debts.stays(planner, event)


def _among_many(planner: Planner, event: Event) -> bool:
    """Others who stay in the unit as well earn seven times as much: a fifth less of one is below a twentieth of all."""
    there = planner.colleagues(event)
    if sum(other.base for other in there) < event.base * 7:
        return False
    return sum(other.base for other in there if debts.stays(planner, other)) >= event.base * 7


@anomaly("PER-004", "unemployment")
def base_below_former_wages(planner: Planner, count: int) -> None:
    """缴费工资低于个税工资: a year's bases are four fifths of those of the year before, whose wages were taxed; of one
    among many, so that the unit's sum hardly differs. Nothing is expected of a run without two whole years."""
    years = planner.two_years()
    for _ in range(count):
        event = planner.take_event(
            "employee",
            lambda e: _among_many(planner, e) and steady_in_company(planner, e) and planner.is_free(e),
        )
        if not years:
            planner.none(event.person, "no two years to compare")
            continue
        last = years[-1]
        planner.edit(event.person, base=dict.fromkeys(last, event.base * 4 // 5 // 100 * 100))
        for fund in _OF_COMPANIES:
            planner.truth(
                event.person, "open", "a fifth less", month=last[-1], fund=fund, finding_kind="below_wage",
                unit=planner.unit_id(event.person.county, event.unit),
            )  # fmt: skip


def _wages(planner: Planner, event: Event, fen: dict[int, int]) -> None:
    for month, wage in fen.items():
        planner.change("PI02", event.person, month, everywhere=False, taxable_wage_amount=wage)


@trap("PER-004", "unemployment")
def bonus_of_one_month(planner: Planner, count: int) -> None:
    """Half of the year's wage is paid as a bonus (一次性奖金) in one month: spread over twelve it is what it was."""
    years = planner.two_years()
    for _ in range(count):
        event = planner.take_event("employee", lambda e: steady_in_company(planner, e))
        if years:
            insured = planner.insured(event.person)
            bases = {month - 12: planner.due(insured, month)[1] for month in years[-1]}
            wages = {month: base // 2 for month, base in bases.items()}
            wages[years[-1][0] - 1] += sum(bases.values()) - sum(wages.values())
            _wages(planner, event, wages)
        planner.none(event.person, "a bonus at the end of the year")


@trap("PER-004", "unemployment")
def wages_above_the_ceiling(planner: Planner, count: int) -> None:
    """A wage far above the band: the base is the ceiling, and cannot be more."""
    years = planner.two_years()
    for _ in range(count):
        event = planner.take_event("employee", lambda e: steady_in_company(planner, e))
        if years:
            planner.edit(event.person, base={month: ceiling(month) for month in planner.months})
            _wages(planner, event, dict.fromkeys(range(years[-1][0] - 12, years[-1][0]), 10_000_000))
        planner.none(event.person, "the base is the ceiling")


def _official_as_well(planner: Planner, event: Event, months: tuple[int, ...]) -> None:
    """A public body of the county pays for the person, too."""
    for month in months:
        planner.contribution(
            event.person, "institution_pension", month, unit=PUBLIC_UNIT, base=event.base or None, extra=True
        )


@anomaly("PER-007", "institution_pension")
def insured_by_company_and_public_body(planner: Planner, count: int) -> None:
    """跨制度重复参保: two months are paid in the pension of employees and in that of public bodies."""
    if len(planner.months) < 2:
        raise NobodyFitsError("'insured_by_company_and_public_body' needs two months")
    for _ in range(count):
        event = planner.take_event("employee", lambda e: 0 < e.unit < PUBLIC_UNIT)
        months = (planner.first, planner.first + 1)
        planner.edit(event.person, punctual=True)
        _official_as_well(planner, event, months)
        for month in months:
            planner.truth(
                event.person, "open", "two schemes", month=month, fund="enterprise_pension",
                finding_kind="two_employee_schemes",
            )  # fmt: skip


@trap("PER-007", "institution_pension")
def month_of_change_between_schemes(planner: Planner, count: int) -> None:
    """One month alone is paid in both: the month of the change."""
    for _ in range(count):
        event = planner.take_event("employee", lambda e: 0 < e.unit < PUBLIC_UNIT)
        _official_as_well(planner, event, (planner.first,))
        planner.none(event.person, "month of the change")


@anomaly("PER-007", "resident_pension")
def pays_as_resident_while_employed(planner: Planner, count: int) -> None:
    """跨制度重复参保: pays for the year as a resident while a public body has paid since the month before."""
    for _ in range(count):
        event = planner.take_event("resident_pays", lambda e: planner.first < e.month)
        _official_as_well(planner, event, (event.month - 1, event.month))
        planner.truth(
            event.person, "open", "resident and employee", month=event.month - 1, finding_kind="resident_and_employee"
        )


@trap("PER-007", "resident_pension")
def resident_who_takes_a_job(planner: Planner, count: int) -> None:
    """Pays for the year as a resident, and takes a job two months after."""
    for _ in range(count):
        event = planner.take_event("resident_pays", lambda e: e.month + 3 <= planner.last)
        _official_as_well(planner, event, (event.month + 2, event.month + 3))
        planner.none(event.person, "a job after paying")


@trap("PER-007", "resident_pension")
def resident_contribution_refunded(planner: Planner, count: int) -> None:
    """Pays for the year as a resident while employed, and all of it is refunded (退费): a receipt takes it back."""
    for _ in range(count):
        event = planner.take_event("resident_pays", lambda e: planner.first < e.month)
        _official_as_well(planner, event, (event.month - 1, event.month))
        paid = int(planner.lives(event.person.county).month(event.month).rp_tier[event.person.index])
        number = f"R{event.person.county}{event.person.index:06d}{event.month}"
        planner.add(
            "RP06", event.person, event.month, levy_notice_no=f"Z{number}", tax_receipt_no=f"P{number}",
            personal_paid_amount=-paid,
        )  # fmt: skip
        planner.none(event.person, "refunded", month=event.month - 1)


def _receipt(planner: Planner, event: Event, number: str, **values: Value) -> None:
    """One more receipt of the month's unemployment insurance, as the person's own but for its numbers."""
    name = f"{number}{event.person.county}{event.person.index:06d}{event.month}"
    planner.add(
        "UE07", event.person, event.month, everywhere=False, uuid=f"U{name}", levy_notice_no=f"Z{name}",
        tax_receipt_no=f"P{name}", **values,
    )  # fmt: skip


def _parts(event: Event) -> tuple[int, int]:
    """What the unit and the person pay for the month, fen."""
    unit, own = law.rates("unemployment", event.month // 12)
    return (event.base * unit + 500) // 1000, (event.base * own + 500) // 1000


@anomaly("PER-009", "unemployment")
def charged_on_two_receipts(planner: Planner, count: int) -> None:
    """重复缴纳: the month's charge is on a second receipt."""
    for _ in range(count):
        event = planner.take_event("employee", lambda e: e.base > 0)
        _receipt(planner, event, "B")
        planner.truth(
            event.person, "open", "two receipts", month=event.month, amount=sum(_parts(event)), finding_kind="twice"
        )


@trap("PER-009", "unemployment")
def supplement_on_another_receipt(planner: Planner, count: int) -> None:
    """As much once more, as a supplement (补收)."""
    for _ in range(count):
        event = planner.take_event("employee", lambda e: e.base > 0)
        _receipt(planner, event, "B", contribution_type_code="31")
        planner.none(event.person, "a supplement", month=event.month)


@trap("PER-009", "unemployment")
def charged_at_two_employers(planner: Planner, count: int) -> None:
    """A second employer of the same county pays as much."""
    for _ in range(count):
        event = planner.take_event("employee", lambda e: 0 < e.unit < PUBLIC_UNIT)
        other = event.unit - 1 if event.unit > 1 else 2
        planner.contribution(event.person, "unemployment", event.month, base=event.base, unit=other, extra=True)
        planner.none(event.person, "two employers", month=event.month)


@trap("PER-009", "unemployment")
def second_receipt_reversed(planner: Planner, count: int) -> None:
    """The second receipt was taken back by one in red (红字)."""
    for _ in range(count):
        event = planner.take_event("employee", lambda e: e.base > 0)
        unit, own = _parts(event)
        _receipt(planner, event, "B")
        _receipt(planner, event, "C", unit_paid_amount=-unit, personal_paid_amount=-own)
        planner.none(event.person, "one of two taken back", month=event.month)


def _mothers(planner: Planner, count: int) -> Iterator[tuple[Event, int]]:
    """Women insured as residents, and the month in which each pays for the year after the first of the run."""

    def paid(event: Event) -> int:
        lives = planner.lives(event.person.county).month(planner.first)
        return int(lives.rm_pay_month(planner.first // 12 + 1)[event.person.index])

    def fits(event: Event) -> bool:
        who = planner.identity(event.person)
        woman = who["sex_code"] == "2" and "1984" < who["birth_date"] < "2004"
        return woman and planner.first <= paid(event) <= planner.last

    if planner.first // 12 == planner.last // 12:
        raise NobodyFitsError(f"'{planner.kind}' needs the end of a year within the run")
    for _ in range(count):
        event = planner.take_event("resident_medical", fits)
        yield event, paid(event)


def _insure_her_child(
    planner: Planner, event: Event, paid: int, region: str, fee: dict[str, Value], **listed: Value
) -> None:
    """A child born before the run is insured on her number throughout, and paid for in that month for the next year."""
    child = planner.identity(event.person)["person_id"] + "X"
    born = f"{date_in(planner.first - 1, 8):%Y%m%d}"
    number = f"{event.person.county}{event.person.index:06d}{planner.first}"
    planner.add(
        "RM04", event.person, paid, region=region, everywhere=False, person_id=child, record_pk=f"XC{number}",
        levy_notice_no=f"ZC{number}", tax_receipt_no=f"PC{number}", **fee,
    )  # fmt: skip
    for month in planner.months:
        planner.add(
            "RM01", event.person, month, region=region, person_id=child, birth_date=born, sex_code="1",
            resident_insured_category_code="2", first_enrolment_date=born, **listed,
        )  # fmt: skip


@trap("PER-009", "resident_medical")
def mother_and_newborn(planner: Planner, count: int) -> None:
    """A resident pays for herself and as much for a child (新生儿) insured on her number, both for the next year."""
    for event, paid in _mothers(planner, count):
        _insure_her_child(planner, event, paid, event.person.county, {})
        planner.none(event.person, "one for her and one for the child")


@trap("PER-008", "resident_medical")
def newborn_in_another_region(planner: Planner, count: int) -> None:
    """A resident pays for herself; her child (新生儿) lives with the father and is insured there, on her number."""
    for event, paid in _mothers(planner, count):
        others = [code for code in planner.all_funds if code != event.person.county]
        if not others:
            raise NobodyFitsError("'newborn_in_another_region' needs two counties with all funds")
        fee = int(law.parameter("personal_min", date_in(paid // 12 * 12 + 12, 1), "resident_medical") * 100)
        _insure_her_child(
            planner, event, paid, others[0], {"personal_paid_amount": fee, "collective_aid_amount": 0},
            ytd_personal_contribution_amount=fee, ytd_fiscal_subsidy_amount=0, resident_hardship_category_code="0",
        )  # fmt: skip
        for rule in ("MED-006", "PER-008"):
            planner.rule = rule
            planner.none(event.person, "the child is insured in another region")
