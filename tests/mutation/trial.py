"""A rule's dbt unit tests, run on any SELECT in its place, in memory and without dbt: some milliseconds each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import yaml

Types = dict[str, dict[str, str]]


def types_of(warehouse: Path) -> Types:
    """Relation → column → type, of a built DuckDB file."""
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        rows = connection.execute(
            "select table_name, column_name, data_type from duckdb_columns() where not internal order by column_index"
        ).fetchall()
    found: Types = {}
    for relation, column, kind in rows:
        found.setdefault(relation, {})[column] = kind
    return found


def unit_tests(folder: Path) -> dict[str, list[dict[str, Any]]]:
    """Model → its unit tests, as their YAML has them."""
    found: dict[str, list[dict[str, Any]]] = {}
    for path in sorted(folder.glob("*.yml")):
        for test in yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)["unit_tests"]:
            found.setdefault(test["model"], []).append(test)
    return found


@dataclass(frozen=True)
class Trial:
    """One unit test: its given rows as tables, and what is to come of them."""

    name: str
    connection: duckdb.DuckDBPyConnection
    shown: str
    expected: Counter[tuple[Any, ...]]

    def holds(self, sql: str) -> bool:
        """The SELECT gives the expected rows. An error is another result."""
        try:
            rows = self.connection.execute(f"select {self.shown} from ({sql}) as result").fetchall()
        except duckdb.Error:
            return False
        return Counter(rows) == self.expected


def trial(test: dict[str, Any], types: Types) -> Trial:
    """The tables of a unit test, with the column types that the built relations have."""
    connection = duckdb.connect(":memory:", config={"threads": 1})
    for given in test["given"]:
        (relation,) = re.findall(r"ref\('(\w+)'\)", given["input"])
        columns = ", ".join(f'"{name}" {kind}' for name, kind in types[relation].items())
        connection.execute(f"create table {relation} ({columns})")
        _insert(connection, relation, given["rows"] or [], types[relation])
    model, rows = types[test["model"]], test["expect"]["rows"]
    names = list(dict.fromkeys(name for row in rows for name in row)) or list(model)
    shown = ", ".join(f'cast("{name}" as {model[name]}) as "{name}"' for name in names)
    expected: Counter[tuple[Any, ...]] = Counter()
    if rows:
        expected.update(connection.execute(_values(rows, names, model)).fetchall())
    return Trial(test["name"], connection, shown, expected)


def _insert(
    connection: duckdb.DuckDBPyConnection, relation: str, rows: list[dict[str, Any]], kinds: dict[str, str]
) -> None:
    names = list(dict.fromkeys(name for row in rows for name in row))
    if names:
        columns = ", ".join(f'"{name}"' for name in names)
        connection.execute(f"insert into {relation} ({columns}) {_values(rows, names, kinds)}")


def _values(rows: Iterable[dict[str, Any]], names: list[str], kinds: dict[str, str]) -> str:
    lines = (
        "(" + ", ".join(f"cast({_literal(row.get(name))} as {kinds[name]})" for name in names) + ")" for row in rows
    )
    return "values " + ", ".join(lines)


def _literal(value: object) -> str:
    if value is None:
        return "null"
    return "'" + str(value).replace("'", "''") + "'"
