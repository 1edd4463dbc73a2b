"""Every source sends its tables where all funds are asked for; the rest of the province stays as it was."""

from __future__ import annotations

import json
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest

import exchange_adapters
import expectations
import ingest
from catalogue import load_catalogue
from simulator.all_funds import OWN_WAY
from simulator.generate import generate
from tests.simulator.conftest import request_for
from warehouse_sql import open_warehouse


def _manifests(folder: Path) -> dict[str, dict[str, object]]:
    return {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in folder.rglob("outbox/**/*.json")}


@pytest.fixture(scope="module")
def provinces(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The same province with one fund, and with all of them in one of its two counties."""
    made = []
    for name, regions in (("one", None), ("all", "630203")):
        folder = tmp_path_factory.mktemp(name)
        generate(
            request_for(
                folder, persons=9_000, regions="630102,630203", periods=("202501",), plants=(), traps=False,
                all_funds=regions,
            )
        )  # fmt: skip
        made.append(folder)
    return made[0], made[1]


def test_all_tables_come_from_the_chosen_county_and_nothing_else_changes(provinces):
    one, several = (_manifests(folder) for folder in provinces)
    assert {stem: one[stem]["sha256"] for stem in one} == {stem: several[stem]["sha256"] for stem in one}
    added = [several[stem] for stem in several.keys() - one.keys()]
    assert {manifest["region"] for manifest in added} == {"630203"}
    more = [manifest for manifest in added if manifest["source"] != "BANK"]
    expected = {code for code in load_catalogue().tables if not code.startswith(OWN_WAY)}
    assert {manifest["table"] for manifest in more} == expected
    assert len(more) == len(expected)
    notices = json.loads((provinces[1] / "notices.json").read_text(encoding="utf-8"))
    assert {n["file"] for n in notices} == {f"{stem}.zip" for stem in several if stem.startswith("TAX_")}


def test_treasury_and_banks_know_the_money_of_every_fund(provinces):
    lines = (provinces[1] / "treasury.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    assert len({(row["table"], row["id"]) for row in rows}) == len(rows)
    paid = {r["fund_code"]: r for r in rows if r["table"] == "payment_result" and r["region_code"] == "630203"}
    received = {r["fund_code"] for r in rows if r["table"] == "treasury_receipt" and r["region_code"] == "630203"}
    assert len(paid) == 8
    yearly = {"resident_pension", "resident_medical"}  # paid in other months of the year, but for newborns
    assert set(paid) - yearly <= received <= set(paid)
    manifests = _manifests(provinces[1])
    for table, fund in (("RP07", "resident_pension"), ("EM11", "employee_medical"), ("WI07", "work_injury")):
        (orders,) = (m for m in manifests.values() if m["table"] == table)
        (row,) = _sent(provinces[1], orders)
        assert row == Decimal(paid[fund]["amount"])
    balances = json.loads((provinces[1] / "balances.json").read_text(encoding="utf-8"))
    accounts = {row[side] for row in paid.values() for side in ("payer_account", "payee_account")}
    assert accounts <= set(balances)


def _sent(folder: Path, manifest: dict[str, object]) -> list[Decimal]:
    """The sum of 金额 in a file of orders."""
    (path,) = folder.rglob(str(manifest["file"]))
    with zipfile.ZipFile(path) as archive:
        header, *lines = archive.read(archive.namelist()[0]).decode("gb18030").splitlines()
    at = header.split("|").index("金额")
    return [sum((Decimal(line.split("|")[at]) for line in lines), Decimal(0))]


def test_the_gate_accepts_every_delivery_of_a_province_with_all_funds_and_no_check_fails_or_is_idle(
    provinces, duckdb_url, tmp_path
):
    exchange_adapters.receive_folder(provinces[1], duckdb_url, tmp_path / "landing")
    ingest.load_pending(duckdb_url, tmp_path / "landing")
    expectations.run_gates(duckdb_url)
    with open_warehouse(duckdb_url) as warehouse:
        decided = warehouse.query("select stem, status, rejected, reasons from control.delivery").to_pylist()
        failed = warehouse.query(
            "select d.file_code, g.check_id, g.observed from control.gate as g"
            " inner join control.delivery as d on d.delivery_id = g.delivery_id where g.outcome = 'failed'"
        ).to_pylist()
        checked = warehouse.query(
            "select distinct d.file_code, g.check_id from control.gate as g"
            " inner join control.delivery as d on d.delivery_id = g.delivery_id where g.outcome = 'passed'"
        ).to_pylist()
        # Of what happens rarely (a birth, a death at work) a small county may have nothing in a month.
        filled = set(
            warehouse.query("select distinct file_code from control.delivery where records > 0")
            .column("file_code")
            .to_pylist()
        )
    assert len(decided) > 100
    assert [row for row in decided if row["status"] != "accepted" or row["rejected"]] == []
    assert failed == []
    seen = {(row["file_code"], row["check_id"]) for row in checked}
    declared = {
        (table.file_code, check.id)
        for table in load_catalogue().tables.values()
        for check in table.checks
        if not table.file_code.startswith(OWN_WAY) and table.file_code in filled
    }
    assert declared <= seen  # no check is idle
    events = {
        "RP04",
        "RP05",
        "IP05",
        "IP04",
        "WI04",
        "WI05",
        "MT02",
        "MT03",
        "RM22",
        "UE03",
        "NR22",
        "EM07",
        "RP03",
        "RM04",
        "RP06",
    }
    assert {code for code in load_catalogue().tables if not code.startswith(OWN_WAY)} - filled <= events


def test_a_county_outside_the_run_is_refused(tmp_path):
    with pytest.raises(ValueError, match="630203"):
        generate(request_for(tmp_path, persons=500, regions="630102", plants=(), traps=False, all_funds="630203"))
