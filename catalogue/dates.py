"""Dates of declarations."""

from __future__ import annotations

from datetime import date

from catalogue.csvfile import Row


def optional_date(row: Row, column: str) -> date | None:
    """ISO date of a CSV field, None if empty. CatalogueError with the line if it is neither."""
    if not row[column]:
        return None
    try:
        return date.fromisoformat(row[column])
    except ValueError:
        raise row.error(f"{column} {row[column]!r} is no date", "write YYYY-MM-DD") from None
