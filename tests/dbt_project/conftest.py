"""The parsed project and a small warehouse on each engine, once a session."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import psycopg
import pytest

from tests.dbt_project.small_warehouse import Built, build
from warehouse_sql import dbt_run
from warehouse_sql.location import locate


@pytest.fixture(scope="session")
def manifest(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """dbt's manifest of the project, parsed for DuckDB, as dbt writes it."""
    work = tmp_path_factory.mktemp("dbt")
    location = locate(f"duckdb://{work / 'warehouse.duckdb'}")
    # As builds read it, whose reading of it serves here as well: another one would take 12 s of CPU.
    read = dbt_run.read(location, dbt_run.PROJECT, "memory", dbt_run.arguments(location, dbt_run.PROJECT))
    read.writable_manifest().write(str(work / "manifest.json"))
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
