"""`sif mof` and `sif share`, from the settings to what people see."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest
import yaml

from cli import status
from simulator.counterparties.mof import HttpNode, package
from tests.cli.conftest import REPOSITORY, Home
from warehouse_sql import WarehouseBusy, clock, open_warehouse
from warehouse_sql.control import pushes
from warehouse_sql.engine import duckdb as duck
from warehouse_sql.location import locate
from warehouse_sql.shares import declared
from warehouse_sql.transform import CONTROL_LEFT, CONTROL_SNAPSHOT

SCHEMA = REPOSITORY / "warehouse_sql" / "control" / "schema.sql"
_CREATES = "create table if not exists control."
SHARE = "share_fiscal_fund_to_special_account_v1"


@pytest.fixture
def node() -> Iterator[HttpNode]:
    made = HttpNode("token")
    yield made
    made.stop()


@pytest.fixture
def home(tmp_path: Path, node: HttpNode, sif: Any) -> Home:
    made = Home(tmp_path, f"duckdb://{tmp_path / 'warehouse.duckdb'}")
    (tmp_path / "token").write_text("token\n")
    (tmp_path / "token").chmod(0o600)
    entries = [
        {"name": "mof_http", "channel": "mof_node", "transport": "http", "address": f"http://127.0.0.1:{node.port}",
         "token_file": "token", "attempts": 1},
        {"name": "cloud", "channel": "share_push", "url": f"sqlite:///{tmp_path / 'cloud.sqlite'}"},
    ]  # fmt: skip
    (tmp_path / "counterparties.yml").write_text(yaml.safe_dump({"counterparties": entries}))
    assert sif(made, "init").exit_code == 0
    return made


def answer(result: Any) -> dict[str, Any]:
    return dict(json.loads(result.stdout))


COMMANDS = (
    ("mof", "receive"),
    ("mof", "send"),
    ("mof", "list"),
    ("mof", "restore"),
    ("share", "push"),
    ("share", "list"),
)


@pytest.mark.parametrize("arguments", COMMANDS)
def test_help_has_examples(arguments: tuple[str, str], sif: Any) -> None:
    result = sif(None, *arguments, "--help")
    assert result.exit_code == 0
    assert f"  sif {' '.join(arguments)}" in result.stdout


def test_packages_come_and_go_and_are_listed(home: Home, node: HttpNode, sif: Any, tmp_path: Path) -> None:
    node.offer("T-1", package("T-1", {"template.csv": b"a\n"}, kind="task"))
    node.offer("T-2", package("T-2", {"x.csv": b"a\n"}, hashes={"x.csv": "0" * 64}))
    received = sif(home, "mof", "receive", "--json")
    assert received.exit_code == 1  # one was refused: somebody should look
    figures = answer(received)["figures"]
    assert (figures["new"], figures["packages.processed"], figures["packages.refused"]) == (2, 1, 1)
    assert sif(home, "mof", "receive").exit_code == 0

    report = tmp_path / "决算.csv"
    report.write_text("项目,金额\n收入,1.00\n", encoding="utf-8")
    sent = [sif(home, "mof", "send", str(report), "--type", "report", "--period", "202412", "--json") for _ in range(2)]
    assert [answer(one)["figures"]["sent"] for one in sent] == [1, 0]
    ((package_id, _),) = node.taken.items()
    assert answer(sent[0])["figures"]["queued"] == package_id
    listed = answer(sif(home, "mof", "list", "--json"))["packages"]
    assert {(row["direction"], row["package_id"], row["state"], row["members"]) for row in listed} == {
        ("in", "T-1", "processed", 1), ("in", "T-2", "refused", 0), ("out", package_id, "sent", 1),
    }  # fmt: skip
    assert answer(sif(home, "mof", "restore", "--json"))["figures"]["processed"] == 0  # nothing was lost
    text = sif(home, "mof", "list", "--direction", "in").stdout
    assert "SHA-256" in text
    assert package_id not in text


def test_status_tells_of_packages_and_pushes_also_while_another_process_writes(
    home: Home, node: HttpNode, sif: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    node.offer("T-1", package("T-1", {"template.csv": b"a\n"}, kind="task"))
    node.offer("T-2", package("T-2", {"x.csv": b"a\n"}, hashes={"x.csv": "0" * 64}))
    assert sif(home, "mof", "receive").exit_code == 1
    push = pushes.Push("cloud", SHARE, "failed", clock.now(), clock.now(), detail="the target is away")
    with open_warehouse(home.url) as warehouse, warehouse.transaction() as tx:
        pushes.record(tx, push)

    def told(source: str) -> None:
        found = answer(sif(home, "status", "--json"))
        assert found["source"] == source
        assert [(row["direction"], row["state"], row["packages"]) for row in found["packages"]] == [
            ("in", "processed", 1), ("in", "refused", 1),
        ]  # fmt: skip
        assert [(row["share"], row["outcome"]) for row in found["pushes"]] == [(SHARE, "failed")]
        shown = sif(home, "status")
        assert shown.exit_code == 1
        assert f"{SHARE} to cloud: failed the target is away" in shown.stdout

    told("state")
    location = locate(home.url)
    with duck.build_file(location) as path:
        duckdb.connect(str(path)).close()
        duck.finish_build(location, path, CONTROL_SNAPSHOT)
        duck.publish(location, path)

    def busy(wait_seconds: float = 0) -> Any:
        raise WarehouseBusy("busy")

    monkeypatch.setattr(status, "state", busy)
    told("published")


def test_every_control_table_goes_into_the_published_build_or_is_left_on_purpose(home: Home) -> None:
    with open_warehouse(home.url) as warehouse:
        there = {name.partition(".")[2] for name in warehouse.relations() if name.startswith("control.")}
    tables = {line.split()[5].partition(".")[2] for line in SCHEMA.read_text().splitlines() if _CREATES in line}
    assert tables
    assert tables <= there
    assert tables - set(CONTROL_SNAPSHOT) == set(CONTROL_LEFT)


def test_wrong_use_is_told(home: Home, sif: Any, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("a")
    (tmp_path / "a.exe").write_text("a")
    assert sif(home, "mof", "send", str(tmp_path / "a.csv")).exit_code == 2
    assert sif(home, "mof", "send", str(tmp_path / "a.csv"), "--type", "codes", "--period", "2024").exit_code == 2
    assert sif(home, "mof", "send", str(tmp_path / "a.exe"), "--type", "codes").exit_code == 3
    assert sif(home, "mof", "send", str(tmp_path / "a.csv"), "--type", "codes", "--id", "../x").exit_code == 3
    for asked in (("push", "nonsense"), ("export", "nonsense", "--out", str(tmp_path / "b.csv"))):
        refused = sif(home, "share", *asked)
        assert refused.exit_code == 2 and "没有共享 'share_nonsense'" in refused.stderr and SHARE in refused.stderr


def test_realtime_tells_why_it_did_nothing(home: Home, sif: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from cli import realtime

    away = "hrss: cannot be reached"
    rounds = {"receive.failures": [away], "receive.new": 2, "failures": "tax: is away"}
    monkeypatch.setattr(realtime, "run_round", lambda channels: rounds)
    result = sif(home, "realtime", "--once", "--json")
    told = json.loads(result.stdout)
    assert (result.exit_code, told["ok"], told["failures"]) == (1, False, [away, "tax: is away"])
    assert (told["figures"], told["busy"]) == ({"receive.new": 2}, 0)

    def busy(channels: list[str]) -> None:
        raise WarehouseBusy("another process writes to the warehouse (pid 7)")

    monkeypatch.setattr(realtime, "run_round", busy)
    result = sif(home, "realtime", "--once", "--json")
    assert result.exit_code == 3 and "pid 7" in result.stderr
    assert json.loads(result.stdout)["busy"] == json.loads(result.stdout)["rounds"] == 1


def test_share_is_pushed_and_listed(home: Home, sif: Any, tmp_path: Path) -> None:
    columns = ", ".join(f"{name} {kind}" for name, kind in declared()[SHARE].columns)
    with duckdb.connect(str(tmp_path / "warehouse.duckdb")) as connection:
        connection.execute(f"create schema share; create table share.{SHARE} ({columns})")
        connection.execute(f"insert into share.{SHARE} (fund_code, amount) values ('enterprise_pension', 1.10)")
    first, second = (answer(sif(home, "share", "push", "--json"))["figures"] for _ in range(2))
    assert (first["pushed"], first["rows"], second["pushed"], second["unchanged"]) == (1, 1, 0, 1)
    listed = answer(sif(home, "share", "list", "--json"))
    assert [row["outcome"] for row in listed["pushes"]] == ["unchanged"]
    assert "unchanged" in sif(home, "share", "list").stdout


def test_night_takes_packages_and_pushes_shares(home: Home, node: HttpNode, sif: Any) -> None:
    """The stages of the night, without its build."""
    from cli import stages

    node.offer("T-1", package("T-1", {"a.csv": b"a\n"}))
    sif(home, "receive")
    assert stages._load()["packages.processed"] == 1
    assert stages._answer(None) == {"receipts": 0, "tax_results": 0}
