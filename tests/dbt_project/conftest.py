"""The parsed project and a small warehouse on each engine, once a session."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.dbt_project.small_warehouse import Built, build

PROJECT = Path(__file__).resolve().parents[2] / "dbt_project"


@pytest.fixture(scope="session")
def manifest(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """dbt's manifest of the project, parsed for DuckDB."""
    from dbt.cli.main import dbtRunner

    work = tmp_path_factory.mktemp("dbt")
    arguments = ["parse", "--quiet", "--project-dir", str(PROJECT), "--profiles-dir", str(PROJECT)]
    outcome = dbtRunner().invoke([*arguments, "--target-path", str(work), "--log-path", str(work / "logs")])
    assert outcome.success, outcome.exception
    return dict(json.loads((work / "manifest.json").read_text(encoding="utf-8")))


@pytest.fixture(scope="session")
def small_warehouse(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Built]:
    """Engine → the warehouse on it, built where it was not yet; tests only read it."""
    made: dict[str, Built] = {}

    def of(engine: str) -> Built:
        if engine not in made:
            folder = tmp_path_factory.mktemp(f"small_{engine}")
            url = f"duckdb://{folder / 'warehouse.duckdb'}"
            if engine == "postgres":
                server = request.getfixturevalue("postgres_server")
                with psycopg.connect(server, autocommit=True) as connection:
                    connection.execute("create database sif_small")
                url = server.replace("/postgres?", "/sif_small?")
            made[engine] = build(url, folder)
        return made[engine]

    return of
