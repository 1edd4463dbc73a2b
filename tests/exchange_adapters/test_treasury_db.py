"""Treasury's middle database, a real PostgreSQL."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from exchange_adapters import rebuild, treasury_db
from exchange_adapters.port import ChannelError, ReceiveSummary
from exchange_adapters.treasury_db import TreasuryDb, restore
from ingest.load import load_pending
from warehouse_sql import clock, open_warehouse
from warehouse_sql.landing import Landing

Rows = Callable[[str], list[dict[str, Any]]]


def lines(landing: Landing, stem: str, sha256: str) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(landing.path(sha256).read_bytes())) as archive:
        assert archive.namelist() == [f"{stem}.txt"]
        return archive.read(f"{stem}.txt").decode().splitlines()


def test_row_that_changes_comes_again_and_its_first_state_is_kept(
    middle_database: Any, landing: Landing, duckdb_url: str, rows: Rows
) -> None:
    middle_database.offer(1)
    middle_database.channel().receive(duckdb_url, landing.root, None)
    middle_database.offer(1, status="returned")
    middle_database.channel().receive(duckdb_url, landing.root, None)
    found = rows("select stem, sha256, mode, source, file_code, region_code from control.delivery order by seq")
    assert [(r["mode"], r["source"], r["file_code"], r["region_code"]) for r in found] == [
        ("append", "TRE", "TR01", "630000")
    ] * 2
    told = [lines(landing, row["stem"], row["sha256"]) for row in found]
    assert [len(content) for content in told] == [2, 2]
    assert "|paid|" in told[0][1]
    assert "|returned|" in told[1][1]
    assert "|12.30|" in told[0][1]


def test_batches_split_within_one_moment_lose_nothing(
    middle_database: Any, landing: Landing, duckdb_url: str, rows: Rows
) -> None:
    moment = datetime.now(clock.SHANGHAI) - timedelta(minutes=1)
    for number in range(1, 8):
        middle_database.offer(number, updated_at=moment)
    middle_database.channel(batch_rows=3).receive(duckdb_url, landing.root, None)
    found = rows("select stem, sha256, seq, records_declared as n from control.delivery order by seq")
    assert [(row["seq"], row["n"]) for row in found] == [(1, 3), (2, 3), (3, 1)]
    numbers = [line.split("|")[0] for row in found for line in lines(landing, row["stem"], row["sha256"])[1:]]
    assert numbers == [str(number) for number in range(1, 8)]


def test_row_of_this_very_moment_waits_a_round(middle_database: Any, landing: Landing, duckdb_url: str) -> None:
    middle_database.offer(1, updated_at=datetime.now(clock.SHANGHAI))
    assert middle_database.channel().receive(duckdb_url, landing.root, None).new == 0


def test_text_cannot_break_the_file(middle_database: Any, landing: Landing, duckdb_url: str, rows: Rows) -> None:
    middle_database.offer(1, voucher_no="a|b\nc", payee_account=None)
    middle_database.channel().receive(duckdb_url, landing.root, None)
    (row,) = rows("select stem, sha256 from control.delivery")
    header, line = lines(landing, row["stem"], row["sha256"])
    assert line.count("|") == header.count("|")
    assert "a｜b c" in line


def test_password_is_neither_taken_inline_nor_told(landing: Landing, duckdb_url: str, tmp_path: Any) -> None:
    url = "postgresql://sif:geheim@127.0.0.1:9/treasury?connect_timeout=3"
    with pytest.raises(ChannelError, match="url_file") as inline:
        TreasuryDb("treasury", {"url": url})
    (tmp_path / "url").write_text(url + "\n")
    with pytest.raises(ChannelError, match=r"treasury .*127\.0\.0\.1:9") as away:
        TreasuryDb("treasury", {"url_file": str(tmp_path / "url")}).receive(duckdb_url, landing.root, None)
    assert "geheim" not in str(inline.value) + str(away.value)


def test_missing_table_is_told(middle_database: Any, landing: Landing, duckdb_url: str, execute: Any) -> None:
    execute(middle_database.url, "drop schema treasury_exchange cascade")
    with pytest.raises(ChannelError, match="our user may read the schema"):
        middle_database.channel().receive(duckdb_url, landing.root, None)


def test_row_committed_late_below_the_watermark_is_read_and_nothing_comes_twice(
    middle_database: Any, landing: Landing, duckdb_url: str, rows: Rows
) -> None:
    at = datetime.now(clock.SHANGHAI) - timedelta(minutes=20)
    middle_database.offer(2, updated_at=at)
    middle_database.channel().receive(duckdb_url, landing.root, None)
    # Its transaction began before and ended after our round; and one with the very moment of the watermark.
    middle_database.offer(1, updated_at=at)
    middle_database.offer(3, updated_at=at - timedelta(minutes=10))
    assert middle_database.channel().receive(duckdb_url, landing.root, None).new == 1
    assert middle_database.channel().receive(duckdb_url, landing.root, None).new == 0
    found = rows("select stem, sha256 from control.delivery order by seq")
    told = [[line.split("|")[0] for line in lines(landing, r["stem"], r["sha256"])[1:]] for r in found]
    assert told == [["2"], ["3", "1"]]
    # Older than the overlap: found by the comparison of keys, when that is due.
    middle_database.offer(4, updated_at=at - timedelta(days=3))
    assert middle_database.channel().receive(duckdb_url, landing.root, None).new == 0
    assert middle_database.channel(deletions_seconds=1e-6).receive(duckdb_url, landing.root, None).new == 1


def test_row_that_disappears_is_recorded_once_as_deleted(
    middle_database: Any, landing: Landing, duckdb_url: str, rows: Rows, execute: Any
) -> None:
    for number in (1, 2, 10_001):
        middle_database.offer(number)
    often = {"deletions_seconds": 1e-6}
    middle_database.channel(**often).receive(duckdb_url, landing.root, None)
    execute(middle_database.url, "delete from treasury_exchange.payment_result where id = 2")
    # A row that only moved to another region is not gone.
    execute(middle_database.url, "update treasury_exchange.payment_result set region_code = '632500' where id = 1")
    assert middle_database.channel(**often).receive(duckdb_url, landing.root, None).new >= 1
    middle_database.channel(**often).receive(duckdb_url, landing.root, None)
    assert middle_database.channel(**often).receive(duckdb_url, landing.root, None).new == 0
    found = rows("select stem, sha256 from control.delivery order by seq")
    told = [line.split("|") for r in found for line in lines(landing, r["stem"], r["sha256"])[1:]]
    assert [cells[0] for cells in told if cells[-1] == "1"] == ["2"]
    assert rows("select row_id from control.treasury_row where is_deleted") == [{"row_id": "2"}]
    # It is set again, as it was: its state counts again.
    middle_database.offer(2, updated_at=datetime.now(clock.SHANGHAI) - timedelta(days=2))
    assert middle_database.channel(**often).receive(duckdb_url, landing.root, None).new == 1
    assert rows("select count(*) as n from control.treasury_row where is_deleted") == [{"n": 0}]


def test_after_a_rebuild_from_the_landing_store_nothing_is_read_twice(
    middle_database: Any, landing: Landing, duckdb_url: str, execute: Any, tmp_path: Any
) -> None:
    for number in (1, 2, 10_001):
        middle_database.offer(number)
    often = {"deletions_seconds": 1e-6}
    middle_database.channel(**often).receive(duckdb_url, landing.root, None)
    middle_database.offer(2, status="returned")
    execute(middle_database.url, "delete from treasury_exchange.payment_result where id = 1")
    for _ in range(3):
        middle_database.channel(**often).receive(duckdb_url, landing.root, None)
    again = f"duckdb://{tmp_path / 'again.duckdb'}"
    for day in rebuild.days(landing.root):
        rebuild.register_day(again, day)
    restore(again, landing.root)
    assert middle_database.channel(**often).receive(again, landing.root, None).new == 0
    middle_database.offer(2, status="paid")
    assert middle_database.channel(**often).receive(again, landing.root, None).new == 1


def load(warehouse_url: str, landing: Landing, middle_database: Any, **settings: Any) -> Any:
    middle_database.channel(**settings).receive(warehouse_url, landing.root, None)
    return load_pending(warehouse_url, landing.root)


def test_bad_row_keeps_no_good_one_out_and_comes_again_when_it_is_corrected(
    middle_database: Any, landing: Landing, warehouse_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    def ask(sql: str) -> list[dict[str, Any]]:
        with open_warehouse(warehouse_url) as warehouse:
            return list(warehouse.query(sql).to_pylist())

    middle_database.offer(1)
    middle_database.offer(2, voucher_no="x" * 1001, amount=Decimal("NaN"))
    loaded = load(warehouse_url, landing, middle_database)
    assert (loaded.loaded, loaded.accepted, loaded.rejected_records) == (1, 1, 1)
    assert ask("select id from raw.tr01_payment_result") == [{"id": "1"}]
    assert [row["line_no"] for row in ask("select line_no from control.reject")] == [3]
    assert "1 of 2 records were rejected (bad_number, too_long)" in caplog.text
    assert load(warehouse_url, landing, middle_database).deliveries == 0, "a bad row does not come round after round"
    middle_database.offer(2)
    assert load(warehouse_url, landing, middle_database).accepted == 1
    assert ask("select id, amount from raw.tr01_payment_result order by id") == [
        {"id": "1", "amount": Decimal("12.30")},
        {"id": "2", "amount": Decimal("12.30")},
    ]


def test_month_of_more_than_999_batches_goes_on(
    middle_database: Any, landing: Landing, duckdb_url: str, rows: Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = datetime.now(clock.SHANGHAI) - timedelta(minutes=1)
    before = {f"TRE_TR01_630000_{at:%Y%m}_{seq:03d}" for seq in (998, 999, 1000)}
    monkeypatch.setattr(treasury_db, "_known_stems", lambda tx, file_code: before)
    middle_database.offer(1, updated_at=at)
    assert middle_database.channel(overlap_seconds=0, deletions_seconds=0, batch_rows=1)._receive_batch(
        "TR01", "payment_result", duckdb_url, landing, ReceiveSummary()
    )
    assert load_pending(duckdb_url, landing.root).loaded == 1
    assert rows("select stem, seq, status from control.delivery") == [
        {"stem": f"TRE_TR01_630000_{at:%Y%m}_1001", "seq": 1001, "status": "loaded"}
    ]
