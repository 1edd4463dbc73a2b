"""What the simulator says is expected is what the product does: the receipts of bad deliveries."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import exchange_adapters
import ingest
from simulator.bad_deliveries import Expected, write
from warehouse_sql import open_warehouse


def _receive(folder: Path, url: str, home: Path) -> None:
    exchange_adapters.receive_folder(folder, url, home / "landing")
    ingest.load_pending(url, home / "landing")


def _decided(url: str, expected: Expected) -> tuple[str | None, dict[str, Any]]:
    """Status of the delivery's decision of that kind, and what was said with it."""
    with open_warehouse(url) as warehouse:
        receipts = warehouse.query(
            "select status, body from control.receipt where stem = :stem", {"stem": expected.stem}
        ).to_pylist()
        loaded = warehouse.query(
            "select status, accepted, rejected, reasons from control.delivery where stem = :stem",
            {"stem": expected.stem},
        ).to_pylist()
    for receipt in receipts:
        if receipt["status"] == expected.status:
            return receipt["status"], json.loads(receipt["body"])
    if loaded and loaded[0]["status"] == "loaded":
        # No gate has looked at it yet: what stands in the tables is what a receipt would say.
        row = loaded[0]
        return "accepted", {**row, "reasons": json.loads(row["reasons"] or "[]")}
    return (receipts[0]["status"] if receipts else None), {}


def test_bad_deliveries_get_the_receipts_they_must_get(tmp_path):
    url = f"duckdb:///{tmp_path}/warehouse.duckdb"
    expected = write(tmp_path / "bad")
    for wave, folder in (("first", tmp_path / "bad"), ("later", tmp_path / "bad" / "later")):
        _receive(folder, url, tmp_path)
        for case in (e for e in expected if e.wave == wave):
            status, said = _decided(url, case)
            assert status == case.status, case
            assert {reason["code"] for reason in said.get("reasons", [])} >= set(case.codes), case
            if case.accepted is not None:
                assert (said["accepted"], said["rejected"]) == (case.accepted, case.rejected), case
            if status == "rejected":
                assert {d["kind"] for d in said.get("drift", [])} >= set(case.drift), case
