"""Outboxes by SFTP and as a folder: one code path, two file systems."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import exchange_adapters
from exchange_adapters import outbox
from warehouse_sql import failpoints, open_warehouse
from warehouse_sql.control import receipts
from warehouse_sql.landing import Landing

Rows = Callable[[str], list[dict[str, Any]]]


@pytest.fixture(params=["folder", "sftp", "openssh"])
def side(request: pytest.FixtureRequest) -> Any:
    return request.getfixturevalue(request.param)


def receipt_statuses(url: str) -> list[str]:
    with open_warehouse(url) as warehouse, warehouse.transaction() as tx:
        return [row["status"] for row in receipts.unsent(tx)]


def test_file_without_manifest_is_not_read(side: Any, landing: Landing, duckdb_url: str, rows: Rows) -> None:
    side.offer(1, manifest=False)
    side.channel().receive(duckdb_url, landing.root, None)
    assert rows("select 1 as x from control.arrival") == []
    assert not (landing.root / "objects").exists()


def test_manifest_without_file_waits_until_it_comes(side: Any, landing: Landing, duckdb_url: str) -> None:
    data = side.offer(1).with_suffix(".zip")
    data.rename(data.with_suffix(".zip.part"))
    waiting = side.channel().receive(duckdb_url, landing.root, None)
    assert (waiting.waiting, waiting.new) == (1, 0)
    data.with_suffix(".zip.part").rename(data)
    assert side.channel().receive(duckdb_url, landing.root, None).new == 1


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"file": "HRSS_EP01_632300_202401_009.zip"}, "file"),
        ({"file": "../../keys/host_key"}, "file"),
        ({"file": None}, "file"),
        ({"source": "MED"}, "source"),
        ({"file": "HRSS_EP01_632300_202401_001.rar"}, "扩展名应为 .zip"),
        ({"file": "HRSS_EP01_632300_202401_001.txt"}, "扩展名应为 .zip"),
    ],
)
def test_manifest_that_disagrees_with_its_name_is_refused(
    side: Any, landing: Landing, duckdb_url: str, rows: Rows, change: dict[str, Any], said: str
) -> None:
    side.offer(1, **change)
    assert side.channel().receive(duckdb_url, landing.root, None).refused == 1
    assert rows("select outcome from control.arrival") == [{"outcome": "bad_manifest"}]
    (receipt,) = rows("select body from control.receipt")
    body = json.loads(receipt["body"])
    assert (body["status"], body["reasons"][0]["code"]) == ("rejected", "bad_manifest")
    assert said in body["reasons"][0]["message"]
    assert not (landing.root / "objects").exists()


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"\xff\xfe", b'{"file": ' + b"[" * 100_000, b" " * (1 << 20) + b"{}",
     *(b'{"source": "HRSS", "file": "HRSS_EP01_632300_202401_001.zip", %s}' % told for told in (
         rb'"control_totals": {"\ud800": "1.00"}', rb'"sha256": "\ud800"', rb'"a": [{"\u0000": 1}]'))],
)  # fmt: skip
def test_broken_manifest_is_refused_once(
    side: Any, landing: Landing, duckdb_url: str, rows: Rows, content: bytes
) -> None:
    side.offer(1).write_bytes(content)
    assert side.channel().receive(duckdb_url, landing.root, None).refused == 1
    again = side.channel().receive(duckdb_url, landing.root, None)
    assert (again.refused, again.known) == (0, 1)
    assert receipt_statuses(duckdb_url) == ["rejected"]


def test_file_that_differs_from_its_manifest_is_landed_as_it_is(
    side: Any, landing: Landing, duckdb_url: str, rows: Rows
) -> None:
    side.offer(1, sha256="0" * 64, bytes=3)
    assert side.channel().receive(duckdb_url, landing.root, None).new == 1
    (row,) = rows("select source, stem, sha256, file_bytes, status from control.delivery")
    assert landing.path(row["sha256"]).read_bytes() == side.sent[row["stem"]]
    assert row["status"] == "received"  # whether that is acceptable is decided when it is loaded
    assert json.loads(landing.manifest("HRSS", row["stem"], row["sha256"]))["bytes"] == 3


def test_same_file_again_is_a_duplicate(side: Any, landing: Landing, duckdb_url: str, rows: Rows) -> None:
    path = side.offer(1)
    side.channel().receive(duckdb_url, landing.root, None)
    os.utime(path, (1_700_000_000, 1_700_000_000))
    assert side.channel().receive(duckdb_url, landing.root, None).duplicates == 1
    assert receipt_statuses(duckdb_url) == ["duplicate"]
    assert rows("select count(*) as n from control.delivery") == [{"n": 1}]


def test_same_name_with_other_content_is_a_conflict_and_the_first_stays(
    side: Any, landing: Landing, duckdb_url: str, rows: Rows
) -> None:
    os.utime(side.offer(1, content=b"first"), (1_700_000_000, 1_700_000_000))
    first = dict(side.sent)
    side.channel().receive(duckdb_url, landing.root, None)
    side.offer(1, content=b"second")
    assert side.channel().receive(duckdb_url, landing.root, None).conflicts == 1
    assert receipt_statuses(duckdb_url) == ["conflict"]
    (stays,) = rows("select stem, sha256 from control.delivery where status = 'received'")
    assert landing.path(stays["sha256"]).read_bytes() == first[stays["stem"]]


def test_hidden_partial_and_linked_files_are_left_alone(
    side: Any, landing: Landing, duckdb_url: str, tmp_path: Path
) -> None:
    path = side.offer(1)
    path.with_name(".hidden.json").write_text("{")
    path.with_name("HRSS_EP01_632300_202401_002.json.part").write_text("{")
    (tmp_path / "secret.json").write_text("{}")
    path.with_name("HRSS_EP01_632300_202401_003.json").symlink_to(tmp_path / "secret.json")
    summary = side.channel().receive(duckdb_url, landing.root, None)
    assert (summary.new, summary.refused) == (1, 0)


@pytest.mark.parametrize(("ending", "taken"), [("xml", 1), ("XML", 1), ("txt", 1), ("Sta", 1), ("940", 1), ("pdf", 0)])
def test_statements_of_a_bank_are_received(
    side: Any, landing: Landing, duckdb_url: str, rows: Rows, ending: str, taken: int
) -> None:
    folder = side.root / "outbox/BANK/20240131"
    folder.mkdir(parents=True)
    stem = "BANK_CAMT053_632300_202401_001"
    (folder / f"{stem}.{ending}").write_bytes(b"<Document/>")
    (folder / f"{stem}.json").write_text(
        json.dumps({"version": 1, "source": "BANK", "table": "CAMT053", "file": f"{stem}.{ending}", "sha256": "x"})
    )
    assert side.channel().receive(duckdb_url, landing.root, None).new == taken
    assert (
        rows("select source, file_code, file_name from control.delivery")
        == [{"source": "BANK", "file_code": "CAMT053", "file_name": f"{stem}.{ending}"}][:taken]
    )
    if not taken:
        assert "扩展名应为 .zip、.xml、.txt、.sta、.940 之一" in rows("select body from control.receipt")[0]["body"]


def test_receipts_are_written_whole_and_once(side: Any, landing: Landing, duckdb_url: str, rows: Rows) -> None:
    path = side.offer(1)
    side.channel().receive(duckdb_url, landing.root, None)
    os.utime(path, (1_700_000_000, 1_700_000_000))
    side.channel().receive(duckdb_url, landing.root, None)
    where: Any = side.root
    if hasattr(side, "settings"):
        where = {"counterparties": [{"name": "exchange_server", "channel": "sftp_files", **side.settings()}]}
    assert exchange_adapters.send_receipts(where, duckdb_url) == 1
    (written,) = [file for file in (side.root / "receipts").rglob("*") if file.is_file()]
    assert written.relative_to(side.root).as_posix() == "receipts/HRSS/HRSS_EP01_632300_202401_001.receipt.json"
    assert written.read_text(encoding="utf-8") == rows("select body from control.receipt")[0]["body"]
    assert exchange_adapters.send_receipts(where, duckdb_url) == 0


def test_receive_folder_gives_figures_and_seconds(folder: Any, landing: Landing, duckdb_url: str) -> None:
    folder.offer(1)
    summary = exchange_adapters.receive_folder(folder.root, duckdb_url, landing.root)
    assert summary.new == 1
    assert summary.seconds > 0


@pytest.mark.parametrize("point", ["files.sync.before", "files.sync.after", "file.rename.before", "folder.sync.after"])
def test_what_is_registered_lies_in_the_store_also_after_an_error_of_the_disk(
    folder: Any, landing: Landing, duckdb_url: str, rows: Rows, monkeypatch: pytest.MonkeyPatch, point: str
) -> None:
    monkeypatch.setattr(outbox, "_BATCH", 1)
    for number in range(1, 4):
        folder.offer(number)
    failpoints.arm(f"{point}=EIO")
    try:
        with pytest.raises(OSError):
            folder.channel().receive(duckdb_url, landing.root, None)
    finally:
        failpoints.arm(None)
    there = {one.sha256 for one in landing.deliveries()}
    for row in rows("select sha256 from control.delivery"):
        assert landing.path(row["sha256"]).is_file() and row["sha256"] in there
    folder.channel().receive(duckdb_url, landing.root, None)
    assert rows("select count(*) as n from control.delivery") == [{"n": 3}]
    assert landing.verify()["lost"] == [] and not list(landing.partial.iterdir())
