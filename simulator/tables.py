"""Rows of any interface table (数据表) of a county and month, from its declaration and the simulated people and units.

Three steps for a table: whom its rows are about (`_ROWS`, by the table's name), the amounts (what people and units owe
and pay from `books`; wholes drawn and split into their parts; what follows from others by `_SUMS`), and every other
column by its name or type (`columns`). Nothing stays empty: each field has a value in at least one row.

Money agrees across the tables of a fund: units' contributions are the sums of their people's, what tax collected is
what agencies say was paid, a payment is the sum of its items and of the amounts in the benefit tables, an order the
sum of its payments.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from catalogue import Field, Table, load_catalogue
from simulator import law
from simulator.books import RATES, Contributors, CountyMonth, joined_people, subset
from simulator.columns import HOUSES, Rows, amount_of, code_values, number_of, present, text_of
from simulator.feeds import BANKS, order_no
from simulator.money import expenditure_account
from simulator.months import days_in_month, period_of
from simulator.names import names
from simulator.population import People
from simulator.text import Column, chosen, coded, day, integer, joined, padded

Ints = NDArray[np.int64]
NUMBERS = frozenset({"money", "count", "months", "days", "years"})

# -- how amounts of a row hang together --------------------------------------------------------------------------------

_WHOLE = {
    # A whole and its parts, which add up to it exactly. Parts declared by the catalogue (`parent_column`) need no entry
    # unless they are all there is.
    "visit_total_cost": ("drug_cost", "diagnosis_treatment_cost"),
    "pension_due_total": (
        "basic_pension_due", "transitional_pension_due", "account_pension_due", "basic_retirement_fee_due",
        "subsidy_due_total", "adjustment_due_total", "other_pension_benefit_due",
    ),
    "injury_benefit_paid_total": (
        "injury_medical_paid", "rehabilitation_paid", "assistive_device_fitting_paid",
        "assistive_device_maintenance_paid", "disability_benefit_paid", "death_benefit_paid",
    ),
    "fiscal_subsidy_standard": (
        "central_subsidy_standard", "provincial_subsidy_standard", "municipal_subsidy_standard",
        "county_subsidy_standard",
    ),
    "account_principal_interest": (
        "account_personal_principal_interest", "account_government_principal_interest",
        "account_collective_principal_interest", "account_other_aid_principal_interest",
        "account_unit_principal_interest",
    ),
    "account_total_at_start": (
        "account_personal_at_start", "account_government_at_start", "account_collective_at_start",
        "account_other_at_start",
    ),
    "claimed_total_cost": (
        "audit_deduction_amount", "pool_paid_amount", "account_paid_amount", "large_medical_paid_amount",
        "reimbursed_amount",
    ),
}  # fmt: skip
_ALSO_SPLIT = {
    # A second way to divide a whole (who paid, beside what for): exact as well.
    "EM03": [("visit_total_cost", ("in_policy_self_paid_amount",), False)],
    "EM04": [("visit_total_cost", (
        "pool_paid_amount", "large_medical_subsidy_paid_amount", "civil_servant_subsidy_paid_amount",
        "disabled_veteran_subsidy_paid_amount", "enterprise_supplementary_paid_amount", "in_policy_self_paid_amount",
        "out_of_policy_self_paid_amount"), True)],
    "RM02": [("visit_total_cost", (
        "pool_paid_amount", "large_medical_subsidy_paid_amount", "civil_servant_subsidy_paid_amount",
        "disabled_veteran_subsidy_paid_amount", "enterprise_supplementary_paid_amount", "in_policy_self_paid_amount",
        "out_of_policy_self_paid_amount"), True)],
    "EM07": [("visit_total_cost", ("cadre_fund_paid_amount",), False)],
    "NR22": [
        ("visit_total_cost", ("reimbursed_amount", "large_medical_paid_amount", "medical_assistance_paid_amount",
                              "self_paid_amount"), True),
    ],
    "RM22": [("maternity_medical_cost_total", ("pool_paid_amount", "self_paid_amount"), True)],
    "EP02": [("account_principal_interest", (
        "account_personal_principal_interest", "account_unit_principal_interest"), True)],
    "IP02": [("account_principal_interest", (
        "account_personal_principal_interest", "account_unit_principal_interest"), True)],
    "EP05": [("overclaimed_amount", ("recovered_amount",), False)],
    "RP04": [("overclaimed_amount", ("recovered_amount",), False)],
}  # fmt: skip
_SUMS = {
    # column: sum of others; a leading minus takes away. In this order, after the splits.
    "EP03": {"pension_paid_total": "pension_due_total pension_backpay_total"},
    "IP03": {"pension_paid_total": "pension_due_total pension_backpay_total"},
    "RP02": {
        "basic_pension_paid": "basic_pension_due", "adjustment_paid_total": "adjustment_due_total",
        "account_pension_paid": "account_pension_due", "other_pension_benefit_paid": "other_pension_benefit_due",
        "lump_sum_paid": "lump_sum_due", "pension_paid_total": "pension_due_total",
    },
    "EM04": {"ytd_pool_paid_amount": "ytd_pool_paid_amount pool_paid_amount"},
    "RM02": {"ytd_pool_paid_amount": "ytd_pool_paid_amount pool_paid_amount"},
    "UE05": {"unemployment_benefit_paid_amount": "approved_benefit_amount"},
    "EM21": {"actually_disbursed_amount":
             "pool_paid_amount account_paid_amount large_medical_paid_amount -quality_deposit_amount"},
    "RM21": {"actually_disbursed_amount": "pool_paid_amount large_medical_paid_amount"},
    "RM23": {"actually_disbursed_amount": "pool_paid_amount large_medical_paid_amount"},
    "NR22": {"reimbursable_cost": "reimbursed_amount large_medical_paid_amount deductible_amount"},
    "NR23": {"actually_disbursed_amount": "reimbursed_amount"},
    "IP25": {"account_closing_balance":
             "account_opening_balance notional_part_interest personal_part_interest investment_return_amount"},
    "MT02": {"maternity_self_paid_amount": "maternity_medical_cost_total"},
    "RP01": {"personal_contribution_amount": "contribution_tier_amount -government_paid_on_behalf_amount"},
}  # fmt: skip
_SMALL = frozenset({"deductible_amount", "quality_deposit_amount"})
PAID_OUT = {
    # What a benefit table says was paid to a person: the items of the person's payment.
    "EP03": ("pension_paid_total",), "EP04": ("dependant_benefit_paid",), "RP02": (
        "basic_pension_paid", "adjustment_paid_total", "account_pension_paid", "other_pension_benefit_paid",
        "lump_sum_paid", "pension_backpay_total",
    ),
    "RP03": ("funeral_grant", "bereavement_grant"), "IP04": ("funeral_grant", "bereavement_grant"),
    "IP03": ("pension_paid_total", "other_pension_benefit_paid"),
    "EM04": ("pool_paid_amount",), "EM07": ("cadre_fund_paid_amount",), "RM02": ("pool_paid_amount",),
    "UE05": (
        "unemployment_benefit_paid_amount", "medical_allowance_amount", "childbirth_subsidy_amount",
        "funeral_survivor_grant_amount", "training_subsidy_amount",
    ),
    "WI04": ("injury_benefit_paid_total",), "WI05": ("dependant_monthly_pension", "dependant_pension_backpay"),
    "MT02": ("maternity_fund_paid_amount",), "MT03": ("maternity_fund_paid_amount",),
}  # fmt: skip


@dataclass(frozen=True)
class Filled:
    """A table's rows: every column as text, or as int64 fen where it is money."""

    table: Table
    count: int
    columns: dict[str, Column | Ints]


