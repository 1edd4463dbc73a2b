"""The gate on both engines: each kind of check holds or tells as declared, and a good neighbour goes on."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pyarrow as pa
import pytest

from catalogue import load_catalogue
from catalogue.checks import KINDS
from expectations import run_gates
from ingest.reading import raw_schema
from warehouse_sql import clock, open_warehouse
from warehouse_sql.control import deliveries

REGION, OTHER, PERIOD = "630102", "630103", "202501"
CANARY_NAME, CANARY_ID = "金丝雀·才让", "630102196001011235"


def load(url, file_code, rows, *, region=REGION, seq=1, mode="full", status="loaded", code=None, period=PERIOD):
    """A loaded delivery of a table with these rows (column -> value); returns its id."""
    catalogue = load_catalogue()
    tables = [catalogue.tables[c] for c in ([file_code] if isinstance(file_code, str) else file_code)]
    code = code or tables[0].file_code
    stem = f"{tables[0].source}_{code}_{region}_{period}_{seq:03d}"
    key = deliveries.delivery_id(tables[0].source, stem, stem)
    delivery = deliveries.Delivery(
        key, "folder", tables[0].source, code, region, period, seq, mode, stem, stem + ".zip", 1, stem, "UTF-8",
        len(rows), "{}", clock.now(), clock.now(),
    )  # fmt: skip
    by_table = rows if isinstance(rows, dict) else {tables[0].file_code: rows}
    count = len(by_table[tables[-1].file_code])
    with open_warehouse(url) as warehouse, warehouse.transaction() as tx:
        deliveries.register(tx, [(delivery, deliveries.Arrival("folder", stem, None, seq))])
        decision = deliveries.Decision(delivery.delivery_id, status, count, count, 0, reasons=[])
        deliveries.decide(tx, [decision])
        for table in tables:
            schema = raw_schema(table)
            filled = [
                {name: row.get(name) for name in schema.names} | {"_delivery_id": key, "_line_no": number}
                for number, row in enumerate(by_table[table.file_code], start=2)
            ]
            plain = pa.schema([(f.name, pa.string() if pa.types.is_string_view(f.type) else f.type) for f in schema])
            tx.append(f"raw.{table.raw_name}", pa.Table.from_pylist(filled, schema=plain))
    return key


def unit(unit_id="U1", **more):
    return {
        "admin_division_code": REGION, "data_period": PERIOD, "unit_id": unit_id, "unit_name": "某单位",
        "org_code": "X",
        "unit_paid_current_amount": Decimal("160.00"), "personal_paid_current_subtotal": Decimal("80.00"),
        "personal_contribution_base_total": Decimal("1000.00"),
    } | more  # fmt: skip


def person(person_id="P1", unit_id="U1", **more):
    return {
        "admin_division_code": REGION, "data_period": PERIOD, "unit_id": unit_id, "person_id": person_id,
        "person_name": CANARY_NAME, "citizen_id": CANARY_ID, "sex_code": "1",
        "personal_contribution_base": Decimal("1000.00"), "personal_paid_current_amount": Decimal("80.00"),
    } | more  # fmt: skip


def pensioner(**more):
    return {
        "admin_division_code": REGION, "data_period": PERIOD, "person_id": "R1", "person_name": CANARY_NAME,
        "citizen_id": CANARY_ID, "work_start_date": date(1980, 1, 1), "retirement_date": date(2020, 1, 1),
        "pension_due_total": Decimal("3000.00"), "basic_pension_due": Decimal("2000.00"),
        "pension_paid_total": Decimal("3000.00"), "benefit_payment_status_code": "1",
    } | more  # fmt: skip


def order(amount="100.00"):
    return {"payment_master_id": "M1", "data_period": PERIOD, "amount": Decimal(amount), "pooling_area_code": REGION,
            "bank_account_no": "62220001", "bank_account_name": "支出户"}  # fmt: skip


def payment(amount="100.00", master="M1"):
    return {"payment_master_id": master, "payable_plan_detail_id": "D1", "fee_period": PERIOD, "party_id": "R1",
            "party_name": CANARY_NAME, "amount": Decimal(amount), "paid_time": datetime(2025, 1, 9)}  # fmt: skip


def item(amount="100.00", plan="D1", **more):
    return {"payable_plan_detail_id": plan, "payable_item_detail_id": "I1", "amount": Decimal(amount)} | more


def receipt(amount, person_id=None):
    """A tax receipt of a unit, or of one person of it."""
    return {"pooling_area_code": REGION, "levy_notice_no": "N1", "tax_receipt_no": "T1", "unit_id": "U1",
            "insurance_type_code": "210", "unit_paid_amount": Decimal(amount), "person_id": person_id,
            "uuid": person_id, "personal_paid_amount": Decimal("0.00")}  # fmt: skip


def statement(number="S1", day=date(2025, 1, 8), opening="0.00", closing="100.00"):
    return {"account_no": "62220001", "statement_id": number, "statement_date": day, "entry_count": 1,
            "admin_division_code": REGION, "data_period": PERIOD, "opening_balance": Decimal(opening),
            "closing_balance": Decimal(closing), "credit_total": Decimal("100.00"),
            "debit_total": Decimal("0.00")}  # fmt: skip


def entry(number="S1", amount="100.00"):
    return {"account_no": "62220001", "statement_id": number, "entry_no": 1, "booking_date": date(2025, 1, 8),
            "credit_debit_code": "CRDT", "amount": Decimal(amount)}  # fmt: skip


def results(url, delivery):
    with open_warehouse(url) as warehouse:
        rows = warehouse.query(
            "select check_id, severity, outcome, unexpected_count from control.gate where delivery_id = :id",
            {"id": delivery},
        ).to_pylist()
        status = warehouse.query("select status from control.delivery where delivery_id = :id", {"id": delivery})
    return status.column("status")[0].as_py(), {row["check_id"]: row for row in rows}


def failed(checks):
    return {name for name, row in checks.items() if row["outcome"] == "failed"}


CASES = {
    # name: (deliveries to load, index of the one looked at, status, checks that fail)
    "good unit and person": ([("EP01", [unit()]), ("EP02", [person()])], 1, "accepted", set()),
    "person without a unit": (
        [("EP01", [unit()]), ("EP02", [person(), person("P2", "U2")])], 1, "held", {"person_in_unit_file"},
    ),
    "unit file has not come": ([("EP02", [person()])], 0, "accepted", set()),
    "sum of the persons' bases differs": (
        [("EP01", [unit(personal_contribution_base_total=Decimal("1500.00"))]), ("EP02", [person()])],
        0, "accepted", {"personal_base_total_of_unit"},
    ),
    "amount out of range": (
        [("EP01", [unit(unit_paid_current_amount=Decimal("9999999999.00"))])], 0, "held", {"paid_amounts_in_range"},
    ),
    "names not filled": (
        [("EP03", [pensioner(citizen_id=None)])], 0, "held", {"citizen_id_filled"},
    ),
    "worked after retirement, unknown sex code": (
        [("EP03", [pensioner(work_start_date=date(2021, 1, 1), sex_code="7")])], 0, "accepted",
        {"work_before_retirement", "sex_code__in_codes"},
    ),
    "total below its parts": (
        [("EP03", [pensioner(basic_pension_due=Decimal("3500.00"))])], 0, "accepted", {"due_total_covers_components"},
    ),
    "doubled key": ([("EP03", [pensioner(), pensioner()])], 0, "accepted", {"ep03__key_unique"}),
    "payments agree": ([("EP10", [order()]), ("EP11", [payment()]), ("EP12", [item()])], 0, "accepted", set()),
    "details below the order": (
        [("EP10", [order("150.00")]), ("EP11", [payment()]), ("EP12", [item()])], 0, "held", {"details_sum_to_order"},
    ),
    "items above the detail": (
        [("EP10", [order()]), ("EP11", [payment()]), ("EP12", [item("120.00")])], 1, "held", {"items_sum_to_detail"},
    ),
    "an item and its reversal, written as it was": (
        [("EP10", [order()]), ("EP11", [payment()]),
         ("EP12", [item(), item("50.00", payable_item_detail_id="I2"),
                   item("50.00", payable_item_detail_id="I3", reversal_flag=True)])], 1, "accepted", set(),
    ),
    "payment of no order": (
        [("EP10", [order()]), ("EP11", [payment(), payment(master="M9")]), ("EP12", [item("200.00")])],
        1, "held", {"detail_has_order", "ep11__key_unique"},
    ),
    "order of another fund below its details": (
        [("RP07", [order("90.00")]), ("RP08", [payment()]), ("RP09", [item()])], 0, "held", {"details_sum_to_order"},
    ),
    "receipt of a unit above its persons'": (
        [("UE06", [receipt("160.00")]), ("UE07", [receipt("100.00", "P1"), receipt("50.00", "P2")])],
        0, "accepted", {"unit_parts_of_persons"},
    ),
    "receipt of a unit agrees": (
        [("UE06", [receipt("150.00")]), ("UE07", [receipt("100.00", "P1"), receipt("50.00", "P2")])],
        0, "accepted", set(),
    ),
    "overlapping headcounts, one more than people": (
        [("WI01", [unit(insured_headcount=2, migrant_insured_headcount=2, payer_count=2)]), ("WI21", [person()])],
        0, "accepted", {"headcount_of_unit"},
    ),
    "rate above one, unknown division": (
        [("UE04", [unit(admin_division_code="999999", unit_contribution_rate=Decimal("1.5"))])],
        0, "accepted", {"rates_in_range", "admin_division_code__in_codes"},
    ),
    "annuity neither paid nor notional": (
        [("IP23", [unit(corresponding_fee_period=PERIOD, annuity_unit_due_amount=Decimal("8.00"),
                        annuity_unit_paid_amount=Decimal("3.00"), annuity_unit_notional_amount=Decimal("4.00"))])],
        0, "accepted", {"due_is_paid_or_notional"},
    ),
    "treasury pays where there is no region": (
        [("TR01", [{"id": "1", "updated_at": datetime(2025, 1, 9), "region_code": "639", "request_no": "A",
                    "payee_account": "B", "fund_code": "unemployment", "amount": Decimal("1.00")}])],
        0, "accepted", {"region_code__in_codes"},
    ),
    "medical insurance type in a pension file": (
        [("EP08", [receipt("1.00") | {"insurance_type_code": "310"}])], 0, "accepted",
        {"insurance_type_code__in_codes"},
    ),
    "pension insurance type in a medical file": (
        [("EM08", [receipt("1.00") | {"insurance_type_code": "110"}])], 0, "accepted",
        {"insurance_type_code__in_codes"},
    ),
}  # fmt: skip


BANK_KINDS = {"balance_continues", "balance_observed"}
"""Kinds with tests of their own on both engines: `test_bank_chain.py`, `test_bank_observed.py`."""


@pytest.mark.parametrize("case", CASES)
def test_each_kind_of_check_holds_or_tells(duckdb_url, case):
    check_case(duckdb_url, case)


def failing_kinds(case):
    sent, place, _, wrong = CASES[case]
    return {check.kind for check in load_catalogue().tables[sent[place][0]].checks if check.id in wrong}


def one_case_a_kind():
    """As few cases as it takes for each kind to fail once, and one where all is well."""
    chosen, seen = ["payments agree"], set()
    for case in CASES:
        if failing_kinds(case) - seen:
            chosen.append(case)
            seen |= failing_kinds(case)
    return chosen


def test_every_kind_has_a_case_where_it_fails():
    assert set().union(*map(failing_kinds, CASES)) | BANK_KINDS == set(KINDS)


@pytest.mark.parametrize("case", one_case_a_kind())
def test_the_same_on_postgresql(postgres_url, case):
    check_case(postgres_url, case)


def check_case(url, case):
    sent, place, status, wrong = CASES[case]
    ids = [load(url, file_code, rows) for file_code, rows in sent]
    summary = run_gates(url)
    assert summary.accepted + summary.held == len(ids)
    got, checks = results(url, ids[place])
    assert (got, failed(checks)) == (status, wrong)
    with open_warehouse(url) as warehouse:
        current = warehouse.query("select delivery_id from control.current_delivery").column("delivery_id").to_pylist()
        receipt = warehouse.query(
            "select status, body from control.receipt where delivery_id = :id", {"id": ids[place]}
        ).to_pylist()
        everything = str(warehouse.query("select * from control.gate").to_pylist()) + str(receipt)
        severities = warehouse.query("select severity from control.gate where outcome = 'failed'")
    stopped = severities.column("severity").to_pylist()
    assert (summary.failed, summary.warnings) == (stopped.count("error"), stopped.count("warn"))
    assert (ids[place] in current) == (status == "accepted")
    assert [row["status"] for row in receipt] == [status]
    told = {reason["code"] for reason in json.loads(receipt[0]["body"])["reasons"]}
    errors = {name for name in wrong if checks[name]["severity"] == "error"}
    assert told == errors and (status == "held") == bool(errors)
    assert CANARY_NAME not in everything and CANARY_ID not in everything


def test_a_plan_that_is_paid_in_a_later_month_has_its_items_before(warehouse_url):
    """What failed in January is paid in March; a plan that no month knows, or another amount, is told as ever."""
    load(warehouse_url, "EP10", [order()], period="202501")
    load(warehouse_url, "EP11", [payment()], period="202501")
    load(warehouse_url, "EP12", [item(), item(plan="D0")], period="202501")
    load(warehouse_url, "EP12", [item(plan="OLD")], region="630104", period="202402")
    orders = {"630102": "200.00", "630103": "100.00", "630104": "100.00"}
    paid = {"630102": [("D0", "100.00"), ("D3", "100.00")], "630103": [("D0", "100.00")], "630104": [("OLD", "100.00")]}
    for region, amount in orders.items():
        load(warehouse_url, "EP10", [order(amount)], region=region, period="202503")
        load(warehouse_url, "EP12", [item(plan="D3")], region=region, period="202503")
    late = {
        region: load(
            warehouse_url, "EP11", [payment(a) | {"payable_plan_detail_id": plan} for plan, a in plans],
            region=region, period="202503",
        )
        for region, plans in paid.items()
    }  # fmt: skip
    run_gates(warehouse_url)
    assert {region: results(warehouse_url, one)[0] for region, one in late.items()} == {
        "630102": "accepted", "630103": "held", "630104": "held",
    }  # fmt: skip
    checks = results(warehouse_url, late["630103"])[1]
    assert failed(checks) == {"items_sum_to_detail"} and checks["items_sum_to_detail"]["unexpected_count"] == 1


def test_a_partner_that_has_not_come_is_said(duckdb_url):
    only = load(duckdb_url, "EP02", [person()])
    assert run_gates(duckdb_url).not_checked >= 1
    status, checks = results(duckdb_url, only)
    assert status == "accepted" and checks["person_in_unit_file"]["outcome"] == "not_checked"


def test_held_is_looked_at_again_when_its_correction_comes(warehouse_url):
    held = load(warehouse_url, "EP02", [person("P2", "U2")])
    load(warehouse_url, "EP01", [unit()])
    neighbour = load(warehouse_url, "EP03", [pensioner()], region=OTHER)
    run_gates(warehouse_url)
    assert results(warehouse_url, held)[0] == "held"
    assert results(warehouse_url, neighbour)[0] == "accepted"
    load(warehouse_url, "EP01", [unit(), unit("U2")], seq=2)
    run_gates(warehouse_url)
    status, checks = results(warehouse_url, held)
    assert status == "accepted" and failed(checks) == set()


def test_what_is_held_is_judged_again_on_demand_after_a_check_changed(warehouse_url, monkeypatch):
    held = load(warehouse_url, "EP03", [pensioner(citizen_id=None)])
    run_gates(warehouse_url)
    assert results(warehouse_url, held)[0] == "held"
    catalogue = load_catalogue()
    table = catalogue.tables["EP03"]
    milder = replace(table, checks=tuple(check for check in table.checks if check.id != "citizen_id_filled"))
    changed = replace(catalogue, tables={**catalogue.tables, "EP03": milder})
    monkeypatch.setattr("expectations.gate.load_catalogue", lambda: changed)
    run_gates(warehouse_url)
    assert results(warehouse_url, held)[0] == "held", "nothing of its region and month is new"
    assert run_gates(warehouse_url, held=True).accepted == 1
    assert results(warehouse_url, held)[0] == "accepted"


def test_bank_statements_must_agree_and_a_gap_between_days_is_told(duckdb_url):
    first = load(
        duckdb_url, ("BK01", "BK02"), {"BK01": [statement()], "BK02": [entry()]}, code="CAMT053", mode="append"
    )
    gap = load(
        duckdb_url,
        ("BK01", "BK02"),
        {"BK01": [statement("S2", date(2025, 1, 9), "90.00", "190.00")], "BK02": [entry("S2")]},
        code="CAMT053",
        seq=2,
        mode="append",
    )
    wrong = load(
        duckdb_url,
        ("BK01", "BK02"),
        {"BK01": [statement("S3", date(2025, 1, 10), "190.00", "300.00")], "BK02": [entry("S3", "80.00")]},
        code="CAMT053",
        seq=3,
        mode="append",
    )
    run_gates(duckdb_url)
    assert results(duckdb_url, first)[0] == "accepted"
    status, checks = results(duckdb_url, gap)
    assert (status, failed(checks)) == ("accepted", {"balance_continues"})
    status, checks = results(duckdb_url, wrong)
    assert (status, failed(checks)) == ("held", {"balance_agrees_with_totals", "credits_are_entries"})


def test_each_column_by_itself_must_be_filled_and_no_rows_are_no_doubled_key(duckdb_url):
    # 4 % of each column is empty, in different rows: each is filled in 96 %, which is enough.
    rows = [pensioner(person_id=f"R{i}") for i in range(50)]
    rows[0] |= {"citizen_id": None}
    rows[1] |= {"citizen_id": None}
    rows[2] |= {"person_name": None}
    rows[3] |= {"person_name": None}
    filled = load(duckdb_url, "EP03", rows)
    empty = load(duckdb_url, "EP05", [], region=OTHER)
    run_gates(duckdb_url)
    assert results(duckdb_url, filled)[0] == "accepted"
    status, checks = results(duckdb_url, empty)
    assert status == "accepted" and failed(checks) == set()
    assert {row["outcome"] for row in checks.values()} == {"not_checked"}


def test_nothing_pending_costs_nothing_and_a_second_run_changes_nothing(duckdb_url):
    load(duckdb_url, "EP03", [pensioner()])
    run_gates(duckdb_url)
    program = (
        "import sys, expectations; s = expectations.run_gates(sys.argv[1]);"
        "assert s.checks == 0 and 'great_expectations' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program, duckdb_url], check=True)


def test_verdicts_are_those_of_plain_arithmetic():
    from expectations.suite import Suites

    shares = {
        "a": dict(enumerate([0.0, 0.009, 0.01, 0.010001, 0.5, 1.0, None])),
        "b": dict(enumerate([None, 0.0, 1e-9, 0.2, None, 0.0, 0.3])),
    }
    limits = {"a": 0.01, "b": 0.0}
    expected = {
        check: {i for i, share in by.items() if share is not None and share > limits[check]}
        for check, by in shares.items()
    }
    assert Suites().failing("table", shares, limits) == expected


def verdicts(url, *ids):
    return {
        (number, name): (row["outcome"], row["unexpected_count"])
        for number, delivery in enumerate(ids)
        for name, row in results(url, delivery)[1].items()
    }


@pytest.mark.parametrize("persons", [[person()], [person(), person("P2", "U1")]], ids=["right", "wrong sum"])
def test_a_master_that_came_before_its_details_is_compared_when_they_come(warehouse_url, tmp_path, persons):
    other = f"duckdb://{tmp_path}/together.duckdb"
    together = load(other, "EP01", [unit()]), load(other, "EP02", persons)
    run_gates(other)
    units = load(warehouse_url, "EP01", [unit()])
    run_gates(warehouse_url)
    assert results(warehouse_url, units)[1]["personal_base_total_of_unit"]["outcome"] == "not_checked"
    people = load(warehouse_url, "EP02", persons)
    run_gates(warehouse_url)
    assert results(warehouse_url, units)[0] == "accepted"
    assert verdicts(warehouse_url, units, people) == verdicts(other, *together)


def test_what_was_right_beside_a_partner_is_looked_at_again_when_the_partner_is_corrected(warehouse_url):
    people = load(warehouse_url, "EP02", [person(), person("P2", "U2")])
    load(warehouse_url, "EP01", [unit(), unit("U2")])
    run_gates(warehouse_url)
    status, checks = results(warehouse_url, people)
    assert status == "accepted" and checks["person_in_unit_file"]["outcome"] == "passed"
    load(warehouse_url, "EP01", [unit()], seq=2)
    run_gates(warehouse_url)
    status, checks = results(warehouse_url, people)
    assert checks["person_in_unit_file"]["outcome"] == "failed"
    assert checks["person_in_unit_file"]["unexpected_count"] == 1
    assert status == "accepted"  # it was told so: what is wrong now stands in the checks, and in the report


def collected(number, unit_part, **more):
    """A line of a unit's receipt: what tax collected of it, or of one of its persons."""
    return {
        "uuid": f"L{number}", "pooling_area_code": REGION, "insurance_type_code": "110", "levy_notice_no": "N1",
        "tax_receipt_no": "R1", "unit_id": "U1", "unit_paid_amount": Decimal(unit_part),
        "personal_paid_amount": Decimal("40.00"), **more,
    }  # fmt: skip


