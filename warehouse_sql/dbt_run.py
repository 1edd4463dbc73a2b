"""dbt inside this process: it reads a project, runs a selection of it, and says what became of each node.

Its parse cache is reused by the next build, and a whole selection is one run: parsing is the dear part, so there is
never a process a model.
"""

from __future__ import annotations

import ast
import functools
import importlib
import json
import logging
import os
import re
import shutil
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any, Final

from catalogue.masking import mask_message
from warehouse_sql import code
from warehouse_sql.location import Location
from warehouse_sql.port import WarehouseError

PROJECT = Path(__file__).resolve().parent.parent / "dbt_project"
Progress = Callable[[int, int | None, str], None]


class BuildFailed(WarehouseError):
    """A model's SELECT or its key failed, or dbt cannot read the project; what was published before stays."""


def reason(message: str) -> str:
    """Why a node failed, from its message: the first line, or the second where the first says only where it happened
    (`Database Error in model base_person (models/base/base_person.sql)`)."""
    lines = [line.strip() for line in message.strip().splitlines()] or [""]
    return lines[1] if len(lines) > 1 and _WHERE.match(lines[0]) else lines[0]


_WHERE: Final = re.compile(r"(?:Compilation|Database|Runtime|Dependency) Error\b")
# Of a node's status: its SELECT, or its key, failed.
FAILED: Final = ("error", "runtime error")


@dataclass(frozen=True)
class NodeResult:
    """What became of one seed or model."""

    name: str
    layer: str
    resource_type: str
    status: str
    seconds: float
    message: str
    relation: str | None
    """Where its rows are; None of a view and of what is made in parts."""


# Nodes that dbt runs at once; on DuckDB one more than keep a small machine busy, for one waits for Python.
NODES_AT_ONCE = {"duckdb": 3, "postgres": 2}


def arguments(location: Location, project: Path, select: Sequence[str] = ()) -> list[str]:
    """Those of `dbt build` for a project, with what the selected models read (none selected: everything)."""
    variables = {
        "schema_prefix": "next_" if location.dialect == "postgres" else "",
        "parts": True,
    }
    # dbt keeps what it has read of a project in its target folder: each code has its own.
    work = location.work_path if project == PROJECT else project
    work.mkdir(parents=True, exist_ok=True)
    given = [
        "build",
        "--quiet",
        "--project-dir",
        str(project),
        "--profiles-dir",
        str(project),
        "--target",
        location.dialect,
        "--target-path",
        str(work / "target"),
        "--log-path",
        str(work / "logs"),
        "--threads",
        str(NODES_AT_ONCE[location.dialect]),
        "--exclude-resource-type",
        "unit_test",
        "--vars",
        json.dumps(variables),
        "--no-use-colors",
        # Errors of models quote rows. What became of each node is in control.model_run, without them.
        *([] if os.environ.get("SIF_DEBUG") == "1" else ["--log-level", "none", "--log-level-file", "none"]),
        "--no-write-json",
        "--no-send-anonymous-usage-stats",
    ]
    if select:
        given += ["--select", *(f"+{name}" for name in select)]
    return given


# dbt reads a project for a database that is not there; what it read is then put in the place of a build. For it takes
# its own cache only where the profile's settings are the same; else it reads the project anew, at 12 s of CPU.
_READ_FOR = {
    "duckdb": {"SIF_BUILD_PATH": ":memory:", "SIF_STATE_PATH": ":memory:", "SIF_BUILD_MEMORY": "1GB",
               "SIF_BUILD_THREADS": "1"},
    "postgres": {"SIF_PG_HOST": "localhost", "SIF_PG_PORT": "5432", "SIF_PG_USER": "nobody", "SIF_PG_PASSWORD": "",
                 "SIF_PG_DBNAME": "nowhere"},
}  # fmt: skip
_NOWHERE = {"duckdb": "memory", "postgres": "nowhere"}
# What this process has read of projects: (code, target) → dbt's manifest, the one used last at the end. Copying one
# takes half a second.
_read: dict[tuple[str, str], Any] = {}
_READ_KEPT = 4
_CACHE = "partial_parse.msgpack"


def read(location: Location, project: Path, database: str, given: list[str]) -> Any:
    """dbt's manifest of the project for a database, a copy of one's own: compiling changes it."""
    key = (code.name_of(code.files(project)), location.dialect)
    found = _read.pop(key, None) or _parse(location, given)
    while len(_read) >= _READ_KEPT:
        _read.pop(next(iter(_read)))
    _read[key] = found
    manifest = found.deepcopy()
    nowhere = _NOWHERE[location.dialect]
    for node in (*manifest.nodes.values(), *manifest.sources.values()):
        if getattr(node, "root_path", None):  # of a seed: its rows are read when it is built, where it is asked for
            node.root_path = str(project)
        if node.database == nowhere:
            node.database = database
            if node.relation_name:
                node.relation_name = node.relation_name.replace(f'"{nowhere}".', f'"{database}".', 1)
    return manifest


def database_of(path: Path) -> str:
    """The name under which dbt knows a DuckDB file."""
    from dbt.adapters.duckdb.credentials import DuckDBCredentials

    return str(DuckDBCredentials.path_derived_database_name(str(path)))


