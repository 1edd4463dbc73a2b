"""A bank's balances over HTTP: each way of failing has its message, each account its row."""

from __future__ import annotations

import json
import logging
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import tenacity

from exchange_adapters import bank_http, counterparties
from exchange_adapters.bank import BankBalances
from exchange_adapters.port import ChannelError
from simulator.counterparties.bank import BankService
from simulator.counterparties.http import HttpServer
from warehouse_sql.landing import Landing

ACCOUNT, TOKEN = "63001234567890", "right-token-7d1f"
Rows = Callable[[str], list[dict[str, Any]]]


@pytest.fixture
def token_file(tmp_path: Path) -> Path:
    path = tmp_path / "token"
    path.write_text(TOKEN + "\n")
    return path


@pytest.fixture
def service() -> BankService:
    return BankService({ACCOUNT: "1234567890123.40"}, TOKEN)


@pytest.fixture
def bank(service: BankService) -> Iterator[str]:
    server = HttpServer(service.application(), date_header=False)
    yield f"http://127.0.0.1:{server.start()}"
    server.stop()


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long was waited between attempts; nobody waits really."""
    waited: list[float] = []
    # Not `time.sleep` itself: other threads of the run sleep too, and would be taken for attempts.
    monkeypatch.setattr(tenacity.nap, "time", SimpleNamespace(sleep=waited.append))
    return waited


def channel(address: str, token_file: Path, *accounts: str, **changes: Any) -> BankBalances:
    listed = [{"account": account, "region": "630000"} for account in accounts or (ACCOUNT,)]
    settings = {"address": address, "token_file": str(token_file), "accounts": listed, "timeout_seconds": 2}
    return BankBalances("bank", {**settings, **changes})


def test_balance_is_exact_landed_as_it_came_and_recorded_once(
    bank: str, service: BankService, token_file: Path, landing: Landing, warehouse_url: str
) -> None:
    from warehouse_sql import open_warehouse

    service.as_of = datetime.fromisoformat("2024-01-31T15:30:00+00:00")
    for _ in range(2):
        channel(bank, token_file).receive(warehouse_url, landing.root, None)
    (landed,) = [path for path in (landing.root / "objects").rglob("*") if path.is_file()]
    assert json.loads(landed.read_bytes())["balance"] == "1234567890123.40"
    with open_warehouse(warehouse_url) as warehouse:
        [row] = warehouse.query("select * from control.bank_balance").to_pylist()
        [check] = warehouse.query("select * from control.bank_balance_check").to_pylist()
    assert (row["amount"], row["currency_code"], row["account_no"]) == (Decimal("1234567890123.40"), "CNY", ACCOUNT)
    assert row["as_of"] == datetime(2024, 1, 31, 23, 30)  # Shanghai's wall time
    assert (row["outcome"], row["sightings"], row["attempts"]) == ("observed", 2, 1)
    assert landing.path(row["sha256"]) == landed and row["bytes"] == landed.stat().st_size
    assert abs(row["clock_skew_seconds"]) < 10
    assert check["outcome"] == "no_statement"


def test_balances_are_made_again_from_the_landing_store(
    bank: str, service: BankService, token_file: Path, landing: Landing, tmp_path: Path, duckdb_url: str, rows: Rows
) -> None:
    from warehouse_sql import open_warehouse
    from warehouse_sql.control import bank_balances

    service.balances["63001234567891"] = "-0.50"
    channel(bank, token_file, *service.balances).receive(duckdb_url, landing.root, None)
    everything = "select * from control.bank_balance order by observation_id"
    before = rows(everything)
    with open_warehouse(f"duckdb://{tmp_path / 'again.duckdb'}") as warehouse:
        for expected in (2, 0):
            with warehouse.transaction() as tx:
                assert bank_balances.restore(tx, landing) == expected
        assert warehouse.query(everything).to_pylist() == before
    assert len(before) == 2


def test_a_clock_that_is_wrong_is_tolerated_and_recorded(
    bank: str, service: BankService, token_file: Path, landing: Landing, duckdb_url: str, rows: Rows
) -> None:
    service.clock_ahead = timedelta(minutes=-7)
    channel(bank, token_file).receive(duckdb_url, landing.root, None)
    [row] = rows("select clock_skew_seconds, outcome from control.bank_balance")
    assert row["outcome"] == "observed" and -430 < row["clock_skew_seconds"] < -410


REFUSALS = {
    "unauthorized": ("token was refused", 1),
    "moved": ("HTTP 302", 1),
    "no_balance": ("holds no balance", 1),
    "other_account": ("about another account", 1),
    "other_currency": ("kept in USD", 1),
    "huge": ("longer than", 1),
    "busy": ("HTTP 503", 3),
    "broken": ("HTTP 500", 3),
    "limited": ("HTTP 429", 3),
    "no_json": ("not JSON", 3),
    "truncated": ("cut off", 3),
}


@pytest.mark.parametrize("mode", REFUSALS)
def test_each_way_of_failing_is_told_and_tried_as_often_as_it_helps(
    bank: str, service: BankService, token_file: Path, waits: list[float], caplog: pytest.LogCaptureFixture, mode: str
) -> None:
    caplog.set_level(logging.DEBUG)
    told, attempts = REFUSALS[mode]
    service.fail(mode)
    with pytest.raises(ChannelError, match=told) as error:
        channel(bank, token_file, attempts=3).balance(ACCOUNT)
    assert len(service.asked) == attempts and len(waits) == attempts - 1
    for text in (str(error.value), caplog.text):
        assert TOKEN not in text and ACCOUNT not in text


@pytest.mark.parametrize("mode", ["slow", "dripping"])
def test_a_slow_answer_is_given_up_in_time(bank: str, service: BankService, token_file: Path, mode: str) -> None:
    service.fail(mode, seconds=0.15 if mode == "dripping" else 1.2)
    begun = time.monotonic()
    with pytest.raises(ChannelError, match=r"no answer in time|slower than"):
        channel(bank, token_file, timeout_seconds=0.4, attempts=1).balance(ACCOUNT)
    assert time.monotonic() - begun < 1.1
    service.seconds = 0


def test_a_head_that_drips_is_given_up_in_time(token_file: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def drip() -> None:
            end, _ = listener.accept()
            with suppress(OSError), end:
                for byte in b"HTTP/1.1 200 OK\r\nX-Padding: " + b"x" * 200:
                    end.sendall(bytes([byte]))
                    time.sleep(0.05)

        threading.Thread(target=drip, daemon=True).start()
        begun = time.monotonic()
        with pytest.raises(ChannelError, match="no answer in time"):
            address = f"http://127.0.0.1:{listener.getsockname()[1]}"
            channel(address, token_file, timeout_seconds=0.4, attempts=1).balance(ACCOUNT)
    assert time.monotonic() - begun < 1.5


def test_what_passes_is_asked_again_with_full_jitter(
    bank: str, service: BankService, token_file: Path, waits: list[float]
) -> None:
    service.fail("broken", for_requests=3)
    answer = channel(bank, token_file, attempts=4).balance(ACCOUNT)
    assert answer.amount == Decimal("1234567890123.40") and answer.attempts == 4
    assert all(0 <= wait <= 0.25 * 2**n for n, wait in enumerate(waits)) and len(set(waits)) == 3


def test_the_bank_says_when_to_come_back(bank: str, service: BankService, token_file: Path, waits: list[float]) -> None:
    service.fail("limited", for_requests=1, retry_after="7")
    channel(bank, token_file).balance(ACCOUNT)
    assert len(waits) == 1 and 7 <= waits[0] < 8
    service.fail("busy", retry_after="3600")
    with pytest.raises(ChannelError, match="back in 3600 s only"):
        channel(bank, token_file).balance(ACCOUNT)
    assert len(waits) == 1  # nobody waits an hour


def test_one_account_that_fails_leaves_the_others_and_a_row(
    bank: str, service: BankService, token_file: Path, landing: Landing, duckdb_url: str, rows: Rows
) -> None:
    service.balances |= {f"6300{n:010d}": f"{n}.00" for n in range(12)}
    asked = [*service.balances, "63009999999999"]
    with pytest.raises(ChannelError, match=r"…9999 \(HTTP 404\) — 13 of 14 balances were had"):
        channel(bank, token_file, *asked, parallel=3).receive(duckdb_url, landing.root, None)
    found = rows("select outcome, count(*) as n from control.bank_balance group by outcome order by outcome")
    assert found == [{"outcome": "failed", "n": 1}, {"outcome": "observed", "n": 13}]
    [failed] = rows("select message, amount, sha256 from control.bank_balance where outcome = 'failed'")
    assert "63009999999999" not in failed["message"] and failed["amount"] is None
    assert 1 <= service.at_once <= 3


def test_a_time_that_no_calendar_holds_fails_its_account_only(
    bank: str, service: BankService, token_file: Path, landing: Landing, duckdb_url: str, rows: Rows,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    service.balances["63000000000001"] = "1.00"
    body = service._body

    def early(mode: str, account: str) -> bytes:
        answer = json.loads(body(mode, account))
        return json.dumps({**answer, "as_of": "0001-01-01T00:00:00+14:00"} if account == ACCOUNT else answer).encode()

    monkeypatch.setattr(service, "_body", early)
    with pytest.raises(ChannelError, match=r"time is no time — 1 of 2 balances were had"):
        channel(bank, token_file, *service.balances).receive(duckdb_url, landing.root, None)
    found = rows("select outcome from control.bank_balance order by outcome")
    assert [row["outcome"] for row in found] == ["failed", "observed"]


def test_a_clock_that_is_a_century_off_is_no_clock(
    bank: str, service: BankService, token_file: Path, landing: Landing, duckdb_url: str, rows: Rows
) -> None:
    service.clock_ahead = -timedelta(days=36_500)
    channel(bank, token_file).receive(duckdb_url, landing.root, None)
    assert rows("select outcome, clock_skew_seconds from control.bank_balance") == [
        {"outcome": "observed", "clock_skew_seconds": None}
    ]


def test_a_refused_token_stops_the_round(
    bank: str, service: BankService, token_file: Path, landing: Landing, duckdb_url: str, rows: Rows
) -> None:
    service.fail("unauthorized")
    accounts = [f"6300{n:010d}" for n in range(20)]
    with pytest.raises(ChannelError, match=r"token was refused .* 0 of 20"):
        channel(bank, token_file, *accounts, parallel=1).receive(duckdb_url, landing.root, None)
    assert len(service.asked) <= 3
    assert rows("select count(*) as n from control.bank_balance where outcome = 'failed'") == [{"n": 20}]


def test_the_token_may_stand_in_the_environment_but_not_in_settings(
    bank: str, token_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = {"name": "bank", "channel": "bank", "address": bank, "accounts": [{"account": ACCOUNT, "region": "630000"}]}
    [read] = counterparties.read({"counterparties": [{**entry, "token_env": "BANK_TOKEN"}]})
    with pytest.raises(ChannelError, match=r"\$BANK_TOKEN holds no token"):
        BankBalances("bank", read).balance(ACCOUNT)
    monkeypatch.setenv("BANK_TOKEN", TOKEN)
    assert BankBalances("bank", read).balance(ACCOUNT).amount
    for wrong in ({"token": TOKEN}, {}, {"token_file": str(token_file), "token_env": "BANK_TOKEN"}):
        with pytest.raises(ChannelError) as told:
            counterparties.read({"counterparties": [{**entry, **wrong}]})
        assert TOKEN not in str(told.value)


def test_a_server_that_is_not_ours(
    token_file: Path, tmp_path: Path, landing: Landing, duckdb_url: str, rows: Rows
) -> None:
    """The static file server of Python: HTTP/1.0, another content type, no as-of time of its own."""
    (tmp_path / "www/accounts" / ACCOUNT).mkdir(parents=True)
    (tmp_path / "www/accounts" / ACCOUNT / "balance").write_text(
        f'{{"account": "{ACCOUNT}", "currency": "CNY", "balance": 99.5}}'
    )
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "http.server", str(port), "--bind", "127.0.0.1", "-d", str(tmp_path / "www")]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(100):
            with suppress(OSError), socket.create_connection(("127.0.0.1", port), 0.2):
                break
            time.sleep(0.05)
        address = f"http://127.0.0.1:{port}"
        with pytest.raises(ChannelError, match="1 of 2"):
            channel(address, token_file, ACCOUNT, "6300000").receive(duckdb_url, landing.root, None)
    finally:
        server.terminate()
        server.wait(5)
    [row] = rows("select amount, as_of, last_seen_at from control.bank_balance where outcome = 'observed'")
    assert row["amount"] == Decimal("99.50")
    assert abs(row["as_of"] - row["last_seen_at"]) < timedelta(seconds=10)


def test_amounts_that_are_no_money_are_refused() -> None:
    client = bank_http.BankHttp("bank", "http://127.0.0.1:9", TOKEN, 1, 1, 1)
    for text in ("1e5", "NaN", "12.345", "true", "null", '"1,000.00"', "[1]", '""', "1" * 30):
        with pytest.raises((ChannelError, bank_http._AskAgain)):
            client._read(f'{{"balance": {text}}}'.encode(), ACCOUNT)
    for text, amount in {"5": "5.00", '"-5.5"': "-5.50", "0.10": "0.10", '"7.000"': "7.00"}.items():
        assert client._read(f'{{"balance": {text}}}'.encode(), ACCOUNT)[0] == Decimal(amount)
