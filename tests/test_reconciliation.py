"""Four-way reconciliation (四方对账) on both engines: each kind of difference is planted in the deliveries and found,
no other is, and no yuan is lost between the classes."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import psycopg
import pyarrow as pa
import pytest

import exchange_adapters
import expectations
import ingest
from ingest.text import decode
from simulator import generate
from simulator.delivery import Feed
from warehouse_sql import explain, open_published, transform
from warehouse_sql.content_hash import content_hash
from warehouse_sql.landing import Landing

PERIODS = ("202501", "202502")
NEAR, FAR = "630106", "630225"
TREASURY = {"payment_result": "TR01", "subsidy_disbursement": "TR02", "treasury_receipt": "TR03"}
# All that stands on the facts but for the supervision rules, which have tests of their own.
MARTS = sorted(
    path.stem for path in (transform.PROJECT / "models" / "mart").rglob("*.sql") if "supervision" not in path.stem
)
Row = dict[str, str]
Difference = tuple[str, str, str, str, str, str, Decimal]


def edit(outbox: Path, table: str, region: str, period: str, change: Callable[[list[Row]], None]) -> None:
    """Change the records of a delivery before it is sent: the sender's file is another one."""
    (path,) = outbox.glob(f"*/{period}/{region}/*_{table}_{region}_{period}_001.zip")
    about_path = path.with_suffix(".json")
    about = json.loads(about_path.read_text(encoding="utf-8"))
    with zipfile.ZipFile(path) as archive:
        name = archive.namelist()[0]
        text = archive.read(name).decode(about["encoding"])
    end = "\r\n" if "\r\n" in text else "\n"
    head, *lines = text.split(end)
    labels = head.split("|")
    rows = [dict(zip(labels, line.split("|"), strict=True)) for line in lines if line]
    change(rows)
    written = end.join([head, *("|".join(row[label] for label in labels) for row in rows)]) + end
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, written.encode(about["encoding"]))
    for label in about["control_totals"]:
        about["control_totals"][label] = str(sum(Decimal(row[label] or "0") for row in rows))
    content = path.read_bytes()
    about |= {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest(), "records": len(rows)}
    about_path.write_text(json.dumps(about, ensure_ascii=False), encoding="utf-8")


