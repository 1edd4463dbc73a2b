"""Changes of single rows of a table (改行): what plants decree beside lives.

A row is found by the text of some of its columns. `change` puts other values in, `drop` leaves the row out, `add`
writes one more: a copy of the row found, else of the file's first row, with the values given. In an empty file it has
the file's region and month beside them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from catalogue import Table
from simulator.text import Column, yuan

Ints = NDArray[np.int64]
Columns = dict[str, Column | Ints]
Value = int | str


@dataclass(frozen=True)
class Change:
    """One row of a table. `where` and `values` are columns; fen (int) where the column is money, else text."""

    kind: str
    where: tuple[tuple[str, str], ...]
    values: tuple[tuple[str, Value], ...] = ()


def found(change: Change, count: int, columns: Columns) -> Ints:
    """Places of the rows that a change is about."""
    mask = np.ones(count, dtype=bool)
    for name, text in change.where:
        value = columns.get(name, "")
        if isinstance(value, str):
            mask &= value == text
        elif isinstance(value, np.ndarray):
            mask &= value == int(text)
        else:
            mask &= pc.fill_null(pc.equal(value, text), False).to_numpy(zero_copy_only=False)
    return np.flatnonzero(mask)


def place_of(table: Table, region: str, period: str) -> dict[str, str]:
    """What every row of a file says of itself, as far as the table has columns for it."""
    known = {"admin_division_code": region, "data_period": period}
    return {name: value for name, value in known.items() if name in table.columns}


def revise(changes: list[Change], count: int, columns: Columns, place: dict[str, str]) -> tuple[int, Columns]:
    """The rows with the changes made; rows added stand at the end. Nothing is touched where nothing is found.

    `place` (`place_of`) stands in the rows added where there is none to copy."""
    columns = dict(columns)
    extra: list[Columns] = []
    dropped: list[Ints] = []
    for change in changes:
        at = found(change, count, columns)
        if change.kind == "add":
            extra.append((_row(columns, at) if count else dict(place)) | dict(change.values))
        elif len(at) and change.kind == "drop":
            dropped.append(at)
        elif len(at):
            for name, value in change.values:
                columns[name] = _put(columns.get(name, ""), count, at, value)
    if dropped:
        kept = np.setdiff1d(np.arange(count), np.concatenate(dropped))
        columns, count = {name: _take(value, kept) for name, value in columns.items()}, len(kept)
    for row in extra:
        columns = {name: _append(columns.get(name), count, row.get(name, "")) for name in columns.keys() | row.keys()}
        count += 1
    return count, columns


def taken(columns: Columns, places: Ints) -> Columns:
    return {name: _take(value, places) for name, value in columns.items()}


def _row(columns: Columns, at: Ints) -> Columns:
    place = int(at[0]) if len(at) else 0
    row: Columns = {}
    for name, value in columns.items():
        if isinstance(value, np.ndarray):
            row[name] = int(value[place])  # type: ignore[assignment]
        else:
            row[name] = value if isinstance(value, str) else value[place].as_py()
    return row


def _put(column: Column | Ints, count: int, at: Ints, value: Value) -> Column | Ints:
    if isinstance(column, np.ndarray):
        column = column.copy()
        column[at] = int(value)
        return column
    texts = [column] * count if isinstance(column, str) else column.to_pylist()
    for place in at:
        texts[int(place)] = yuan(value) if isinstance(value, int) else value
    return pa.array(texts, pa.string())


def _take(column: Column | Ints, kept: Ints) -> Column | Ints:
    if isinstance(column, np.ndarray):
        return column[kept]
    return column if isinstance(column, str) else column.take(pa.array(kept))


def _append(column: Column | Ints | None, count: int, value: Any) -> Column | Ints:
    if column is None:
        column = np.zeros(count, dtype=np.int64) if isinstance(value, int) else ""
    if isinstance(column, np.ndarray):
        return np.append(column, np.int64(value or 0))
    text = yuan(value) if isinstance(value, int) else str(value)
    if isinstance(column, str):
        return column if column == text and count else pa.array([column] * count + [text], pa.string())
    return pa.concat_arrays([column, pa.array([text], column.type)])
