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
    names, row = _hash_of_a_row(source, relation, leave_out)
    rows = source.query(f"select {row} as h from {relation}").column("h")
    # Sorted here, by byte: the engines' own text order depends on collation.
    ordered = rows.take(pc.sort_indices(rows)).combine_chunks() if rows.length() else pa.array([], pa.string())
    digest = hashlib.sha256(",".join(names).encode())
    for start in range(0, len(ordered), _SLICE):
        digest.update("".join(ordered.slice(start, _SLICE).to_pylist()).encode())
    return digest.hexdigest()


def content_sum(source: Published | Warehouse, relation: str) -> tuple[int, int]:
    """Rows of `schema.table`, and the sum of sixty bits of their hashes: for tables of any size, since the engine adds
    up. It tells whether two hold the same rows; who wants to pass off others could make them fit, unlike the hash."""
    _, row = _hash_of_a_row(source, relation, ())
    number = f"('0x' || substr({row}, 1, 15))::bigint"
    if source.dialect == "postgres":
        number = f"('x' || substr({row}, 1, 15))::bit(60)::bigint"
    found = source.query(f"select count(*) as n, cast(coalesce(sum({number}), 0) as text) as hashes from {relation}")
    return found.column("n")[0].as_py(), int(found.column("hashes")[0].as_py())


def _hash_of_a_row(source: Published | Warehouse, relation: str, leave_out: Iterable[str]) -> tuple[list[str], str]:
    """The columns in order of name, and the SQL of a row's MD5."""
    schema, table = relation.split(".")
    columns = source.query(
        "select column_name from information_schema.columns where table_schema = :schema and table_name = :table",
        {"schema": schema, "table": table},
    )
    names = sorted(set(columns.column("column_name").to_pylist()) - set(leave_out))
    if not names:
        raise LookupError(f"{relation}: no such table, or no columns left to hash")
    texts = [f"coalesce(cast(\"{name}\" as text), '{_NULL}')" for name in names]
    return names, f"md5({_joined(texts)})"


def _joined(texts: list[str]) -> str:
    """One text of them all, by few calls: a chain of `||` copies what is there already for each further column."""
    while len(texts) > 1:
        groups = (texts[start : start + _ARGUMENTS] for start in range(0, len(texts), _ARGUMENTS))
        texts = [f"concat_ws('{_FIELD}', {', '.join(group)})" for group in groups]
    return texts[0]
