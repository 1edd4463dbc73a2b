"""A kill at any moment leaves each delivery untouched or done; running again ends where an undisturbed run ends."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ingest import groups, load_pending, reading
from tests.ingest.deliver import CATALOGUE, good, land, query, record

REPOSITORY = Path(__file__).parents[2]
EP01, EP02 = CATALOGUE.table("EP01"), CATALOGUE.table("EP02")
COMPARED = {
    "raw.ep01_unit_contribution": "_delivery_id, _line_no",
    "raw.ep02_personal_contribution": "_delivery_id, _line_no",
    "control.reject": "delivery_id, line_no",
    "control.drift": "delivery_id, column_label",
}


def deliver(url: str, root: Path, files: int, rows: int) -> None:
    """Small and large files, good, with bad records, drifted, and refused."""
    chance, made = random.Random(3), []
    for seq in range(1, files + 1):
        table = EP01 if seq % 2 else EP02
        count = rows if seq % 4 == 0 else 20
        sent = good(count, seq=seq, table=table.file_code)
        money = [f.column for f in table.fields if f.logical_type == "money"]
        sent.records = [
            record(table, n, **{c: f"{chance.randrange(10**7) / 100:.2f}" for c in money}) for n in range(count)
        ]
        if seq % 5 == 0:
            sent.records[7] = record(table, 7, data_period="x")
        if seq % 7 == 0:
            sent.manifest = {"records": 1}
        if seq % 6 == 0:
            sent.header = [*table.labels, "多出"]
            sent.records = [[*cells, "1"] for cells in sent.records]
        made.append(sent)
    land(made, url, root)


def contents(url: str) -> dict[str, object]:
    found = {table: query(url, f"select * from {table} order by {order}") for table, order in COMPARED.items()}
    found["deliveries"] = query(
        url, "select delivery_id, status, records, accepted, rejected, reasons from control.delivery order by 1"
    )
    found["receipts"] = query(url, "select stem, status from control.receipt order by 1, 2")
    return found


def compare(tmp_path: Path, killed_url: str, plain_url: str, files: int, rows: int, kills: int, monkeypatch) -> None:
    root = tmp_path / "landing"
    deliver(killed_url, root, files, rows)
    deliver(plain_url, root, files, rows)
    done = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("kill_rounds.py")), killed_url, str(root), str(kills), "11"],
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout.split()[-1]) == kills
    monkeypatch.setattr(groups, "SMALL_FILE", 20_000)
    monkeypatch.setattr(reading, "BLOCK_BYTES", 30_000)
    summary = load_pending(plain_url, root)
    assert summary.failed == 0
    assert summary.loaded > 0
    assert summary.rejected > 0
    found, expected = contents(killed_url), contents(plain_url)
    for name, rows_expected in expected.items():
        assert found[name] == rows_expected, name


@pytest.mark.slow
def test_25_kills_then_a_run_equal_an_undisturbed_run_on_duckdb(tmp_path, monkeypatch):
    urls = [f"duckdb://{tmp_path / name / 'w.duckdb'}" for name in ("killed", "plain")]
    compare(tmp_path, urls[0], urls[1], files=80, rows=2000, kills=25, monkeypatch=monkeypatch)


@pytest.mark.slow
def test_kills_then_a_run_equal_an_undisturbed_run_on_postgres(tmp_path, bare_postgres_url, monkeypatch):
    plain = f"duckdb://{tmp_path / 'plain' / 'w.duckdb'}"
    compare(tmp_path, bare_postgres_url, plain, files=40, rows=2000, kills=8, monkeypatch=monkeypatch)


def test_loading_again_changes_nothing(warehouse_url, tmp_path):
    root = tmp_path / "landing"
    deliver(warehouse_url, root, 8, 50)
    load_pending(warehouse_url, root)
    before = contents(warehouse_url)
    assert load_pending(warehouse_url, root).deliveries == 0
    assert contents(warehouse_url) == before
    shutil.rmtree(root)
    assert load_pending(warehouse_url, root).deliveries == 0
