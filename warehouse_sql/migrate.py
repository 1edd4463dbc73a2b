"""Bring `control` and `raw` to what the declarations say: create what is missing, add columns that are new.

Nothing is ever dropped or narrowed here; that is a decision for a person. The fingerprint of the declarations is kept,
so an up-to-date warehouse costs one query.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from warehouse_sql.port import Transaction, Warehouse

_HERE = Path(__file__).parent
_COLUMN = re.compile(r"^\s{2}(\w+) (.+?),?$")
_TABLE = re.compile(r"create table if not exists (\w+)\.(\w+) \(\n(.*?)\n\)", re.S)


def declarations(dialect: str) -> str:
    """All DDL of this engine: hand-written `control`, generated `raw`, then the views."""
    control = (_HERE / "control" / "schema.sql").read_text(encoding="utf-8")
    if dialect == "postgres":
        control = control.replace(" blob", " bytea")
    raw_path = _HERE / "raw" / "_generated" / f"{dialect}.sql"
    raw = raw_path.read_text(encoding="utf-8") if raw_path.exists() else ""
    views = (_HERE / "control" / "views.sql").read_text(encoding="utf-8")
    return f"{control}\n{raw}\n{views}"


def migrate(warehouse: Warehouse) -> None:
    """Apply the declarations in one transaction, if they differ from what was applied last."""
    ddl = declarations(warehouse.dialect)
    fingerprint = hashlib.sha256(ddl.encode()).hexdigest()
    if _applied(warehouse) == fingerprint:
        return
    with warehouse.transaction() as tx:
        if warehouse.dialect == "postgres":
            tx.execute("select pg_advisory_xact_lock(hashtext('sif.migrate'))")
        statements = _statements(ddl)
        views = [statement for statement in statements if statement.startswith("create or replace view")]
        for statement in statements:
            if statement not in views:
                tx.execute(statement)
        _add_new_columns(tx, ddl)
        for statement in views:  # they may read columns that are new
            tx.execute(statement)
        tx.execute("delete from control.declaration")
        tx.execute("insert into control.declaration values (:f)", {"f": fingerprint})


def is_there(warehouse: Warehouse) -> bool:
    """Whether declarations were ever applied."""
    return _applied(warehouse) is not None


def _applied(warehouse: Warehouse) -> str | None:
    # The embedded state is ours alone, and all of it is made in one transaction: where the schema is, the table is. To
    # list its tables would take an eighth of the time of an opening.
    there = "schemata where schema_name = 'control'"
    if warehouse.dialect == "postgres":
        there = "tables where table_schema = 'control' and table_name = 'declaration'"
    found = warehouse.query(f"select count(*) as n from information_schema.{there}")
    if not found.column("n")[0].as_py():
        return None
    rows = warehouse.query("select fingerprint from control.declaration").to_pylist()
    return str(rows[0]["fingerprint"]) if rows else None


def _statements(ddl: str) -> list[str]:
    lines = [line for line in ddl.splitlines() if not line.lstrip().startswith("--")]
    return [part.strip() for part in re.split(r";\s*$", "\n".join(lines), flags=re.M) if part.strip()]


def _add_new_columns(tx: Transaction, ddl: str) -> None:
    known = {
        (row["table_schema"], row["table_name"], row["column_name"])
        for row in tx.query(
            "select table_schema, table_name, column_name from information_schema.columns"
            " where table_schema in ('control', 'raw')"
        ).to_pylist()
    }
    for schema, table, body in _TABLE.findall(ddl):
        for line in body.splitlines():
            column = _COLUMN.match(line)
            if column and column[1] != "primary" and (schema, table, column[1]) not in known:
                declared = column[2].replace(" not null", "")
                tx.execute(f"alter table {schema}.{table} add column {column[1]} {declared}")