@dataclass
class Payments:
    """Who was paid by a fund in the month; items by number, fen. `other` where a relative is paid."""

    people: list[People]
    items: list[list[Ints]]
    heirs: list[NDArray[np.bool_]]


# -- whom rows are about -----------------------------------------------------------------------------------------------


class CountyTables:
    """Fills the tables of one county and month, those of a fund together, as their money agrees."""

    def __init__(self, county: CountyMonth) -> None:
        self.county = county
        self._paid: dict[str, Payments] = {}
        self._cat = load_catalogue()

    def fill(self, codes: Iterable[str]) -> Iterator[Filled]:
        """Tables by file code; those that pay come before the payments, whatever order is asked for."""
        late = {"benefit_disbursement": 2, "benefit_payment_detail": 1, "benefit_payable_item": 1}
        tables = sorted((self._cat.tables[code] for code in codes), key=lambda t: late.get(t.table_id, 0))
        for table in tables:
            yield self.one(table)

    def one(self, table: Table) -> Filled:
        """One table. Payments know of the benefit tables filled before them, and fill them first if none was."""
        if table.table_id in _PAYMENT_TABLES and table.insurance_code not in self._paid:
            for other in self._cat.tables.values():
                if other.file_code in PAID_OUT and other.insurance_code == table.insurance_code:
                    self.one(other)
        rows = _ROWS[table.table_id](self, table)
        columns = columns_of(rows)
        if table.file_code in PAID_OUT:
            self._note_paid(rows, columns, rows.count)
        return Filled(table, rows.count, columns)

    def _note_paid(self, rows: Rows, columns: dict[str, Column | Ints], count: int) -> None:
        """Rows that a plan added or left out are paid, or not, as the others."""
        payee, column = (rows.other, "dependant_person_id") if rows.other is not None else (rows.people, "person_id")
        assert payee is not None
        if count != rows.count or (column in columns and not isinstance(columns[column], str)):
            payee = self._payees_by_number(payee, columns[column], count)
        book = self._paid.setdefault(rows.fund, Payments([], [], []))
        heirs = rows.heirs if rows.heirs is not None and len(rows.heirs) == count else np.zeros(count, dtype=bool)
        book.people.append(payee)
        book.items.append([np.asarray(columns[name]) for name in PAID_OUT[rows.table.file_code]])
        book.heirs.append(heirs)

    def _payees_by_number(self, payee: People, numbers: Column | Ints, count: int) -> People:
        if count == len(payee):
            return payee
        assert isinstance(numbers, pa.Array)
        keys = np.array([int(number) for number in numbers.to_pylist()], dtype=np.uint64)
        place = {int(key): at for at, key in enumerate(payee.key)}
        parts = []
        for key in keys:
            if int(key) in place:
                parts.append(subset(payee, np.array([place[int(key)]])))
            else:
                code, index = divmod(int(key), 10**8)
                parts.append(self.county.fund.members(str(code), np.array([index]))[0])
        return joined_people(parts) if parts else subset(payee, np.zeros(0, dtype=np.int64))

    # Rows: each returns whom the rows are about.

    def of_people(self, table: Table, people: People, **known: Column | Ints) -> Rows:
        return Rows(
            table, self.county.of, self.county.month, self.county.draws, len(people), people.key, people=people,
            known=dict(known),
        )  # fmt: skip

    def of_numbers(self, table: Table, numbers: Ints, **known: Column | Ints) -> Rows:
        """Rows about things that are numbered: banks, institutions, indicators."""
        key = (int(self.county.of.code) * 10**6 + numbers).astype(np.uint64)
        return Rows(table, self.county.of, self.county.month, self.county.draws, len(numbers), key, known=dict(known))

    def enrolled(self, table: Table) -> Rows:
        who = self.county.contributors(book_of(table))
        rows = self.of_people(table, who.people, **_personal(who))
        rows.unit = who.unit
        return rows

    def collected_of_people(self, table: Table) -> Rows:
        who = self.county.contributors(book_of(table))
        mine = who.paid + who.unit_paid > 0
        if table.insurance_code == "employee_medical":  # the self-insured stand in a table of their own
            mine &= (who.unit == 0) == (table.table_id == "tax_personal_collection_2")
        paying = np.flatnonzero(mine)
        rows = self.of_people(table, subset(who.people, paying))
        rows.unit = who.unit[paying]
        rows.known = {
            "wage": who.base[paying], "unit_contribution_base": who.base[paying],
            "personal_contribution_base": who.base[paying], "unit_paid_amount": who.unit_paid[paying],
            "personal_paid_amount": who.paid[paying],
            "interest": who.repaid[paying] // 200, "late_fee": who.repaid[paying] * 3 // 200,
            **_rates(table, self.county.month),
        }  # fmt: skip
        return rows

    def units(self, table: Table) -> Rows:
        who = self.county.contributors(book_of(table))
        if table.table_id == "tax_unit_collection":
            mine = who.paid + who.unit_paid > 0
            who = who.where(mine & ((who.unit > 0) | (table.insurance_code != "employee_medical")))
        unit, where = np.unique(who.unit, return_inverse=True)
        key = (int(self.county.of.code) * 10**6 + unit).astype(np.uint64)
        rows = Rows(table, self.county.of, self.county.month, self.county.draws, len(unit), key, unit=unit)
        rows.known = _of_units(who, where, len(unit)) | _rates(table, self.county.month)
        if table.table_id == "unit_contribution":
            rows.known |= {"unit_contribution_rate": _rates(table, self.county.month)["unit_rate_or_quota"]}
        return rows

    def pensioners(self, table: Table) -> Rows:
        return self.of_people(table, self.county.pensioners(table.insurance_code))

    def dependants(self, table: Table) -> Rows:
        dead = self.county.few(self.county.deceased(), f"{table.insurance_code} supporter", 0.2)
        alive = self.county.alive
        place = (np.arange(len(dead)) * 97 + int(table.fields[0].position)) % len(alive)
        rows = self.of_people(table, dead)
        rows.other = subset(alive, np.unique(place)[: len(dead)])
        return rows

    def departed(self, table: Table) -> Rows:
        people = self.county.few(self.county.deceased(), f"{table.insurance_code} departed", 0.3)
        return self.of_people(table, people, **self._death(people))

    def _death(self, people: People) -> dict[str, Column | Ints]:
        """死亡日期, where the person did die; nobody else is in these tables but in counties where nobody died."""
        first = int(days_in_month(np.array([self.county.month]), np.array([1]))[0])
        died = np.where(people.death_day < first, people.death_day, first - 12)
        return {"death_date": day(died), "registered_date": day(np.minimum(died + 4, first - 1))}

    def overclaims(self, table: Table) -> Rows:
        people = self.county.few(self.county.deceased(), "overclaim", 0.1)
        return self.of_people(table, people, **self._death(people))

    def movers(self, table: Table) -> Rows:
        who = self.county.contributors(book_of(table))
        return self.of_people(table, self.county.few(who.people, f"{table.insurance_code} mover", 0.01, 4))

    def policy(self, table: Table) -> Rows:
        return self.of_numbers(table, np.arange(1), **_policy(table, self.county.month))

    def standards(self, table: Table) -> Rows:
        """筹资标准: one row for each pair of categories."""
        first, second = table.natural_key[-2:]
        pairs = [(a, b) for a in ("1", "2", "3") for b in code_values(table.field(second))[:2]]
        return self.of_numbers(
            table, np.arange(len(pairs)),
            **{first: pa.array([a for a, _ in pairs]), second: pa.array([b for _, b in pairs])},
        )  # fmt: skip

    def institutions(self, table: Table) -> Rows:
        number = np.arange(len(HOUSES))
        of = self.county.of
        known: dict[str, Column | Ints] = {
            "medical_institution_code": pa.array([f"H{of.code}{n + 1:05d}" for n in number]),
            "medical_institution_name": pa.array([of.name + house[0] for house in HOUSES]),
            "medical_institution_level_code": pa.array([house[1] for house in HOUSES]),
            "medical_institution_type_code": pa.array([house[2] for house in HOUSES]),
            "settled_visit_count": 20 + 7 * number,
        }
        return self.of_numbers(table, number, **known)

    def indicators(self, table: Table) -> Rows:
        """常住人口数 by sex and age of ten years, counted of the simulated people."""
        people = self.county.alive
        decade = (self.county.month - people.birth_month) // 120
        cells = sorted({(int(s), int(d)) for s, d in zip(people.sex, decade, strict=True)})
        counts = [int(((people.sex == s) & (decade == d)).sum()) for s, d in cells]
        return self.of_numbers(
            table, np.arange(len(cells)),
            indicator_code="POP01", indicator_name="常住人口数", sex_code=pa.array([str(s) for s, _ in cells]),
            age_value=np.array([d * 10 for _, d in cells]), urban_rural_code="0",
            indicator_value=pa.array([str(n) for n in counts]),
        )  # fmt: skip

    def treasury(self, table: Table) -> Rows:
        # Our own mark of rows that treasury deleted: none is.
        return self.of_numbers(table, np.arange(4), is_deleted="0")

    # Payments.

    def _payees(self, table: Table) -> tuple[People, Ints, Ints, NDArray[np.bool_]]:
        """People paid, which item of which payment (rows × items, fen)."""
        book = self._paid.get(table.insurance_code)
        assert book is not None, f"{table.file_code}: no benefit table of {table.insurance_code} pays anybody"
        width = max(len(items) for items in book.items)
        blocks = [np.stack([*items, *[np.zeros_like(items[0])] * (width - len(items))], axis=1) for items in book.items]
        people = {n: np.concatenate([getattr(p, n) for p in book.people]) for n in _PEOPLE_FIELDS}
        everybody = People(county=self.county.of, **people)
        fen = np.concatenate(blocks)
        # One payment a person, though two tables may pay them.
        _, first, where = np.unique(everybody.key, return_index=True, return_inverse=True)
        sums = np.zeros((len(first), width), dtype=np.int64)
        np.add.at(sums, where, fen)
        due = sums.sum(axis=1) > 0
        payees = subset(everybody, first[due])
        bank = self.county.draws.below("bank of", payees.key, len(BANKS))
        return payees, sums[due], bank, np.concatenate(book.heirs)[first][due]

    def _order(self, table: Table, bank: Ints) -> pa.Array:
        """待遇支付主表ID."""
        of, fund = self.county.of.code, table.insurance_code
        return coded(bank, [order_no(of, self.county.month, n, fund) for n in range(len(BANKS))])

    def _plan(self, table: Table, people: People) -> pa.Array:
        return joined(table.file_code[:2], period_of(self.county.month), people.person_id)

    def payments(self, table: Table) -> Rows:
        people, fen, bank, heirs = self._payees(table)
        rows = self.of_people(
            table, people, amount=fen.sum(axis=1), payment_master_id=self._order(table, bank),
            payable_plan_detail_id=self._plan(table, people), bank_code=coded(bank, [code for code, _ in BANKS]),
            bank_name=coded(bank, [name for _, name in BANKS]),
        )  # fmt: skip
        if heirs.any():
            name = chosen(heirs, "法定继承人", names(people.name))
            rows.known |= {
                "party_id": chosen(heirs, joined("J", people.person_id), people.person_id), "party_name": name,
                "bank_account_name": name, "party_identity_no": chosen(heirs, "", people.citizen_id),
                "bank_account_no": joined(
                    chosen(heirs, "622848", "621799"), padded(people.key.astype(np.int64), 14)),
            }  # fmt: skip
        return rows

    def orders(self, table: Table) -> Rows:
        _, fen, bank, _ = self._payees(table)
        sums = np.zeros(len(BANKS), dtype=np.int64)
        np.add.at(sums, bank, fen.sum(axis=1))
        number = np.flatnonzero(sums)
        of = self.county.of
        return self.of_numbers(
            table, number, amount=sums[number], payment_master_id=self._order(table, number),
            bank_code=coded(number, [code for code, _ in BANKS]), bank_name=coded(number, [name for _, name in BANKS]),
            bank_account_name="社会保险基金支出户", bank_account_no=expenditure_account(of.code, table.insurance_code),
            disbursed_time=joined(period_of(self.county.month), "10", padded(9 + number, 2), "3000"),
        )  # fmt: skip

    def items(self, table: Table) -> Rows:
        """One row a payment and item; the first payment also has an item that was booked by mistake and reversed."""
        people, fen, _, _ = self._payees(table)
        which, item = np.nonzero(fen)
        amount = fen[which, item]
        flag = np.zeros(len(which), dtype=np.int64)
        if not len(people):
            return self.of_people(table, people, amount=amount)
        which, item = np.append(which, [0, 0]), np.append(item, [fen.shape[1], fen.shape[1] + 1])
        amount, flag = np.append(amount, [10000, -10000]), np.append(flag, [0, 1])
        rows = self.of_people(table, subset(people, which))
        plan, p = self._plan(table, people).take(pa.array(which)), period_of(self.county.month)
        rows.known = {
            "amount": amount, "reversal_flag": integer(flag),
            "reversed_time": coded(flag, ["", f"{p}12100000"]), "reversal_serial_no": coded(flag, ["", f"CX{p}0001"]),
            "payable_plan_detail_id": plan, "payable_item_detail_id": joined(plan, "-", integer(item + 1)),
            "benefit_item_code": integer(1101 + item),
        }  # fmt: skip
        return rows


