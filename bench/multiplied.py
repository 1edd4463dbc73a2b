"""The same people several times over, each time under other numbers: what more people cost, without generating them.

    multiply(Path("one/warehouse.duckdb"), Path("five"), 5, statements)

Of a built warehouse on DuckDB, what the statements read of the base library, the facts and what stands between them:
every part and every table that names people, units, accounts, institutions or papers has its rows `times` times, whose
numbers are each copy's own, so that it stands for itself; what has no such number (a month's budget,
feeds, legal numbers) stays as it is. What rules find is then `times` as much, but for those that compare with such a
figure. Raw deliveries are not there: nothing can be loaded or built below the rules again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

SCHEMAS = ("base", "core", "intermediate", "seed")
NUMBERED = re.compile(
    r"^(account|citizen|code|entity|group|leads_to|number|(other_|resolved_|reported_)?(person|unit))_key$"
    r"|(^|_)(person|unit|party|household|visit|payment|payment_master|plan_detail|item_detail|receipt|statement|subsidy)_id$"
    r"|citizen_id(_raw)?$|_identity_no$|account(_no)?$|^(doc|levy_notice|payment|receipt|tax_receipt|request|settlement|visit|voucher)_no$"
    r"|^(bank_reference|end_to_end_reference|reversal_serial_no|record_pk|uuid)$"
)
_AS_PARTS = "format parquet, compression zstd, compression_level 1, dictionary_size_limit 4096, parquet_version v2"
_PART = re.compile(r"'([^']+\.parquet)'")
_RELATION = re.compile(r'"?\b(' + "|".join(SCHEMAS) + r')"?\."?(\w+)"?')
Name = tuple[str, str]


def multiply(source: Path, folder: Path, times: int, statements: Iterable[str]) -> Path:
    """A warehouse in `folder`, made of the published one at `source`. Returns where it is."""
    import duckdb

    folder.mkdir(parents=True, exist_ok=True)
    target = folder / "warehouse.duckdb"
    with closing(duckdb.connect(str(target))) as connection:
        connection.execute(f"attach '{source}' as one (read_only)")
        connection.execute("set preserve_insertion_order = false; set threads = 2; set memory_limit = '6GB'")
        tables, views = _relations(connection)
        needed = _needed(statements, views)
        for schema in SCHEMAS:
            connection.execute(f"create schema if not exists {schema}")
        for schema, name in sorted(needed & tables):
            rows = f"one.{schema}.{name}"
            connection.execute(
                f"create table {schema}.{name} as {_rows(connection, rows, 1 if schema == 'seed' else times)}"
            )
        for path in sorted({path for name in needed & views.keys() for path in _PART.findall(views[name])}):
            rows = _rows(connection, f"read_parquet('{path}')", times)
            connection.execute(f"copy ({rows}) to '{folder / Path(path).name}' ({_AS_PARTS})")
        _create(connection, {name: _PART.sub(lambda one: f"'{folder / Path(one[1]).name}'", views[name])
                             for name in needed & views.keys()})  # fmt: skip
    return target


def _relations(connection: Any) -> tuple[set[Name], dict[Name, str]]:
    """Tables, and views with their statements."""
    where = "where database_name = 'one' and list_contains($1, schema_name)"
    tables = connection.execute(f"select schema_name, table_name from duckdb_tables() {where}", [list(SCHEMAS)])
    named = {(schema, name) for schema, name in tables.fetchall()}
    views = connection.execute(f"select schema_name, view_name, sql from duckdb_views() {where}", [list(SCHEMAS)])
    return named, {(schema, name): sql for schema, name, sql in views.fetchall()}


def _needed(statements: Iterable[str], views: dict[Name, str]) -> set[Name]:
    """What they name, and what that stands on."""
    left = {(found[1], found[2]) for text in statements for found in _RELATION.finditer(text)}
    needed: set[Name] = set()
    while left:
        needed |= left
        left = {(found[1], found[2]) for name in left for found in _RELATION.finditer(views.get(name, ""))} - needed
    return needed


def _rows(connection: Any, relation: str, times: int) -> str:
    columns = connection.execute(f"describe select * from {relation}").fetchall()
    numbers = [name for name, kind, *_ in columns if kind == "VARCHAR" and NUMBERED.search(name)]
    if not numbers or times == 1:
        return f"select * from {relation}"
    copied = ", ".join(f"case when copy = 0 then {name} else {_another(name)} end as {name}" for name in numbers)
    return f"select r.* replace ({copied}) from {relation} as r cross join range({times}) as c(copy)"


def _another(number: str) -> str:
    """A key is a hash again, which does not compress; any other number has the copy's at its end."""
    text = f"{number} || '~' || copy"
    return f"md5({text})" if number.endswith("_key") else text


def _create(connection: Any, views: dict[Name, str]) -> None:
    """Views in the order in which they stand on one another."""
    import duckdb

    left = dict(views)
    while left:
        made, reason = [], None
        for name, sql in left.items():
            try:
                connection.execute(sql)
                made.append(name)
            except duckdb.CatalogException as error:
                reason = error
        if not made and reason:
            raise reason
        left = {name: sql for name, sql in left.items() if name not in made}
