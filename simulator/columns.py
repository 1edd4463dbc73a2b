"""What stands in a column of any interface table, by the column's name; then by its type.

Names mean the same in all tables (`catalogue/fields.yml`), so one description serves them all. Everything is drawn by
the key of the row's person or unit: the same person has the same name, wage or village wherever they occur.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from catalogue import Field, Table, load_catalogue
from simulator import names
from simulator.draws import Draws, Keys
from simulator.feeds import BANKS, INSURANCE, organisation_code, unit_names
from simulator.months import date_in, day_number, period_of
from simulator.population import People
from simulator.province import County
from simulator.text import Column, coded, day, integer, joined, padded, period

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

_DISEASES = (
    ("I10.x", "原发性高血压"), ("E11.9", "2型糖尿病"), ("J18.9", "肺炎"), ("K80.2", "胆囊结石"), ("M17.9", "膝关节病"),
    ("J45.9", "支气管哮喘"), ("T70.2", "高原病"), ("B67.9", "棘球蚴病"),
)  # fmt: skip
HOUSES = (
    # name, 医疗机构等级, 定点机构类别
    ("人民医院", "02", "1"), ("中医院", "05", "1"), ("藏医院", "05", "1"), ("妇幼保健院", "06", "1"),
    ("社区卫生服务中心", "11", "1"), ("中心卫生院", "08", "1"), ("工伤康复中心", "06", "3"), ("同济大药房", "11", "2"),
)  # fmt: skip
_VILLAGES = ("河滩村", "上庄村", "下庄村", "新民社区", "阳坡村", "团结社区", "东湾村", "草原村")
_CODES = {
    # Columns without a code list of their own: values as the trade uses them (proposals, as no list is known).
    "fiscal_funding_mode_code": ["1", "2", "3"],
    "status": ["paid"],
    "level": ["central", "province", "city", "county"],
    "currency_code": ["CNY"],
    "transmission_type_code": ["1"],
    "contribution_mark_code": ["1"],
    "party_type_code": ["1"],
    "payment_status_code": ["1"],
    "payable_type_code": ["1"],
    "disbursement_method_code": ["1"],
    "funding_source_level_code": ["1", "2", "3"],
    "dependency_relation_code": ["10", "20", "30"],
    "benefit_item_code_2": ["01", "02"],
    "education_code": ["10", "20", "31", "61", "71"],
    "insurance_subtype_code": ["170"],
    "disability_level_code": ["1", "2", "3", "4"],
    "assistance_category_code": ["101", "102", "201", "301"],
    "urban_rural_code": ["1", "2"],
    "ss_system_code": ["6300"],
    "affiliation_code": ["20", "40", "50"],
    "former_unit_affiliation_code": ["20", "40", "50"],
    "retirement_category_code": ["21", "22", "23"],
    "registration_status_code": ["1"],
    "payroll_status_code": ["1", "2"],
}
_LISTS = {
    # Columns whose values are taken from a list of the catalogue, whether or not the table is checked against it.
    "industry": ("GB", "industry"), "economic_type": ("GB", "economic_type"), "unit_type": ("LDT92", "aab019"),
    "work_disability_grade_code": ("GB", "injury_grade"), "self_care_impairment_grade_code": ("LAW", "nursing_grade"),
    "pre_retirement_identity_code": ("GB", "personal_identity"), "visit_type_code": ("NHSA", "med_type"),
    "personal_identity_code": ("GB", "personal_identity"), "transfer_type_code": ("LDT92", "aae173"),
    "transfer_direction_code": ("LDT92", "aac070"), "benefit_payment_status_code": ("LDT92", "aae116"),
}  # fmt: skip
_SPARSE = {
    # Part of the rows that have it, by a part of the column's name; the first row always has.
    "stop_reason": 0.06, "deregistration": 0.2, "reemployment": 0.15, "secondary_diagnosis": 0.3, "failure_reason": 0.0,
    "veteran_category": 0.05, "model_worker": 0.02, "injury_part_code_": 0.3, "occupational_disease_name": 0.1,
    "assistive_device": 0.2, "disability_category": 0.08, "disability_grade": 0.08, "miscarriage": 0.1,
    "benefit_end_period": 0.5, "account_exhausted": 0.02, "vocational_grade": 0.3, "technical_title": 0.3,
    "disability_level": 0.3, "induced_disease": 0.1, "relapse": 0.1, "rehabilitation_conclusion": 0.2, "valid_to": 0.6,
}  # fmt: skip
_MONEY = {
    # Yuan, from and up to, by the end of the column's name; the first that fits.
    "late_fee_paid": (1, 60), "late_fee": (1, 60), "interest_paid": (1, 60), "ceiling": (100_000, 300_000),
    "standard": (300, 900),
    "wage": (4000, 11_000), "payroll": (4000, 11_000), "base": (4500, 20_000), "balance": (500, 40_000),
    "principal_interest": (3000, 60_000), "grant": (4000, 30_000), "pension": (150, 900), "base_amount": (4000, 11_000),
    "wage_total": (60_000, 900_000), "_total": (800, 6000), "at_start": (800, 40_000), "at_retirement": (800, 4000),
    "transfer_amount": (500, 60_000), "cost": (80, 9000), "": (50, 2500),
}  # fmt: skip
_OFTEN_ZERO = (
    "supplementary", "refunded", "written_off", "prepaid", "arrears", "interest_paid", "bankrupt", "late_fee",
    "other_aid", "collective", "backpay", "traffic", "lump_sum", "third_party", "assistive", "death_benefit",
    "childbirth", "funeral_survivor", "training_subsidy",
)  # fmt: skip
_BEFORE_MONTH = {
    # Days from the first of the month, earliest and latest. Ranges that follow one another keep dates in order.
    "unit_enrolment_date": (-9000, -400), "annuity_unit_enrolment_date": (-3600, -400),
    "annuity_enrolment_date": (-3600, -400), "enrolment_date": (-4000, -400), "first_enrolment_date": (-4000, -400),
    "rural_enrolment_date": (-3000, -400), "current_year_payment_date": (-20, -1), "benefit_stopped_date": (-90, -31),
    "unemployment_registration_date": (-300, -60), "deregistration_date": (-20, -1),
    "project_start_date": (-500, -30), "project_end_date": (60, 500), "injury_time": (-130, -110),
    "injury_report_date": (-109, -100), "recognition_application_date": (-99, -70), "recognition_date": (-69, -35),
    "appraisal_date": (-30, -1), "visit_date": (0, 8), "admission_date": (0, 8), "delivery_date": (0, 8),
    "discharge_date": (9, 16), "settlement_date": (17, 26), "entry_date": (0, 26), "funding_date": (0, 26),
    "status_date": (-800, -1), "valid_from_date": (-700, -31), "valid_to_date": (180, 700),
    "death_date": (-28, -9), "registered_date": (-8, -1),
    "operated_time": (5, 6), "disbursed_time": (9, 9), "paid_time": (9, 9), "reversed_time": (12, 12),
    "remitted_time": (15, 15), "treasury_received_time": (16, 16), "transmission_time": (17, 17),
    "arrived_at": (5, 5), "paid_at": (7, 7), "received_at": (18, 18), "updated_at": (20, 24),
}  # fmt: skip
_AGE = {
    # Days after birth.
    "work_start_date": (7000, 7600), "account_opened_date": (7700, 8000), "dependant_birth_date": (0, 0),
    "retirement_date": (60 * 365, 60 * 365 + 20), "cadre_retirement_date": (60 * 365, 60 * 365 + 20),
    "benefit_start_date": (60 * 365 + 30, 60 * 365 + 60),
}  # fmt: skip


@dataclass
class Rows:
    """Rows of one table before their columns: whom they are about, and what is known of their amounts (fen).

    `people` or `unit` say whom; `other` is a second person of the row (供养亲属). `known` are columns that the makers
    of rows give, as arrays of fen or numbers, or as text."""

    table: Table
    of: County
    month: int
    draws: Draws
    count: int
    key: Keys
    people: People | None = None
    other: People | None = None
    unit: Ints | None = None
    known: dict[str, Column | Ints] = field(default_factory=dict)
    silent: bool = False
    """Money that nobody gave is nothing, instead of drawn."""
    lasting_only: bool = False
    """What is drawn is the same every month."""
    heirs: Bools | None = None
    """Rows that are paid to the heirs of the person."""

    @property
    def time(self) -> int:
        return 0 if self.lasting_only else self.month

    @property
    def fund(self) -> str:
        return self.table.insurance_code

    @cached_property
    def first_day(self) -> int:
        return day_number(date_in(self.month, 1))

    @cached_property
    def units(self) -> Ints:
        """Unit of each row; of a person without one, a company of the county."""
        if self.unit is not None:
            return self.unit
        return 1 + self.draws.below("some unit", self.key, 3)

    def below(self, stream: str, limit: int) -> Ints:
        """Where two columns share a stream they go together (a code and its name)."""
        return self.draws.below(stream, self.key, limit, self.time)

    def pick(self, stream: str, values: list[str]) -> pa.Array:
        return coded(self.below(stream, len(values)), values)

    def between(self, stream: str, low: int, high: int) -> Ints:
        return low + self.draws.below(stream, self.key, high - low + 1, self.time)

    def lasting(self, stream: str, low: int, high: int) -> Ints:
        """The same every month."""
        return low + self.draws.below(stream, self.key, high - low + 1)


def text_of(rows: Rows, column: Field) -> Column:
    """Any column that is no amount, as the text that stands in the file."""
    value = _by_name(rows, column)
    if value is None:
        value = _by_type(rows, column)
    part, share = next((pair for pair in _SPARSE.items() if pair[0] in column.column), ("", 1.0))
    given = rows.silent and column.column in rows.known
    if share < 1 and rows.count and column.column not in rows.table.natural_key and not given:
        # A code and its name, and whatever belongs to one event, are there or missing together.
        has = rows.draws.uniform(f"has {part}", rows.key, rows.time) < share
        has[0] = True
        value = pc.if_else(pa.array(has), value, "")
    return value


def amount_of(rows: Rows, column: str) -> Ints:
    """An amount of money nobody else decides, fen."""
    if rows.silent:
        return np.zeros(rows.count, dtype=np.int64)
    low, high = next(limits for end, limits in _MONEY.items() if column.endswith(end))
    fen = rows.between(column, low * 100, high * 100)
    if rows.fund == "resident_pension":
        fen //= 10
    return fen * present(rows, column)


def present(rows: Rows, column: str) -> Bools:
    """In which rows there is such an amount at all; in the first always."""
    if not any(part in column for part in _OFTEN_ZERO):
        return np.ones(rows.count, dtype=bool)
    found = rows.draws.uniform(f"any {column}", rows.key, rows.month) < 0.06
    found[:1] = True
    return found


def number_of(rows: Rows, column: Field) -> Ints:
    """A count, months, days or years nobody else decides."""
    limits = {"months": (1, 24), "days": (1, 20), "years": (1, 12), "count": (1, 3)}[column.logical_type]
    if "contribution_months" in column.column or "contribution_years" in column.column:
        limits = (13, 300) if column.logical_type == "months" else (1, 14)
    if column.column == "approved_benefit_months":
        limits = (13, 24)
    if column.column == "unemployment_benefit_paid_months":
        limits = (1, 12)
    if column.column == "deemed_contribution_months":
        limits = (0, 60)
    return rows.between(column.column, *limits)


# -- by name -----------------------------------------------------------------------------------------------------------


def _by_name(rows: Rows, column: Field) -> Column | None:
    name = column.column
    if name in rows.known:
        value = rows.known[name]
        return integer(value) if isinstance(value, np.ndarray) else value
    maker = _MAKERS.get(name)
    if maker is not None:
        return maker(rows)
    if rows.people is not None and name in _OF_PEOPLE:
        return _OF_PEOPLE[name](rows.people)
    if rows.other is not None and name in _OF_OTHERS:
        return _OF_OTHERS[name](rows.other)
    return None


_OF_PEOPLE: dict[str, Callable[[People], Column]] = {
    "person_id": lambda p: p.person_id,
    "party_id": lambda p: p.person_id,
    "supporter_person_id": lambda p: p.person_id,
    "deceased_person_id": lambda p: p.person_id,
    "person_name": lambda p: names.names(p.name),
    "party_name": lambda p: names.names(p.name),
    "supporter_name": lambda p: names.names(p.name),
    "bank_account_name": lambda p: names.names(p.name),
    "citizen_id": lambda p: p.citizen_id,
    "party_identity_no": lambda p: p.citizen_id,
    "sex_code": lambda p: integer(p.sex),
    "ethnicity_code": lambda p: padded(p.ethnicity, 2),
    "birth_date": lambda p: day(p.birth_day),
    "hukou_type_code": lambda p: coded(p.rural.astype(np.int64), ["10", "20"]),
    "migrant_worker_flag": lambda p: coded(p.rural.astype(np.int64), ["0", "1"]),
    "household_id": lambda p: joined(p.county.code, padded(p.household, 7)),
    "settlement_place": lambda p: p.county.name,
}
_OF_OTHERS: dict[str, Callable[[People], Column]] = {
    "dependant_person_id": lambda p: p.person_id,
    "dependant_name": lambda p: names.names(p.name),
    "dependant_citizen_id": lambda p: p.citizen_id,
    "dependant_sex_code": lambda p: integer(p.sex),
    "dependant_birth_date": lambda p: day(p.birth_day),
}


def _insurance_type(rows: Rows) -> str:
    code = INSURANCE.get(rows.fund, INSURANCE["unemployment"])
    declared = rows.table.field("insurance_type_code").code_list
    if declared:
        known = sorted(load_catalogue().codes(*declared).values)
        return code if code in known else known[0]
    return code


def _unit_id(rows: Rows) -> pa.Array:
    return joined(rows.of.code, padded(rows.units, 6))


def _serial(letter: str) -> Callable[[Rows], Column]:
    """A number of the row: letter, fund, month and the number of the person or unit."""
    return lambda rows: joined(letter, rows.table.file_code, period_of(rows.month), integer(rows.key.astype(np.int64)))


def _tax_document(letter: str, rows: Rows) -> Column:
    """A unit's notice or receipt is that of its people; who has no unit has their own. In enterprise pension the window
    of the self-insured is a unit."""
    own = joined(letter, rows.table.file_code, period_of(rows.month), integer(rows.key.astype(np.int64)))
    if rows.unit is None:
        return own
    shared = joined(letter, INSURANCE.get(rows.fund, ""), period_of(rows.month), _unit_id(rows))
    return pc.if_else(pa.array((rows.unit > 0) | (rows.fund == "enterprise_pension")), shared, own)


def _disease(at: int, which: int) -> Callable[[Rows], Column]:
    values = [pair[at] for pair in _DISEASES]
    return lambda rows: rows.pick(f"disease {which}", values)


def _house(at: int) -> Callable[[Rows], Column]:
    return lambda rows: rows.pick("institution", [house[at] for house in HOUSES])


def _institution_code(rows: Rows) -> Column:
    return rows.pick("institution", [f"H{rows.of.code}{n + 1:05d}" for n in range(len(HOUSES))])


def _credit_code(rows: Rows) -> Column:
    """统一社会信用代码 (GB 32100-2015): 18 characters with a check character, around the organisation code."""
    letters = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    weights = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
    found = []
    codes, where = np.unique(rows.units, return_inverse=True)
    for body in (f"12{rows.of.code}{org}" for org in organisation_code(codes, rows.of.code).to_pylist()):
        total = sum(letters.index(c) * w for c, w in zip(body, weights, strict=True))
        found.append(body + letters[(31 - total % 31) % 31])
    return pa.array(found, pa.string()).take(pa.array(where))


def _months_from(low: int, high: int) -> Callable[[Rows], Column]:
    return lambda rows: period(rows.month + rows.between(f"months {low}", low, high))


def _region(rows: Rows) -> Column:
    return rows.of.code


def _month(rows: Rows) -> Column:
    return period_of(rows.month)


def _year(rows: Rows) -> Column:
    return str(rows.month // 12)


_MAKERS: dict[str, Callable[[Rows], Column]] = {
    "admin_division_code": _region,
    "pooling_area_code": _region,
    "region_code": _region,
    "data_period": _month,
    "fee_period": _month,
    "levy_period": _month,
    "corresponding_fee_period": _month,
    "fee_period_start": lambda rows: f"{rows.month // 12}01",
    "fee_period_end": lambda rows: f"{rows.month // 12}12",
    "benefit_start_period": _months_from(-36, -1),
    "benefit_end_period": _months_from(0, 36),
    "account_exhausted_period": _months_from(1, 36),
    "indicator_year": _year,
    "interest_year": _year,
    "agency_code": lambda rows: f"{rows.of.code}001",
    "tax_authority_code": lambda rows: f"1{rows.of.code}0000",
    "insurance_type_code": _insurance_type,
    "fund_code": lambda rows: "enterprise_pension",
    "unit_id": _unit_id,
    "former_unit_id": _unit_id,
    "supporter_former_unit_id": _unit_id,
    "deceased_unit_id": _unit_id,
    "unit_name": lambda rows: unit_names(rows.of, rows.draws, rows.units),
    "former_unit_name": lambda rows: unit_names(rows.of, rows.draws, rows.units),
    "org_code": lambda rows: organisation_code(rows.units, rows.of.code),
    "unified_credit_code": _credit_code,
    "transmission_batch_no": lambda rows: f"T{period_of(rows.month)}{rows.of.code}{rows.table.file_code}001",
    "uuid": _serial("U"),
    "record_pk": _serial("X"),
    "levy_notice_no": lambda rows: _tax_document("Z", rows),
    "tax_receipt_no": lambda rows: _tax_document("P", rows),
    "visit_no": _serial("J"),
    "settlement_no": _serial("S"),
    "request_no": _serial("ZF"),
    "voucher_no": _serial("PZ"),
    "receipt_no": _serial("GK"),
    "doc_no": lambda rows: joined("青财社〔", _year(rows), "〕", integer(rows.key.astype(np.int64)), "号"),
    "id": lambda rows: integer(rows.key.astype(np.int64)),
    "payer_account": lambda rows: f"2806{rows.of.code}900000110",
    "payee_account": lambda rows: f"2806{rows.of.code}000000110",
    "budget_account": lambda rows: "2806630000000000001",
    "bank_code": lambda rows: rows.pick("bank", [code for code, _ in BANKS]),
    "bank_name": lambda rows: rows.pick("bank", [name for _, name in BANKS]),
    "bank_account_no": lambda rows: joined("621799", padded(rows.key.astype(np.int64), 14)),
    "operator_name": lambda rows: rows.pick("operator", ["李经办", "马经办", "才让经办"]),
    "payment_failure_reason": lambda rows: "首次退汇：账号有误，已更正重发",
    "village_code": lambda rows: rows.pick("village", [f"{rows.of.code}001{n + 1:03d}" for n in range(len(_VILLAGES))]),
    "village_name": lambda rows: rows.pick("village", list(_VILLAGES)),
    "township_code": lambda rows: f"{rows.of.code}001",
    "medical_institution_code": _institution_code,
    "medical_institution_name": lambda rows: rows.pick("institution", [rows.of.name + house[0] for house in HOUSES]),
    "medical_institution_level_code": _house(1),
    "medical_institution_type_code": _house(2),
    "primary_diagnosis_code": _disease(0, 0),
    "primary_diagnosis_name": _disease(1, 0),
    "secondary_diagnosis_code_1": _disease(0, 1),
    "secondary_diagnosis_name_1": _disease(1, 1),
    "secondary_diagnosis_code_2": _disease(0, 2),
    "secondary_diagnosis_name_2": _disease(1, 2),
    "occupational_disease_name_1": lambda rows: "职业性尘肺病",
    "occupational_disease_name_2": lambda rows: "职业性噪声聋",
    "assistive_device_name_1": lambda rows: "轮椅",
    "assistive_device_name_2": lambda rows: "助听器",
    "assistive_device_name_3": lambda rows: "假肢",
    "project_name": lambda rows: joined(rows.of.name, "保障房", integer(rows.units % 90 + 1), "号工程"),
    "indicator_name": lambda rows: "常住人口数",
    "avg_wage_index": lambda rows: _decimal(rows.lasting("wage index", 700, 1500), 3),
    "avg_wage_index_to_prior_year_end": lambda rows: _decimal(rows.lasting("wage index", 700, 1500), 3),
    "credited_interest_rate": lambda rows: "0.0262",
    "industry_base_rate": lambda rows: "0.004",
    "current_unit_rate_or_standard": lambda rows: "0.004",
    "inpatient_reimbursement_rate": lambda rows: "0.75",
    "reimbursement_rate": lambda rows: "0.75",
}


def _decimal(values: Ints, places: int) -> pa.Array:
    whole, part = np.divmod(values, 10**places)
    return joined(integer(whole), ".", padded(part, places))


# -- by type -----------------------------------------------------------------------------------------------------------


def _by_type(rows: Rows, column: Field) -> Column:
    name, kind = column.column, column.logical_type
    if kind in ("date", "timestamp"):
        return _moment(rows, name, kind)
    if kind == "flag":
        return coded((rows.draws.uniform(name, rows.key) < 0.1).astype(np.int64), ["0", "1"])
    if kind == "rate":
        return _decimal(rows.lasting(name, 5, 200), 3)
    if kind == "period_yyyymm":
        return _month(rows)
    if kind == "code":
        return rows.pick(name, code_values(column))
    # A number or name that nothing else is known of.
    return joined(name[:1].upper(), integer(rows.key.astype(np.int64) % 10**9))


def code_values(column: Field) -> list[str]:
    """The list the table is checked against, else one of the same meaning, else a few proposals."""
    name = column.column
    declared = column.code_list or next((pair for part, pair in _LISTS.items() if part in name), None)
    if name in _CODES and (column.code_list is None or set(_CODES[name]) <= _known(column.code_list)):
        return _CODES[name]
    if declared:
        return sorted(_known(declared))
    return ["1", "2", "3"][: 1 + zlib.crc32(name.encode()) % 2 + 1]


def _known(declared: tuple[str, str]) -> frozenset[str]:
    return load_catalogue().codes(*declared).values


def _moment(rows: Rows, name: str, kind: str) -> pa.Array:
    if name in _AGE and rows.people is not None:
        low, high = _AGE[name]
        days = rows.people.birth_day + rows.lasting(name, low, high)
        # Nobody retires or begins to draw a benefit after the month: whoever is younger did so lately.
        days = np.minimum(days, rows.first_day - 800 + rows.lasting(f"late {name}", low % 97, low % 97 + 30))
    else:
        low, high = _BEFORE_MONTH.get(name, (-400, -31))
        first = day_number(date_in(2023 * 12, 1)) if rows.lasting_only and high < -30 else rows.first_day
        days = first + (rows.lasting if high < -300 else rows.between)(name, low, high)
        if rows.people is not None and high < 0:
            days = np.maximum(days, rows.people.birth_day)
    text = day(days)
    return text if kind == "date" else joined(text, "093000")
