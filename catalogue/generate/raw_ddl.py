"""DDL of schema ``raw`` for each engine: one table an interface table, append-only, no keys (see ingest).

Layout is read by ``warehouse_sql.migrate``: two blanks, column, type; a statement ends with ``;``.
"""

from __future__ import annotations

from typing import Final

from catalogue.generate.output import Files
from catalogue.model import INTEGER_TYPES, TEXT_TYPES, Catalogue, Table

DIALECTS: Final = ("duckdb", "postgres")


def sql_type(logical_type: str, dialect: str) -> str:
    """Storage type of a logical type. KeyError for an unknown one."""
    if logical_type in TEXT_TYPES:
        return "varchar" if dialect == "duckdb" else "text"
    if logical_type in INTEGER_TYPES:
        return "bigint"
    return {
        "date": "date",
        "timestamp": "timestamp",
        "money": "decimal(18,2)",
        "rate": "decimal(18,6)",
        "flag": "boolean",
    }[logical_type]


def create_table(table: Table, dialect: str) -> str:
    """``create table if not exists raw.…`` with every catalogue column and the two technical columns."""
    columns = [f"  {f.column} {sql_type(f.logical_type, dialect)}" for f in table.fields]
    columns += ["  _delivery_id bigint not null", "  _line_no bigint not null"]
    return f"create table if not exists raw.{table.raw_name} (\n" + ",\n".join(columns) + "\n);\n"


def extras(table: Table, dialect: str) -> str:
    """PostgreSQL: Chinese labels as comments, and a block-range index: rows of one delivery lie together."""
    if dialect != "postgres":
        return ""
    lines = [
        f"create index if not exists {table.raw_name}__delivery on raw.{table.raw_name}"
        " using brin (_delivery_id int8_minmax_multi_ops);",
        f"comment on table raw.{table.raw_name} is {_quote(f'{table.file_code} {table.name_zh}')};",
    ]
    lines += [f"comment on column raw.{table.raw_name}.{f.column} is {_quote(f.label_zh)};" for f in table.fields]
    return "\n".join(lines) + "\n"


def emit(catalogue: Catalogue) -> Files:
    files: Files = {}
    for dialect in DIALECTS:
        parts = [
            "-- Generated from catalogue/ by `make generate`; do not edit.\n",
            "create schema if not exists raw;\n",
        ]
        for table in catalogue.tables.values():
            parts.append(
                f"\n-- {table.file_code} {table.name_zh}\n" + create_table(table, dialect) + extras(table, dialect)
            )
        files[f"warehouse_sql/raw/_generated/{dialect}.sql"] = "".join(parts)
    return files


def _quote(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