_PEOPLE_FIELDS = tuple(name for name in People.__dataclass_fields__ if name != "county")
_PAYMENT_TABLES = frozenset({"benefit_disbursement", "benefit_payment_detail", "benefit_payable_item"})


def book_of(table: Table) -> str:
    """The fund whose contributors a table lists; tables of no single fund list those of unemployment insurance."""
    return {"all": "unemployment", "none": "unemployment"}.get(table.insurance_code, table.insurance_code)


def _personal(who: Contributors) -> dict[str, Column | Ints]:
    return {
        "personal_contribution_base": who.base, "prior_year_avg_monthly_base": who.base * 96 // 100,
        "personal_due_current_amount": who.due, "personal_paid_current_amount": who.paid,
        "personal_arrears_repaid_amount": who.repaid, "personal_arrears_balance": who.due - who.paid,
        "personal_late_fee_paid": who.repaid * 3 // 200, "contribution_tier_amount": who.base,
        "payroll_wage_amount": who.base, "annuity_base_amount": who.base, "taxable_wage_amount": who.base,
        "contribution_status_code": "1",
        "account_credited_amount": who.paid + who.unit_paid * 3 // 10,
        "account_credited_from_personal_amount": who.paid,
    }  # fmt: skip


def _of_units(who: Contributors, where: Ints, count: int) -> dict[str, Column | Ints]:
    def total(values: Ints) -> Ints:
        sums = np.zeros(count, dtype=np.int64)
        np.add.at(sums, where, values)
        return sums

    one, people = np.ones(len(who), dtype=np.int64), who.people
    zero = np.zeros(count, dtype=np.int64)
    base, heads, unit_paid, paid = total(who.base), total(one), total(who.unit_paid), total(who.paid)
    injured = np.where(np.arange(count) == 0, 2, 0)
    return {
        "total_payroll": base, "unit_contribution_base": base, "personal_contribution_base_total": base,
        "unit_contribution_base_total": base, "taxable_wage_total": base,
        "unit_due_current_amount": total(who.unit_due), "personal_due_current_subtotal": total(who.due),
        "unit_paid_current_amount": unit_paid, "personal_paid_current_subtotal": paid,
        "unit_arrears_repaid_amount": total(who.unit_repaid), "personal_arrears_repaid_total": total(who.repaid),
        "unit_arrears_balance": total(who.unit_due - who.unit_paid),
        "personal_arrears_balance_total": total(who.due - who.paid),
        "unit_paid_amount": unit_paid, "personal_paid_amount": paid,
        "interest": total(who.repaid // 200), "late_fee": total(who.repaid * 3 // 200),
        "payer_count": total((who.paid + who.unit_paid > 0).astype(np.int64)), "insured_headcount": heads,
        "migrant_insured_headcount": total(people.rural.astype(np.int64)),
        "female_insured_headcount": total((people.sex == 2).astype(np.int64)), "annuity_headcount": heads,
        "taxpayer_count": heads, "recognized_injury_count": injured, "accident_injury_count": injured // 2,
        "occupational_disease_count": injured // 2, "work_death_count": injured // 2,
        "grade_1_4_death_count": injured // 2, "veteran_cadre_count": zero, "bankrupt_lump_sum_headcount": zero,
        "contribution_status_code": "1", "unit_contribution_status_code": "1",
        "annuity_unit_due_amount": base * 8 // 100, "annuity_unit_paid_amount": base * 3 // 100,
        "annuity_unit_notional_amount": base * 8 // 100 - base * 3 // 100,
        "annuity_personal_due_amount": base * 4 // 100, "annuity_personal_paid_amount": base * 4 // 100,
    }  # fmt: skip


def _rates(table: Table, month: int) -> dict[str, Column | Ints]:
    employer, own = law.rates(table.insurance_code, month // 12) if table.insurance_code in RATES else (5, 5)
    return {"unit_rate_or_quota": f"0.{employer:03d}", "personal_rate_or_quota": f"0.{own:03d}"}


def _policy(table: Table, month: int) -> dict[str, Column | Ints]:
    employer, own = (f"0.{n:03d}" for n in (160, 80))
    if table.insurance_code != "enterprise_pension":
        rates = _rates(table, month)
        employer, own = str(rates["unit_rate_or_quota"]), str(rates["personal_rate_or_quota"])
    return {
        "local_avg_monthly_wage_prior_year": np.array([828_900]), "unit_contribution_rate": employer,
        "employee_contribution_rate": own, "self_insured_contribution_rate": "0.200", "account_funding_rate": "0.080",
        "combined_scheme_unit_rate": employer, "pool_only_unit_rate": "0.050",
    }  # fmt: skip


def _patients(share: float, stream: str) -> Callable[[CountyTables, Table], Rows]:
    def rows(self: CountyTables, table: Table) -> Rows:
        members = self.county.members(table.insurance_code)
        return self.of_people(table, self.county.few(members, f"{table.insurance_code} {stream}", share, 4))

    return rows


def _mothers(self: CountyTables, table: Table) -> Rows:
    return self.of_people(table, self.county.mothers(self.county.members(book_of(table))))


def _fathers(self: CountyTables, table: Table) -> Rows:
    people = self.county.members("maternity")
    return self.of_people(table, self.county.few(subset(people, people.sex == 1), "father", 0.003))


def _old(self: CountyTables, table: Table) -> Rows:
    people = self.county.alive
    old = subset(people, self.county.month - people.birth_month > 75 * 12)
    return self.of_people(table, self.county.few(old, "veteran cadre", 0.01))


def _residents(self: CountyTables, table: Table) -> Rows:
    people = self.county.alive
    return self.of_people(table, self.county.few(people, "registry", 1.0))


def _needy(self: CountyTables, table: Table) -> Rows:
    return self.of_people(table, self.county.few(self.county.alive, "needy", 0.04))


_ROWS: dict[str, Callable[[CountyTables, Table], Rows]] = {
    "unit_contribution": CountyTables.units,
    "tax_unit_collection": CountyTables.units,
    "annuity_unit_info": CountyTables.units,
    "annuity_unit_payment": CountyTables.units,
    "tax_unit_declaration": CountyTables.units,
    "unit_income_tax": CountyTables.units,
    "personal_contribution": CountyTables.enrolled,
    "occupational_annuity_account": CountyTables.enrolled,
    "annuity_person_info": CountyTables.enrolled,
    "annuity_funding_record": CountyTables.enrolled,
    "annuity_account_interest": CountyTables.enrolled,
    "personal_enrolment": CountyTables.enrolled,
    "tax_person_declaration": CountyTables.enrolled,
    "account_ledger": CountyTables.enrolled,
    "rural_income": CountyTables.enrolled,
    "person_income_tax": CountyTables.enrolled,
    "payroll_person": CountyTables.enrolled,
    "tax_personal_collection": CountyTables.collected_of_people,
    "tax_personal_collection_2": CountyTables.collected_of_people,
    "retiree_benefit": CountyTables.pensioners,
    "occupational_annuity_benefit": CountyTables.pensioners,
    "dependant_benefit": CountyTables.dependants,
    "pension_overclaim_recovery": CountyTables.overclaims,
    "enrolment_termination": CountyTables.departed,
    "relation_transfer": CountyTables.movers,
    "unemployment_benefit": _patients(0.02, "unemployed"),
    "injury_recognition": _patients(0.001, "injured"),
    "labour_capacity_appraisal": _patients(0.001, "injured"),
    "injury_benefit": _patients(0.004, "injured worker"),
    "outpatient_visit": _patients(0.2, "outpatient"),
    "inpatient_visit": _patients(0.02, "inpatient"),
    "rural_expense": _patients(0.03, "inpatient"),
    "veteran_cadre": _old,
    "veteran_cadre_visit": _old,
    "maternity_benefit": _mothers,
    "urban_maternity_expense": _mothers,
    "male_employee_benefit": _fathers,
    "policy_parameter": lambda self, table: (
        self.policy(table) if len(table.natural_key) == 2 else self.standards(table)
    ),
    "rural_parameter": CountyTables.standards,
    "institution_expense": CountyTables.institutions,
    "institution_compensation": CountyTables.institutions,
    "urban_institution_compensation": CountyTables.institutions,
    "rural_institution_compensation": CountyTables.institutions,
    "person_registry": _residents,
    "death_registry": CountyTables.departed,
    "assistance_person": _needy,
    "statistical_indicator": CountyTables.indicators,
    "payment_result": CountyTables.treasury,
    "subsidy_disbursement": CountyTables.treasury,
    "treasury_receipt": CountyTables.treasury,
    "benefit_disbursement": CountyTables.orders,
    "benefit_payment_detail": CountyTables.payments,
    "benefit_payable_item": CountyTables.items,
}

# -- columns -----------------------------------------------------------------------------------------------------------


def columns_of(rows: Rows) -> dict[str, Column | Ints]:
    numbers = _numbers(rows)
    columns: dict[str, Column | Ints] = {}
    for column in rows.table.fields:
        if column.logical_type == "money":
            columns[column.column] = numbers[column.column]
        elif column.logical_type in NUMBERS:
            columns[column.column] = integer(numbers[column.column])
        else:
            columns[column.column] = text_of(rows, column)
    return columns


def _numbers(rows: Rows) -> dict[str, Ints]:
    """Every amount and count of the table: given, drawn, split, summed."""
    fields = {f.column: f for f in rows.table.fields if f.logical_type in NUMBERS}
    found: dict[str, Ints] = {}
    for name, column in fields.items():
        given = rows.known.get(name)
        found[name] = given if isinstance(given, np.ndarray) else _drawn(rows, column)
    for whole, parts, exact in _splits(rows.table, fields):
        missing = [p for p in parts if not isinstance(rows.known.get(p), np.ndarray)]
        if missing:
            fixed = sum((found[p] for p in parts if p not in missing), np.zeros(rows.count, dtype=np.int64))
            found |= _split(rows, whole, np.maximum(found[whole] - fixed, 0), missing, exact)
    for name, terms in _SUMS.get(rows.table.file_code, {}).items():
        if rows.silent and name in rows.known:
            continue
        found[name] = sum(
            (-found[t[1:]] if t.startswith("-") else found[t] for t in terms.split()),
            np.zeros(rows.count, dtype=np.int64),
        )
    return found


def _drawn(rows: Rows, column: Field) -> Ints:
    if column.logical_type != "money":
        return number_of(rows, column)
    if column.column in _SMALL:
        return rows.between(column.column, 1000, 20000)
    return amount_of(rows, column.column)


def _splits(table: Table, fields: dict[str, Field]) -> list[tuple[str, list[str], bool]]:
    """Wholes before their parts: (whole, parts, whether the parts are all of it)."""
    parts: dict[str, list[str]] = {}
    for name, column in fields.items():
        if column.parent_column in fields:
            parts.setdefault(column.parent_column, []).append(name)
    exact: dict[str, bool] = dict.fromkeys(parts, False)
    for whole, all_parts in _WHOLE.items():
        mine = [p for p in all_parts if p in fields]
        if whole in fields and len(mine) > 1 and set(parts.get(whole, [])) <= set(mine):
            parts[whole], exact[whole] = mine, True
    order = sorted(parts, key=lambda whole: _depth(whole, parts))
    found = [(whole, parts[whole], exact[whole]) for whole in order]
    also = [(whole, list(some), all_of_it) for whole, some, all_of_it in _ALSO_SPLIT.get(table.file_code, [])]
    # Who paid is decided before what follows from it (自付 into its own parts).
    return [*found[:1], *also, *found[1:]] if also and found and found[0][0] == also[0][0] else [*also, *found]


def _depth(whole: str, parts: dict[str, list[str]]) -> int:
    above = [other for other, mine in parts.items() if whole in mine]
    return 1 + _depth(above[0], parts) if above else 0


def _split(rows: Rows, whole: str, fen: Ints, parts: list[str], exact: bool) -> dict[str, Ints]:
    weight = np.stack([rows.between(f"part {whole} {part}", 1, 99) * present(rows, part) for part in parts], axis=1)
    weight[:, 0] += weight.sum(axis=1) == 0
    total = weight.sum(axis=1) + (0 if exact else 60)
    shares = fen[:, None] * weight // total[:, None]
    if exact:  # what rounding leaves goes to the largest
        shares[np.arange(rows.count), weight.argmax(axis=1)] += fen - shares.sum(axis=1)
    return {part: shares[:, at] for at, part in enumerate(parts)}
