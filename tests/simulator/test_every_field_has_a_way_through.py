"""Every table and field of the standard comes through: written, received, loaded, gated, seen in its staging view.

The tables are those of `catalogue/standard/*.csv`, read here with nothing of the catalogue; the values in the staging
views are compared one by one with what was written.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import exchange_adapters
import expectations
import ingest
from catalogue import load_catalogue
from ingest import types
from simulator.books import CountyMonth
from simulator.delivery import Feed
from simulator.generate import Province, Request, produced_at
from simulator.money import Entry, write_statement
from simulator.tables import CountyTables, Filled
from warehouse_sql import open_warehouse

ROOT = Path(__file__).resolve().parents[2]
STANDARD = ROOT / "catalogue" / "standard"
COUNTY, PERIOD, ROWS = "630102", "202503", 40
ACCOUNT = "2806630102000000110"
ENTRIES = [
    Entry(date(2025, 3, 8), 1_000_000, "ZF1", "财政专户拨入", "社会保险基金财政专户", "2806630102900000110"),
    Entry(date(2025, 3, 10), -700_050, "DF1", "代发202503期养老金", "中国工商银行代发养老金", "91026301020001"),
    Entry(date(2025, 3, 10), -299_950, "DF2", "代发202503期养老金", "中国农业银行代发养老金", "91036301020001"),
]


def standard() -> dict[str, list[str]]:
    """Columns by file code, in the order of the documents; appended ones at the end."""
    tables: dict[str, list[str]] = {}
    for name in ("tables", "extension_tables", "border_tables"):
        tables |= {row["file_code"]: [] for row in _rows(name)}
    for name in ("fields", "extension_fields", "border_fields", "appended_fields"):
        for row in _rows(name):
            tables[row["file_code"]].append(row["column_name"])
    return tables


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (STANDARD / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


def write_all(out: Path) -> dict[str, Filled]:
    """One county's month of every table that comes as a file of exchange.md §1; what was written, by file code."""
    request = Request(persons=1_500, periods=(PERIOD,), seed=7, out=out, regions=COUNTY)
    province = Province(request)
    county = CountyMonth(province.fund, province.counties[0], province.months[0], ROWS)
    written = {}
    for filled in CountyTables(county).fill(c for c in standard() if c not in ("BK01", "BK02", "HI01")):
        code = filled.table.file_code
        feed = Feed(out / "outbox", code, COUNTY, PERIOD, produced_at(province.months[0], code))
        feed.add(filled.count, filled.columns)
        feed.close()
        written[code] = filled
    return written


def values(filled: Filled, column: str) -> list[Any]:
    """What was written in a column, as the values it must become."""
    cells = filled.columns[column]
    if isinstance(cells, np.ndarray):
        return [Decimal(int(fen)) / 100 for fen in cells]
    texts = [cells] * filled.count if isinstance(cells, str) else cells.to_pylist()
    kind = filled.table.field(column).logical_type
    return [types.parse(kind, text) for text in texts]


def staged(warehouse: Any, file_code: str) -> dict[str, list[Any]]:
    """The rows of the generated staging view, its SQL run on the state of the warehouse."""
    (path,) = (ROOT / "dbt_project" / "models" / "staging" / "_generated").rglob(f"stg_*__{file_code.lower()}_*.sql")
    sql = path.read_text(encoding="utf-8").replace("{{ known_as_of('d') }}", "true")
    sql = re.sub(r"\{\{ source\('(\w+)', '(\w+)'\) \}\}", r"\1.\2", sql)
    assert "{{" not in sql
    return dict(warehouse.query(f"select * from ({sql}) as view_of_it order by _delivery_id, _line_no").to_pydict())


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Filled]]:
    out = tmp_path_factory.mktemp("all_tables")
    filled = write_all(out)
    for seq, version in enumerate(("02", "08"), start=1):
        account = f"{ACCOUNT[:-1]}{seq}"
        month = 2025 * 12 + 2
        write_statement(out / "outbox", COUNTY, month, seq, account, "支出户", 50_000_000, ENTRIES, version)
    return out, filled


Fields = list[tuple[str, str]]


def walk(warehouse: Any, tables: dict[str, list[str]], filled: dict[str, Filled]) -> tuple[Fields, Fields, Fields]:
    """Fields that are not in their staging view, in it but always empty, and with other values than were written."""
    missing: Fields = []
    empty: Fields = []
    different: Fields = []
    for code, columns in tables.items():
        rows = staged(warehouse, code)
        for column in columns:
            found = rows.get(column)
            if found is None:
                missing.append((code, column))
            elif all(value is None for value in found):
                empty.append((code, column))
            elif code in filled and found != values(filled[code], column):
                different.append((code, column))
    return missing, empty, different