@dataclass
class Planted:
    """What was changed, and the differences that must come of it."""

    expected: set[Difference]
    late_unit: str = ""
    late_person: str = ""

    def add(self, leg: str, level: str, fund: str, region: str, period: str, kind: str, amount: Decimal) -> None:
        self.expected.add((leg, level, fund, region, period, kind, amount))

    def late_receipt(self, rows: list[Row]) -> None:
        """Tax's money of January comes to treasury in February only, while treasury's own list has it in January."""
        row = rows[1]
        for label in ("上解时间", "入国库时间"):
            row[label] = "202502" + row[label][6:]
        amount = Decimal(row["单位实缴金额"]) + Decimal(row["个人实缴金额"])
        self.late_unit = row["单位编号"]
        for leg, level, sign in (("paid_levied", "unit", 1), ("levied_treasury", "fund", -1)):
            self.add(leg, level, "enterprise_pension", NEAR, "202501", "timing", sign * amount)
            self.add(leg, level, "enterprise_pension", NEAR, "202502", "timing", -sign * amount)
        # A unit nobody has registered: what its number should have been misses its receipt.
        row = rows[2]
        row["单位编号"] = "630106099999"
        amount = Decimal(row["单位实缴金额"]) + Decimal(row["个人实缴金额"])
        self.add("paid_levied", "unit", "enterprise_pension", NEAR, "202501", "missing", amount)
        self.add("paid_levied", "unit", "enterprise_pension", NEAR, "202501", "unmatched", -amount)

    def other_amount(self, rows: list[Row]) -> None:
        rows[1]["单位实缴金额"] = str(Decimal(rows[1]["单位实缴金额"]) + 100)
        for leg, level, sign in (("paid_levied", "unit", -1), ("levied_treasury", "fund", 1)):
            self.add(leg, level, "enterprise_pension", FAR, "202501", "amount", sign * Decimal("100.00"))

    def other_part(self, rows: list[Row]) -> None:
        rows[0]["个人实缴金额"] = str(Decimal(rows[0]["个人实缴金额"]) - 10)
        self.add("paid_levied", "person", "enterprise_pension", FAR, "202502", "amount", Decimal("10.00"))

    def late_own_part(self, rows: list[Row]) -> None:
        """A person's own part of January comes in February, of which all else agrees."""
        row = rows[0]
        for label in ("上解时间", "入国库时间"):
            row[label] = "202502" + row[label][6:]
        self.late_person = row["人员编号(AAC001)"]
        amount = Decimal(row["个人实缴金额"])
        self.add("paid_levied", "person", "enterprise_pension", NEAR, "202501", "timing", amount)
        self.add("paid_levied", "person", "enterprise_pension", NEAR, "202502", "timing", -amount)

    def late_payment(self, rows: list[Row]) -> None:
        row = rows[0]
        row["支付时间"] = "202502" + row["支付时间"][6:]
        amount = Decimal(row["金额"])
        for leg, sign in (("plan_payment", 1), ("payment_order", -1)):
            self.add(leg, "document", "enterprise_pension", NEAR, "202501", "timing", sign * amount)
            self.add(leg, "document", "enterprise_pension", NEAR, "202502", "timing", -sign * amount)

    def failed_payment(self, rows: list[Row]) -> None:
        rows[0]["支付标志"] = "0"
        amount = Decimal(rows[0]["金额"])
        self.add("plan_payment", "document", "enterprise_pension", FAR, "202502", "missing", amount)
        self.add("payment_order", "document", "enterprise_pension", FAR, "202502", "amount", -amount)

    def unknown_payee(self, rows: list[Row]) -> None:
        """A pension that no ledger knows of: the payee of a plan is another."""
        row = next(row for row in rows if "A" in row["应付计划明细ID"])
        for label in ("主体编号", "主体身份代码"):
            row[label] = ""
        row["主体编号"] = "63022509999999"
        amount = Decimal(row["金额"])
        self.add("benefit_plan", "person", "enterprise_pension", FAR, "202501", "missing", amount)
        self.add("benefit_plan", "person", "enterprise_pension", FAR, "202501", "missing", -amount)

    def treasury(self, row: dict[str, Any]) -> bool:
        """Whether treasury tells of the row at all."""
        if row["table"] != "treasury_receipt" or row["region_code"] != NEAR:
            return True
        amount = Decimal(row["amount"])
        if row["fund_code"] == "institution_pension" and row["levy_period"] == "202502":
            self.add("levied_treasury", "fund", "institution_pension", NEAR, "202502", "missing", amount)
            self.add("treasury_bank", "document", "institution_pension", NEAR, "202502", "missing", -amount)
            return False
        if row["fund_code"] == "maternity" and row["levy_period"] == "202501":
            row["amount"] = str(amount + 7)
            self.add("levied_treasury", "fund", "maternity", NEAR, "202501", "amount", Decimal("-7.00"))
            self.add("treasury_bank", "document", "maternity", NEAR, "202501", "amount", Decimal("7.00"))
        return True


def write_treasury(folder: Path, tells: Callable[[dict[str, Any]], bool]) -> None:
    """Treasury's rows as the deliveries that its adapter makes of them."""
    batches: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for line in (folder / "treasury.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if tells(row):
            period = datetime.fromisoformat(row["updated_at"]).strftime("%Y%m")
            batches.setdefault((TREASURY[row["table"]], period), []).append(row)
    for (table, period), rows in sorted(batches.items()):
        feed = Feed(folder / "outbox", table, "630000", period, datetime(2025, 4, 1), mode="append")
        columns: dict[str, Any] = {"is_deleted": "0"}
        for name in feed.table.columns:
            if name == "amount":
                columns[name] = np.array([int(Decimal(row[name]) * 100) for row in rows], dtype=np.int64)
            elif name.endswith("_at"):
                columns[name] = pa.array([datetime.fromisoformat(row[name]).strftime("%Y%m%d%H%M%S") for row in rows])
            elif name != "is_deleted":
                columns[name] = pa.array([str(row[name]) for row in rows])
        feed.add(len(rows), columns)
        feed.close()


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Planted]:
    folder = tmp_path_factory.mktemp("reconciled")
    regions = f"{NEAR},{FAR}"
    generate.generate(
        generate.Request(persons=2_000, periods=PERIODS, seed=7, out=folder, regions=regions, all_funds=regions)
    )
    done = Planted(set())
    outbox = folder / "outbox"
    edit(outbox, "EP08", NEAR, "202501", done.late_receipt)
    edit(outbox, "EP08", FAR, "202501", done.other_amount)
    edit(outbox, "EP09", NEAR, "202501", done.late_own_part)
    edit(outbox, "EP09", FAR, "202502", done.other_part)
    edit(outbox, "EP11", NEAR, "202501", done.late_payment)
    edit(outbox, "EP11", FAR, "202502", done.failed_payment)
    edit(outbox, "EP11", FAR, "202501", done.unknown_payee)
    write_treasury(folder, done.treasury)
    return folder, done


