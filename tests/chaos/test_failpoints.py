"""Every commit, rename and fsync has a fail-point; a crash at any of them leaves the old state or the new."""

from __future__ import annotations

import ast
import errno
import re
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
    ("warehouse_sql/dbt_run.py", "_share"): "a copy of dbt's cache: where it is damaged dbt reads the project anew",
    ("warehouse_sql/code.py", "laid_out"): "a copy that is compared with its name whenever it is used, and made again",
}
# Functions in which several such calls may stand between two fail-points, and why.
TOGETHER = {
    ("exchange_adapters/sftp_files.py", "write"): "the second rename is what is left where a server knows no first",
}
# Functions of which one fail-point stands elsewhere, and why.
ONE_SIDED = {
    ("warehouse_sql/durable.py", "sync_folder"): "the moment before it is the one after the rename",
}
_COMMIT = re.compile(r"\s*(commit|end|prepare transaction)\b", re.IGNORECASE)


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
    if name in ("execute", "exec_driver_sql"):
        told = call.args[0] if call.args else None
        return isinstance(told, ast.Constant) and isinstance(told.value, str) and bool(_COMMIT.match(told.value))
    return ends_a_transaction(call)


def ends_a_transaction(call: ast.Call) -> bool:
    """A transaction of a driver as `with`: the commit is where its block ends. (The port's own has fail-points.)"""
    if not isinstance(call.func, ast.Attribute):
        return False
    name, owner = call.func.attr, ast.unparse(call.func.value)
    return (name == "transaction" and owner.endswith("_connection")) or (name == "begin" and owner.endswith("_engine"))


def moments(function: ast.AST) -> list[tuple[int, int]]:
    """The lines where something becomes durable or visible, and from where on a fail-point is before that."""
    blocks = {
        id(item.context_expr): (node.end_lineno or 0, node.lineno)
        for node in ast.walk(function)
        if isinstance(node, ast.With)
        for item in node.items
        if isinstance(item.context_expr, ast.Call) and ends_a_transaction(item.context_expr)
    }
    calls = [node for node in ast.walk(function) if isinstance(node, ast.Call) and is_critical(node)]
    return sorted(blocks.get(id(call), (call.lineno, 0)) for call in calls)


def bare(function: ast.AST, place: tuple[str, str]) -> list[int]:
    """Moments without a fail-point of their own on either side."""
    marks, found = [line for line, _ in reached_in(function)], []
    lines = moments(function)
    if place in TOGETHER:
        lines = lines[:1]
    earlier = 0
    for number, (line, since) in enumerate(lines):
        later = lines[number + 1][0] if number + 1 < len(lines) else 1 << 30
        # In a block the last line may be the fail-point itself.
        before = any(max(earlier, since) < mark <= line for mark in marks) or place in ONE_SIDED
        after = any(line < mark <= later for mark in marks)
        if not (before and after):
            found.append(line)
        earlier = line
    return found


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
    found, seen = [], set()
    for path, function in functions():
        place = (path, function.name)
        if not moments(function):
            continue
        if place in ALLOWED | TOGETHER | ONE_SIDED:
            seen.add(place)
        if place not in ALLOWED:
            found += [f"{path}:{line} in {function.name}" for line in bare(function, place)]
    assert found == [], "give these fail-points (warehouse_sql/failpoints.py), before and after"
    assert seen == set(ALLOWED | TOGETHER | ONE_SIDED), "no longer needed in the lists above"


@pytest.mark.parametrize(
    "body",
    [
        "os.fsync(1)\n reached('b')",
        "reached('a')\n os.replace(a, b)",
        "path.rename(other)",
        "reached('a')\n path.replace(other)\n os.link(a, b)\n reached('b')",
        "reached('a')\n connection.execute('COMMIT')",
        "reached('a')\n with self._engine.begin() as c:\n  c.execute(x)\n reached('b')",
        "reached('a')\n raw.commit()\n reached('b')\n raw.commit()",
        "session.posix_rename(a, b)",
        "path.hardlink_to(other)",
    ],
)
def test_the_search_finds_what_has_no_fail_points(body):
    assert bare(ast.parse(f"def f():\n {body}\n"), ("", "f"))


@pytest.mark.parametrize(
    "body",
    [
        "reached('a')\n os.fsync(1)\n reached('b')",
        "with self._engine.begin() as c:\n  c.execute(x)\n  reached('a')\n reached('b')",
        "text.replace('a', 'b')\n durable.rename(a, b)\n replace(x, y=1)",
    ],
)
def test_the_search_lets_pass_what_has_them(body):
    assert not bare(ast.parse(f"def f():\n {body}\n"), ("", "f"))


def test_every_fail_point_is_named_once_in_code_and_explained():
    used = [name for path, function in functions() for _, name in reached_in(function)]
    assert sorted(used) == sorted(failpoints.POINTS)


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
        with engine.build_file(location) as path:
            duckdb.connect(str(path)).execute(f"create table answer as select {value} as n").close()
            engine.finish_build(location, path, ("t",))
            engine.publish(location, path)

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


def test_files_named_together_have_their_names_after_the_sync_and_the_first_stays(tmp_path):
    names, final = durable.Names(tmp_path), tmp_path / "manifest.json"
    for content in (b"first", b"second"):
        durable.write(tmp_path / f"{content.decode()}.part", final, content, mode=0o440, name=names.give)
    assert not final.exists()
    names.sync()
    assert final.read_bytes() == b"first"
    assert [path.name for path in tmp_path.iterdir()] == ["manifest.json"]
    durable.write(tmp_path / "later.part", final, b"later", name=names.give)
    assert final.read_bytes() == b"first"
    names.sync()
    assert final.read_bytes() == b"later"


@pytest.mark.parametrize("point", ["files.sync.before", "files.sync.after"])
def test_an_error_of_the_disk_gives_no_name_to_any_of_many_files(tmp_path, armed, point):
    names = durable.Names(tmp_path)
    for number in range(3):
        durable.write(tmp_path / f"{number}.part", tmp_path / f"{number}.json", b"new", name=names.give)
    armed(f"{point}=EIO")
    with pytest.raises(OSError):
        names.sync()
    assert not list(tmp_path.glob("*.json"))
    names.sync()
    assert len(list(tmp_path.glob("*.json"))) == 3


@pytest.mark.parametrize("point", ["file.rename.before@2", "file.rename.after@2", "folder.sync.after"])
def test_an_error_in_the_middle_of_many_names_is_made_good_by_the_next_sync(tmp_path, armed, point):
    names = durable.Names(tmp_path)
    for number in range(3):
        durable.write(tmp_path / f"{number}.part", tmp_path / f"{number}.json", b"new", name=names.give)
    armed(f"{point}=EIO")
    with pytest.raises(OSError):
        names.sync()
    names.sync()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["0.json", "1.json", "2.json"]


def test_a_name_that_is_none_is_refused(armed):
    with pytest.raises(ValueError, match=r"no fail-point 'file\.sync'"):
        armed("file.sync")
