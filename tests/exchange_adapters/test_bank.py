"""A bank's balances over HTTP."""

from __future__ import annotations

import time
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Route

from exchange_adapters.bank import BankBalances
from exchange_adapters.port import ChannelError
from simulator.counterparties.http import HttpServer, bank_application
from warehouse_sql.landing import Landing

ACCOUNT = "63001234567890"


@pytest.fixture
def token_file(tmp_path: Path) -> Path:
    path = tmp_path / "token"
    path.write_text("right-token\n")
    return path


@pytest.fixture
def bank() -> Iterator[str]:
    server = HttpServer(bank_application({ACCOUNT: "1234567890123.40"}, "right-token"))
    yield f"http://127.0.0.1:{server.start()}"
    server.stop()


def channel(address: str, token_file: Path, account: str = ACCOUNT, **changes: Any) -> BankBalances:
    accounts = [{"account": account, "region": "630000"}]
    return BankBalances(
        "bank",
        {"address": address, "token_file": str(token_file), "accounts": accounts, "timeout_seconds": 2, **changes},
    )


def test_balance_is_exact_and_landed_as_it_came(bank: str, token_file: Path, landing: Landing, duckdb_url: str) -> None:
    content, balance = channel(bank, token_file).balance(ACCOUNT)
    assert balance == Decimal("1234567890123.40")
    for _ in range(2):
        channel(bank, token_file).receive(duckdb_url, landing.root, None)
    (landed,) = [path for path in (landing.root / "objects").rglob("*") if path.is_file()]
    assert landed.read_bytes() == content


def test_wrong_token_is_told_without_the_token(bank: str, token_file: Path) -> None:
    token_file.write_text("wrong-token")
    with pytest.raises(ChannelError, match="token was refused; renew") as told:
        channel(bank, token_file).balance(ACCOUNT)
    assert "wrong-token" not in str(told.value)


def test_unknown_account_is_told_masked(bank: str, token_file: Path) -> None:
    with pytest.raises(ChannelError, match=r"…9999") as told:
        channel(bank, token_file, "63009999999999").balance("63009999999999")
    assert "63009999999999" not in str(told.value)


def test_slow_and_failing_bank_is_asked_again_then_given_up(token_file: Path) -> None:
    asked: list[float] = []

    def answer(request: Any) -> Response:
        asked.append(time.monotonic())
        if len(asked) == 1:
            time.sleep(0.6)
        return Response("{}" if len(asked) == 4 else "busy", status_code=503 if len(asked) < 4 else 200)

    server = HttpServer(Starlette(routes=[Route("/accounts/{account}/balance", answer)]))
    address = f"http://127.0.0.1:{server.start()}"
    try:
        with pytest.raises(ChannelError, match=r"no balance after 3 attempts \(HTTP 503\)"):
            channel(address, token_file, timeout_seconds=0.2, attempts=3).balance(ACCOUNT)
        assert len(asked) == 3
        with pytest.raises(ChannelError, match="holds no balance"):
            channel(address, token_file, attempts=1).balance(ACCOUNT)
    finally:
        server.stop()
