"""Many values to a query at once: as one text a column, which both engines take apart again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

CHUNK = 10_000
"""How many values are sent at once."""
_SEPARATOR = "\x1f"


def table(columns: Mapping[str, Sequence[str | None]]) -> tuple[str, dict[str, str]]:
    """A SELECT of these values (blank is null), and its parameters. Columns are of one length."""
    taken = ", ".join(
        f"unnest(string_to_array(cast(:{name} as text), chr({ord(_SEPARATOR)}))) as {name}" for name in columns
    )
    blank = ", ".join(f"nullif({name}, '') as {name}" for name in columns)
    values = {name: _SEPARATOR.join(value or "" for value in given) for name, given in columns.items()}
    return f"select {blank} from (select {taken}) as sent", values


def at_line(relation: str, alias: str, line: str) -> str:
    """For a join: the relation's row that came in the line of another row."""
    return f"{relation} as {alias} on {alias}._delivery_id = {line}._delivery_id and {alias}._line_no = {line}._line_no"
