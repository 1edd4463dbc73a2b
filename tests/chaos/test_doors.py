"""Killed at the fail-points of the doors that a folder's night does not pass: old or new there, and right next time."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

import exchange_adapters
from exchange_adapters.mof_node import MofNode, send_packages
from exchange_adapters.share_push import ShareTarget, push_shares
from exchange_adapters.share_push import push as share_push
from exchange_adapters.treasury_db import TreasuryDb, send
from simulator.counterparties import treasury as treasury_database
from simulator.counterparties.mof import FtpNode
from tests.exchange_adapters.conftest import SftpSide
from tests.exchange_adapters.test_share_push import NAME, SHARE, content, publish
from tests.exchange_adapters.test_treasury_send import approve, request_of
from warehouse_sql import open_published, open_warehouse

ROOT = Path(__file__).parents[2]
Crash = Callable[..., None]
# Fail-points that are tried here. Those of a build are reached in publishing, as are those of files.
TRIED = {
    "sftp.rename.before", "sftp.rename.after", "mof.ftp.rename.before", "mof.ftp.rename.after",
    "treasury.commit.before", "treasury.commit.after", "share.commit.before", "share.commit.after",
    "build.commit.before", "build.commit.after",
}  # fmt: skip


@pytest.fixture(scope="module")
def forks() -> Iterator[subprocess.Popen[str]]:
    server = subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name("doors.py"))],
        env={**os.environ, "PYTHONPATH": str(ROOT)}, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    yield server
    server.communicate()


@pytest.fixture
def crash(forks: subprocess.Popen[str]) -> Crash:
    """Go through a door and be killed at a fail-point. One that is not reached fails the test."""

    def run(door: str, spec: str, *given: Any) -> None:
        forks.stdin.write(json.dumps({"door": door, "spec": spec, "given": given}) + "\n")
        forks.stdin.flush()
        status = int(forks.stdout.readline())
        assert os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL, f"{spec} was not reached"

    return run


def rows(url: str, sql: str) -> list[dict[str, Any]]:
    with open_warehouse(url) as warehouse:
        return list(warehouse.query(sql).to_pylist())


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize("side", ["before", "after"])
def test_receipts_on_a_partners_server_are_whole_or_not_there(
    tmp_path: Path, crash: Crash, side: str, number: int
) -> None:
    server = SftpSide(tmp_path / "server", tmp_path / "keys")
    sent = [
        {"receipt_id": f"r{n}", "source": "HRSS", "stem": f"HRSS_EP01_632300_202401_{n:03d}", "body": f'{{"n": {n}}}'}
        for n in range(1, 4)
    ]
    wanted = {f"{one['stem']}.receipt.json": one["body"] for one in sent}

    def there() -> dict[str, str]:
        return {path.name: path.read_text() for path in (server.root / "receipts/HRSS").glob("HRSS*")}

    try:
        # One at a time: side by side the third may come to its rename before the server has done the first.
        crash("sftp", f"sftp.rename.{side}@{number}", {**server.settings(), "parallel": 1}, sent)
        assert there().items() <= wanted.items(), "whole or not at all"
        assert len(there()) >= number - (side == "before")
        assert len(server.channel().send(sent)) == 3
        assert there() == wanted
        assert not list((server.root / "receipts/HRSS").glob(".*"))
    finally:
        server.close()


@pytest.mark.parametrize("side", ["before", "after"])
def test_a_package_reaches_the_exchange_node_once(tmp_path: Path, duckdb_url: str, crash: Crash, side: str) -> None:
    (tmp_path / "password").write_text("s3cret-of-a-test")
    node = FtpNode(tmp_path / "ftp", "s3cret-of-a-test")
    settings = {
        "transport": "ftp", "host": "127.0.0.1", "port": node.port, "user": "sif", "attempts": 1, "party": "630000",
        "password_file": str(tmp_path / "password"), "timeout_seconds": 5,
    }  # fmt: skip
    (tmp_path / "codes.csv").write_bytes(b"a,b\n1,2\n")
    entry = {"name": "m", "channel": "mof_node", "transport": "http", "address": "http://127.0.0.1:1"}
    landing = tmp_path / "landing"
    package_id = exchange_adapters.queue_package(
        {"counterparties": [entry]}, [tmp_path / "codes.csv"], duckdb_url, landing, kind="codes", receiver="MOF"
    )
    state = "select package_id, state from control.mof_package"
    try:
        crash("mof_ftp", f"mof.ftp.rename.{side}", settings, duckdb_url, str(landing))
        assert list(node.taken) == ([package_id] if side == "after" else [])
        assert rows(duckdb_url, state) == [{"package_id": package_id, "state": "ready"}]
        summary = send_packages([MofNode("mof_ftp", settings)], duckdb_url, landing)
        assert (summary.sent, summary.already) == ((0, 1) if side == "after" else (1, 0))
        assert list(node.taken) == [package_id]
        assert rows(duckdb_url, state) == [{"package_id": package_id, "state": "sent"}]
        assert not list((tmp_path / "ftp").rglob("*.part"))
    finally:
        node.stop()


# The last: we have noted that they were sent, and not committed that.
@pytest.mark.parametrize("point", ["treasury.commit.before", "treasury.commit.after", "duckdb.commit.before@2"])
def test_payment_requests_are_at_treasury_all_or_none_and_once(
    bare_postgres_url: str, duckdb_url: str, crash: Crash, point: str
) -> None:
    treasury_database.create(bare_postgres_url)
    approve(duckdb_url, request_of(1), request_of(2))
    engine = sa.create_engine(
        bare_postgres_url.replace("postgresql://", "postgresql+psycopg://"), poolclass=sa.NullPool
    )

    def there() -> list[str]:
        with engine.connect() as connection:
            found = connection.execute(sa.text("select request_no from treasury_exchange.payment_request order by 1"))
            return list(found.scalars())

    crash("treasury", point, {"url": bare_postgres_url}, duckdb_url)
    written = point != "treasury.commit.before"
    assert there() == (["R1", "R2"] if written else [])
    assert rows(duckdb_url, "select count(*) as n from control.payment_request where sent_at is null") == [{"n": 2}]
    summary = send(TreasuryDb("treasury", {"url": bare_postgres_url}), duckdb_url)
    assert (summary.sent, summary.there) == ((0, 2) if written else (2, 0))
    assert there() == ["R1", "R2"]
    assert rows(duckdb_url, "select count(*) as n from control.payment_request where sent_at is null") == [{"n": 0}]


def test_readers_of_a_share_see_the_old_content_or_the_new(
    bare_postgres_url: str, duckdb_url: str, crash: Crash, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A push commits four times: its register, the swap, the look for old contents, the removal of one."""
    monkeypatch.setattr(share_push, "declared", lambda: {SHARE.name: SHARE})
    settings = {"url": bare_postgres_url, "batch_rows": 3}
    engine = sa.create_engine(
        bare_postgres_url.replace("postgresql://", "postgresql+psycopg://"), poolclass=sa.NullPool
    )

    def shown() -> list[tuple[int, int]]:
        with engine.connect() as connection:
            found = connection.execute(sa.text(f"select generation, count(*) from {NAME} group by generation")).all()
        return [(row[0], row[1]) for row in found]

    def next_round() -> None:
        assert push_shares([ShareTarget("cloud", settings)], duckdb_url).failures == []

    generation = 1
    publish(duckdb_url, content(1, 11))
    next_round()
    for number in (1, 2, 3, 4):
        for side in ("before", "after"):
            generation += 1
            publish(duckdb_url, content(generation, 10 + generation))
            old, new = [(generation - 1, 9 + generation)], [(generation, 10 + generation)]
            crash("share", f"share.commit.{side}@{number}", settings, duckdb_url)
            swapped = number > 2 or (number == 2 and side == "after")
            assert shown() == (new if swapped else old), f"{side} commit {number}"
            next_round()
            assert shown() == new
    generation += 1
    publish(duckdb_url, content(generation, 3))
    next_round()
    contents = [name for name in sa.inspect(engine).get_table_names() if name.startswith(NAME)]
    assert len(contents) == 1, "no content of an interrupted push is left"


