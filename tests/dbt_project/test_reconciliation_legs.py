"""What two stations of a leg (对账环节) know the same money by: the models on both engines, month after month."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest

from tests.dbt_project.linking import cursor
from tests.dbt_project.rendered import model

BENEFIT, LEG, DIFFERENCE = (f"int_reconciliation__{name}" for name in ("benefit_month", "leg", "difference"))
PLACE = "fund_code region_code period"
# What the models read: of base tables the rows of one part, of all others those of all months.
BASE = {
    "base_payment": "party_id payable_plan_detail_id paid_time:timestamp amount:money is_paid:boolean",
    "base_payable_item": "payable_plan_detail_id amount:money is_reversal:boolean",
    "base_benefit_month": "file_code person_id pension_paid_total:money pension_backpay_total:money lump_sum_paid:money"
    " other_pension_benefit_paid:money pension_due_total:money",
    "base_dependant_benefit_month": "dependant_person_id dependant_benefit_paid:money dependant_monthly_pension:money"
    " dependant_pension_backpay:money",
    "base_termination": "person_id funeral_grant:money bereavement_grant:money",
    "base_medical_visit": "file_code person_id pool_paid_amount:money cadre_fund_paid_amount:money",
    "base_maternity_benefit": "file_code person_id maternity_fund_paid_amount:money",
    "base_unemployment_benefit_month": "person_id unemployment_benefit_paid_amount:money medical_allowance_amount:money"
    " childbirth_subsidy_amount:money funeral_survivor_grant_amount:money training_subsidy_amount:money",
    "base_injury_benefit_month": "person_id injury_benefit_paid_total:money lump_sum_death_grant:money"
    " funeral_subsidy:money",
}
OTHERS = {
    "int_reconciliation__unit_month": "unit_key unit_id due_amount:money paid_amount:money levied_amount:money",
    "int_reconciliation__person_month": "unit_key unit_id person_id is_equal:boolean due_amount:money paid_amount:money"
    " levied_amount:money",
    "int_reconciliation__levied_month": "fee_period amount:money",
    "int_reconciliation__order_month": "payment_master_id amount:money",
    "fct_treasury_receipt": "receipt_no received_period amount:money",
    "fct_treasury_payment": "request_no payer_account amount:money is_paid:boolean",
    "fct_disbursement": "payment_master_id bank_account_no disbursed_time:timestamp amount:money",
    "fct_bank_entry": "booking_date:date end_to_end_reference bank_reference account_no credit_amount:money"
    " debit_amount:money counterparty_name counterparty_account_no is_reversal:boolean",
    "dim_bank_account": "account_no account_kind",
    "base_unit_identity": "unit_key resolved_unit_key",
    "dim_unit": "unit_key",
}
TYPES = {"": "text", "money": "numeric(18, 2)"}
Row = tuple[str, Mapping[str, Any]]
Found = set[tuple[str, str, str, str, str]]
Told = Callable[..., Found]


@pytest.fixture(scope="module", params=["duckdb", "postgres"])
def told(request: pytest.FixtureRequest) -> Iterator[Told]:
    sql = {name: model(name, request.param) for name in (BENEFIT, LEG, DIFFERENCE)}
    with cursor(request.param, request) as run:
        for name, columns in (BASE | OTHERS).items():
            own = [column.partition(":") for column in f"{PLACE} {columns}".split()]
            run(f"create table {name} ({', '.join(f'{one} {TYPES.get(kind, kind)}' for one, _, kind in own)})")
        run("create table seed_parameter (parameter_id text, fund_code text, region_code text, value numeric(18, 6),"
            " valid_from date, valid_to date)")  # fmt: skip
        run("insert into seed_parameter values ('reconciliation_window_months', '*', '000000', 3, null, null)")
        run(f"create table {BENEFIT} as {sql[BENEFIT]}")
        run(f"create view {LEG} as {sql[LEG]}")

        def put(rows: list[Row]) -> None:
            for name, row in rows:
                values = ", ".join("null" if value is None else f"'{value}'" for value in row.values())
                run(f"insert into {name} ({', '.join(row)}) values ({values})")

        def found(*parts: list[Row], others: list[Row] = ()) -> Found:
            for name in (*OTHERS, BENEFIT):
                run(f"delete from {name}")
            for rows in parts:
                for name in BASE:
                    run(f"delete from {name}")
                put(rows)
                run(f"insert into {BENEFIT} {sql[BENEFIT]}")
            put(others)
            rows = run(f"select leg_code, region_code, period, match_key, class_code from ({sql[DIFFERENCE]}) as d")
            return {tuple(row) for row in rows}

        yield found


def at(period: str, fund: str = "work_injury", region: str = "630121", **own: Any) -> dict[str, Any]:
    return {"fund_code": fund, "region_code": region, "period": period} | own


def item(plan: str, amount: int, period: str = "202501", *, reversal: bool = False, **place: str) -> Row:
    own = {"payable_plan_detail_id": plan, "amount": amount, "is_reversal": reversal}
    return "base_payable_item", at(period, **place, **own)


def paid(plan: str, party: str, amount: int, period: str = "202501", **place: str) -> Row:
    own = {"payable_plan_detail_id": plan, "party_id": party, "amount": amount, "is_paid": True}
    return "base_payment", at(period, **place, **own, paid_time=f"{period[:4]}-{period[4:]}-10 09:00:00")


@pytest.mark.parametrize(("fund", "ledger"), [
    ("work_injury", ("base_injury_benefit_month", {
        "injury_benefit_paid_total": 1_130_300, "lump_sum_death_grant": 1_100_000, "funeral_subsidy": 30_000})),
    ("unemployment", ("base_unemployment_benefit_month", {
        "unemployment_benefit_paid_amount": 300, "funeral_survivor_grant_amount": 1_130_000})),
    ("enterprise_pension", ("base_termination", {"funeral_grant": 30_000, "bereavement_grant": 1_100_000})),
])  # fmt: skip
def test_what_was_granted_for_a_death_may_go_to_a_survivor_whom_no_ledger_names(told, fund, ledger):
    table, amounts = ledger
    rows = [
        (table, at("202501", fund, person_id="deceased", **amounts)),
        item("survivors", 1_130_000, fund=fund), paid("survivors", "survivor", 1_130_000, fund=fund),
    ]  # fmt: skip
    if fund != "enterprise_pension":  # what the deceased himself was to have
        rows += [item("own", 300, fund=fund), paid("own", "deceased", 300, fund=fund)]
    assert told(rows) == set()


def test_a_plan_that_is_reported_as_paid_a_month_later_is_of_its_payee(told):
    month = [("base_injury_benefit_month", at("202501", person_id="late", injury_benefit_paid_total=300)),
             item("plan", 300)]  # fmt: skip
    assert told(month) == {
        ("benefit_plan", "630121", "202501", "late", "missing"),
        ("benefit_plan", "630121", "202501", None, "unmatched"),
        ("plan_payment", "630121", "202501", "plan", "missing"),
    }
    assert told(month, [paid("plan", "late", 300, "202502")]) == {
        ("plan_payment", "630121", "202501", "plan", "timing"),
        ("plan_payment", "630121", "202502", "plan", "timing"),
    }


@pytest.mark.parametrize("written", [50, -50])
def test_a_reversed_item_is_taken_away_whichever_sign_it_has(told, written):
    rows = [
        ("base_injury_benefit_month", at("202501", person_id="person", injury_benefit_paid_total=300)),
        item("plan", 300), item("plan", 50), item("plan", written, reversal=True), paid("plan", "person", 300),
    ]  # fmt: skip
    assert told(rows) == set()


FUND = "enterprise_pension"


def entry(account: str, number: str | None, amount: int, region: str = "630100", **own: Any) -> Row:
    row = {"region_code": region, "account_no": account, "end_to_end_reference": number, "bank_reference": "B1",
           "booking_date": "2025-01-09", "debit_amount": amount, "credit_amount": 0, "is_reversal": False}  # fmt: skip
    return "fct_bank_entry", row | own


def order(number: str, region: str, account: str | None, amount: int) -> list[Row]:
    row = at("202501", FUND, region, payment_master_id=number, amount=amount)
    return [
        ("fct_disbursement", row | {"bank_account_no": account, "disbursed_time": "2025-01-08 09:00:00"}),
        ("int_reconciliation__order_month", row),
    ]


def of_leg(found: Found, leg: str) -> set[tuple[str, str, str]]:
    return {(region, key, kind) for one, region, _, key, kind in found if one == leg}


def test_orders_of_two_counties_with_one_number_are_told_apart_by_their_accounts(told):
    rows = [*order("1", "630102", "account 1", 100), *order("1", "630121", "account 2", 200),
            entry("account 1", "1", 100), entry("account 2", "1", 200)]  # fmt: skip
    assert of_leg(told(others=rows), "order_bank") == set()
    # An account that no order names: the statement's region says whose it is.
    rows = [*order("1", "630102", None, 100), *order("1", "630121", None, 200),
            entry("a", "1", 100, "630102"), entry("b", "1", 200, "630121")]  # fmt: skip
    assert of_leg(told(others=rows), "order_bank") == set()


def test_a_number_that_only_one_document_has_is_enough(told):
    rows = [*order("1", "630102", "account 1", 100), entry("another", "1", 100)]
    assert of_leg(told(others=rows), "order_bank") == set()
    # Two have it, and nothing says which is meant: both miss it, and the entry stays where it was booked.
    rows = [
        *order("1", "630102", "account 1", 100),
        *order("1", "630121", "account 2", 200),
        entry("another", "1", 100),
    ]
    assert of_leg(told(others=rows), "order_bank") == {
        ("630102", "1", "missing"), ("630121", "1", "missing"), ("630100", "1", "missing"),
    }  # fmt: skip


def test_receipts_of_two_treasuries_with_one_number_are_told_apart_by_region(told):
    rows = [
        ("fct_treasury_receipt", at("202501", FUND, region, receipt_no="R", received_period="202501", amount=amount))
        for region, amount in (("630102", 100), ("630121", 200))
    ]
    for region, amount in (("630102", 100), ("630121", 200)):
        rows.append(entry(f"s{region}", "R", 0, region, credit_amount=amount, counterparty_name="国家金库"))
    assert of_leg(told(others=rows), "treasury_bank") == set()


def test_requests_with_one_number_are_told_apart_by_the_account_that_pays(told):
    rows: list[Row] = []
    for region, amount in (("630102", 100), ("630121", 200)):
        account = f"s{region}"
        rows += [
            ("fct_treasury_payment", at("202501", FUND, region, request_no="Q", payer_account=account, amount=amount)
             | {"is_paid": True}),
            ("dim_bank_account", {"account_no": account, "fund_code": FUND, "account_kind": "special"}),
            entry(account, "Q", amount),
        ]  # fmt: skip
    assert of_leg(told(others=rows), "allocation_bank") == set()
