"""Shares pushed to a middle database: old or new, never a mixture; nothing where nothing changed; contracts kept."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import psycopg
import pytest
import sqlalchemy as sa

import exchange_adapters
from exchange_adapters.port import ChannelError
from exchange_adapters.share_push import ShareTarget, push_shares
from exchange_adapters.share_push import push as module
from warehouse_sql import open_published, open_warehouse
from warehouse_sql.location import locate
from warehouse_sql.shares import Share, declared

NAME = "share_example_v1"
SHARE = Share(
    NAME,
    "共享：示例",
    (("region_code", "text"), ("generation", "bigint"), ("amount", "numeric(18,2)"), ("paid_on", "date"),
     ("arrived_at", "timestamp"), ("is_final", "boolean")),
    {"region_code": "行政区划", "amount": "金额"},
)  # fmt: skip
Rows = list[tuple[Any, ...]]


def content(generation: int, count: int = 5) -> Rows:
    return [
        (f"63{number:04d}" if number else None, generation, Decimal("0.10") + number, date(2024, 1, 31),
         datetime(2024, 2, 1, 8, 30), number % 2 == 0)
        for number in range(count)
    ]  # fmt: skip


def publish(url: str, rows: Rows, columns: tuple[tuple[str, str], ...] = SHARE.columns) -> None:
    """A published build with the one share, as dbt leaves it."""
    made = ", ".join(f"{name} {kind}" for name, kind in columns)
    marks = ", ".join(["{}"] * len(columns))
    if url.startswith("duckdb"):
        location = locate(url)
        new = location.published_path.with_suffix(".new")
        new.unlink(missing_ok=True)
        with duckdb.connect(str(new)) as connection:
            connection.execute("create schema core; create table core.dim_x (a integer); create schema share")
            connection.execute(f"create table share.{NAME} ({made})")
            if rows:
                connection.executemany(f"insert into share.{NAME} values ({marks.replace('{}', '?')})", rows)
        new.replace(location.published_path)
        return
    with psycopg.connect(url) as connection:
        connection.execute("create schema if not exists core")
        connection.execute("create table if not exists core.dim_x (a integer)")
        connection.execute("drop schema if exists share cascade")
        connection.execute("create schema share")
        connection.execute(f"create table share.{NAME} ({made})")
        with connection.cursor() as cursor:
            cursor.executemany(f"insert into share.{NAME} values ({marks.replace('{}', '%s')})", rows)


@pytest.fixture(params=["postgres", "sqlite"])
def target_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'cloud.sqlite'}"
    server = request.getfixturevalue("postgres_server")
    name = f"cloud_{time.monotonic_ns()}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'create database "{name}"')
    request.addfinalizer(lambda: _drop(server, name))
    return str(server.replace("/postgres?", f"/{name}?"))


def _drop(server: str, name: str) -> None:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'drop database if exists "{name}" with (force)')


@pytest.fixture
def only_example(monkeypatch: pytest.MonkeyPatch) -> Callable[[Share], None]:
    """Declare this share, and no other."""

    def declare(share: Share) -> None:
        monkeypatch.setattr(module, "declared", lambda: {share.name: share})

    declare(SHARE)
    return declare


@pytest.fixture
def push(only_example: Any, duckdb_url: str, target_url: str) -> Callable[..., Any]:
    def run(*names: str, force: bool = False, **settings: Any) -> Any:
        target = ShareTarget("cloud", {"url": target_url, "batch_rows": 3, "lock_seconds": 5, **settings})
        return push_shares([target], duckdb_url, names or None, force=force)

    return run


@pytest.fixture
def cloud(target_url: str) -> Iterator[sa.Engine]:
    url = target_url.replace("postgresql://", "postgresql+psycopg://")
    engine = sa.create_engine(url)
    yield engine
    engine.dispose()


def shown(cloud: sa.Engine, name: str = NAME) -> Rows:
    with cloud.connect() as connection:
        rows = connection.execute(sa.text(f"select * from {name} order by region_code")).all()
    return [tuple(row) for row in rows]


def generations(cloud: sa.Engine) -> set[tuple[int, int]]:
    with cloud.connect() as connection:
        found = connection.execute(sa.text(f"select generation, count(*) from {NAME} group by generation")).all()
    return {(row[0], row[1]) for row in found}


def contents(cloud: sa.Engine) -> list[str]:
    return sorted(name for name in sa.inspect(cloud).get_table_names() if name.startswith(NAME))


def recorded(url: str) -> list[dict[str, Any]]:
    with open_warehouse(url) as warehouse:
        return list(warehouse.query("select * from control.share_push order by started_at").to_pylist())


def test_rows_arrive_with_their_values_and_the_push_is_recorded(push: Any, cloud: sa.Engine, duckdb_url: str) -> None:
    publish(duckdb_url, content(1))
    summary = push()
    assert (summary.pushed, summary.rows, summary.failures) == (1, 5, [])
    with cloud.connect() as connection:
        found = connection.execute(sa.text(f"select region_code, amount, paid_on, arrived_at from {NAME}")).all()
    by_region = {row[0]: row for row in found}
    assert by_region.keys() == {None, "630001", "630002", "630003", "630004"}
    assert Decimal(str(by_region["630002"][1])) == Decimal("2.10")
    assert str(by_region["630002"][1]) == "2.10"  # exact, also where the database has no decimals
    assert str(by_region["630002"][2]) == "2024-01-31"
    assert str(by_region["630002"][3]).startswith("2024-02-01 08:30:00")
    (row,) = recorded(duckdb_url)
    assert (row["share"], row["target"], row["outcome"], row["row_count"]) == (NAME, "cloud", "pushed", 5)
    assert len(row["content_hash"]) == 64
    assert [tuple(pair) for pair in json.loads(row["column_types"])] == list(SHARE.columns)


def test_published_postgresql_gives_the_same_content_as_duckdb(
    only_example: Any, duckdb_url: str, postgres_url: str, tmp_path: Path
) -> None:
    hashes = []
    for url in (duckdb_url, postgres_url):
        publish(url, content(1, 20))
        target = ShareTarget("cloud", {"url": f"sqlite:///{tmp_path / 'one.sqlite'}", "batch_rows": 7})
        summary = push_shares([target], url)
        hashes.append((summary.pushed, summary.unchanged))
    assert hashes == [(1, 0), (0, 1)]


def test_unchanged_content_is_left_alone_and_changed_content_replaces_it(
    push: Any, cloud: sa.Engine, duckdb_url: str
) -> None:
    publish(duckdb_url, content(1))
    push()
    tables = contents(cloud)
    publish(duckdb_url, content(1)[::-1])  # another order of rows is no other content
    assert (push().unchanged, contents(cloud)) == (1, tables)
    publish(duckdb_url, content(2, 7))
    assert push().pushed == 1
    assert generations(cloud) == {(2, 7)}
    assert len(contents(cloud)) == 1
    assert contents(cloud) != tables
    assert push(force=True).pushed == 1
    assert [row["outcome"] for row in recorded(duckdb_url)] == ["pushed", "unchanged", "pushed", "pushed"]


def test_empty_content_is_a_content(push: Any, cloud: sa.Engine, duckdb_url: str) -> None:
    publish(duckdb_url, content(1))
    push()
    publish(duckdb_url, [])
    assert push().pushed == 1
    assert shown(cloud) == []


@pytest.mark.parametrize(
    ("columns", "word"),
    [
        (SHARE.columns[:-1], "removed: is_final"),
        ((*SHARE.columns[:2], ("amount", "bigint"), *SHARE.columns[3:]), r"retyped: amount \(numeric\(18,2\) → bigint"),
    ],
)
def test_removed_or_retyped_column_is_refused_and_the_old_content_stays(
    columns: Any, word: str, push: Any, only_example: Any, cloud: sa.Engine, duckdb_url: str
) -> None:
    import re

    publish(duckdb_url, content(1))
    push()
    only_example(replace(SHARE, columns=columns))
    kept = [name for name, _ in SHARE.columns]
    rows = [tuple(v for v, k in zip(row, kept, strict=True) if k in dict(columns)) for row in content(2)]
    publish(duckdb_url, rows, columns)
    summary = push()
    assert (summary.refused, summary.pushed) == (1, 0)
    assert re.search(word, summary.failures[0])
    assert "_v2" in summary.failures[0]
    assert generations(cloud) == {(1, 5)}
    assert [row["outcome"] for row in recorded(duckdb_url)] == ["pushed", "refused"]


def test_column_that_is_new_comes_behind_and_the_others_stay(
    push: Any, only_example: Any, cloud: sa.Engine, duckdb_url: str
) -> None:
    publish(duckdb_url, content(1))
    push()
    columns = (("note", "text"), *SHARE.columns)
    only_example(replace(SHARE, columns=columns))
    publish(duckdb_url, [("n", *row) for row in content(2)], columns)
    assert push().pushed == 1
    with cloud.connect() as connection:
        names = list(connection.execute(sa.text(f"select * from {NAME}")).keys())
    assert names == [*(name for name, _ in SHARE.columns), "note"]


def test_build_older_than_the_declaration_is_refused(
    push: Any, only_example: Any, cloud: sa.Engine, duckdb_url: str
) -> None:
    publish(duckdb_url, content(1))
    only_example(replace(SHARE, columns=(*SHARE.columns, ("note", "text"))))
    summary = push()
    assert summary.refused == 1
    assert "lacks note" in summary.failures[0]
    assert "sif build" in summary.failures[0]
    assert NAME not in sa.inspect(cloud).get_view_names()


def test_readers_see_one_content_or_the_other_never_a_mixture(push: Any, cloud: sa.Engine, duckdb_url: str) -> None:
    publish(duckdb_url, content(0, 50))
    push(batch_rows=7)
    seen: set[tuple[tuple[int, int], ...]] = set()
    stop = threading.Event()
    trouble: list[BaseException] = []

    def look() -> None:
        while not stop.is_set():
            try:
                seen.add(tuple(sorted(generations(cloud))))
            except sa.exc.SQLAlchemyError as error:
                trouble.append(error)
                return

    readers = [threading.Thread(target=look) for _ in range(2)]
    for reader in readers:
        reader.start()
    for generation in range(1, 4):
        publish(duckdb_url, content(generation, 50 + generation))
        assert push(batch_rows=7).failures == []
    stop.set()
    for reader in readers:
        reader.join()
    assert trouble == []
    assert seen <= {((generation, 50 + generation),) for generation in range(4)}
    assert len(seen) > 1


def test_reader_in_a_transaction_that_keeps_the_old_content_open(
    push: Any, cloud: sa.Engine, duckdb_url: str, target_url: str
) -> None:
    """A long read ends in peace, or the push gives up loudly; what is left over goes later."""
    publish(duckdb_url, content(1))
    push()
    publish(duckdb_url, content(2))
    with cloud.connect() as reader, reader.begin():
        if cloud.dialect.name == "sqlite":
            reader.exec_driver_sql("begin")  # its driver begins none for a SELECT
        reader.execute(sa.text(f"select * from {NAME}")).all()
        summary = push(lock_seconds=0.5)
        assert {row[1] for row in reader.execute(sa.text(f"select * from {NAME}")).all()} == {1}
    if summary.pushed == 0:
        assert "no reader holds" in summary.failures[0]
        assert generations(cloud) == {(1, 5)}
        assert push().pushed == 1
    assert generations(cloud) == {(2, 5)}


MOMENTS = {
    "in the middle of loading": "target.Target.load = killing(target.Target.load, 'batches')",
    "after the swap, before its commit": "target.Target.show = after(target.Target.show)",
}
SCRIPT = """
import os, pathlib, signal, sys, json
from exchange_adapters.share_push import push, target, ShareTarget, push_shares
from tests.exchange_adapters.test_share_push import SHARE
def die():
    os.kill(os.getpid(), signal.SIGKILL)