@pytest.mark.parametrize("order", ["parts, then persons", "persons, then parts", "all at once"])
def test_a_receipt_that_comes_in_two_appends_is_compared_as_a_whole(warehouse_url, order):
    def parts():
        return [
            load(warehouse_url, "EM08", [collected(number, "80.00")], seq=number, mode="append") for number in (1, 2)
        ]

    def persons():
        load(warehouse_url, "EM09", [collected(number, "80.00", person_id=f"P{number}") for number in (1, 2)])

    if order == "parts, then persons":
        units = parts()
        run_gates(warehouse_url)
        persons()
    elif order == "persons, then parts":
        persons()
        first = load(warehouse_url, "EM08", [collected(1, "80.00")], seq=1, mode="append")
        run_gates(warehouse_url)
        assert results(warehouse_url, first)[1]["unit_parts_of_persons"]["outcome"] == "failed", "half of it is missing"
        units = [first, load(warehouse_url, "EM08", [collected(2, "80.00")], seq=2, mode="append")]
    else:
        persons()
        units = parts()
    run_gates(warehouse_url)
    # One of the parts again: the record counts once.
    units.append(load(warehouse_url, "EM08", [collected(2, "80.00")], seq=3, mode="append"))
    run_gates(warehouse_url)
    for delivery in units:
        checks = results(warehouse_url, delivery)[1]
        for check in ("unit_parts_of_persons", "personal_parts_of_persons"):
            assert (checks[check]["outcome"], checks[check]["unexpected_count"]) == ("passed", 0), order


