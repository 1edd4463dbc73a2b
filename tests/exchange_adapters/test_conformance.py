"""What every channel that brings deliveries must do, whatever its protocol."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from exchange_adapters.port import ChannelError
from warehouse_sql.control import deliveries
from warehouse_sql.landing import Landing

Rows = Callable[[str], list[dict[str, Any]]]


@pytest.fixture(params=["folder", "sftp", "openssh", "middle_database", "bank_folder", "bank_sftp"])
def side(request: pytest.FixtureRequest) -> Any:
    return request.getfixturevalue(request.param)


def test_delivery_is_landed_byte_for_byte_with_manifest(
    side: Any, landing: Landing, duckdb_url: str, rows: Rows
) -> None:
    side.offer(1)
    summary = side.channel().receive(duckdb_url, landing.root, None)
    (row,) = rows("select source, stem, sha256, file_bytes, status, channel from control.delivery")
    content = landing.path(row["sha256"]).read_bytes()
    assert (summary.new, summary.bytes) == (1, len(content))
    assert hashlib.sha256(content).hexdigest() == row["sha256"]
    assert len(content) == row["file_bytes"]
    assert content == getattr(side, "sent", {}).get(row["stem"], content)
    assert row["sha256"].encode() in landing.manifest(row["source"], row["stem"], row["sha256"])
    assert (row["status"], row["channel"]) == ("received", side.channel().name)


def test_second_round_does_nothing(side: Any, landing: Landing, duckdb_url: str, rows: Rows) -> None:
    for seq in (1, 2, 3):
        side.offer(seq)
    side.channel().receive(duckdb_url, landing.root, None)
    state = (
        "select (select count(*) from control.delivery) d, (select count(*) from control.arrival) a,"
        " (select count(*) from control.receipt) r"
    )
    before, files = rows(state), sorted(landing.root.rglob("*"))
    again = side.channel().receive(duckdb_url, landing.root, None)
    assert (again.new, again.duplicates, again.conflicts, again.refused) == (0, 0, 0, 0)
    assert rows(state) == before
    assert before[0]["d"] == before[0]["a"] > 0
    assert sorted(landing.root.rglob("*")) == files


def test_what_comes_later_is_received_later(side: Any, landing: Landing, duckdb_url: str, rows: Rows) -> None:
    side.offer(1)
    side.channel().receive(duckdb_url, landing.root, None)
    side.offer(2)
    assert side.channel().receive(duckdb_url, landing.root, None).new == 1
    assert rows("select count(distinct stem) as n from control.delivery where status = 'received'") == [{"n": 2}]


def test_stopped_before_registering_goes_on_and_registers_once(
    side: Any, landing: Landing, duckdb_url: str, rows: Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    side.offer(1)

    def stopped(*_: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(deliveries, "register", stopped)
        with pytest.raises(KeyboardInterrupt):
            side.channel().receive(duckdb_url, landing.root, None)
    assert rows("select 1 as x from control.delivery") == []
    side.offer(2)  # the counterparty does not wait for us
    side.channel().receive(duckdb_url, landing.root, None)
    registered = rows("select source, stem, sha256, status from control.delivery order by stem")
    assert [row["status"] for row in registered] == ["received", "received"]
    # the store's index, from which control.delivery can be made again, says the same
    assert [(e.source, e.stem, e.sha256) for e in landing.deliveries()] == [
        (row["source"], row["stem"], row["sha256"]) for row in registered
    ]


def test_counterparty_away_says_who_and_where(side: Any, landing: Landing, duckdb_url: str) -> None:
    with pytest.raises(ChannelError) as told:
        side.away().receive(duckdb_url, landing.root, None)
    text = str(told.value)
    assert "127.0.0.1" in text or str(Path("nowhere")) in text
    assert len(text) < 600
    assert "Traceback" not in text


def test_progress_is_told(side: Any, landing: Landing, duckdb_url: str) -> None:
    side.offer(1)
    said: list[tuple[int, int | None, str]] = []
    side.channel().receive(duckdb_url, landing.root, lambda *told: said.append(told))
    assert said
    assert said[0][0] == 1