@pytest.fixture(scope="module")
def built(
    planted: tuple[Path, Planted], postgres_server: str, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, tuple[str, Path]]:
    """Engine → warehouse and home."""
    with psycopg.connect(postgres_server, autocommit=True) as connection:
        connection.execute("create database sif_reconciliation")
    found = {}
    for engine in ("duckdb", "postgres"):
        home = tmp_path_factory.mktemp(engine)
        url = f"duckdb://{home / 'warehouse.duckdb'}"
        if engine == "postgres":
            url = postgres_server.replace("/postgres?", "/sif_reconciliation?")
        exchange_adapters.receive_folder(planted[0], url, home / "landing")
        ingest.load_pending(url, home / "landing")
        expectations.run_gates(url)
        transform.build(url, select=["core", *MARTS])
        found[engine] = (url, home)
    return found


def rows(url: str, sql: str) -> list[dict[str, Any]]:
    with open_published(url) as published:
        return list(published.query(sql).to_pylist())


ENGINES = pytest.mark.parametrize("engine", ["duckdb", "postgres"])


@ENGINES
def test_each_planted_difference_is_found_in_its_class_and_no_other(built, planted, engine):
    # 应缴 against 实缴 of the first month lacks the month before; the other funds' supplements are drawn by themselves.
    found = rows(
        built[engine][0],
        "select leg_code, level_code, fund_code, region_code, period, class_code, difference_amount"
        " from mart.mart_reconciliation__difference where leg_code <> 'due_paid' and not (leg_code = 'paid_levied'"
        " and fund_code <> 'enterprise_pension')",
    )
    assert sorted(map(tuple, (row.values() for row in found))) == sorted(planted[1].expected)


@ENGINES
def test_what_was_late_is_settled_in_the_month_it_came(built, planted, engine):
    found = rows(
        built[engine][0],
        "select period, settled_period, counterpart_period from mart.mart_reconciliation__difference"
        f" where leg_code = 'paid_levied' and unit_id = '{planted[1].late_unit}' and level_code = 'unit'"
        " and fund_code = 'enterprise_pension' order by period",
    )
    assert [tuple(row.values()) for row in found] == [("202501", "202502", "202502"), ("202502", "202502", "202501")]


@ENGINES
@pytest.mark.parametrize("side", ["contribution", "expenditure"])
def test_classes_add_up_to_the_difference_of_each_leg_and_month(built, engine, side):
    found = rows(built[engine][0], f"select * from mart.mart_reconciliation__{side}_month")
    assert {row["leg_code"] for row in found} >= {"paid_levied", "levied_treasury"} or side == "expenditure"
    for row in found:
        classes = [row[f"{name}_difference_amount"] for name in ("timing", "missing", "amount", "unmatched")]
        assert sum(classes) == row["difference_amount"] == row["left_amount"] - row["right_amount"], row
    rests = rows(
        built[engine][0],
        "select leg_code, fund_code, region_code, period, sum(left_amount) as l, sum(right_amount) as r"
        f" from mart.mart_reconciliation__difference where is_summed and side_code = '{side}'"
        " group by leg_code, fund_code, region_code, period",
    )
    by_place = {(r["leg_code"], r["fund_code"], r["region_code"], r["period"]): (r["l"], r["r"]) for r in rests}
    for row in found:
        left, right = by_place.get((row["leg_code"], row["fund_code"], row["region_code"], row["period"]), (0, 0))
        # every yuan of a station is in one place: it agrees, or it is in one difference
        assert row["matched_amount"] + left == row["left_amount"], row
        assert row["matched_amount"] + right == row["right_amount"], row


