"""The port every engine implements; all SQL of the stages goes through it.

Parameters are written `:name` on both engines. Results are Arrow tables, so that no stage sees an engine's own types.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, Literal, Protocol

import pyarrow as pa

Dialect = Literal["duckdb", "postgres"]
Params = Mapping[str, Any]


class WarehouseError(RuntimeError):
    """The warehouse cannot be used; the message says why and what to do."""


class WarehouseBusy(WarehouseError):
    """Another process writes to the warehouse (DuckDB allows one)."""


class Transaction(Protocol):
    """One transaction: all of it or nothing of it."""

    dialect: Dialect

    def execute(self, sql: str, params: Params | None = None) -> int:
        """Run a statement; returns the number of rows it touched (-1 where the engine does not say)."""

    def execute_many(self, sql: str, rows: Sequence[Params]) -> None:
        """Run a statement once for each mapping of parameters."""

    def query(self, sql: str, params: Params | None = None) -> pa.Table:
        """Run a SELECT and return its rows."""

    def lock(self, name: str) -> None:
        """Wait until no other transaction holds `name`; ours until its end. With one writer there is nothing to do."""

    def append(self, table: str, data: pa.Table | Iterable[pa.RecordBatch], schema: pa.Schema | None = None) -> int:
        """Append rows to `schema.table`, columns matched by name; returns the number of rows.

        `schema` is needed where `data` is an iterable of batches; the batches are streamed, never gathered.
        """


class Warehouse(Protocol):
    """The state: schemas `control` and `raw`."""

    dialect: Dialect

    def transaction(self) -> AbstractContextManager[Transaction]:
        """Commit on leaving the block, roll back on an exception."""

    def query(self, sql: str, params: Params | None = None) -> pa.Table:
        """A SELECT in a transaction of its own."""

    def close(self) -> None: ...

    def __enter__(self) -> Warehouse: ...

    def __exit__(self, *exc: object) -> None: ...


class Published(Protocol):
    """Read-only view of the last published build."""

    dialect: Dialect

    def query(self, sql: str, params: Params | None = None) -> pa.Table:
        """A SELECT on published schemas (`base`, `core`, `rule`, `mart`, `share`, `seed`, `control`)."""

    def batches(self, sql: str, rows: int) -> Iterator[pa.RecordBatch]:
        """The rows of a SELECT, at most `rows` at a time; memory is one batch."""

    def snapshot(self) -> AbstractContextManager[None]:
        """What is read within stays one build, even while another is published."""

    def relations(self) -> set[str]:
        """`schema.name` of every table and view."""

    def close(self) -> None: ...

    def __enter__(self) -> Published: ...

    def __exit__(self, *exc: object) -> None: ...
