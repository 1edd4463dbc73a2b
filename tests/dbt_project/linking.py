"""A few models run on tables that a test fills itself, on either engine."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from io import StringIO

import duckdb
import psycopg
import pytest

from catalogue.generate import all_files
from tests.dbt_project.rendered import model
from tests.ingest.deliver import CATALOGUE

STEPS = ("record", "link", "identity")
Rows = list[dict[str, str | None]]
Linked = Callable[[Rows], tuple[dict[str, str], dict[frozenset[str], tuple[str, bool]]]]


def hash_key(*parts: str) -> str:
    """As the macro hash_key makes it."""
    return hashlib.md5("|".join(parts).encode()).hexdigest()


@contextmanager
def linking(kind: str, columns: Sequence[str], dialect: str, request: pytest.FixtureRequest) -> Iterator[Linked]:
    """(key -> key it is counted under, pair of keys -> (method, is it merged)) of some sightings."""
    models = {f"base_{kind}_{name}": model(f"base_{kind}_{name}", dialect) for name in STEPS}
    methods = all_files(CATALOGUE)["dbt_project/seeds/_generated/seed_link_method.csv"]
    with cursor(dialect, request) as run:
        run(f"create table base_{kind}_sighting ({', '.join(f'{name} text' for name in columns)})")
        run("create table seed_link_method (method text, subject text, reason_zh text, confidence decimal(5,4),"
            " is_merged boolean, basis text)")  # fmt: skip
        run(f"insert into seed_link_method values {_values(list(csv.reader(StringIO(methods)))[1:])}")

        def link(rows: Rows) -> tuple[dict[str, str], dict[frozenset[str], tuple[str, bool]]]:
            run(f"delete from base_{kind}_sighting")
            if rows:
                run(f"insert into base_{kind}_sighting values {_values([list(row.values()) for row in rows])}")
            for name, sql in models.items():
                run(f"drop table if exists {name}")
                run(f"create table {name} as {sql}")
            keys = dict(run(f"select {kind}_key, resolved_{kind}_key from base_{kind}_identity"))
            found = run(f"select {kind}_key, other_{kind}_key, method, is_merged from base_{kind}_link")
            return keys, {frozenset(row[:2]): (row[2], row[3]) for row in found}

        yield link


def _values(rows: Sequence[Sequence[str | None]]) -> str:
    return ", ".join("(" + ", ".join("null" if v is None else f"'{v}'" for v in row) + ")" for row in rows)


@contextmanager
def cursor(dialect: str, request: pytest.FixtureRequest) -> Iterator[Callable[[str], list[tuple]]]:
    """Runs SQL in an empty place of an engine."""
    if dialect == "duckdb":
        with duckdb.connect() as connection:
            yield lambda sql: connection.execute(sql).fetchall()
        return
    with psycopg.connect(request.getfixturevalue("postgres_server"), autocommit=True) as connection:
        connection.execute("create schema linking")
        connection.execute("set search_path to linking")

        def run(sql: str) -> list[tuple]:
            found = connection.execute(sql)
            return found.fetchall() if found.description else []

        yield run
        connection.execute("drop schema linking cascade")