def after(function):
    def run(*a):
        function(*a); die()
    return run
def killing(function, what):
    def run(self, share, number, columns, labels, batches):
        def some():
            for n, batch in enumerate(batches):
                if n == 2: die()
                yield batch
        return function(self, share, number, columns, labels, some())
    return run
push.declared = lambda: {SHARE.name: SHARE}
exec(sys.argv[3])
push_shares([ShareTarget("cloud", {"url": sys.argv[2], "batch_rows": 3})], sys.argv[1])
"""


# Around each commit: tests/chaos/test_doors.py. Where SQLite differs is what its driver does around a CREATE.
KILLS = [("in the middle of loading", "postgres"), ("after the swap, before its commit", "sqlite")]


@pytest.mark.parametrize(("moment", "target_url"), KILLS, indirect=["target_url"])
def test_killed_in_a_push_leaves_the_old_and_the_next_push_is_right(
    moment: str, push: Any, cloud: sa.Engine, duckdb_url: str, target_url: str
) -> None:
    publish(duckdb_url, content(1, 10))
    push()
    publish(duckdb_url, content(2, 11))
    killed = subprocess.run(
        [sys.executable, "-c", SCRIPT, duckdb_url, target_url, MOMENTS[moment]],
        cwd=Path(__file__).resolve().parents[2], capture_output=True, timeout=60,
    )  # fmt: skip
    assert killed.returncode == -signal.SIGKILL, killed.stderr.decode()[-500:]
    assert generations(cloud) == {(1, 10)}
    summary = push()
    assert (summary.pushed, summary.unchanged, summary.failures) == (1, 0, [])
    assert generations(cloud) == {(2, 11)}
    publish(duckdb_url, content(3, 12))
    assert push().pushed == 1
    assert generations(cloud) == {(3, 12)}
    assert len(contents(cloud)) == 1


def test_view_dropped_by_somebody_is_made_again(push: Any, cloud: sa.Engine, duckdb_url: str) -> None:
    publish(duckdb_url, content(1))
    push()
    with cloud.begin() as connection:
        connection.execute(sa.text(f"drop view {NAME}"))
    assert push().pushed == 1
    assert generations(cloud) == {(1, 5)}


def test_rights_granted_on_a_share_stay(only_example: Any, duckdb_url: str, postgres_url: str) -> None:
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute("drop role if exists share_reader")
        connection.execute("create role share_reader")
    for generation in (1, 2):
        publish(duckdb_url, content(generation))
        assert push_shares([ShareTarget("cloud", {"url": postgres_url})], duckdb_url).pushed == 1
        with psycopg.connect(postgres_url, autocommit=True) as connection:
            if generation == 1:
                connection.execute(f"grant select on {NAME} to share_reader")
            connection.execute("set role share_reader")
            (row,) = connection.execute(f"select distinct generation from {NAME}").fetchall()
            assert row == (generation,)
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute(f"revoke select on {NAME} from share_reader")
        connection.execute("drop role share_reader")


def test_target_away_is_told_without_password_and_the_others_are_served(
    only_example: Any, duckdb_url: str, tmp_path: Path
) -> None:
    publish(duckdb_url, content(1))
    (tmp_path / "url").write_text("postgresql://sif:s3cret@127.0.0.1:9/cloud?connect_timeout=2")
    away = ShareTarget("away", {"url_file": str(tmp_path / "url")})
    lost = ShareTarget("lost", {"url_file": str(tmp_path / "nowhere")})
    strange = ShareTarget("strange", {"url": "cloud://x"})
    here = ShareTarget("here", {"url": f"sqlite:///{tmp_path / 'c.sqlite'}"})
    summary = push_shares([away, lost, strange, here], duckdb_url)
    assert (summary.pushed, summary.failed) == (1, 3)
    assert "nowhere" in summary.failures[1]
    assert "127.0.0.1:9" in summary.failures[0]
    assert "s3cret" not in json.dumps(recorded(duckdb_url), default=str) + summary.failures[0]
    with pytest.raises(ChannelError, match="url_file"):
        ShareTarget("x", {"url": "postgresql://sif:s3cret@127.0.0.1/cloud"})


def test_names_are_checked_and_may_be_short(push: Any, cloud: sa.Engine, duckdb_url: str, tmp_path: Path) -> None:
    publish(duckdb_url, content(1))
    with pytest.raises(ChannelError, match="no declared share"):
        push("nonsense")
    assert push("example_v1").pushed == 1


def test_every_declared_share_has_a_contract_that_can_be_pushed() -> None:
    shares = declared()
    assert "share_fiscal_fund_to_special_account_v1" in shares
    catalogued = (Path(__file__).resolve().parents[2] / "catalogue/standard/shares.csv").read_text(encoding="utf-8")
    for name, share in shares.items():
        assert name.rpartition("_v")[0] in catalogued
        assert all(share.labels[column] for column, _ in share.columns)


def test_without_a_target_nothing_is_pushed(duckdb_url: str) -> None:
    assert exchange_adapters.push_shares({"counterparties": []}, duckdb_url).pushed == 0
    with pytest.raises(ChannelError, match="share_push"):
        exchange_adapters.push_shares({"counterparties": []}, duckdb_url, ["x"])


def test_large_share_is_pushed_in_batches(only_example: Any, duckdb_url: str, tmp_path: Path) -> None:
    publish(duckdb_url, content(1, 1))
    with duckdb.connect(str(locate(duckdb_url).published_path)) as connection:
        connection.execute(
            f"insert into share.{NAME} select 'r' || i, 2, 1.5, date '2024-01-01',"
            " timestamp '2024-01-01 00:00:00', true from range(30000) t(i)"
        )
    sizes: list[int] = []
    real = module._batches

    def watched(spooled: Any) -> Iterator[Any]:
        for batch in real(spooled):
            sizes.append(batch.num_rows)
            yield batch

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(module, "_batches", watched)
        push_shares([ShareTarget("cloud", {"url": f"sqlite:///{tmp_path / 'c.sqlite'}"})], duckdb_url)
    assert sum(sizes) == 30_001
    assert max(sizes) <= 5_000


def test_build_published_during_a_push_does_not_get_into_it(only_example: Any, postgres_url: str) -> None:
    """What is read belongs to one build: publishing waits for the end of the reading, not of the push."""
    publish(postgres_url, content(1, 9))
    with open_published(postgres_url) as published, published.snapshot():
        first = sum(batch.num_rows for batch in published.batches(f"select * from share.{NAME}", 2))
        swapped = threading.Event()

        def swap() -> None:
            publish(postgres_url, content(2, 4))
            swapped.set()

        thread = threading.Thread(target=swap)
        thread.start()
        assert not swapped.wait(0.5)
        rest = sum(batch.num_rows for batch in published.batches(f"select * from share.{NAME} where generation = 1", 4))
    thread.join(10)
    assert swapped.is_set()
    assert (first, rest) == (9, 9)
