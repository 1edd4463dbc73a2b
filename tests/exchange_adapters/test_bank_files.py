"""Statements of banks from an outbox to rows, through a folder and through SFTP, and the receipts that go back."""

from __future__ import annotations

import json
from typing import Any

import pytest

from exchange_adapters import send_receipts
from expectations import run_gates
from ingest import load_pending
from warehouse_sql.landing import Landing


@pytest.mark.parametrize("name", ["bank_folder", "bank_sftp"])
def test_both_formats_arrive_are_loaded_and_answered(
    name: str, request: pytest.FixtureRequest, landing: Landing, duckdb_url: str, rows: Any
) -> None:
    side = request.getfixturevalue(name)
    side.offer(1)
    side.offer(2)
    side.offer(3, content=b"<Document/>")
    channel = side.channel()
    assert channel.receive(duckdb_url, landing.root, None).new == 3
    summary = load_pending(duckdb_url, landing.root)
    assert (summary.loaded, summary.rejected, summary.failed) == (2, 1, 0)
    run_gates(duckdb_url)
    if name == "bank_folder":
        send_receipts(side.root, duckdb_url)
        told = {
            path.name: json.loads(path.read_text(encoding="utf-8")) for path in (side.root / "receipts/BANK").iterdir()
        }
        assert {name: receipt["status"] for name, receipt in told.items()} == {
            "BANK_MT940_632300_202401_001.receipt.json": "accepted",
            "BANK_CAMT053_632300_202401_002.receipt.json": "accepted",
            "BANK_MT940_632300_202401_003.receipt.json": "rejected",
        }
    found = rows("select account_no, entry_count from raw.bk01_bank_statement order by statement_id")
    assert found == [
        {"account_no": "2806632300900000110", "entry_count": 4},
        {"account_no": "2806632300900000110", "entry_count": 3},
    ]