# Each station once more, from the facts alone: leg, side of it, and the money with its month.
STATIONS = [
    ("due_paid", "left", "select fund_code, region_code, period, due_amount + due_supplementary_amount as amount"
     " from core.fct_unit_contribution union all select fund_code, region_code, period, due_amount"
     " from core.fct_contribution where fund_code = 'employee_medical'"),
    ("paid_levied", "left", "select fund_code, region_code, period, paid_amount + paid_supplementary_amount"
     " + arrears_repaid_amount - refunded_amount as amount from core.fct_unit_contribution union all"
     " select fund_code, region_code, period, paid_amount from core.fct_contribution"
     " where fund_code = 'employee_medical'"),
    ("levied_treasury", "left", "select fund_code, region_code, levied_period as period, amount"
     " from core.fct_tax_receipt union all select fund_code, region_code, levied_period, amount + collective_aid_amount"
     " from core.fct_tax_receipt_person where file_code in ('EM10', 'RP06', 'RM04')"),
    ("levied_treasury", "right", "select fund_code, region_code, received_period as period, amount"
     " from core.fct_treasury_receipt"),
    ("treasury_bank", "left", "select fund_code, region_code, received_period as period, amount"
     " from core.fct_treasury_receipt"),
    # An account that no payment names is known by treasury's receipts only.
    ("treasury_bank", "right", "select coalesce(a.fund_code, t.fund_code) as fund_code, e.region_code, e.period,"
     " e.credit_amount as amount from core.fct_bank_entry e"
     " left join core.dim_bank_account a on a.account_no = e.account_no"
     " left join core.fct_treasury_receipt t on t.receipt_no = e.end_to_end_reference"
     " where e.counterparty_name = '国家金库'"),
    ("benefit_plan", "right", "select fund_code, region_code, period,"
     " case when is_reversal then -abs(amount) else amount end as amount from core.fct_payable_item"),
    ("plan_payment", "right", "select fund_code, region_code,"
     " substr(replace(cast(paid_date as varchar), '-', ''), 1, 6) as period, amount from core.fct_payment"
     " where is_paid"),
    ("payment_order", "right", "select fund_code, region_code, disbursed_period as period, amount"
     " from core.fct_disbursement"),
    ("order_bank", "right", "select a.fund_code, e.region_code, e.period, e.debit_amount as amount"
     " from core.fct_bank_entry e join core.dim_bank_account a on a.account_no = e.account_no"
     " where a.account_kind = 'expenditure'"),
    ("allocation_bank", "left", "select fund_code, region_code, period, amount from core.fct_treasury_payment"
     " where is_paid"),
]  # fmt: skip


@ENGINES
def test_stations_hold_all_the_money_of_the_facts(built, engine):
    for leg, side, sql in STATIONS:
        counted = rows(
            built[engine][0],
            f"select fund_code, region_code, period, sum(amount) as n from ({sql}) as facts"
            " group by fund_code, region_code, period having sum(amount) <> 0 order by 1, 2, 3",
        )
        table = (
            "contribution" if leg in ("due_paid", "paid_levied", "levied_treasury", "treasury_bank") else "expenditure"
        )
        told = rows(
            built[engine][0],
            f"select fund_code, region_code, period, {side}_amount as n from mart.mart_reconciliation__{table}_month"
            f" where leg_code = '{leg}' and {side}_amount <> 0 order by 1, 2, 3",
        )
        assert counted and told == counted, (leg, side)


# What a unit, and a person at a unit, owed, paid and had levied in a month, once more from the facts.
SIDES = {
    "unit": "select fund_code, region_code, period, unit_id, '' as person_id,"
    " due_amount + due_supplementary_amount as due,"
    " paid_amount + paid_supplementary_amount + arrears_repaid_amount - refunded_amount as paid, 0 as levied"
    " from core.fct_unit_contribution union all"
    " select fund_code, region_code, period, unit_id, '', due_amount, paid_amount, 0 from core.fct_contribution"
    " where file_code = 'EM02' union all"
    " select fund_code, region_code, levied_period, unit_id, '', 0, 0, amount from core.fct_tax_receipt union all"
    " select fund_code, region_code, levied_period, unit_id, '', 0, 0, amount from core.fct_tax_receipt_person"
    " where file_code = 'EM10'",
    "person": "select fund_code, region_code, period, unit_id, person_id, due_amount + due_supplementary_amount as due,"
    " paid_amount + paid_supplementary_amount + arrears_repaid_amount as paid, 0 as levied from core.fct_contribution"
    " where file_code in ('EP02', 'IP02', 'EM02', 'UE02') union all"
    " select fund_code, region_code, levied_period, unit_id, person_id, 0, 0, personal_amount"
    " from core.fct_tax_receipt_person where file_code in ('EP09', 'IP09', 'EM09', 'EM10', 'UE07')",
}


