"""One share in a middle database: a view that readers know, over a table of its own for each content.

A new content is loaded into a new table, and the view is put over it in the transaction that records it: readers see
the old content or the new, never a mixture, and keep their rights on the view. `share_push_state` in the same schema
says what stands there; it is changed in that same transaction, so a kill at any moment leaves the old content whole.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

STATE = "share_push_state"
_NUMERIC = re.compile(r"numeric\((\d+),(\d+)\)")


class ContractError(ValueError):
    """The share does not keep what its version promises; the message names the columns."""


@dataclass(frozen=True)
class Standing:
    """What stands in the target: table, number of the content, hash, columns with types in order."""

    table: str
    number: int
    content_hash: str
    row_count: int
    columns: tuple[tuple[str, str], ...]


class _Money(sa.types.TypeDecorator[Decimal]):
    """Exact decimals where the database has none (SQLite): text with as many places as declared."""

    impl = sa.Text
    cache_ok = True

    def __init__(self, scale: int) -> None:
        super().__init__()
        self.scale = scale

    def process_bind_param(self, value: Decimal | None, dialect: Any) -> str | None:
        return None if value is None else f"{value:.{self.scale}f}"

    def process_result_value(self, value: str | None, dialect: Any) -> Decimal | None:
        return None if value is None else Decimal(value)


def column_type(declared: str, dialect: str) -> sa.types.TypeEngine[Any]:
    """The type in the target of a type of the contract."""
    number = _NUMERIC.fullmatch(declared)
    if number:
        return _Money(int(number[2])) if dialect == "sqlite" else sa.Numeric(int(number[1]), int(number[2]))
    return {"text": sa.Text(), "date": sa.Date(), "timestamp": sa.DateTime(), "bigint": sa.BigInteger(),
            "boolean": sa.Boolean()}[declared]  # fmt: skip


def kept(before: Sequence[tuple[str, str]], now: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """The columns to push: those of before in their order, then new ones.

    Raises ContractError where a column is gone or has another type: that needs a new version of the share.
    """
    types = dict(now)
    gone = [name for name, _ in before if name not in types]
    retyped = [f"{name} ({was} → {types[name]})" for name, was in before if name in types and types[name] != was]
    if gone or retyped:
        told = "; ".join(
            f"{what}: {', '.join(names)}" for what, names in (("removed", gone), ("retyped", retyped)) if names
        )
        raise ContractError(
            f"{told}. A column never changes or disappears within a version: declare the next version (…_v2) and keep"
            " this one"
        )
    known = dict(before)
    return (*before, *((name, kind) for name, kind in now if name not in known))


class Target:
    """A schema of a middle database, in one open connection."""

    def __init__(self, connection: sa.Connection, schema: str | None, lock_seconds: float) -> None:
        self._connection, self._schema, self._lock_seconds = connection, schema, lock_seconds
        self._dialect = connection.dialect.name

    def prepare(self) -> None:
        """Make the table of what stands, where it is missing."""
        self._state().create(self._connection, checkfirst=True)

    def _state(self) -> sa.Table:
        return sa.Table(
            STATE,
            sa.MetaData(schema=self._schema),
            sa.Column("share_name", sa.String(63), primary_key=True),
            sa.Column("table_name", sa.String(63), nullable=False),
            sa.Column("number", sa.BigInteger, nullable=False),
            sa.Column("content_hash", sa.String(64), nullable=False),
            sa.Column("row_count", sa.BigInteger, nullable=False),
            sa.Column("column_types", sa.Text, nullable=False),
            sa.Column("pushed_at", sa.DateTime, nullable=False),
        )

    def standing(self, share: str) -> Standing | None:
        """What stands of a share; its view must be there, too."""
        state = self._state()
        row = self._connection.execute(sa.select(state).where(state.c.share_name == share)).mappings().one_or_none()
        if row is None:
            return None
        columns = tuple((str(name), str(kind)) for name, kind in json.loads(row["column_types"]))
        inspector = sa.inspect(self._connection)
        there = share in inspector.get_view_names(self._schema) and inspector.has_table(row["table_name"], self._schema)
        # Without its view or table the content is gone, whatever was recorded; the promise of its columns stays.
        return Standing(
            row["table_name"], row["number"], row["content_hash"] if there else "", row["row_count"], columns
        )

    def lock(self, share: str) -> None:
        """One pusher of a share at a time, and no endless wait for readers; until the end of the transaction."""
        if self._dialect == "postgresql":
            milliseconds = int(self._lock_seconds * 1000)
            self._connection.execute(sa.text(f"set local lock_timeout = {milliseconds}"))
            self._connection.execute(
                sa.text("select pg_advisory_xact_lock(hashtextextended(:name, 0))"), {"name": f"sif.{share}"}
            )

    def load(
        self,
        share: str,
        number: int,
        columns: Sequence[tuple[str, str]],
        labels: Mapping[str, str],
        batches: Iterable[Sequence[Mapping[str, Any]]],
    ) -> tuple[str, int]:
        """A table of its own for a content; returns its name and how many rows it has."""
        name = f"{share}__{number}"
        table = sa.Table(
            name,
            sa.MetaData(schema=self._schema),
            *(sa.Column(c, column_type(kind, self._dialect), comment=labels.get(c)) for c, kind in columns),
        )
        table.drop(self._connection, checkfirst=True)  # left by a push that was interrupted, where DDL commits at once
        table.create(self._connection)
        for rows in batches:
            if rows:
                self._connection.execute(sa.insert(table), list(rows))
        counted = self._connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()
        return name, int(counted)

    def show(self, share: str, standing: Standing, at: datetime) -> None:
        """Put the share's view over a content, and record it."""
        quote = self._connection.dialect.identifier_preparer
        prefix = f"{quote.quote(self._schema)}." if self._schema else ""
        view, table = prefix + quote.quote(share), prefix + quote.quote(standing.table)
        columns = ", ".join(quote.quote(name) for name, _ in standing.columns)
        if self._dialect == "sqlite":
            self._connection.exec_driver_sql(f"drop view if exists {view}")
            self._connection.exec_driver_sql(f"create view {view} as select {columns} from {table}")
        else:
            # Rights that were granted on the view stay; PostgreSQL itself refuses to change a column here.
            self._connection.exec_driver_sql(f"create or replace view {view} as select {columns} from {table}")
        state = self._state()
        self._connection.execute(sa.delete(state).where(state.c.share_name == share))
        self._connection.execute(
            sa.insert(state),
            {
                "share_name": share,
                "table_name": standing.table,
                "number": standing.number,
                "content_hash": standing.content_hash,
                "row_count": standing.row_count,
                "column_types": json.dumps(standing.columns),
                "pushed_at": at,
            },
        )

    def superseded(self, share: str) -> list[str]:
        """Tables of earlier contents, which nothing shows any more."""
        state = self._state()
        current = self._connection.execute(sa.select(state.c.table_name).where(state.c.share_name == share)).scalar()
        pattern = re.compile(rf"{re.escape(share)}__\d+")
        names = sa.inspect(self._connection).get_table_names(self._schema)
        return sorted(name for name in names if pattern.fullmatch(name) and name != current)

    def drop(self, table: str) -> None:
        """Remove a superseded table."""
        sa.Table(table, sa.MetaData(schema=self._schema)).drop(self._connection, checkfirst=True)
