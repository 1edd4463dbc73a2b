"""Rows of the tables of a county and month from its lives (`lives`): what rules look at is said here, column by column.

What nobody looks at stays with `columns` (text by name or type). Money that is not said is nothing, but for the parts
of a whole that is said.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from catalogue import Table
from simulator import feeds, law, life
from simulator.books import joined_people, subset
from simulator.changes import place_of, revise
from simulator.columns import HOUSES, Rows
from simulator.feeds import PUBLIC_UNIT
from simulator.insurance import Insured, actual_months
from simulator.insurance import subset as insured_subset
from simulator.lives import APPRAISED, GRANTED, NEEDY, RECOGNISED, Injured, LifeMonth, Staff
from simulator.months import date_in, days_in_month, months_of_days, period_of
from simulator.population import People
from simulator.tables import PAID_OUT, CountyTables, Filled, book_of, columns_of
from simulator.text import Column, chosen, coded, day, integer, joined, padded, period

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Known = dict[str, Column | Ints]

_WARDS = (0, 1, 2, 3, 5)
"""Houses (`columns.HOUSES`) that have beds."""


class LifeTables(CountyTables):
    """Tables of one county and month, changed as the plan decrees before payments are made of them."""

    county: LifeMonth

    def __init__(self, county: LifeMonth) -> None:
        super().__init__(county)

    @property
    def month(self) -> int:
        return self.county.month

    def one(self, table: Table) -> Filled:
        make = _ROWS.get(table.file_code) or _ROWS.get(table.table_id)
        if make is None:
            return super().one(table)
        rows = make(self, table)
        rows.lasting_only = table.table_id not in _ANEW
        rows.silent = True
        if table.table_id == "enrolment_termination":
            rows.heirs = np.ones(rows.count, dtype=bool)
        columns = columns_of(rows)
        count = rows.count
        changes = self.county.plan.lives.get((table.file_code, self.county.of.code, self.month))
        if changes:
            place = place_of(table, self.county.of.code, period_of(self.month))
            count, columns = revise(changes, count, columns, place)
        if table.file_code in PAID_OUT:
            self._note_paid(rows, columns, count)
        return Filled(table, count, columns)

    def mine(self, table: Table, people: People, unit: Ints | None = None, **known: Column | Ints) -> Rows:
        rows = self.of_people(table, people, **known)
        rows.unit = unit
        return rows


def _day_in(month: Ints | int, at: Ints | int) -> Ints:
    """Day numbers of a day (1 … 28) in each month."""
    return days_in_month(np.asarray(month, dtype=np.int64), np.asarray(at, dtype=np.int64))


def _spread(self: LifeTables, stream: str, people: People, low: int, high: int, month: Ints | int = 0) -> Ints:
    return low + self.county.draws.below(stream, people.key, high - low + 1, month)


# -- contributions -----------------------------------------------------------------------------------------------------


def _working_life(self: LifeTables, who: Staff) -> Known:
    worked = np.clip(self.month + 1 - who.since, 0, 480)
    account = worked * np.maximum(who.base, 400_000) * 8 // 100
    began = _day_in(who.since, _spread(self, "began on", who.people, 1, 27))
    began = np.maximum(began, who.people.birth_day + 16 * 366)
    joined = _joined_on(self, who.people, began)
    return {
        "work_start_date": day(began), "account_opened_date": day(joined), "enrolment_date": day(joined),
        "annuity_enrolment_date": day(joined), "retirement_date": "",
        "deemed_contribution_months": np.zeros(len(who), dtype=np.int64),
        "actual_contribution_months": worked, "total_contribution_months": worked,
        "account_principal_interest": account, "account_personal_principal_interest": account,
        "account_unit_principal_interest": np.zeros_like(account), "contribution_stop_reason_code": "",
        "annuity_unit_enrolment_date": "20150101", "medical_account_balance": account // 20,
        "employee_medical_scheme_code": "1", "employee_insured_category_code": coded(
            who.retired.astype(np.int64), ["1", "2"]), "lump_sum_payer_flag": "0",
        "large_medical_subsidy_flag": "1", "civil_servant_subsidy_flag": coded(
            (who.unit >= PUBLIC_UNIT).astype(np.int64), ["0", "1"]),
        "disabled_veteran_subsidy_flag": "0", "enterprise_supplementary_flag": "0", "medical_assistance_flag": "0",
        "personal_identity_code": coded(
            np.where(who.unit == 0, 2, (who.unit >= PUBLIC_UNIT).astype(np.int64)), ["24", "13", "51"]
        ),
    }  # fmt: skip


def _joined_on(self: LifeTables, people: People, began: Ints) -> Ints:
    """Day of the enrolment: that of the first work, but for those of whom another is decreed, in every fund."""
    joined = began.copy()
    for (code, index), edit in self.county.fund.edits.items():
        if "account_day" in edit:
            joined[people.key == np.uint64(int(code) * 10**8 + index)] = edit["account_day"]
    return joined


def _enrolled(self: LifeTables, table: Table) -> Rows:
    rows = CountyTables.enrolled(self, table)
    who = self.county.contributors(book_of(table))
    assert isinstance(who, Staff)
    rows.known |= _working_life(self, who)
    if table.file_code in ("IP06", "IP22"):
        rows.known["account_retention_code"] = "0"
    if table.file_code == "IP06":
        credit = who.base * 4 // 100
        rows.known |= {
            "account_income_amount": credit, "unit_notional_credit_amount": who.base * 8 // 100,
            "account_stored_balance": np.maximum(self.month + 1 - np.maximum(who.since, 2014 * 12 + 9), 1) * credit * 3,
        }  # fmt: skip
    if table.file_code == "IP25":
        opening = np.maximum(self.month - np.maximum(who.since, 2014 * 12 + 9), 1) * who.base * 12 // 100
        rows.known |= {
            "account_opening_balance": opening, "notional_part_interest": opening // 800,
            "personal_part_interest": opening // 1600, "investment_return_amount": opening // 2000,
        }  # fmt: skip
    if table.file_code == "IP24":
        rows.known |= {"funded_principal_amount": who.base * 5 // 100, "funded_interest_amount": who.base // 500}
    if table.file_code == "EM22":
        credit = np.where(who.retired, 8000, who.paid)
        rows.known |= {
            "account_credit_amount": credit, "account_debit_amount": np.zeros_like(credit),
            "account_balance": (self.month + 1 - who.since) * 6000 + credit,
        }  # fmt: skip
    return rows


def _units(self: LifeTables, table: Table) -> Rows:
    rows = CountyTables.units(self, table)
    assert rows.unit is not None
    zero = np.zeros(rows.count, dtype=np.int64)
    founded = 9500 + self.county.draws.below("founded", rows.key, 9000)
    public = (rows.unit >= PUBLIC_UNIT).astype(np.int64)
    rows.known |= {
        "unit_enrolment_date": day(founded), "annuity_unit_enrolment_date": "20150101",
        "unit_type_code": coded(public, ["10", "20"]), "recognized_injury_count": zero,
        "accident_injury_count": zero, "occupational_disease_count": zero, "work_death_count": zero,
        "grade_1_4_death_count": zero,
        "local_avg_monthly_wage_prior_year": np.full(rows.count, law.band(self.month // 12).average),
    }  # fmt: skip
    if table.insurance_code == "work_injury" and table.table_id == "unit_contribution":
        new = self.county.lives.injured
        new = new.where(new.month + RECOGNISED == self.month)
        for name, some in (("recognized_injury_count", new), ("work_death_count", new.where(new.fatal))):
            counts = np.zeros(rows.count, dtype=np.int64)
            at = np.searchsorted(rows.unit, some.unit)
            at = np.minimum(at, max(rows.count - 1, 0))
            if rows.count:
                np.add.at(counts, at, (rows.unit[at] == some.unit).astype(np.int64))
            rows.known[name] = counts
        rows.known["accident_injury_count"] = rows.known["recognized_injury_count"]
    return rows


def _tax_payers(self: LifeTables) -> Staff:
    """Whose wage an employer taxes: all but the self-insured."""
    return self.county.staff.where(~self.county.staff.flexible)  # type: ignore[return-value]


def _income_tax_persons(self: LifeTables, table: Table) -> Rows:
    who = _tax_payers(self)
    return self.mine(table, who.people, who.unit, taxable_wage_amount=who.wage)


def _income_tax_units(self: LifeTables, table: Table) -> Rows:
    who = _tax_payers(self)
    unit, where = np.unique(who.unit, return_inverse=True)
    key = (int(self.county.of.code) * 10**6 + unit).astype(np.uint64)
    wages = np.zeros(len(unit), dtype=np.int64)
    heads = np.bincount(where, minlength=len(unit)).astype(np.int64)
    np.add.at(wages, where, who.wage)
    rows = Rows(table, self.county.of, self.month, self.county.draws, len(unit), key, unit=unit)
    rows.known = {"taxpayer_count": heads, "taxable_wage_total": wages}
    return rows


def _payroll(self: LifeTables, table: Table) -> Rows:
    who = self.county.staff.where(self.county.staff.unit >= PUBLIC_UNIT)
    assert isinstance(who, Staff)
    return self.mine(
        table, who.people, who.unit, payroll_status_code="1", fiscal_funding_mode_code="1",
        payroll_wage_amount=who.wage, annuity_base_amount=who.base, status_date="20230101",
    )  # fmt: skip


# -- residents ---------------------------------------------------------------------------------------------------------


def _need(self: LifeTables, mask: Bools) -> Known:
    county = self.county
    needy, kind = county.lives.needy[mask], county.needy_kind[mask]
    grade = 1 + county.draws.below("disability", county.everybody.key[mask], 2)
    severe = needy & (kind == 3)
    return {
        "severe_disability_flag": integer(severe.astype(np.int64)),
        "disability_category_code": coded(severe.astype(np.int64), ["", "4"]),
        "disability_grade_code": coded(np.where(severe, grade, 0), ["", "1", "2"]),
        "subsistence_allowance_flag": integer((needy & (kind <= 1)).astype(np.int64)),
        "five_guarantee_flag": integer((needy & (kind == 2)).astype(np.int64)),
        "in_enterprise_pension_flag": "0", "in_new_rural_pension_flag": "0", "in_urban_resident_pension_flag": "0",
        "in_old_rural_pension_flag": "0", "land_expropriated_farmer_flag": "0",
    }  # fmt: skip


def _rp_years(self: LifeTables, people: People) -> Ints:
    """Years contributed: since 2011 or the sixteenth birthday."""
    start = np.maximum(2011 * 12, people.birth_month + 192)
    return np.clip((self.month - start) // 12, 1, 45)


def _rp_contributions(self: LifeTables, table: Table) -> Rows:
    county = self.county
    mask = county.rp_payers
    people = subset(county.everybody, mask)
    pays, tier, needy = county.rp_pays[mask], county.rp_tier[mask] * 1, county.lives.needy[mask]
    tier = tier * pays
    helped = np.where(needy, tier, 0)
    year = self.month // 12
    subsidies = np.array([law.tier_subsidy(t, year) for t in law.tiers(year)])
    at = np.searchsorted(np.array(law.tiers(year)), np.maximum(tier, law.tiers(year)[0]))
    years = _rp_years(self, people)
    enrolled = np.maximum(_day_in(2011 * 12, 20), people.birth_day + 16 * 366)
    paid_on = _day_in(self.month, _spread(self, "paid on", people, 1, 15))
    account = years * 12_000
    return self.mine(
        table, people, **_need(self, mask), enrolment_date=day(enrolled), account_opened_date=day(enrolled),
        contribution_status_code="1", contribution_stop_reason_code="",
        current_year_payment_date=chosen(pays, day(paid_on), ""), contribution_tier_amount=tier,
        personal_contribution_amount=tier - helped, government_paid_on_behalf_amount=helped,
        local_government_subsidy_amount=np.where(pays, subsidies[np.minimum(at, len(subsidies) - 1)], 0),
        total_contribution_years=years, actual_contribution_years=years,
        ytd_backpay_years=np.zeros_like(years), backpay_subsidy_amount=np.zeros_like(years),
        account_principal_interest=account,
        account_personal_principal_interest=account, account_interest_total=account // 20,
        insurance_subtype_code="170",
    )  # fmt: skip


def _yearly(self: LifeTables, table: Table, people: People, own: Ints, aid: Ints, year: Ints, start: Ints) -> Rows:
    """What tax collected of residents: the year they paid for."""
    number = joined(padded(people.key.astype(np.int64), 14), integer(year))
    return self.mine(
        table, people, fee_period_start=period(start), fee_period_end=period(year * 12 + 11),
        contribution_type_code="10", personal_paid_amount=own, collective_aid_amount=aid,
        record_pk=joined("X", number), levy_notice_no=joined("Z", table.file_code, number),
        tax_receipt_no=joined("P", table.file_code, number),
    )  # fmt: skip


def _rp_receipts(self: LifeTables, table: Table) -> Rows:
    county = self.county
    mask = county.rp_pays & ~county.lives.needy  # what the government pays for somebody does not come through tax
    people = subset(county.everybody, mask)
    tier = county.rp_tier[mask]
    year = np.full(len(people), self.month // 12)
    return _yearly(self, table, people, tier, np.zeros_like(tier), year, year * 12)


def _rp_pension(self: LifeTables, people: People) -> tuple[Ints, Ints, Ints]:
    """Basic pension, what adjustments added, and of the account, fen a month."""
    basic = int(law.known("resident_pension", "basic_pension", date_in(self.month, 1)) * 100)
    account = _spread(self, "resident account", people, 30, 160) * 100
    return np.full(len(people), basic), np.zeros(len(people), dtype=np.int64), account


def _rp_pensioners(self: LifeTables, table: Table) -> Rows:
    county = self.county
    mask = county.rp_drawing
    people = subset(county.everybody, mask)
    basic, adjusted, account = _rp_pension(self, people)
    start = np.maximum(people.birth_month + 721, 2011 * 12 + 6)
    total = basic + adjusted + account
    held = account * 139
    left = np.maximum(held - (self.month - start) * account, 0)
    years = 15 + _spread(self, "years paid", people, 0, 5)
    enrolled = np.maximum(_day_in(2011 * 12, 20), people.birth_day + 16 * 366)
    return self.mine(
        table, people, **_need(self, mask), enrolment_date=day(enrolled), account_opened_date=day(enrolled),
        total_contribution_years=years, actual_contribution_years=years, benefit_start_date=day(_day_in(start, 1)),
        assessed_pension_at_start=total, account_total_at_start=held, account_personal_at_start=held,
        account_exhausted_period=period(start + 139), benefit_payment_status_code="1", benefit_stop_reason_code="",
        pension_due_total=total, basic_pension_due=basic, adjustment_due_total=adjusted, account_pension_due=account,
        pension_paid_total=total, basic_pension_paid=basic, adjustment_paid_total=adjusted,
        account_pension_paid=account, account_balance=left, insurance_subtype_code="170",
    )  # fmt: skip


def _rp_departed(self: LifeTables, table: Table) -> Rows:
    county = self.county
    people = county.everybody
    old = people.death_month - people.birth_month
    mask = county.lives.resident & (people.death_month == self.month - 1) & (old >= 192)
    gone = subset(people, mask)
    basic, adjusted, account = _rp_pension(self, gone)
    drew = gone.death_month - gone.birth_month > 720
    count = len(gone)
    grant = int(law.known("resident_pension", "funeral_grant", date_in(self.month, 1)) * 100)
    years = _rp_years(self, gone)
    enrolled = np.maximum(_day_in(2011 * 12, 20), gone.birth_day + 16 * 366)
    return self.mine(
        table, gone, death_date=day(gone.death_day), person_category_code=coded(drew.astype(np.int64), ["1", "2"]),
        enrolment_date=day(enrolled), account_opened_date=day(enrolled),
        benefit_start_date=chosen(drew, day(_day_in(gone.birth_month + 721, 1)), ""), total_contribution_years=years,
        actual_contribution_years=years, pension_due_before_termination=np.where(drew, basic + adjusted + account, 0),
        account_balance=years * 12_000, funeral_grant=np.full(count, grant), insurance_subtype_code="170",
    )  # fmt: skip


def _rm_standard(self: LifeTables, needy: Bools, year: int) -> tuple[Ints, Ints]:
    """What a resident pays for a year, and what is paid for him (资助参保), fen: of the needy a half."""
    full = int(law.parameter("personal_min", date_in(year * 12, 1), "resident_medical") * 100)
    aid = np.where(needy, full // 2, 0)
    return full - aid, aid


def _rm_insured(self: LifeTables, table: Table) -> Rows:
    county, year = self.county, self.month // 12
    mask = county.rm_members
    people = subset(county.everybody, mask)
    own, _ = _rm_standard(self, county.lives.needy[mask], year)
    paid = county.rm_pay_month(year)[mask] <= self.month
    subsidy = int(law.parameter("fiscal_subsidy_min", date_in(year * 12, 1), "resident_medical") * 100)
    first = np.maximum(_day_in(2017 * 12, 20), people.birth_day)
    years = np.clip(year - months_of_days(first) // 12, 0, 20)
    return self.mine(
        table, people, resident_insured_category_code=integer(county.rm_category[mask]),
        resident_hardship_category_code=_hardship(self, mask), first_enrolment_date=day(first),
        continuous_enrolment_status_code="1", continuous_enrolment_years=years,
        ytd_personal_contribution_amount=own * paid, ytd_fiscal_subsidy_amount=subsidy * paid,
    )  # fmt: skip


def _hardship(self: LifeTables, mask: Bools) -> pa.Array:
    """城镇居民困难人员类别: 0 none, 1 低保, 2 特困, 3 重度残疾."""
    kind = np.array([1, 1, 2, 3])[self.county.needy_kind[mask]]
    return integer(np.where(self.county.lives.needy[mask], kind, 0))


def _rm_receipts(self: LifeTables, table: Table) -> Rows:
    county, month = self.county, self.month
    parts = []
    for year in (month // 12, month // 12 + 1):
        mask = county.rm_covered(year) & county.living & (county.rm_pay_month(year) == month)
        own, aid = _rm_standard(self, county.lives.needy[mask], year)
        start = np.maximum(county.everybody.birth_month[mask], year * 12)
        parts.append((mask, own, aid, np.full(int(mask.sum()), year), start))
    mask = np.concatenate([np.flatnonzero(part[0]) for part in parts])
    own, aid, year, start = (np.concatenate([part[at] for part in parts]) for at in range(1, 5))
    return _yearly(self, table, subset(county.everybody, mask), own, aid, year, start)


def _rm_standards(self: LifeTables, table: Table) -> Rows:
    rows = CountyTables.standards(self, table)
    pairs = [(a, b) for a in "123" for b in "0123"]
    year = self.month // 12
    needy = np.array([b != "0" for _, b in pairs])
    own, _ = _rm_standard(self, needy, year)
    subsidy = int(law.parameter("fiscal_subsidy_min", date_in(year * 12, 1), "resident_medical") * 100)
    central = subsidy * 8 // 10
    count = len(pairs)
    known: Known = {
        "resident_insured_category_code": pa.array([a for a, _ in pairs]),
        "resident_hardship_category_code": pa.array([b for _, b in pairs]), "personal_contribution_standard": own,
        "fiscal_subsidy_standard": np.full(count, subsidy), "central_subsidy_standard": np.full(count, central),
        "provincial_subsidy_standard": np.full(count, (subsidy - central) // 2),
        "municipal_subsidy_standard": np.zeros(count, dtype=np.int64),
        "county_subsidy_standard": np.full(count, subsidy - central - (subsidy - central) // 2),
        "pool_payment_ceiling": np.full(count, 10_000_000 * 2),
    }  # fmt: skip
    return self.of_numbers(rows.table, np.arange(count), **known)


def _rural(self: LifeTables, table: Table) -> Rows:
    county, year = self.county, self.month // 12
    mask = county.lives.rural_scheme & county.living
    people = subset(county.everybody, mask)
    own, _ = _rm_standard(self, county.lives.needy[mask], year)
    pays = (np.maximum(county.rm_pay_month(year)[mask], year * 12) == self.month).astype(np.int64)
    subsidy = int(law.parameter("fiscal_subsidy_min", date_in(year * 12, 1), "resident_medical") * 100) * pays
    return self.mine(
        table, people, rural_insured_category_code=integer(county.rm_category[mask]),
        rural_enrolment_date=day(np.maximum(_day_in(2010 * 12, 10), people.birth_day)),
        personal_contribution_amount=own * pays, central_subsidy_amount=subsidy * 8 // 10,
        provincial_subsidy_amount=subsidy // 10, county_subsidy_amount=subsidy - subsidy * 8 // 10 - subsidy // 10,
        medical_assistance_flag=integer(county.lives.needy[mask].astype(np.int64)),
    )  # fmt: skip


def _needy(self: LifeTables, table: Table) -> Rows:
    county = self.county
    mask = county.lives.needy & county.living
    people, kind = subset(county.everybody, mask), county.needy_kind[mask]
    grade = 1 + county.draws.below("disability", people.key, 2)
    since = np.maximum(_day_in(2019 * 12 + 3, 1), people.birth_day)
    return self.mine(
        table, people, assistance_category_code=coded(kind, list(NEEDY)),
        disability_level_code=coded(np.where(kind == 3, grade, 0), ["", "1", "2"]), valid_from_date=day(since),
        valid_to_date="20301231", assistance_amount=_spread(self, "assistance", people, 300, 700) * 100,
    )  # fmt: skip


# -- pensions of public bodies -----------------------------------------------------------------------------------------


def _officials_pension(self: LifeTables, table: Table) -> Rows:
    retired: Insured = self.county.retired_officials
    parts = feeds.pension_parts(retired, self.month)
    total = sum(parts.values(), np.zeros(len(retired), dtype=np.int64))
    held = retired.pension["account_total"]
    left = np.maximum(0, held - (self.month - retired.retirement_month) * retired.pension["account"])
    at = np.isin(self.county.lives.officials.people.key, retired.people.key)
    return self.mine(
        table, retired.people, self.county.lives.body[at], work_start_date=day(retired.work_day),
        retirement_date=day(retired.retirement_day), retirement_category_code=integer(retired.category),
        pre_retirement_identity_code="13", pre_1949_worker_flag=integer(retired.pre_1949),
        former_industrialist_flag="0", special_job_months=retired.special_months, former_unit_type_code="20",
        account_opened_date=day(retired.account_day), deemed_contribution_months=retired.deemed,
        actual_contribution_months=retired.actual_at_retirement, account_total_at_retirement=held,
        last_base_before_retirement=retired.pension["index"] * 600 // 100 * 100,
        assessed_pension_at_retirement=total - parts["subsidy"] - parts["adjustment"],
        benefit_payment_status_code="1", benefit_stop_reason_code="", pension_due_total=total,
        basic_pension_due=parts["basic"], transitional_pension_due=parts["transitional"],
        account_pension_due=parts["account"], subsidy_due_total=parts["subsidy"],
        adjustment_due_total=parts["adjustment"], pension_paid_total=total, account_principal_interest=left,
    )  # fmt: skip


def _annuity_benefit(self: LifeTables, table: Table) -> Rows:
    retired = self.county.retired_officials
    at = np.isin(self.county.lives.officials.people.key, retired.people.key)
    monthly = retired.pension["account"] // 3
    left = np.maximum(0, monthly * 139 - monthly * (self.month - retired.retirement_month))
    return self.mine(
        table, retired.people, self.county.lives.body[at], benefit_claim_method_code="1",
        instalment_benefit_amount=monthly, account_stored_balance=left,
    )  # fmt: skip


def _officials_departed(self: LifeTables, table: Table) -> Rows:
    officials = self.county.lives.officials
    began = months_of_days(officials.work_day) < self.month
    gone = officials.people.death_month == self.month - 1
    at = np.flatnonzero(began & gone)
    mine = _of_insured(officials, at)
    retired = mine.retirement_month < mine.people.death_month
    due = np.where(retired, sum(feeds.pension_parts(mine, self.month).values(), np.zeros(len(mine), dtype=np.int64)), 0)
    count = len(mine)
    return self.mine(
        table, mine.people, self.county.lives.body[at], work_start_date=day(mine.work_day),
        person_category_code=coded(retired.astype(np.int64), ["1", "2"]),
        retirement_date=chosen(retired, day(mine.retirement_day), ""), death_date=day(mine.people.death_day),
        actual_contribution_months=actual_months(mine, self.month),
        account_balance=feeds.person_account(mine, self.month),
        pension_due_before_termination=due, funeral_grant=np.full(count, feeds.FUNERAL),
        bereavement_grant=np.full(count, feeds.BEREAVEMENT),
    )  # fmt: skip


def _of_insured(insured: Insured, places: Ints) -> Insured:
    mask = np.zeros(len(insured), dtype=bool)
    mask[places] = True
    return insured_subset(insured, mask)


def _nobody(self: LifeTables, table: Table) -> Rows:
    """Overclaims and moves between public bodies: none in a lawful province."""
    return self.mine(table, subset(self.county.everybody, np.zeros(0, dtype=np.int64)))


# -- illness -----------------------------------------------------------------------------------------------------------


def _wards(self: LifeTables, people: People, month: int) -> Known:
    of = self.county.of
    at = np.array(_WARDS)[self.county.draws.below("ward", people.key, len(_WARDS), month)]
    return {
        "medical_institution_code": coded(at, [f"H{of.code}{n + 1:05d}" for n in range(len(HOUSES))]),
        "medical_institution_name": coded(at, [of.name + house[0] for house in HOUSES]),
        "medical_institution_level_code": coded(at, [house[1] for house in HOUSES]),
        "medical_institution_type_code": coded(at, [house[2] for house in HOUSES]),
    }


def _stay(self: LifeTables, people: People, month: int, reimbursed: int) -> Known:
    """When somebody lay in hospital, and who paid what (fen): 85 or 75 per cent of what is above the threshold."""
    draws = self.county.draws
    admitted = _day_in(month, _spread(self, "admitted", people, 1, 12, month))
    days = _spread(self, "bed days", people, 3, 12, month)
    cost = (np.exp(draws.normal("hospital cost", people.key, month) * 0.45) * 650_000).astype(np.int64)
    cost = np.clip(cost, 120_000, 2_000_000) // 100 * 100
    outside = cost * _spread(self, "outside", people, 2, 9, month) // 100
    deductible = np.minimum(_spread(self, "threshold", people, 3, 8, month) * 10_000, cost - outside)
    pool = (cost - outside - deductible) * reimbursed // 100
    own = cost - outside - pool
    return {
        "visit_date": day(admitted), "admission_date": day(admitted), "discharge_date": day(admitted + days),
        "inpatient_or_home_bed_days": days, "inpatient_days": days, "visit_type_code": "21",
        "settlement_method_code": "1", "visit_location_code": "1",
        "visit_total_cost": cost, "pool_deductible_amount": deductible, "pool_paid_amount": pool,
        "in_policy_self_paid_amount": own, "out_of_policy_self_paid_amount": outside,
    }  # fmt: skip


def _em_inpatients(self: LifeTables, table: Table) -> Rows:
    who = self.county.em_patients
    known = _stay(self, who.people, self.month, 85)
    own = known["in_policy_self_paid_amount"]
    assert isinstance(own, np.ndarray)
    known |= _so_far(self, who.people, 85, self.county.lives.em_patients_of)
    known["account_paid_amount"] = np.minimum(own // 3, 60_000)
    known["employee_insured_category_code"] = coded(who.retired.astype(np.int64), ["1", "2"])
    return self.mine(table, who.people, who.unit, **known, **_wards(self, who.people, self.month))


def _so_far(
    self: LifeTables, people: People, reimbursed: int, patients_of: Callable[[int], NDArray[np.uint64]] | None = None
) -> Known:
    """What the pool paid for them this year (本年累计), this stay among it; earlier stays are those of their months."""
    paid, stays = np.zeros(len(people), dtype=np.int64), np.zeros(len(people), dtype=np.int64)
    for month in range(self.month // 12 * 12, self.month + 1):
        lay = self.county.in_hospital(people, month)
        if patients_of is not None:
            lay &= np.isin(people.key, patients_of(month))
        pool = _stay(self, people, month, reimbursed)["pool_paid_amount"]
        assert isinstance(pool, np.ndarray)
        paid, stays = paid + pool * lay, stays + lay
    return {"ytd_pool_paid_amount": paid, "ytd_admission_count": stays, "ytd_home_bed_days": np.zeros_like(paid)}


def _em_outpatients(self: LifeTables, table: Table) -> Rows:
    who = self.county.em_visitors
    people, month = who.people, self.month
    cost = _spread(self, "outpatient cost", people, 60, 900, month) * 100
    drugs = cost * _spread(self, "drugs", people, 30, 90, month) // 100
    return self.mine(
        table, people, who.unit, visit_date=day(_day_in(month, _spread(self, "seen on", people, 1, 28, month))),
        visit_total_cost=cost, drug_cost=drugs, diagnosis_treatment_cost=cost - drugs, visit_location_code="1",
        in_policy_self_paid_amount=cost * 9 // 10,
        employee_insured_category_code=coded(who.retired.astype(np.int64), ["1", "2"]),
    )  # fmt: skip


def _cadres(self: LifeTables, table: Table) -> Rows:
    who = self.county.cadres
    at = np.isin(self.county.lives.officials.people.key, who.people.key)
    return self.mine(
        table, who.people, self.county.lives.body[at], work_start_date=day(who.work_day),
        cadre_retirement_date=day(who.retirement_day), former_unit_type_code="20",
    )  # fmt: skip


def _cadre_stays(self: LifeTables, table: Table) -> Rows:
    people = self.county.cadre_patients
    stay = _stay(self, people, self.month, 90)
    cost = stay["visit_total_cost"]
    assert isinstance(cost, np.ndarray)
    return self.mine(
        table, people, visit_date=stay["visit_date"], inpatient_days=stay["inpatient_days"], visit_total_cost=cost,
        ytd_admission_count=np.ones(len(people), dtype=np.int64), cadre_fund_paid_amount=cost * 9 // 10,
        cadre_settlement_method_code="1", **_wards(self, people, self.month),
    )  # fmt: skip


def _resident_stays(self: LifeTables, table: Table) -> Rows:
    county = self.county
    mask = county.residents_in_hospital(county.rm_members)
    people = subset(county.everybody, mask)
    known = _stay(self, people, self.month, 75) | _so_far(self, people, 75) | _wards(self, people, self.month)
    known["account_paid_amount"] = np.zeros(len(people), dtype=np.int64)
    known["resident_insured_category_code"] = integer(county.rm_category[mask])
    return self.mine(table, people, **known)


def _rural_stays(self: LifeTables, table: Table) -> Rows:
    county = self.county
    mask = county.residents_in_hospital(county.lives.rural_scheme & county.living)
    people = subset(county.everybody, mask)
    stay = _stay(self, people, self.month, 75)
    cost, pool, first = (stay[n] for n in ("visit_total_cost", "pool_paid_amount", "pool_deductible_amount"))
    assert isinstance(cost, np.ndarray) and isinstance(pool, np.ndarray) and isinstance(first, np.ndarray)
    names = ("visit_date", "admission_date", "discharge_date", "visit_type_code")
    return self.mine(
        table, people, **{name: stay[name] for name in names}, **_wards(self, people, self.month),
        visit_total_cost=cost, reimbursed_amount=pool, deductible_amount=first, self_paid_amount=cost - pool,
        reimbursement_rate="0.75", rural_insured_category_code=integer(county.rm_category[mask]),
    )  # fmt: skip


def _resident_births(self: LifeTables, table: Table) -> Rows:
    county = self.county
    age = (self.month - county.everybody.birth_month) // 12
    some = np.flatnonzero(county.rm_members & (county.everybody.sex == 2) & (age >= 20) & (age < 40))
    women = subset(county.everybody, some)
    mothers = subset(women, life.gives_birth(county.draws, women, self.month))
    cost = _spread(self, "birth cost", mothers, 2500, 6500) * 100
    return self.mine(
        table, mothers, delivery_date=day(_day_in(self.month, _spread(self, "born on", mothers, 1, 27, self.month))),
        maternity_type_code="1", fetus_count=np.ones(len(mothers), dtype=np.int64), maternity_medical_cost_total=cost,
        pool_paid_amount=cost * 6 // 10, self_paid_amount=cost - cost * 6 // 10,
    )  # fmt: skip


# -- births of employees -----------------------------------------------------------------------------------------------


def _births(self: LifeTables, table: Table) -> Rows:
    who = self.county.mothers_at_work
    people, count = who.people, len(who)
    days = int(law.known("maternity", "maternity_leave_days", date_in(self.month, 1)))
    allowance = who.base * days // 30
    medical = _spread(self, "birth cost", people, 2500, 6500) * 100
    return self.mine(
        table, people, who.unit, **_wards(self, people, self.month),
        delivery_date=day(_day_in(self.month, _spread(self, "born on", people, 1, 12, self.month))),
        maternity_type_code="1", family_planning_surgery_type_code="0", miscarriage_level_code="",
        fetus_count=np.ones(count, dtype=np.int64), inpatient_days=_spread(self, "lying in", people, 3, 6, self.month),
        maternity_leave_days=np.full(count, days), late_childbirth_flag="0", maternity_medical_cost_total=medical,
        maternity_fund_paid_amount=allowance + medical * 9 // 10, maternity_allowance=allowance,
        other_lump_sum_subsidy=np.zeros(count, dtype=np.int64), maternity_self_paid_amount=medical - medical * 9 // 10,
    )  # fmt: skip


def _fathers(self: LifeTables, table: Table) -> Rows:
    who = self.county.fathers_at_work
    allowance = who.base * 15 // 30
    return self.mine(
        table, who.people, who.unit, male_care_leave_days=np.full(len(who), 15), maternity_fund_paid_amount=allowance,
        male_care_allowance=allowance,
    )  # fmt: skip


# -- unemployment ------------------------------------------------------------------------------------------------------


def _unemployment(self: LifeTables, table: Table) -> Rows:
    out = self.county.jobless
    count, people = len(out.people), out.people
    first = date_in(self.month, 1)
    wage = law.parameter("minimum_wage", first, "unemployment")
    standard = int(wage * law.known("unemployment", "benefit_ceiling", first)) * 100
    months = np.array([law.unemployment_months(int(n)) for n in out.contributed], dtype=np.int64)
    registered = _day_in(out.begun, _spread(self, "registered on", people, 2, 15, out.begun))
    return self.mine(
        table, people, out.unit, unemployment_registration_date=day(registered), unemployment_reason_code="1",
        unemployment_benefit_status_code="1", continuous_employment_months=np.minimum(out.contributed, 60),
        deregistration_date=chosen(out.last, day(_day_in(np.full(count, self.month), 28)), ""),
        deregistration_reason_code=chosen(out.last, "1", ""), reemployment_unit_type_code=chosen(out.last, "10", ""),
        reemployment_economic_type_code=chosen(out.last, "170", ""),
        reemployment_industry_code=chosen(out.last, "F", ""),
        reemployment_occupation_code=chosen(out.last, "4", ""),
        flexible_employment_flag="0", public_post_flag="0", self_employment_flag="0",
        total_contribution_months=out.contributed, unclaimed_months_carried_over=np.zeros(count, dtype=np.int64),
        approved_benefit_months=months, approved_benefit_amount=np.full(count, standard),
        unemployment_benefit_paid_amount=np.full(count, standard), unemployment_benefit_paid_months=out.drawn,
    )  # fmt: skip


def _unemployment_moves(self: LifeTables, table: Table) -> Rows:
    gone, coming = (self.county.moved(incoming) for incoming in (False, True))
    people = joined_people([gone[0], coming[0]])
    direction = np.repeat([2, 1], [len(gone[0]), len(coming[0])])
    months = np.concatenate([gone[1], coming[1]])
    return self.mine(
        table, people, transfer_direction_code=integer(direction), transfer_type_code="1",
        transfer_area_scope_code="1", personal_identity_code="24", transfer_amount=np.maximum(months, 0) * 5000,
    )  # fmt: skip


# -- work injuries -----------------------------------------------------------------------------------------------------


def _injury_days(self: LifeTables, who: Injured) -> dict[str, Ints]:
    happened = _day_in(who.month, _spread(self, "injured on", who.people, 1, 27))
    happened = np.where(who.fatal, np.minimum(happened, who.people.death_day), happened)
    return {
        "happened": happened,
        "recognised": _day_in(who.month + RECOGNISED, _spread(self, "recognised on", who.people, 10, 25)),
        "appraised": _day_in(who.month + APPRAISED, _spread(self, "appraised on", who.people, 1, 25)),
    }  # fmt: skip


def _still_living(self: LifeTables, who: Injured) -> Bools:
    return who.people.death_month >= self.month


def _recognitions(self: LifeTables, table: Table) -> Rows:
    """All injuries recognised so far of those who are insured (a list that grows), and deaths at work once."""
    who = self.county.lives.injured
    insured = np.isin(who.people.key, self.county.contributors("work_injury").people.key)
    new = who.month + RECOGNISED == self.month
    who = who.where((who.month + RECOGNISED <= self.month) & (insured | (who.fatal & new)))
    days = _injury_days(self, who)
    return self.mine(
        table, who.people, who.unit, injury_time=joined(day(days["happened"]), "093000"),
        injury_report_date=day(days["happened"] + 2), recognition_application_date=day(days["happened"] + 3),
        recognition_date=day(days["recognised"]), recognition_conclusion_code="1", recognition_basis_code="1",
        unit_contribution_status_code="1", accident_category_code="1",
        injury_severity_code=coded(np.where(who.fatal, 2, (who.grade > 0) & (who.grade < 5)).astype(np.int64),
                                   ["1", "2", "3"]),
        work_start_date=day(np.minimum(who.people.birth_day + 20 * 366, days["happened"] - 600)),
        occupational_disease_name_1="", occupational_disease_name_2="",
        hazard_exposure_months=np.zeros(len(who), dtype=np.int64),
    )  # fmt: skip


def _appraisals(self: LifeTables, table: Table) -> Rows:
    """All appraisals in force of those who live."""
    who = self.county.lives.injured
    who = who.where((who.month + APPRAISED <= self.month) & (who.grade > 0) & _still_living(self, who))
    days = _injury_days(self, who)
    return self.mine(
        table, who.people, who.unit, appraisal_date=day(days["appraised"]), appraisal_item_code="1",
        appraisal_category_code="1", illegal_employment_flag="0", work_disability_grade_code=padded(who.grade, 2),
        self_care_impairment_grade_code=integer(who.care), paid_leave_days=_spread(self, "leave", who.people, 20, 90),
        assistive_device_conclusion_code="", rehabilitation_conclusion_code="", induced_disease_conclusion_code="",
        relapse_conclusion_code="",
    )  # fmt: skip


def _injury_benefits(self: LifeTables, table: Table) -> Rows:
    """Treatment after the recognition, one grant after the appraisal, then allowance and nursing of grades 1 to 4;
    after a death at work its grants."""
    who = self.county.lives.injured
    month, first = self.month, date_in(self.month, 1)
    since = month - who.month
    living = _still_living(self, who)
    severe = (who.grade >= 1) & (who.grade <= 4) & ~who.fatal & living & (since >= GRANTED)
    treated, granted = ~who.fatal & living & (since == 2), ~who.fatal & living & (who.grade > 0) & (since == GRANTED)
    buried = who.fatal & (since == 2)
    some = severe | treated | granted | buried
    who = who.where(some)
    severe, treated, granted, buried = severe[some], treated[some], granted[some], buried[some]
    times = np.array([0, *[law.injury_grant_months(g, first) for g in range(1, 11)]])[who.grade]
    percent = np.array([0, *[law.injury_allowance_percent(g, first) for g in range(1, 11)]])[who.grade]
    nursing = np.array([0, *[law.nursing_percent(c, first) for c in (1, 2, 3)]])[who.care]
    average = law.lowest_average(month)
    medical = np.where(treated, _spread(self, "treatment", who.people, 2000, 20_000) * 100, 0)
    grant, allowance = np.where(granted, who.wage * times, 0), np.where(severe, who.wage * percent // 100, 0)
    care = np.where(severe, average * nursing // 100, 0)
    lump = int(law.parameter("work_death_lump_sum", first, "work_injury") * 100)
    funeral = average * int(law.known("work_injury", "funeral_months", first))
    lump_sum, burial = np.where(buried, lump, 0), np.where(buried, funeral, 0)
    disability, death = grant + allowance + care, lump_sum + burial
    zero = np.zeros(len(who), dtype=np.int64)
    rows = self.mine(
        table, who.people, who.unit, retirement_date="",
        death_date=chosen(who.fatal, day(who.people.death_day), ""), long_term_payment_method_code="1",
        long_term_payment_status_code=coded(severe.astype(np.int64), ["", "1"]), long_term_stop_reason_code="",
        injured_worker_wage=who.wage, continued_treatment_flag="0", injury_lump_sum_claimed_amount=zero,
        injury_benefit_paid_total=medical + disability + death, injury_medical_paid=medical,
        injury_outpatient_paid=zero, injury_inpatient_paid=medical, disability_benefit_paid=disability,
        lump_sum_disability_grant=grant, disability_allowance=allowance, pension_gap_supplement=zero,
        living_care_allowance=care, death_benefit_paid=death, lump_sum_death_grant=lump_sum, funeral_subsidy=burial,
        dependant_pension_paid=zero, dependant_recipient_count=zero, outpatient_visit_count=zero,
        admission_count=treated.astype(np.int64), inpatient_days=np.where(treated, 10, 0),
        assistive_device_name_1="", assistive_device_name_2="", assistive_device_name_3="",
        assistive_device_category_code="",
    )  # fmt: skip
    if len(who):
        rows.heirs = buried
    return rows


def _injury_dependants(self: LifeTables, table: Table) -> Rows:
    """A wife or husband past the age, of those who died at work: forty per cent of the wage."""
    county = self.county
    population, code = county.fund.population, county.of.code
    who = county.lives.injured
    home = who.people.key // np.uint64(10**8) == np.uint64(int(code))
    who = who.where(who.fatal & (who.month + 2 < self.month) & home)
    partner = population.spouse_index(code, who.people.index)
    spouse = population.at(code, np.maximum(partner, 0))
    limit = np.where(spouse.sex == 1, 60, 55) * 12
    entitled = (partner >= 0) & (spouse.birth_month + limit < self.month) & (spouse.death_month >= self.month)
    entitled &= population.spouse_index(code, np.maximum(partner, 0)) == who.people.index
    who, spouse = who.where(entitled), subset(spouse, entitled)
    ratio = int(law.known("work_injury", "survivor_spouse_ratio", date_in(self.month, 1)) * 100)
    rows = self.mine(
        table, who.people, who.unit, dependency_relation_code="10", orphan_or_widowed_flag="0",
        long_term_payment_status_code="1", long_term_stop_reason_code="", deceased_wage=who.wage,
        benefit_start_period=period(np.maximum(who.month + 1, spouse.birth_month + limit[entitled] + 1)),
        benefit_end_period="", dependant_monthly_pension=who.wage * ratio // 100,
        dependant_pension_backpay=np.zeros(len(who), dtype=np.int64),
    )  # fmt: skip
    rows.other = spouse
    return rows


# -- standards of the law ----------------------------------------------------------------------------------------------


def _policy(self: LifeTables, table: Table) -> Rows:
    rows = CountyTables.policy(self, table)
    rows.known["local_avg_monthly_wage_prior_year"] = np.array([law.band(self.month // 12).average])
    employer, own = law.rates(table.insurance_code, self.month // 12)
    rows.known |= {
        "unit_contribution_rate": f"0.{employer:03d}", "employee_contribution_rate": f"0.{own:03d}",
        "combined_scheme_unit_rate": f"0.{employer:03d}", "pool_payment_ceiling": np.array([30_000_000]),
    }  # fmt: skip
    return rows


_ANEW = frozenset({"veteran_cadre_visit", "outpatient_visit", "inpatient_visit", "rural_expense", "maternity_benefit"})
"""Tables whose other columns (diagnoses, codes) are of the row, not of the person."""

_ROWS: dict[str, Callable[[LifeTables, Table], Rows]] = {
    "unit_contribution": _units, "annuity_unit_info": _units, "annuity_unit_payment": _units,
    "tax_unit_declaration": _units, "tax_unit_collection": _units,
    "personal_contribution": _enrolled, "personal_enrolment": _enrolled, "occupational_annuity_account": _enrolled,
    "annuity_person_info": _enrolled, "annuity_funding_record": _enrolled, "annuity_account_interest": _enrolled,
    "account_ledger": _enrolled, "tax_person_declaration": _enrolled,
    "tax_personal_collection": CountyTables.collected_of_people,
    "tax_personal_collection_2": CountyTables.collected_of_people,
    "unit_income_tax": _income_tax_units, "person_income_tax": _income_tax_persons, "payroll_person": _payroll,
    "RP01": _rp_contributions, "RP02": _rp_pensioners, "RP03": _rp_departed, "RP04": _nobody, "RP05": _nobody,
    "RP06": _rp_receipts, "IP03": _officials_pension, "IP04": _officials_departed, "IP05": _nobody,
    "IP07": _annuity_benefit, "RM01": _rm_insured, "RM02": _resident_stays, "RM03": _rm_standards,
    "RM04": _rm_receipts, "RM22": _resident_births, "NR21": _rural, "NR22": _rural_stays, "CA01": _needy,
    "EM06": _cadres, "EM07": _cadre_stays, "EM03": _em_outpatients,
    "EM04": _em_inpatients, "MT02": _births, "MT03": _fathers, "UE03": _unemployment_moves,
    "UE05": _unemployment, "WI02": _recognitions, "WI03": _appraisals, "WI04": _injury_benefits,
    "WI05": _injury_dependants, "EM05": _policy, "UE04": _policy,
}  # fmt: skip
