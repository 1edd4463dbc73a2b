"""`counterparties.yml`, and all counterparties together as the simulator serves them."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import psycopg
import pytest

import exchange_adapters
from exchange_adapters import counterparties
from exchange_adapters.bank import BankBalances
from exchange_adapters.limits import Limits
from exchange_adapters.port import ChannelError, ReceiveSummary
from simulator.counterparties import mof, start
from warehouse_sql.landing import Landing

Rows = Callable[[str], list[dict[str, Any]]]
SFTP = {"name": "a", "channel": "sftp_files", "host": "h", "user": "u", "key_file": "k", "known_hosts_file": "n"}


def test_relative_files_stand_beside_the_settings(tmp_path: Path) -> None:
    path = tmp_path / "counterparties.yml"
    path.write_text(json.dumps({"counterparties": [SFTP]}))
    assert counterparties.read(path)[0]["key_file"] == str(tmp_path / "k")


def test_every_limit_can_be_set() -> None:
    settings = asdict(Limits(parallel=1, max_folder_entries=7))
    [entry] = counterparties.read({"counterparties": [SFTP | settings]})
    assert Limits.of(entry) == Limits(**settings)


@pytest.mark.parametrize(
    "entries",
    [
        [{**SFTP, "password": "geheim"}],
        [{**SFTP, "port": "geheim"}],
        [{**SFTP, "channel": "geheim"}],
        [{key: value for key, value in SFTP.items() if key != "known_hosts_file"}],
        [SFTP, SFTP],
        "geheim",
    ],
)
def test_wrong_settings_are_refused_without_showing_values(entries: Any) -> None:
    with pytest.raises(ChannelError, match="counterparties") as told:
        counterparties.read({"counterparties": entries})
    assert "geheim" not in str(told.value)


def test_counterparty_that_breaks_in_any_way_keeps_no_other_waiting(
    folder: Any, landing: Landing, duckdb_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    bank = {
        "channel": "bank", "address": "http://127.0.0.1:9", "token_file": "t",
        "accounts": [{"account": "1", "region": "630000"}],
    }  # fmt: skip
    no_secret = {"name": "c", "channel": "treasury_db", "url_file": str(tmp_path / "missing")}
    entries = {"counterparties": [{**bank, "name": "a"}, no_secret, {**bank, "name": "b"}]}

    def receive(self: Any, *_: Any) -> ReceiveSummary:
        if self.name == "a":
            raise ValueError("尕藏·才让 632123199001011234")
        return ReceiveSummary(new=3)

    monkeypatch.setattr(BankBalances, "receive", receive)
    summary = exchange_adapters.receive(entries, duckdb_url, landing.root)
    assert summary.new == 3 and [text.partition(":")[0] for text in summary.failures] == ["a", "c"]
    assert (
        "ValueError" in summary.failures[0] and "6321" not in summary.failures[0] and "才让" not in summary.failures[0]
    )


def test_missing_or_broken_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ChannelError, match=r"nothing\.yml is missing: run `sif init`"):
        counterparties.read(tmp_path / "nothing.yml")
    (tmp_path / "broken.yml").write_text("a: [geheim\nb: }")
    with pytest.raises(ChannelError, match=r"broken\.yml line 2") as told:
        counterparties.read(tmp_path / "broken.yml")
    assert "geheim" not in str(told.value)


def test_night_with_all_servers_then_again_with_them_restarted(
    folder: Any, landing: Landing, duckdb_url: str, rows: Rows
) -> None:
    folder.offer(1)
    at = "2024-02-03T10:00:00+08:00"
    (folder.root / "notices.json").write_text(
        json.dumps(
            [
                {"batchNo": "B1", "table": "TX01", "region": "632300", "period": "202401", "seq": 1,
                 "file": "TAX_TX01_632300_202401_001.zip", "sha256": "a" * 64, "records": 1, "transmitType": "1",
                 "sentAt": at}
            ]
        )
    )  # fmt: skip
    (folder.root / "treasury.jsonl").write_text(
        json.dumps({"table": "treasury_receipt", "id": 1, "receipt_no": "N1", "fund_code": "enterprise_pension",
                    "region_code": "632300", "levy_period": "202401", "amount": "5.00", "received_at": at,
                    "updated_at": at}) + "\n"
    )  # fmt: skip
    (folder.root / "balances.json").write_text(json.dumps({"6300": {"balance": "1.00", "region": "630000"}}))
    mof.write_sample(folder.root / "packages")
    ports = set()
    for night in (1, 2):
        with start(folder.root) as running:
            summary = exchange_adapters.receive(running.settings, duckdb_url, landing.root)
            ports.add(running.sftp_port)
            assert summary.failures == []
            assert (summary.new, summary.notices) == ((3, 1) if night == 1 else (0, 0))
            assert summary.duplicates == (2 if night == 1 else 0), "one package by three ways"
            with psycopg.connect(running.treasury_url) as connection:
                assert connection.execute("select count(*) from treasury_exchange.treasury_receipt").fetchone() == (1,)
            assert exchange_adapters.send_receipts(running.settings, duckdb_url) == 0
            assert exchange_adapters.report_tax_results(running.settings, duckdb_url) == 0
            token = (running.settings.parent / "bank_token").read_text()
            assert token not in running.settings.read_text()
    assert rows("select source, file_code from control.delivery order by source") == [
        {"source": "HRSS", "file_code": "EP01"},
        {"source": "TRE", "file_code": "TR03"},
    ]
    assert rows("select package_id, state from control.mof_package") == [
        {"package_id": "codes-202501-funds", "state": "received"}
    ]
    assert len(ports) == 1, "addresses stay, so that settings and pinned keys do"