def test_a_receipt_in_two_appends_that_is_wrong_as_a_whole_is_told_of_both(warehouse_url):
    load(warehouse_url, "EM09", [collected(1, "150.00", person_id="P1", personal_paid_amount=Decimal("80.00"))])
    units = [load(warehouse_url, "EM08", [collected(n, "80.00")], seq=n, mode="append") for n in (1, 2)]
    run_gates(warehouse_url)
    for delivery in units:
        checks = results(warehouse_url, delivery)[1]
        assert checks["unit_parts_of_persons"]["outcome"] == "failed"
        assert checks["personal_parts_of_persons"]["outcome"] == "passed"
    whole = load(warehouse_url, "EM08", [collected(1, "150.00", personal_paid_amount=Decimal("80.00"))], seq=3)
    run_gates(warehouse_url)
    assert results(warehouse_url, whole)[1]["unit_parts_of_persons"]["outcome"] == "passed", "the parts are replaced"


def test_who_was_told_why_he_is_held_is_told_again_only_if_the_reason_changes(warehouse_url):
    def told():
        with open_warehouse(warehouse_url) as warehouse:
            rows = warehouse.query(
                "select status from control.receipt where delivery_id = :id order by decided_at", {"id": people}
            )
        return rows.column("status").to_pylist()

    people = load(warehouse_url, "EP02", [person(), person("P2", "U2"), person("P3", "U3")])
    load(warehouse_url, "EP01", [unit()])
    run_gates(warehouse_url)
    assert told() == ["held"]
    load(warehouse_url, "EP03", [pensioner()])  # something else of the region and month
    run_gates(warehouse_url)
    assert told() == ["held"]
    load(warehouse_url, "EP01", [unit(), unit("U2")], seq=2)  # one of the two is right now
    run_gates(warehouse_url)
    assert told() == ["held", "held"]
    load(warehouse_url, "EP01", [unit(), unit("U2"), unit("U3")], seq=3)
    run_gates(warehouse_url)
    assert told() == ["held", "held", "accepted"]
