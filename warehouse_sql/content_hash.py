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
_SLICE = 1 << 16  # Python strings are three times as large as the hashes they hold
_ARGUMENTS = 90  # PostgreSQL calls no function with more than a hundred


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
    texts = [f"coalesce(cast(\"{name}\" as text), '{_NULL}')" for name in names]
    rows = source.query(f"select md5({_joined(texts)}) as h from {relation}").column("h")
    # Sorted here, by byte: the engines' own text order depends on collation.
    ordered = rows.take(pc.sort_indices(rows)).combine_chunks() if rows.length() else pa.array([], pa.string())
    digest = hashlib.sha256(",".join(names).encode())
    for start in range(0, len(ordered), _SLICE):
        digest.update("".join(ordered.slice(start, _SLICE).to_pylist()).encode())
    return digest.hexdigest()


def _joined(texts: list[str]) -> str:
    """One text of them all, by few calls: a chain of `||` copies what is there already for each further column."""
    while len(texts) > 1:
        groups = (texts[start : start + _ARGUMENTS] for start in range(0, len(texts), _ARGUMENTS))
        texts = [f"concat_ws('{_FIELD}', {', '.join(group)})" for group in groups]
    return texts[0]
