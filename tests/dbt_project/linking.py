"""A few models run on tables that a test fills itself, on either engine."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from io import StringIO
from typing import Protocol

import duckdb
import psycopg
import pytest

from catalogue.generate import all_files
from tests.dbt_project.rendered import model
from tests.ingest.deliver import CATALOGUE

STEPS = {"person": ("record", "pair", "key_group", "link", "identity"), "unit": ("record", "link", "identity")}
OF_HISTORY = {
    "person": (*STEPS["person"], "link_day", "key_history"),
    "unit": (*STEPS["unit"], "key_group", "link_day", "key_history"),
}
Rows = Sequence[dict[str, str | None]]


class Linked(Protocol):
    """What the models make of some sightings; `units` is what is known of units where persons are linked."""

    def __call__(self, rows: Rows, units: Rows = ()) -> tuple[dict[str, str], dict[frozenset[str], tuple[str, bool]]]:
        """(key -> key it is counted under, pair of keys -> (method, is it merged))."""

    def history(self, rows: Rows, units: Rows = ()) -> list[tuple[str, str, str, str | None, str | None, str]]:
        """(key, key it was counted under, from, to, why it ended, method), in order of the days."""

    def in_steps(self, rows: Rows, after: str) -> tuple[list[tuple], list[tuple]]:
        """The record of all rows, and that of rows up to a period with those after it put to it."""

    def also(self, rows: Rows, name: str, columns: str) -> list[tuple]:
        """Columns of another model on top of those, sorted."""


def known_on(rows: Rows, day: str) -> Rows:
    """What a build as of the end of a day has of the rows."""
    known = [row for row in rows if row["known_from"] <= day]
    return [row | {"known_to": None} if row["known_to"] and row["known_to"] > day else row for row in known]


def column(name: str) -> str:
    """A column of a table of sightings, with its type."""
    return f"{name} {'numeric(38, 0)' if name == 'seen' else 'text'}"


def seen(day: str, period: str, delivery: int, line: int) -> str:
    """When and where something was first known, as the macro seen_of makes it."""
    days = (date.fromisoformat(day) - date(1970, 1, 1)).days
    month = (int(period[:4]) - 1900) * 13 + int(period[4:] or 0) if period else 0
    return f"{days}{month:04}{delivery:019}{line:010}"


def hash_key(*parts: str) -> str:
    """As the macro hash_key makes it."""
    return hashlib.md5("|".join(parts).encode()).hexdigest()


@contextmanager
def linking(kind: str, columns: Sequence[str], dialect: str, request: pytest.FixtureRequest) -> Iterator[Linked]:
    """The models of one kind on an engine of their own."""
    names = OF_HISTORY[kind]
    models = {name: model(f"base_{kind}_{name}", dialect) for name in names}
    steps = {before: model(f"base_{kind}_record", dialect, before=before) for before in (None, "before_it")}
    methods = all_files(CATALOGUE)["dbt_project/seeds/_generated/seed_link_method.csv"]
    with cursor(dialect, request) as run:
        run(f"create table base_{kind}_sighting ({', '.join(map(column, columns))})")
        run("create table seed_link_method (method text, subject text, reason_zh text, confidence decimal(5,4),"
            " is_merged boolean, basis text)")  # fmt: skip
        run(f"insert into seed_link_method values {_values(list(csv.reader(StringIO(methods)))[1:])}")
        if kind == "person":
            for name, columns in (("history", "resolved_unit_key text, known_from date, known_to date"),
                                  ("group", "group_key text")):  # fmt: skip
                run(f"create table base_unit_key_{name} (unit_key text, {columns})")

        def link_units(units: Rows) -> None:
            if kind != "person":
                return
            run("delete from base_unit_key_history")
            run("delete from base_unit_key_group")
            if units:
                run(f"insert into base_unit_key_history values {_values([list(row.values()) for row in units])}")
                run("insert into base_unit_key_group select unit_key, 'all of them' from base_unit_key_history"
                    " union select resolved_unit_key, 'all of them' from base_unit_key_history")  # fmt: skip

        def make(rows: Rows, steps: Sequence[str]) -> None:
            run(f"delete from base_{kind}_sighting")
            if rows:
                run(f"insert into base_{kind}_sighting values {_values([list(row.values()) for row in rows])}")
            for name in steps:
                run(f"drop table if exists base_{kind}_{name}")
                run(f"create table base_{kind}_{name} as {models[name]}")

        class Link:
            def __call__(
                self, rows: Rows, units: Rows = ()
            ) -> tuple[dict[str, str], dict[frozenset[str], tuple[str, bool]]]:
                link_units(units)
                make(rows, STEPS[kind])
                keys = dict(run(f"select {kind}_key, resolved_{kind}_key from base_{kind}_identity"))
                found = run(f"select {kind}_key, other_{kind}_key, method, is_merged from base_{kind}_link")
                return keys, {frozenset(row[:2]): (row[2], row[3]) for row in found}

            def history(self, rows: Rows, units: Rows = ()) -> list[tuple[str, str, str, str | None, str | None, str]]:
                link_units(units)
                make(rows, OF_HISTORY[kind])
                return run(
                    f"select {kind}_key, resolved_{kind}_key, cast(known_from as text), cast(known_to as text),"
                    f" end_reason, method from base_{kind}_key_history order by known_from, {kind}_key"
                )

            def in_steps(self, rows: Rows, after: str) -> tuple[list[tuple], list[tuple]]:
                make([row for row in rows if row["period"] <= after], ["record"])
                run("drop table if exists before_it")
                run(f"create table before_it as select * from base_{kind}_record")
                made = []
                for some, before in ((rows, None), ([row for row in rows if row["period"] > after], "before_it")):
                    make(some, [])
                    made.append(sorted(run(steps[before]), key=repr))
                return made[0], made[1]

            def also(self, rows: Rows, name: str, columns: str) -> list[tuple]:
                make(rows, STEPS[kind])
                return sorted(run(f"select {columns} from ({model(name, dialect)}) as shown"))

        yield Link()


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
