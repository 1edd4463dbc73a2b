"""Rows of each table from the state of people in a month. One function a table; nothing here draws or decides."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from simulator import names
from simulator.delivery import Feed
from simulator.draws import Draws
from simulator.insurance import FLEXIBLE, IDENTITIES, PAUSED, Insured, actual_months, adjustment
from simulator.law import band, rate_per_mille
from simulator.months import day_number, last_day, period_of
from simulator.population import People
from simulator.province import County
from simulator.text import Column, chosen, coded, day, integer, joined, padded, period

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

ENTERPRISE_PENSION = "110"
CURRENT, ARREARS = "10", "31"
UNEMPLOYED = "1"
"""中断缴费原因: between two employers (value proposed; the agencies' own list is not known)."""
BANKS = (("102", "中国工商银行"), ("103", "中国农业银行"), ("403", "中国邮政储蓄银行"))
ITEMS = {"1101": "basic", "1102": "transitional", "1103": "account", "1201": "subsidy", "1301": "adjustment"}
"""待遇项目代码 of a monthly pension."""


@dataclass(frozen=True)
class Enrolled:
    """Amounts of rows of EP02, arrays of one length; `unit_*` are the employer's parts of the same rows."""

    unit: Ints
    status: Ints
    base: Ints
    due: Ints
    paid: Ints
    supplement: Ints
    arrears_repaid: Ints
    balance: Ints
    unit_due: Ints
    unit_paid: Ints
    unit_supplement: Ints
    unit_arrears_repaid: Ints
    unit_balance: Ints


def identity(insured: Insured) -> dict[str, Column]:
    """人员编号、姓名、性别、公民身份号码 as the agency's own system has them."""
    people = insured.people
    old = insured.old_number if insured.old_number is not None else np.zeros(len(people), dtype=bool)
    number = chosen(old, people.citizen_id15, people.citizen_id) if old.any() else people.citizen_id
    name = names.names(people.name)
    if insured.dot is not None and insured.dot.any():
        for at, variant in enumerate(names.DOT_VARIANTS, start=1):
            name = chosen(insured.dot == at, pc.replace_substring(name, names.SEPARATOR, variant), name)
    return {
        "person_id": people.person_id,
        "person_name": name,
        "sex_code": integer(people.sex),
        "citizen_id": number,
    }


def person_account(insured: Insured, month: int) -> Ints:
    """个人账户累计本息, fen: eight per cent of years of bases with interest, as one coefficient a month."""
    return actual_months(insured, month) * 45000 * insured.pension["index"] // 1000


def add_ep02(
    feed: Feed, region: str, month: int, insured: Insured, rows: Enrolled, division: str | None = None
) -> None:
    people = insured.people
    account = person_account(insured, month)
    division = division or region
    feed.add(
        len(insured),
        {
            **identity(insured),
            "admin_division_code": division,
            "data_period": period_of(month),
            "unit_id": joined(division, padded(rows.unit, 6)),
            "ethnicity_code": padded(people.ethnicity, 2),
            "birth_date": day(people.birth_day),
            "hukou_type_code": coded(people.rural.astype(np.int64), ["10", "20"]),
            "personal_identity_code": coded(insured.identity, IDENTITIES),
            "migrant_worker_flag": coded(people.rural.astype(np.int64), ["0", "1"]),
            **_rare(people),
            "work_start_date": day(insured.work_day),
            "account_opened_date": day(insured.account_day),
            "deemed_contribution_months": integer(insured.deemed),
            "actual_contribution_months": integer(actual_months(insured, month)),
            "contribution_status_code": integer(rows.status),
            "contribution_stop_reason_code": coded((rows.status == PAUSED).astype(np.int64), ["", UNEMPLOYED]),
            "prior_year_avg_monthly_base": rows.base * 96 // 100,
            "avg_wage_index_to_prior_year_end": _index(insured),
            "personal_contribution_base": rows.base,
            "personal_due_current_amount": rows.due,
            "personal_due_supplementary_amount": rows.supplement,
            "personal_paid_current_amount": rows.paid,
            "personal_paid_supplementary_amount": rows.supplement,
            "personal_prepaid_amount": np.zeros_like(rows.base),
            "personal_arrears_repaid_amount": rows.arrears_repaid,
            "personal_arrears_balance": rows.balance,
            "account_principal_interest": account,
            "account_funded_principal_interest": np.zeros_like(account),
            "account_personal_principal_interest": account,
            "account_unit_principal_interest": np.zeros_like(account),
        },
    )


def _rare(people: People) -> dict[str, Column]:
    """退役军人类别、劳模级别: of a few people."""
    veteran = (people.index % 23 == 0) & (people.sex == 1)
    return {
        "veteran_category_code": coded(veteran.astype(np.int64), ["", "1"]),
        "model_worker_level_code": coded((people.index % 97 == 0).astype(np.int64), ["", "3"]),
    }


def _before_retirement(insured: Insured) -> dict[str, Column | Ints]:
    """The last unit and standing at work. The last base follows the average wage index (元, whole)."""
    turn = insured.people.index
    return {
        "pre_retirement_technical_title_code": coded(turn % 4, ["", "2", "3", "4"]),
        "pre_retirement_vocational_grade_code": coded(turn % 5, ["", "", "3", "4", "5"]),
        "pre_retirement_admin_rank_code": coded((turn % 31 == 0).astype(np.int64), ["", "3"]),
        "former_unit_type_code": "10",
        "former_unit_economic_type_code": coded(turn % 4, ["110", "151", "159", "170"]),
        "former_unit_affiliation_code": "50",
        "former_unit_industry_code": coded(turn % len(_TRADES), [code for code, _ in _TRADES]),
        "last_base_before_retirement": insured.pension["index"] * 600 // 100 * 100,
    }


def _index(insured: Insured) -> pa.Array:
    return joined(integer(insured.pension["index"] // 1000), ".", padded(insured.pension["index"] % 1000, 3))


def add_ep09(
    feed: Feed,
    region: str,
    month: int,
    insured: Insured,
    rows: Enrolled,
    kind: str,
    batch: str,
    division: str | None = None,
) -> None:
    """What was collected of these people: the month's contributions, or those of the month before (补缴欠费)."""
    division = division or region
    year, unit = month // 12, joined(division, padded(rows.unit, 6))
    flexible = (insured.identity == FLEXIBLE).astype(np.int64)
    rates = [f"0.{rate_per_mille(n, year):03d}" for n in ("unit_rate", "personal_rate", "flexible_rate")]
    paid_for = month if kind == CURRENT else month - 1
    personal = rows.paid + rows.supplement if kind == CURRENT else rows.arrears_repaid
    employer = rows.unit_paid + rows.unit_supplement if kind == CURRENT else rows.unit_arrears_repaid
    zero = np.zeros_like(personal)
    feed.add(
        len(insured),
        {
            **_tax_common(region, month, batch, unit, kind),
            "uuid": joined(period_of(month), kind, unit, insured.people.person_id),
            "person_id": insured.people.person_id,
            "corresponding_fee_period": period_of(paid_for),
            "wage": rows.base,
            "unit_contribution_base": rows.base,
            "unit_rate_or_quota": coded(flexible, [rates[0], "0"]),
            "unit_paid_amount": employer,
            "personal_contribution_base": rows.base,
            "personal_rate_or_quota": coded(flexible, rates[1:]),
            "personal_paid_amount": personal,
            "interest": zero,
            "late_fee": zero,
        },
    )


def _tax_common(region: str, month: int, batch: str, unit: pa.Array, kind: str) -> dict[str, Column]:
    p = period_of(month)
    return {
        "ss_system_code": "6300",
        "pooling_area_code": region,
        "agency_code": f"{region}001",
        "levy_notice_no": joined(p, unit, kind),
        "tax_receipt_no": joined(p[2:], kind, unit),
        "insurance_type_code": ENTERPRISE_PENSION,
        "unit_id": unit,
        "contribution_type_code": kind,
        "contribution_mark_code": "1",
        "remitted_time": f"{p}16100000",
        "treasury_received_time": f"{p}17153000",
        "tax_authority_code": f"1{region}0000",
        "transmission_type_code": "1",
        "transmission_batch_no": batch,
        "transmission_time": f"{p}18013000",
    }


def add_ep08(feed: Feed, region: str, month: int, sums: dict[str, Ints], kind: str, batch: str, division: str) -> None:
    """What was collected of units: sums over the people of EP09."""
    if kind == CURRENT:
        employer = sums["unit_paid"] + sums["unit_supplement"]
        personal = sums["paid"] + sums["supplement"]
        payers, base = sums["payers"], sums["base_paid"]
    else:
        employer, personal = sums["unit_arrears_repaid"], sums["arrears_repaid"]
        payers, base = sums["arrears_payers"], np.zeros_like(employer)
    mask = employer + personal > 0
    unit_no = np.flatnonzero(mask)
    year = month // 12
    zero = np.zeros(len(unit_no), dtype=np.int64)
    feed.add(
        len(unit_no),
        {
            **_tax_common(region, month, batch, joined(division, padded(unit_no, 6)), kind),
            "corresponding_fee_period": period_of(month if kind == CURRENT else month - 1),
            "payer_count": integer(payers[mask]),
            "total_payroll": base[mask],
            "unit_contribution_base_total": base[mask],
            "personal_contribution_base_total": base[mask],
            "unit_rate_or_quota": f"0.{rate_per_mille('unit_rate', year):03d}",
            "unit_paid_amount": employer[mask],
            "personal_rate_or_quota": f"0.{rate_per_mille('personal_rate', year):03d}",
            "personal_paid_amount": personal[mask],
            "late_fee": zero,
            "interest": zero,
        },
    )


_TRADES = (
    ("F", "商贸有限公司"), ("C", "新材料有限公司"), ("E", "建筑工程有限公司"), ("B", "盐湖资源开发有限公司"),
    ("H", "酒店管理有限公司"), ("G", "运输有限责任公司"), ("A", "枸杞种植专业合作社"), ("D", "光伏发电有限公司"),
    ("O", "物业服务有限公司"), ("C", "藏毯制造有限公司"), ("F", "虫草销售有限公司"), ("L", "劳务派遣有限公司"),
    ("I", "信息科技有限公司"), ("A", "牦牛养殖有限公司"),
)  # fmt: skip
_STYLES = [
    "昆仑",
    "三江源",
    "祁连",
    "雪域",
    "高原红",
    "河湟",
    "日月山",
    "青海湖",
    "柴达木",
    "鑫源",
    "恒泰",
    "宏达",
    "瑞丰",
    "安顺",
    "永昌",
    "吉祥",
    "金穗",
    "顺达",
    "天成",
    "百灵",
]
_ORG_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_ORG_CHECK = [*"0123456789X"]


def organisation_code(unit: Ints, region: str) -> pa.Array:
    """组织机构代码 (GB 11714): eight digits and a check character."""
    number = int(region) % 10**4 * 10**4 + unit % 10**4
    rest, total = number.copy(), np.zeros_like(number)
    for weight in reversed(_ORG_WEIGHTS):
        rest, digit = np.divmod(rest, 10)
        total += digit * weight
    return joined(padded(number, 8), coded((11 - total % 11) % 11, _ORG_CHECK))


_BODIES = (
    "教育局", "卫生健康局", "人民医院", "第一中学", "农牧和科技局", "财政局", "水利局", "自然资源局", "文化馆",
    "林业站",
)  # fmt: skip
PUBLIC_UNIT = 908_000
"""Numbers of public bodies (机关事业单位) begin here; companies are numbered from 1, 0 is the self-insured window."""


def unit_names(of: County, draws: Draws, unit: Ints) -> pa.Array:
    """单位名称, the same in every table and month."""
    codes, where = np.unique(unit, return_inverse=True)
    key = (int(of.code) * 10**6 + codes).astype(np.uint64)
    trade = coded(draws.below("trade", key, len(_TRADES)), [name for _, name in _TRADES])
    company = joined(of.name, coded(draws.below("style", key, len(_STYLES)), list(_STYLES)), trade)
    number = np.maximum(codes - PUBLIC_UNIT, 0)
    body = joined(of.name, coded(number % len(_BODIES), list(_BODIES)))
    again = chosen(number < len(_BODIES), "", joined("第", integer(number // len(_BODIES) + 1), "所属单位"))
    label = chosen(codes >= PUBLIC_UNIT, joined(body, again), company)
    return chosen(codes == 0, of.name + "灵活就业人员参保窗口", label).take(pa.array(where))


def add_ep01(feed: Feed, of: County, draws: Draws, month: int, sums: dict[str, Ints], division: str) -> None:
    """Units that have anybody enrolled: sums over the people of EP02."""
    unit = np.flatnonzero(sums["headcount"] > 0)
    s = {name: value[unit] for name, value in sums.items()}
    key = (int(of.code) * 10**6 + unit).astype(np.uint64)
    trade = draws.below("trade", key, len(_TRADES))
    zero = np.zeros(len(unit), dtype=np.int64)
    self_insured = unit == 0
    feed.add(
        len(unit),
        {
            "admin_division_code": division,
            "data_period": period_of(month),
            "unit_id": joined(division, padded(unit, 6)),
            "unit_name": unit_names(of, draws, unit),
            "org_code": organisation_code(unit, of.code),
            "unit_type_code": coded(self_insured.astype(np.int64), ["10", "90"]),
            "economic_type_code": coded(draws.below("economy", key, 4), ["110", "151", "159", "170"]),
            "affiliation_code": "50",
            "industry_code": coded(trade, [code for code, _ in _TRADES]),
            "unit_enrolment_date": day(9500 + draws.below("founded", key, 9000)),
            "unit_contribution_status_code": coded((s["balance"] > 0).astype(np.int64), ["1", "2"]),
            "total_payroll": s["base"],
            "unit_contribution_base": np.where(self_insured, 0, s["base"]),
            "personal_contribution_base_total": s["base"],
            "unit_due_current_amount": s["unit_due"],
            "unit_due_supplementary_amount": s["unit_supplement"],
            "personal_due_current_subtotal": s["due"],
            "personal_due_supplementary_subtotal": s["supplement"],
            "unit_paid_current_amount": s["unit_paid"],
            "unit_paid_supplementary_amount": s["unit_supplement"],
            "audit_supplementary_amount": zero,
            "personal_paid_current_subtotal": s["paid"],
            "personal_paid_supplementary_subtotal": s["supplement"],
            "unit_arrears_repaid_amount": s["unit_arrears_repaid"],
            "personal_arrears_repaid_total": s["arrears_repaid"],
            "refunded_amount": zero,
            "late_fee_paid": zero,
            "backpay_interest_paid": zero,
            "prepaid_amount": zero,
            "written_off_amount": zero,
            "unit_arrears_balance": s["unit_balance"],
            "personal_arrears_balance_total": s["balance"],
            "late_fee_arrears_balance": zero,
        },
    )


def pension_parts(insured: Insured, month: int) -> dict[str, Ints]:
    """Items of one month's pension, fen; their sum is due and paid."""
    return {
        "basic": insured.pension["basic"],
        "transitional": insured.pension["transitional"],
        "account": insured.pension["account"],
        "subsidy": insured.pension["subsidy"],
        "adjustment": adjustment(insured, month),
    }


PENSION_PARTS = {
    "basic_pension_due": "basic", "transitional_pension_due": "transitional", "account_pension_due": "account",
    "subsidy_due_total": "subsidy", "adjustment_due_total": "adjustment",
}  # fmt: skip
"""Columns of EP03 of which a monthly pension is made, and their names in `pension_parts`."""


def add_ep03(feed: Feed, region: str, month: int, insured: Insured, parts: dict[str, Ints], backpay: Ints) -> Ints:
    """Rows of pensioners; returns what each was paid, back-pay (补发) included."""
    people = insured.people
    total = sum(parts.values(), np.zeros(len(insured), dtype=np.int64))
    paid = total + backpay
    left = np.maximum(
        0, insured.pension["account_total"] - (month - insured.retirement_month) * insured.pension["account"]
    )
    zero = np.zeros_like(total)
    feed.add(
        len(insured),
        {
            **identity(insured),
            "admin_division_code": region,
            "data_period": period_of(month),
            "ethnicity_code": padded(people.ethnicity, 2),
            "birth_date": day(people.birth_day),
            **_rare(people),
            **_before_retirement(insured),
            "work_start_date": day(insured.work_day),
            "retirement_date": day(insured.retirement_day),
            "retirement_category_code": integer(insured.category),
            "pre_retirement_identity_code": coded(insured.identity, IDENTITIES),
            "migrant_worker_flag": coded(people.rural.astype(np.int64), ["0", "1"]),
            "pre_1949_worker_flag": integer(insured.pre_1949),
            "former_industrialist_flag": "0",
            "special_job_months": integer(insured.special_months),
            "former_unit_id": f"{region}000001",
            "account_opened_date": day(insured.account_day),
            "deemed_contribution_months": integer(insured.deemed),
            "actual_contribution_months": integer(insured.actual_at_retirement),
            "avg_wage_index": _index(insured),
            "account_total_at_retirement": insured.pension["account_total"],
            "account_funded_at_retirement": zero,
            "assessed_pension_at_retirement": insured.pension["basic"]
            + insured.pension["transitional"]
            + insured.pension["account"],
            "socialized_management_code": "1",
            "settlement_place": people.county.name,
            "benefit_payment_status_code": "1",
            "pension_due_total": total,
            "basic_pension_due": parts["basic"],
            "transitional_pension_due": parts["transitional"],
            "account_pension_due": parts["account"],
            "basic_retirement_fee_due": zero,
            "subsidy_due_total": parts["subsidy"],
            "adjustment_due_total": parts["adjustment"],
            "pension_paid_total": paid,
            "pension_backpay_total": backpay,
            "other_pension_benefit_paid": zero,
            "account_principal_interest": left,
            "account_funded_balance": zero,
        },
    )
    return paid


def bank_of(draws: Draws, people: People) -> Ints:
    return draws.below("bank", people.key, len(BANKS))


ACCOUNTS = (["622202", "622848", "621799"], ["622203", "622849", "621798"])
"""How numbers of accounts begin, by bank: people's own, and those of heirs, whose number is the dead person's."""


def add_payments(
    details: Feed, items: Feed, region: str, month: int, bank: Ints, payee: dict[str, Column], kind: str,
    parts: dict[str, Ints], paid_for: str,
) -> Ints:  # fmt: skip
    """EP11 and EP12: one payment a payee, its items adding up to it. Returns the amounts.

    `kind` (`HOURS`) sets the plans of one person apart."""
    amount = sum(parts.values(), np.zeros(len(bank), dtype=np.int64))
    p, number = period_of(month), payee["person_id"]
    plan = joined(p, kind, number)
    details.add(
        len(bank),
        {
            "insurance_type_code": ENTERPRISE_PENSION,
            "fee_period": p,
            "corresponding_fee_period": paid_for,
            "amount": amount,
            "party_type_code": "1",
            "party_id": number,
            "party_identity_no": payee["citizen_id"],
            "party_name": payee["person_name"],
            "payment_status_code": "1",
            "paid_time": coded(bank, [f"{p}10{paid_at(n, HOURS[kind])}" for n in range(len(BANKS))]),
            "payment_master_id": coded(bank, [order_no(region, month, n) for n in range(len(BANKS))]),
            "payable_plan_detail_id": plan,
            "bank_code": coded(bank, [code for code, _ in BANKS]),
            "bank_name": coded(bank, [name for _, name in BANKS]),
            "bank_account_name": payee["person_name"],
            "bank_account_no": joined(coded(bank, ACCOUNTS[kind == "D"]), pc.utf8_slice_codeunits(number, 1)),
        },
    )
    # Items of a payment stand together: one row a person and item, without the items that are nothing.
    fen = np.stack(list(parts.values()), axis=1).ravel()
    item = np.tile(np.arange(len(parts)), len(bank))[fen != 0]
    mine = plan.take(pa.array(np.repeat(np.arange(len(bank)), len(parts))[fen != 0]))
    items.add(
        len(mine),
        {
            "benefit_item_code": coded(item, list(parts)),
            "regular_benefit_flag": "1" if kind in ("A", "B", "E") else "0",
            "payable_type_code": "2" if kind == "R" else "1",
            "fee_period": p,
            "corresponding_fee_period": paid_for,
            "amount": fen[fen != 0],
            "reversal_flag": "0",
            "payable_plan_detail_id": mine,
            "payable_item_detail_id": joined(mine, integer(item + 1)),
        },
    )
    return amount


INSURANCE = {
    "enterprise_pension": "110", "institution_pension": "120", "resident_pension": "170", "unemployment": "210",
    "work_injury": "410", "maternity": "510", "employee_medical": "310", "resident_medical": "390",
    "new_rural_medical": "380",
}  # fmt: skip
"""险种类型 (AAE140, NHSA insutype) of each fund."""


def order_no(region: str, month: int, bank: int, fund: str = "enterprise_pension") -> str:
    """待遇支付主表ID; those of other funds begin with their 险种类型."""
    return f"{of_fund(fund)}{period_of(month)}{region}{bank + 1:02d}"


def of_fund(fund: str) -> str:
    """What tells a number of a fund from the same of enterprise pension."""
    return "" if fund == "enterprise_pension" else INSURANCE[fund]


HOURS = {"A": 9, "B": 10, "R": 11, "E": 13, "D": 14}
"""Kinds of payments and their hour: pension, dependants' benefit, back-pay, a pension that another region pays as well,
death grants."""


def paid_at(bank: int, hour: int = 9) -> str:
    """Time of payment by bank, so that orders and payments of one day are told apart."""
    return f"{hour:02d}{30 + bank * 5:02d}00"


def add_ep10(feed: Feed, region: str, account: str, month: int, amounts: list[int]) -> None:
    p = period_of(month)
    for bank, fen in enumerate(amounts):
        if fen:
            feed.add(
                1,
                {
                    "bank_code": BANKS[bank][0],
                    "bank_name": BANKS[bank][1],
                    "bank_account_name": "社会保险基金支出户",
                    "bank_account_no": account,
                    "insurance_type_code": ENTERPRISE_PENSION,
                    "pooling_area_code": region,
                    "data_period": p,
                    "disbursement_method_code": "1",
                    "amount": np.array([fen], dtype=np.int64),
                    "disbursed_time": f"{p}10{paid_at(bank)}",
                    "agency_code": f"{region}001",
                    "operator_name": "经办员甲",
                    "operated_time": f"{p}09163000",
                    "payment_master_id": order_no(region, month, bank),
                },
            )


def add_ep04(
    feed: Feed, region: str, month: int, supporters: Insured, dependants: People, fen: Ints, relation: str = "10"
) -> None:
    people = supporters.people
    feed.add(
        len(dependants),
        {
            "admin_division_code": region,
            "data_period": period_of(month),
            "supporter_person_id": people.person_id,
            "supporter_name": names.names(people.name),
            "supporter_former_unit_id": f"{region}000001",
            "dependant_person_id": dependants.person_id,
            "dependant_name": names.names(dependants.name),
            "dependant_sex_code": integer(dependants.sex),
            "dependant_citizen_id": dependants.citizen_id,
            "dependant_birth_date": day(dependants.birth_day),
            "dependency_relation_code": relation,
            "benefit_start_period": period(people.death_month + 1),
            "dependant_benefit_paid": fen,
            "benefit_payment_status_code": "1",
        },
    )


def add_ep05(
    feed: Feed, region: str, month: int, people: People, months: int, overclaimed: int, recovered: int
) -> None:
    feed.add(
        1,
        {
            "admin_division_code": region,
            "data_period": period_of(month),
            "person_id": people.person_id,
            "person_name": names.names(people.name),
            "sex_code": integer(people.sex),
            "citizen_id": people.citizen_id,
            "former_unit_id": f"{region}000001",
            "death_date": day(people.death_day),
            "overclaimed_months": str(months),
            "overclaimed_amount": np.array([overclaimed], dtype=np.int64),
            "recovered_amount": np.array([recovered], dtype=np.int64),
        },
    )


def add_ep06(feed: Feed, region: str, month: int, insured: Insured, incoming: bool) -> None:
    feed.add(
        len(insured),
        {
            **identity(insured),
            "admin_division_code": region,
            "data_period": period_of(month),
            "birth_date": day(insured.people.birth_day),
            "personal_identity_code": coded(insured.identity, IDENTITIES),
            "transfer_direction_code": "1" if incoming else "2",
            "transfer_scheme_direction_code": "1",
            "transfer_type_code": "1",
            "transfer_area_scope_code": "1",
            "transfer_amount": person_account(insured, month),
        },
    )


def add_ep07(feed: Feed, region: str, month: int) -> None:
    year = month // 12
    feed.add(
        1,
        {
            "admin_division_code": region,
            "data_period": period_of(month),
            "local_avg_monthly_wage_prior_year": np.array([band(year).average], dtype=np.int64),
            "unit_contribution_rate": f"0.{rate_per_mille('unit_rate', year):03d}",
            "employee_contribution_rate": f"0.{rate_per_mille('personal_rate', year):03d}",
            "self_insured_contribution_rate": f"0.{rate_per_mille('flexible_rate', year):03d}",
            "account_funding_rate": "0",
        },
    )


FUNERAL, BEREAVEMENT = 1763200, 5289600
"""丧葬补助金 (two months) and 抚恤金 (six months of it here), fen."""


def add_ep21(feed: Feed, region: str, month: int, insured: Insured, retired: Bools) -> None:
    people, count = insured.people, len(insured)
    due = np.where(retired, sum(pension_parts(insured, month).values(), np.zeros(count, dtype=np.int64)), 0)
    feed.add(
        count,
        {
            **identity(insured),
            "admin_division_code": region,
            "data_period": period_of(month),
            "ethnicity_code": padded(people.ethnicity, 2),
            "birth_date": day(people.birth_day),
            "work_start_date": day(insured.work_day),
            "person_category_code": coded(retired.astype(np.int64), ["1", "2"]),
            "retirement_date": chosen(retired, day(insured.retirement_day), ""),
            "death_date": day(people.death_day),
            "actual_contribution_months": integer(actual_months(insured, month)),
            "account_balance": person_account(insured, month),
            "pension_due_before_termination": due,
            "funeral_grant": np.full(count, FUNERAL, dtype=np.int64),
            "bereavement_grant": np.full(count, BEREAVEMENT, dtype=np.int64),
        },
    )


def add_ps01(feed: Feed, month: int, people: People) -> None:
    """Everybody born and not yet registered as dead at the end of the month."""
    end = day_number(last_day(month))
    mask = (people.birth_day <= end) & (people.registered_day > end)
    where = pa.array(mask)
    feed.add(
        int(mask.sum()),
        {
            "admin_division_code": people.county.code,
            "data_period": period_of(month),
            "citizen_id": people.citizen_id.filter(where),
            "person_name": names.names(people.name[mask]),
            "sex_code": integer(people.sex[mask]),
            "birth_date": day(people.birth_day[mask]),
            "ethnicity_code": padded(people.ethnicity[mask], 2),
            "hukou_type_code": coded(people.rural[mask].astype(np.int64), ["10", "20"]),
            "registration_status_code": "1",
        },
    )


def add_ps02(
    feed: Feed, month: int, people: People, death_day: Ints, registered: Ints, cancelled: str, old_number: bool = False
) -> None:
    feed.add(
        len(people),
        {
            "admin_division_code": people.county.code,
            "data_period": period_of(month),
            "citizen_id": people.citizen_id15 if old_number else people.citizen_id,
            "person_name": names.names(people.name),
            "sex_code": integer(people.sex),
            "birth_date": day(people.birth_day),
            "death_date": day(death_day),
            "registered_date": day(registered),
            "registration_cancelled_flag": cancelled,
        },
    )