def test_every_table_and_field_has_a_way_through(written, warehouse_url, tmp_path):
    folder, filled = written
    exchange_adapters.receive_folder(folder, warehouse_url, tmp_path / "landing")
    ingest.load_pending(warehouse_url, tmp_path / "landing")
    expectations.run_gates(warehouse_url)
    with open_warehouse(warehouse_url) as warehouse:
        held = warehouse.query("select stem, status, reasons from control.delivery where status <> 'accepted'")
        assert held.to_pylist() == []
        # No agency sends reports of the past: they are read out of workbooks (tests/exchange_adapters/test_history.py).
        by_workbook = [("HI01", field) for field in standard()["HI01"]]
        assert walk(warehouse, standard(), filled) == ([], by_workbook, [])
        # The walk is not blind: a field nobody sends, and a value that is not the one sent.
        few = {"EP05": [*standard()["EP05"], "field_without_feed"], "ST01": standard()["ST01"]}
        wrong = Filled(filled["ST01"].table, filled["ST01"].count, {**filled["ST01"].columns, "indicator_name": "x"})
        assert walk(warehouse, few, {**filled, "ST01": wrong}) == (
            [("EP05", "field_without_feed")], [], [("ST01", "indicator_name")],
        )  # fmt: skip
        with pytest.raises(ValueError):
            walk(warehouse, {"ZZ01": ["a"]}, filled)
        _check_bank(staged(warehouse, "BK01"), staged(warehouse, "BK02"))
    assert set(standard()) - set(filled) == {"BK01", "BK02", "HI01"}


def _check_bank(heads: dict[str, list[Any]], entries: dict[str, list[Any]]) -> None:
    """Two accounts, two days each; three entries on each account."""
    assert sorted(heads["opening_balance"]) == [Decimal(500_000)] * 2 + [Decimal(510_000)] * 2
    assert sum(heads["credit_total"]) == Decimal(20_000) and sum(heads["debit_total"]) == Decimal(20_000)
    assert sum(heads["entry_count"]) == 6
    expected = sorted(Decimal(abs(e.fen)) / 100 for e in ENTRIES) * 2
    assert sorted(entries["amount"]) == sorted(expected)
    for column, name in (
        ("remittance_text", "text"), ("counterparty_name", "other_name"), ("booking_date", "day"),
        ("counterparty_account_no", "other_account"), ("end_to_end_reference", "reference"),
    ):  # fmt: skip
        assert sorted(entries[column]) == sorted([getattr(e, name) for e in ENTRIES] * 2)


def test_keys_are_unique_and_filled_and_numbers_of_people_are_right(written):
    _, filled = written
    people: dict[str, tuple[str, str]] = {}
    for code, mine in filled.items():
        keys = list(zip(*(values(mine, c) for c in mine.table.natural_key), strict=True))
        assert len(set(keys)) == mine.count > 0, code
        required = [values(mine, c) for c in mine.table.required_key]
        assert all(value is not None for column in required for value in column), code
        if {"person_id", "person_name", "citizen_id"} <= set(mine.columns):
            for person, *who in zip(
                *(values(mine, c) for c in ("person_id", "person_name", "citizen_id")), strict=True
            ):
                assert people.setdefault(person, tuple(who)) == tuple(who), code
    assert len(people) > 100
    for _, number in people.values():
        weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
        check = sum(int(digit) * weight for digit, weight in zip(number, weights, strict=False)) % 11
        assert number[17] == "10X98765432"[check]


def test_money_agrees_between_the_tables_of_a_fund(written):
    _, filled = written
    for orders, payments, items in (
        ("EP10", "EP11", "EP12"), ("RP07", "RP08", "RP09"), ("IP10", "IP11", "IP12"), ("EM11", "EM12", "EM13"),
        ("RM05", "RM06", "RM07"), ("UE08", "UE09", "UE10"), ("WI07", "WI08", "WI09"), ("MT05", "MT06", "MT07"),
    ):  # fmt: skip
        assert _sums(filled[orders], "payment_master_id") == _sums(filled[payments], "payment_master_id")
        assert _sums(filled[payments], "payable_plan_detail_id") == _sums(filled[items], "payable_plan_detail_id")
    for unit, person, of_unit, of_person in (
        ("EP01", "EP02", "personal_paid_current_subtotal", "personal_paid_current_amount"),
        ("IP01", "IP02", "personal_paid_current_subtotal", "personal_paid_current_amount"),
        ("UE01", "UE02", "personal_paid_current_subtotal", "personal_paid_current_amount"),
        ("EP08", "EP09", "personal_paid_amount", "personal_paid_amount"),
        ("IP08", "IP09", "unit_paid_amount", "unit_paid_amount"),
        ("EM08", "EM09", "unit_paid_amount", "unit_paid_amount"),
        ("UE06", "UE07", "unit_paid_amount", "unit_paid_amount"),
    ):
        assert _sums(filled[unit], "unit_id", of_unit) == _sums(filled[person], "unit_id", of_person)


def _sums(filled: Filled, key: str, amount: str = "amount") -> dict[Any, Decimal]:
    sums: dict[Any, Decimal] = {}
    for name, value in zip(values(filled, key), values(filled, amount), strict=True):
        sums[name] = sums.get(name, Decimal(0)) + value
    return sums


def test_each_parent_is_at_least_its_parts(written):
    _, filled = written
    for code, mine in filled.items():
        parts: dict[str, list[str]] = {}
        for field in load_catalogue().tables[code].fields:
            if field.parent_column:
                parts.setdefault(field.parent_column, []).append(field.column)
        for parent, children in parts.items():
            # Kinds of insured people overlap: each is within the whole by itself.
            groups = [[child] for child in children] if parent == "insured_headcount" else [children]
            for group in groups:
                sums = [sum(row) for row in zip(*(values(mine, child) for child in group), strict=True)]
                assert all(a >= b for a, b in zip(values(mine, parent), sums, strict=True)), (code, parent)