PUBLISHING = {
    "duckdb": ["build.commit.before", "build.commit.after", "file.sync.before", "file.sync.after",
               "file.rename.before", "file.rename.after", "folder.sync.after"],
    # Emptying the next_ schemas, the stand-in for dbt, the swap.
    "postgres": [f"postgres.commit.{side}@{number}" for number in (1, 2, 3) for side in ("before", "after")],
}  # fmt: skip
PUBLISHED = {"file.rename.after", "folder.sync.after", "postgres.commit.after@3"}


@pytest.mark.parametrize("engine", ["duckdb", "postgres"])
def test_readers_of_what_is_published_see_the_old_build_or_the_new(
    request: pytest.FixtureRequest, tmp_path: Path, crash: Crash, engine: str
) -> None:
    url = request.getfixturevalue(f"{engine}_url")
    from tests.chaos import doors  # (its imports are for the forks)

    with open_warehouse(url) as warehouse, warehouse.transaction() as tx:
        tx.execute("create table control.t as select 7 as n")

    def seen() -> list[dict[str, Any]]:
        with open_published(url) as published:
            return published.query(
                "select a.n as core, b.n as mart from core.answer as a cross join mart.answer as b"
            ).to_pylist()

    value = 1
    doors.published(url, 1)
    for point in PUBLISHING[engine]:
        crash("published", point, url, value + 1)
        expected = value + (point in PUBLISHED)
        assert seen() == [{"core": expected, "mart": expected}], point
        value += 2
        doors.published(url, value)
        assert seen() == [{"core": value, "mart": value}], point
    for left in tmp_path.glob(".*.build-*"):  # a build that was killed is removed when it is a day old
        os.utime(left, (0, 0))
    doors.published(url, value)
    assert not list(tmp_path.glob(".*.build-*"))