@ENGINES
@pytest.mark.parametrize(("level", "person", "kept"), [
    ("unit", "''", "true"),
    ("person", "person_id", "sum(due) <> sum(paid) or sum(paid) <> sum(levied)"),
])  # fmt: skip
def test_a_month_of_a_unit_or_person_is_one_row_over_the_tables_of_all_months(
    built, planted, engine, level, person, kept
):
    keys = "fund_code, region_code, period, unit_id"
    told = rows(
        built[engine][0],
        f"select {keys}, {person} as person_id, due_amount as due, paid_amount as paid, levied_amount as levied"
        f" from mart.mart_reconciliation__{level} order by 1, 2, 3, 4, 5",
    )
    counted = rows(
        built[engine][0],
        f"select {keys}, person_id, sum(due) as due, sum(paid) as paid, sum(levied) as levied"
        f" from ({SIDES[level]}) as f group by {keys}, person_id having {kept} order by 1, 2, 3, 4, 5",
    )
    assert told == counted
    late = planted[1].late_unit if level == "unit" else planted[1].late_person
    of_late = [row for row in told if late in (row["unit_id"], row["person_id"]) and row["fund_code"].startswith("ent")]
    # what was paid in January was levied in February, beside all of February's own
    assert [(row["period"], row["levied"] - row["paid"]) for row in of_late] == [
        ("202501", -of_late[0]["paid"]), ("202502", of_late[0]["paid"])
    ] and of_late[1]["paid"] > 0  # fmt: skip


@ENGINES
def test_of_a_month_that_agrees_but_for_a_late_receipt_both_stations_are_told(built, planted, engine):
    found = rows(
        built[engine][0],
        "select m.paid_amount, m.levied_amount, d.left_all_amount, d.right_all_amount, m.is_equal"
        " from mart.mart_reconciliation__unit m join mart.mart_reconciliation__difference d"
        " on d.fund_code = m.fund_code and d.unit_key = m.unit_key and d.period = m.period and d.level_code = 'unit'"
        f" where d.leg_code = 'paid_levied' and m.unit_id = '{planted[1].late_unit}' and m.period = '202502'"
        " and m.fund_code = 'enterprise_pension'",
    )
    assert len(found) == 1 and found[0]["paid_amount"] > 0 and not found[0]["is_equal"]
    assert found[0]["left_all_amount"] == found[0]["paid_amount"]
    assert found[0]["right_all_amount"] == found[0]["levied_amount"] > found[0]["paid_amount"]


def lines_of(row: explain.RowView) -> list[explain.LineView]:
    own = [row.line] if row.line else []
    return own + [line for origin in row.origins for parent in origin.rows for line in lines_of(parent)]


@ENGINES
def test_why_leads_from_each_difference_to_lines_of_landed_files(built, engine):
    url, home = built[engine]
    keys = rows(
        url,
        "select leg_code, class_code, min(difference_key) as difference_key from mart.mart_reconciliation__difference"
        " where leg_code <> 'due_paid' and fund_code in ('enterprise_pension', 'maternity')"
        " group by leg_code, level_code, class_code order by leg_code, level_code, class_code",
    )
    assert len(keys) >= 11
    with open_published(url) as published:
        for key in keys:
            told = explain.explain(
                published, Landing(home / "landing"), transform.PROJECT / "models", "mart_reconciliation__difference",
                [key["difference_key"]], decode=decode, limit=2,
            )  # fmt: skip
            lines = [line for row in told.rows for line in lines_of(row)]
            if key["class_code"] == "unmatched":  # a unit that only tax knows
                assert {line.delivery.file_code for line in lines} == {"EP08"}
            assert told.agrees and lines and all(line.raw is not None for line in lines), key


