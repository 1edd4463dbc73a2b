"""Every commit, rename and fsync has a fail-point; a crash at any of them leaves the old state or the new."""

from __future__ import annotations

import ast
import errno
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from warehouse_sql import durable, failpoints
from warehouse_sql.engine import duckdb as engine
from warehouse_sql.location import locate

REPOSITORY = Path(__file__).parents[2]
PRODUCT = ("catalogue", "warehouse_sql", "exchange_adapters", "ingest", "expectations", "dashboards", "cli", "dags")
# Functions that may sync, rename or commit without a fail-point, and why.
ALLOWED = {
    ("warehouse_sql/engine/postgres.py", "query"): "reads only",
    ("warehouse_sql/engine/postgres.py", "batches"): "reads only",
    ("warehouse_sql/engine/postgres.py", "snapshot"): "reads only",
}
# Fail-points of doors that a folder's night does not pass; each has its own test of a cut at that moment.
ELSEWHERE = {"build.commit", "sftp.rename", "mof.ftp.rename"}


def is_critical(call: ast.Call) -> bool:
    """A call that makes something durable or visible."""
    if not isinstance(call.func, ast.Attribute):
        return False
    name, owner = call.func.attr, ast.unparse(call.func.value)
    if owner == "durable":  # has them
        return False
    if name in ("commit", "posix_rename", "fsync", "fdatasync", "hardlink_to"):
        return True
    if name in ("rename", "link", "renames"):
        return owner != "pa" and bool(call.args)
    if name == "replace":  # of a path it takes one argument, of a text two, of a dataclass the rest by name
        return owner == "os" or (len(call.args) == 1 and not call.keywords)
    return name == "transaction" and owner == "self._connection"


def functions():
    for package in PRODUCT:
        for path in sorted((REPOSITORY / package).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                    yield path.relative_to(REPOSITORY).as_posix(), node


def reached_in(function: ast.AST) -> list[tuple[int, str]]:
    return [
        (call.lineno, call.args[0].value)
        for call in ast.walk(function)
        if isinstance(call, ast.Call) and ast.unparse(call.func).split(".")[-1] == "reached" and call.args
        and isinstance(call.args[0], ast.Constant)
    ]  # fmt: skip


def test_every_commit_rename_and_fsync_stands_between_fail_points():
    bare, seen = [], set()
    for path, function in functions():
        calls = [n for n in ast.walk(function) if isinstance(n, ast.Call) and is_critical(n)]
        if not calls or path in ("warehouse_sql/failpoints.py",):
            continue
        if (path, function.name) in ALLOWED:
            seen.add((path, function.name))
            continue
        marks = [line for line, _ in reached_in(function)]
        first, last = min(c.lineno for c in calls), max(c.lineno for c in calls)
        if function.name == "sync_folder":  # what is before it is after the rename
            marks.append(0)
        if not marks or not (min(marks) < first or "transaction" in ast.unparse(calls[0])) or max(marks) < last:
            bare += [f"{path}:{call.lineno} {ast.unparse(call)[:60]} in {function.name}" for call in calls]
    assert bare == [], "give these fail-points (warehouse_sql/failpoints.py), before and after"
    assert seen == set(ALLOWED), "no longer needed in ALLOWED"


def test_every_fail_point_is_named_once_in_code_and_explained():
    used = [name for path, function in functions() for _, name in reached_in(function)]
    assert sorted(used) == sorted(failpoints.POINTS)


def campaign(tmp_path: Path, server: str) -> dict:
    done = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("night.py")), str(tmp_path), server],
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
        capture_output=True,
        text=True,
        timeout=400,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout.splitlines()[-1])


def check(found: dict, engine_points: str) -> None:
    assert found["expected"]["statuses"] == {"accepted": 9, "held": 1, "rejected": 1}
    assert len(found["expected"]["told"]) == 12 and not found["expected"]["receipts not sent"]
    wrong = {one["spec"]: one["wrong"] for one in found["results"] if one["wrong"]}
    assert wrong == {}
    tried = {one["spec"].split("@")[0] for one in found["results"]}
    wanted = {name for name in failpoints.POINTS if re.match(engine_points, name)}
    assert tried == wanted - {n for n in wanted if n.rsplit(".", 1)[0] in ELSEWHERE}


@pytest.mark.slow
def test_a_kill_at_each_fail_point_leaves_old_or_new_on_duckdb(tmp_path):
    check(campaign(tmp_path, "-"), r"(?!postgres)")


@pytest.mark.slow
def test_a_kill_at_each_fail_point_leaves_old_or_new_on_postgres(tmp_path, postgres_server):
    check(campaign(tmp_path, postgres_server), r"(?!duckdb|state)")


@pytest.fixture
def armed():
    yield failpoints.arm
    failpoints.arm(None)


@pytest.mark.parametrize("point", [n for n in failpoints.POINTS if n.startswith(("file.", "folder.", "build."))])
def test_readers_see_the_old_build_or_the_new_whatever_fails_in_publishing(tmp_path, armed, point):
    import duckdb

    location = locate(f"duckdb://{tmp_path}/w.duckdb")
    duckdb.connect(str(location.state_path)).execute("create schema control; create table control.t as select 7 as n")

    def build(value: int) -> None:
        path = engine.new_build_path(location)
        duckdb.connect(str(path)).execute(f"create table answer as select {value} as n").close()
        try:
            engine.finish_build(location, path, ("t",))
            engine.publish(location, path)
        finally:
            engine.discard(path)

    build(1)
    armed(f"{point}=EIO")
    with pytest.raises(OSError) as raised:
        build(2)
    assert raised.value.errno == errno.EIO
    published = engine.open_published(location).query("select n from answer").column("n").to_pylist()
    assert published in ([1], [2])
    assert published == ([1] if point.startswith(("build.", "file.sync", "file.rename.before")) else [2])
    armed(None)
    build(3)
    assert engine.open_published(location).query("select n from answer").column("n").to_pylist() == [3]
    assert not list(tmp_path.glob(".w.build-*"))


@pytest.mark.parametrize("action", ["EIO", "ENOSPC"])
def test_an_error_in_writing_a_file_leaves_the_former_one(tmp_path, armed, action):
    final = tmp_path / "report.html"
    durable.write(tmp_path / ".part", final, b"old")
    armed(f"file.sync.before={action}")
    with pytest.raises(OSError) as raised:
        durable.write(tmp_path / ".part", final, b"new")
    assert raised.value.errno == getattr(errno, action)
    assert final.read_bytes() == b"old"


def test_a_name_that_is_none_is_refused(armed):
    with pytest.raises(ValueError, match=r"no fail-point 'file\.sync'"):
        armed("file.sync")
