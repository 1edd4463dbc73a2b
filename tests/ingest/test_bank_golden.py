"""Statements of banks as they come: each file of golden/bank gives the rows written beside it, on both engines."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ingest import load_pending
from tests.ingest.deliver import Sent, query

FOLDER = Path(__file__).parent / "golden" / "bank"
FILES = {
    "camt_02.xml": "UTF-8",
    "camt_08.xml": "UTF-8",
    "mt940_swift.txt": "GB18030",
    "mt940_plain.txt": "UTF-8",
    "mt940_cut.txt": "GB18030",
}
HEAD = (
    "account_no", "admin_division_code", "data_period", "statement_id", "statement_date", "currency_code",
    "opening_balance", "closing_balance", "entry_count", "credit_total", "debit_total", "_line_no",
)  # fmt: skip
ENTRY = (
    "account_no", "statement_id", "entry_no", "booking_date", "value_date", "credit_debit_code", "amount",
    "reversal_flag", "bank_reference", "end_to_end_reference", "counterparty_name", "counterparty_account_no",
    "remittance_text", "_line_no",
)  # fmt: skip


def rows(url: str) -> dict[str, list[dict]]:
    """What was loaded, as JSON would have it."""
    heads = query(url, f"select {', '.join(HEAD)} from raw.bk01_bank_statement order by statement_date, _line_no")
    entries = query(url, f"select {', '.join(ENTRY)} from raw.bk02_bank_entry order by booking_date, _line_no")
    return json.loads(json.dumps({"BK01": heads, "BK02": entries}, default=str, ensure_ascii=False))


def test_every_golden_file_is_read():
    assert {path.name for path in FOLDER.iterdir() if path.suffix != ".json"} == set(FILES)


@pytest.mark.parametrize("name", FILES)
def test_a_golden_statement_gives_the_expected_rows(warehouse_url, tmp_path, name):
    expected = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    table = "CAMT053" if name.startswith("camt") else "MT940"
    manifest = {"records": len(expected["BK02"]), "control_totals": expected["control_totals"]}
    Sent(
        table=table, source="BANK", mode="append", encoding=FILES[name], archive=(FOLDER / name).read_bytes(),
        manifest=manifest,
    ).land(warehouse_url, tmp_path)  # fmt: skip
    summary = load_pending(warehouse_url, tmp_path)
    assert (summary.loaded, summary.failed) == (1, 0)
    found = rows(warehouse_url)
    assert found["BK01"] == expected["BK01"]
    assert found["BK02"] == expected["BK02"]
