"""One hash for the content of a table, the same on both engines and in any order of rows.

Each row becomes a text of its columns (in order of name), null told apart from empty; the rows' MD5s are sorted by byte
and hashed. Used to prove that engines agree, that a rebuild equals what was built, that a second night changed nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import pyarrow as pa
import pyarrow.compute as pc

from warehouse_sql.port import Published, Warehouse

_FIELD, _NULL = "\u241f", "\u2400"


def content_hash(source: Published | Warehouse, relation: str, *, leave_out: Iterable[str] = ()) -> str:
    """Hash of `schema.table` without the columns in `leave_out`. Columns are taken in order of name."""
    schema, table = relation.split(".")
    columns = source.query(
        "select column_name from information_schema.columns where table_schema = :schema and table_name = :table",
        {"schema": schema, "table": table},
    )
    names = sorted(set(columns.column("column_name").to_pylist()) - set(leave_out))
    if not names:
        raise LookupError(f"{relation}: no such table, or no columns left to hash")
    parts = f" || '{_FIELD}' || ".join(f"coalesce(cast(\"{name}\" as text), '{_NULL}')" for name in names)
    rows = source.query(f"select md5({parts}) as h from {relation}").column("h")
    # Sorted here, by byte: the engines' own text order depends on collation.
    ordered = rows.take(pc.sort_indices(rows)).combine_chunks() if rows.length() else pa.array([], pa.string())
    digest = hashlib.sha256(",".join(names).encode())
    for value in ordered.to_pylist():
        digest.update(value.encode())
    return digest.hexdigest()