def _parse(location: Location, given: list[str]) -> Any:
    """dbt's manifest of the project, from its cache where nothing changed.

    Where dbt has none yet it begins with that of this warehouse (another code, of which most files are the same), or
    with the one in the folder `SIF_PARSE_CACHE`, which serves all warehouses of a machine.
    """
    kept = ("--quiet", "--no-use-colors", "--no-write-json", "--no-send-anonymous-usage-stats")
    named = ("--project-dir", "--profiles-dir", "--target", "--target-path", "--log-path", "--threads", "--vars",
             "--log-level", "--log-level-file")  # fmt: skip
    wanted = [name for name in given if name in kept]
    for name in named:
        if name in given:
            wanted += [name, given[given.index(name) + 1]]
    cache = Path(given[given.index("--target-path") + 1]) / _CACHE
    shared = os.environ.get("SIF_PARSE_CACHE")
    of_all = Path(shared) / f"{location.dialect}.msgpack" if shared else None
    for other in (location.work_path / "target" / _CACHE, of_all):
        if other and other.exists() and not cache.exists():
            cache.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(other, cache)
    outcome = _invoke(["parse", *wanted], _READ_FOR[location.dialect])
    if not outcome.success:
        raise BuildFailed(f"dbt cannot read the project: {outcome.exception}") from outcome.exception
    if of_all and not of_all.exists():
        _share(cache, of_all)
    return outcome.result


def _share(cache: Path, of_all: Path) -> None:
    """Others see the whole file or none; dbt reads the project anew where one is damaged."""
    made = of_all.with_name(f".{of_all.name}.{os.getpid()}")
    made.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(cache, made)
    made.rename(of_all)


def run(
    given: list[str], environment: dict[str, str], progress: Progress | None = None, manifest: Any = None
) -> list[NodeResult]:
    """Run dbt with these arguments; what became of each node, in the order in which they ended. Raises BuildFailed."""
    nodes: list[NodeResult] = []

    ended = count(1)

    def heard(event: Any) -> None:
        if progress and event.info.name == "NodeFinished":
            progress(next(ended), None, event.data.node_info.node_name)

    outcome = _invoke(given, environment, manifest=manifest, callbacks=[heard])
    if outcome.exception is not None and outcome.result is None:
        raise BuildFailed(f"dbt could not start: {outcome.exception}") from outcome.exception
    for result in getattr(outcome.result, "results", ()):
        node = result.node
        relation = f"{node.schema}.{node.alias}" if node.resource_type in ("model", "seed") else None
        stored = getattr(node.config, "materialized", None) in ("table", "seed", "incremental")
        built = str(result.status) == "success" and stored
        nodes.append(
            NodeResult(
                name=node.name,
                layer=_layer(node),
                resource_type=str(node.resource_type),
                status=str(result.status),
                seconds=float(result.execution_time or 0),
                message=mask_message(str(result.message or "")),
                relation=relation if built else None,
            )
        )
    return nodes


def _invoke(given: list[str], environment: dict[str, str], **of_runner: Any) -> Any:
    """dbt in this process, which is afterwards as it was before."""
    from dbt.cli.main import dbtRunner

    with _environment(environment), _quiet_loggers(), _one_tree_at_a_time():
        try:
            return dbtRunner(**of_runner).invoke(given)
        finally:
            _release_adapters()


def _layer(node: Any) -> str:
    """The folder below `models/` (staging, base, core, …), or the kind of node."""
    if str(node.resource_type) != "model":
        return str(node.resource_type)
    parts = Path(node.original_file_path).parts
    return parts[1] if len(parts) > 2 else "model"


@contextmanager
def _one_tree_at_a_time() -> Iterator[None]:
    """No two threads read a literal at once: CPython 3.11 counts the depth of all their syntax trees in one place.

    Where the garbage collector hands over to another thread in the middle of a tree, the first one ends with
    `SystemError: AST constructor recursion depth mismatch` (python/cpython#106905), and a night with it.
    """
    parse, lock = ast.parse, threading.RLock()

    @functools.wraps(parse)
    def alone(*given: Any, **named: Any) -> Any:
        with lock:
            return parse(*given, **named)

    ast.parse = alone
    try:
        yield
    finally:
        ast.parse = parse


# Under a test runner dbt raises inside its workers where it would only warn (an event it cannot write), and then waits
# for them for ever. A build must not depend on who calls it.
_HIDDEN_FROM_DBT = ("PYTEST_CURRENT_TEST",)


@contextmanager
def _environment(values: dict[str, str]) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in (*values, *_HIDDEN_FROM_DBT)}
    for name in _HIDDEN_FROM_DBT:
        os.environ.pop(name, None)
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


@contextmanager
def _quiet_loggers() -> Iterator[None]:
    """dbt reconfigures the root logger; give the caller (Airflow, the CLI) its own back."""
    root = logging.getLogger()
    level, handlers = root.level, list(root.handlers)
    try:
        yield
    finally:
        root.setLevel(level)
        root.handlers[:] = handlers


def _release_adapters() -> None:
    """Let go of what dbt keeps open between invocations; on DuckDB that is the build file itself."""
    importlib.import_module("dbt.adapters.factory").reset_adapters()
    try:
        connections = importlib.import_module("dbt.adapters.duckdb.connections")
    except ModuleNotFoundError:
        return
    manager = connections.DuckDBConnectionManager
    if manager._ENV is not None:
        manager._ENV.close()
    manager.close_all_connections()