@ENGINES
def test_why_of_a_month_shows_that_its_classes_add_up(built, engine):
    url, home = built[engine]
    with open_published(url) as published:
        told = explain.explain(
            published, Landing(home / "landing"), transform.PROJECT / "models",
            "mart_reconciliation__contribution_month", ["enterprise_pension", NEAR, "202501", "paid_levied"],
            decode=decode,
        )  # fmt: skip
    assert told.total == 1 and told.agrees and told.rows[0].sums


@ENGINES
@pytest.mark.parametrize(("level", "files"), [("unit", ["EP01", "EP08", "EP08"]), ("person", ["EP02", "EP09", "EP09"])])
def test_why_of_a_late_receipt_shows_the_lines_of_both_tables(built, planted, engine, level, files):
    url, home = built[engine]
    late = planted[1].late_unit if level == "unit" else planted[1].late_person
    with open_published(url) as published:
        told = explain.explain(
            published, Landing(home / "landing"), transform.PROJECT / "models", f"mart_reconciliation__{level}",
            ["fund_code=enterprise_pension", f"region_code={NEAR}", "period=202502", f"{level}_id={late}"],
            decode=decode,
        )  # fmt: skip
    assert told.total == 1 and told.agrees
    assert {check.column for check in told.rows[0].sums} == {"due_amount", "paid_amount", "levied_amount"}
    assert sorted(line.delivery.file_code for line in lines_of(told.rows[0])) == files


# Figures of 基金收支（月）that are those of a station.
FIGURES = {
    "contribution_hrss_amount": ("contribution", "paid_levied", "left"),
    "contribution_tax_amount": ("contribution", "levied_treasury", "left"),
    "contribution_treasury_amount": ("contribution", "levied_treasury", "right"),
    "benefit_hrss_amount": ("expenditure", "benefit_plan", "left"),
}
RESIDENTS = {"resident_pension", "resident_medical"}


@ENGINES
@pytest.mark.parametrize("figure", FIGURES)
def test_income_and_expenditure_of_a_fund_are_what_its_stations_have(built, engine, figure):
    side, leg, place = FIGURES[figure]
    told = rows(
        built[engine][0],
        f"select fund_code, region_code, period, {figure} as n from mart.mart_fund__income_expenditure_month"
        f" where {figure} <> 0 order by 1, 2, 3",
    )
    station = rows(
        built[engine][0],
        f"select fund_code, region_code, period, {place}_amount as n from mart.mart_reconciliation__{side}_month"
        f" where leg_code = '{leg}' and {place}_amount <> 0 order by 1, 2, 3",
    )
    assert told == station
    funds = {row["fund_code"] for row in told}
    assert funds >= {"employee_medical", "work_injury", "unemployment", "maternity"}
    assert RESIDENTS.isdisjoint(funds) is (figure == "contribution_hrss_amount")


@ENGINES
def test_why_of_income_and_expenditure_adds_up_in_every_fund(built, engine):
    url, home = built[engine]
    mart = "mart_fund__income_expenditure_month"
    keys = rows(url, f"select fund_code, region_code, period from mart.{mart} order by 1, 2, 3")
    one_of_each = {key["fund_code"]: key for key in keys}
    assert len(one_of_each) == 8
    with open_published(url) as published:
        for key in one_of_each.values():
            told = explain.explain(
                published, Landing(home / "landing"), transform.PROJECT / "models", mart, list(key.values()),
                decode=decode, limit=1,
            )  # fmt: skip
            [row] = told.rows
            assert told.agrees and lines_of(row), key
            assert {check.column for check in row.sums} == set(row.values) - set(key)


@pytest.mark.parametrize("schema", ["core", "intermediate", "mart"])
def test_both_engines_give_the_same_rows_of_all_funds(built, schema):
    hashes = {}
    for engine, (url, _) in built.items():
        with open_published(url) as published:
            names = sorted(name for name in published.relations() if name.startswith(schema + "."))
            hashes[engine] = {name: content_hash(published, name) for name in names}
    assert len(hashes["duckdb"]) >= 5
    assert [n for n in sorted(hashes["duckdb"]) if hashes["duckdb"][n] != hashes["postgres"].get(n)] == []
