"""The exchange node and a bank on servers that this project did not write: vsftpd (which knows no MLSD) and nginx.

OpenSSH and RabbitMQ run through the tests of their adapters; here is what only another server shows.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import exchange_adapters
from exchange_adapters.bank import BankBalances
from exchange_adapters.mof_node import MofNode, send_packages
from exchange_adapters.port import ChannelError
from ingest import open_packages
from simulator.counterparties import foreign
from simulator.counterparties.mof import package
from warehouse_sql.landing import Landing

Rows = Callable[[str], list[dict[str, Any]]]
TOKEN = "a-token-of-the-node"
ACCOUNT, UNKNOWN = "63001234567890", "63001234567891"
MEMBERS = {"险种代码.csv": "代码,名称\n1,企业职工基本养老保险\n".encode()}


def needed(name: str) -> None:
    if foreign.command(name) is None:
        pytest.skip(f"no {name} on PATH and none in .servers/: `make servers` fetches it without root")


@pytest.fixture(scope="module")
def vsftpd() -> Iterator[foreign.Vsftpd]:
    needed("vsftpd")
    server = foreign.Vsftpd()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def nginx() -> Iterator[foreign.Nginx]:
    needed("nginx")
    answer = {"account": ACCOUNT, "currency": "CNY", "balance": "12.30", "as_of": "2024-01-31T15:30:00+08:00"}
    server = foreign.Nginx(TOKEN, {ACCOUNT: json.dumps(answer)})
    yield server
    server.stop()


@pytest.fixture(params=["vsftpd", "nginx"])
def node(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Any, Callable[..., MofNode]]:
    server = request.getfixturevalue(request.param)
    secret = tmp_path / "secret"
    secret.write_text(server.password if request.param == "vsftpd" else TOKEN)
    reach = {"transport": "http", "address": f"http://127.0.0.1:{server.port}", "token_file": str(secret)}
    if request.param == "vsftpd":
        reach = by_ftp(server, secret)

    def channel(**changes: Any) -> MofNode:
        return MofNode("node", {"attempts": 1, "timeout_seconds": 10, "party": "630000", **reach, **changes})

    return server, channel


def by_ftp(server: foreign.Vsftpd, secret: Path) -> dict[str, Any]:
    folders = {"receive_from": f"{server.root}/in", "send_to": f"{server.root}/out"}
    login = {"user": server.user, "password_file": str(secret)}
    return {"transport": "ftp", "host": "127.0.0.1", "port": server.port, **login, **folders}


def queue(content: bytes, package_id: str, url: str, landing: Landing, folder: Path) -> str:
    path = folder / "codes.csv"
    path.write_bytes(content)
    entry = {"name": "m", "channel": "mof_node", "transport": "http", "address": "http://127.0.0.1:1"}
    return exchange_adapters.queue_package(
        {"counterparties": [entry]}, [path], url, landing.root, kind="codes", receiver="MOF", period="202401",
        package_id=package_id,
    )  # fmt: skip


def test_packages_come_once_byte_for_byte_and_their_members_open(
    node: Any, landing: Landing, duckdb_url: str, rows: Rows
) -> None:
    server, channel = node
    sent = {f"F-{number}": package(f"F-{number}", MEMBERS) for number in range(1, 4)}
    for name, content in sent.items():
        server.offer(name, content)
    (server.root / ("in" if hasattr(server, "taken") else "packages") / "half.zip.part").write_bytes(b"half")
    assert channel().receive(duckdb_url, landing.root, None).new == 3
    assert channel().receive(duckdb_url, landing.root, None).new == 0
    found = {row["package_id"]: row["sha256"] for row in rows("select package_id, sha256 from control.mof_package")}
    assert {name: landing.path(sha256).read_bytes() for name, sha256 in found.items()} == sent
    assert open_packages(duckdb_url, landing.root).processed == 3
    assert rows("select distinct name from control.mof_member") == [{"name": "险种代码.csv"}]
    assert not list(landing.partial.iterdir())


def test_our_packages_go_out_once_and_are_there_byte_for_byte(
    node: Any, landing: Landing, duckdb_url: str, tmp_path: Path
) -> None:
    server, channel = node
    package_id = queue(b"a,b\n1,2\n", "OUT-1", duckdb_url, landing, tmp_path)
    assert send_packages([channel()], duckdb_url, landing.root).sent == 1
    assert send_packages([channel()], duckdb_url, landing.root).sent == 0
    place = server.root / (f"out/{package_id}.zip" if hasattr(server, "taken") else f"packages/{package_id}")
    assert any(
        path.read_bytes() == place.read_bytes() for path in (landing.root / "objects").rglob("*") if path.is_file()
    )


def test_wrong_secret_and_what_is_not_there_are_told(
    node: Any, landing: Landing, duckdb_url: str, tmp_path: Path
) -> None:
    server, channel = node
    with pytest.raises(ChannelError, match="there is no package NONE-1"):
        channel().receive(duckdb_url, landing.root, None, ["NONE-1"])
    wrong = tmp_path / "wrong"
    wrong.write_text("not-the-secret")
    changes = (
        {"user": "somebody", "password_file": str(wrong)} if hasattr(server, "taken") else {"token_file": str(wrong)}
    )
    with pytest.raises(ChannelError, match=r"login was refused|our token was refused") as told:
        channel(**changes).receive(duckdb_url, landing.root, None)
    assert "not-the-secret" not in str(told.value)


def test_ftp_other_content_under_our_id_is_a_conflict_and_what_was_there_stays(
    vsftpd: foreign.Vsftpd, landing: Landing, duckdb_url: str, rows: Rows, tmp_path: Path
) -> None:
    secret = tmp_path / "secret"
    secret.write_text(vsftpd.password)
    channel = MofNode("node", {"attempts": 1, "timeout_seconds": 10, "party": "630000", **by_ftp(vsftpd, secret)})
    (vsftpd.root / "out" / "OUT-2.zip").write_bytes(b"another")
    (vsftpd.root / "out" / "OUT-2.zip").chmod(0o644)
    queue(b"a,b\n1,2\n", "OUT-2", duckdb_url, landing, tmp_path)
    summary = send_packages([channel], duckdb_url, landing.root)
    assert (summary.sent, summary.conflicts) == (0, 1)
    assert vsftpd.taken["OUT-2"] == b"another"


def test_bank_balance_is_taken_from_another_web_server(
    nginx: foreign.Nginx, landing: Landing, duckdb_url: str, rows: Rows, tmp_path: Path
) -> None:
    token = tmp_path / "token"
    token.write_text(TOKEN)
    accounts = [{"account": number, "region": "630000"} for number in (ACCOUNT, UNKNOWN)]
    about = {"address": f"http://127.0.0.1:{nginx.port}", "token_file": str(token), "accounts": accounts, "attempts": 1}
    with pytest.raises(ChannelError, match=r"does not know account …7891 .* 1 of 2 balances were had"):
        BankBalances("bank", about).receive(duckdb_url, landing.root, None)
    found = rows("select account_no, outcome, amount from control.bank_balance where amount is not null")
    assert found == [{"account_no": ACCOUNT, "outcome": "observed", "amount": Decimal("12.30")}]
