"""Statements of months that were generated apart follow one another without a break."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from lxml import etree

import exchange_adapters
import expectations
import ingest
from simulator.money import MonthMoney, write_statements
from simulator.months import month_index
from warehouse_sql import open_warehouse


def balances(folder: Path, seq: int) -> list[tuple[str, str]]:
    """Opening and closing of every statement of an account, in the order of the files."""
    found = []
    for path in sorted(folder.rglob(f"BANK_CAMT053_*_{seq:03d}.xml")):
        for statement in etree.parse(path).iterfind(".//{*}Stmt"):
            by_kind = {b.findtext(".//{*}Cd"): b.findtext("{*}Amt") for b in statement.iterfind("{*}Bal")}
            found.append((by_kind["OPBD"], by_kind["CLBD"]))
    return found


@pytest.mark.parametrize("seq", [1, 2])
def test_months_generated_apart_are_one_chain(tmp_path, seq):
    gain = MonthMoney("632300", month_index("202401"), (100_00, 50_00), ((month_index("202401"), 900_00),))
    loss = MonthMoney("632300", month_index("202402"), (700_00, 0), ((month_index("202402"), 1_00),))
    idle = MonthMoney("632300", month_index("202403"), (0,), ((month_index("202403"), 0),))
    for money in (gain, loss, idle):
        write_statements(tmp_path, [money])
    found = balances(tmp_path, seq)
    assert len(found) >= 3
    assert all(before[1] == after[0] for before, after in itertools.pairwise(found))


def test_statements_in_both_formats_are_read_and_make_one_chain(duckdb_url, tmp_path):
    for region in ("630105", "632300"):  # MT940 and camt.053
        for period in ("202401", "202402"):
            month = month_index(period)
            money = MonthMoney(region, month, (100_00, 50_00), ((month, 900_00), (month - 1, 3_07)))
            write_statements(tmp_path / "outbox", [money])
    assert {path.name.split("_")[1] for path in tmp_path.rglob("BANK_*.json")} == {"MT940", "CAMT053"}
    exchange_adapters.receive_folder(tmp_path, duckdb_url, tmp_path / "landing")
    ingest.load_pending(duckdb_url, tmp_path / "landing")
    expectations.run_gates(duckdb_url)
    with open_warehouse(duckdb_url) as warehouse:
        rows = warehouse.query("select status, count(*) as n from control.delivery group by status").to_pylist()
        assert rows == [{"status": "accepted", "n": 8}]
        checks = warehouse.query(
            "select outcome, count(*) as n from control.gate where check_id = 'balance_continues' group by outcome"
        ).to_pylist()
        entries = warehouse.query(
            "select d.file_code, count(*) as n, sum(e.amount) as amount, count(e.counterparty_name) as named"
            " from raw.bk02_bank_entry e join control.delivery d on d.delivery_id = e._delivery_id"
            " group by d.file_code order by d.file_code"
        ).to_pylist()
    assert checks == [{"outcome": "passed", "n": 8}]
    camt, swift = entries
    assert (camt["n"], camt["amount"], camt["named"]) == (swift["n"], swift["amount"], swift["named"])
