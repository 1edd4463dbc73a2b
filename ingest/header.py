"""The header line: which column of the file is which field of the catalogue, and how the two differ (drift).

Columns are found by name. A table may print the same label twice; then the first column of that name in the file is
the first field of that name in the catalogue, and so on. A label that the contract lets a sender print instead
counts as the label itself.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from catalogue import Field, Table, masking
from warehouse_sql.control.receipts import Drift

MAX_ADDED: Final = 100
"""So many added columns are told one by one: a line of bars must fill neither the warehouse nor a receipt."""
_AROUND: Final = " \t\"'\u3000\ufeff\xa0"


@dataclass(frozen=True)
class Header:
    """`places` gives for each known field its column in the file (0-based); `width` is the number of columns."""

    places: tuple[tuple[Field, int], ...]
    width: int
    drift: tuple[Drift, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        return tuple(change.column for change in self.drift if change.kind == "missing")


def match(line: str, table: Table) -> Header:
    """Match a header line with a table of the catalogue."""
    labels = line.split("|")
    unused: dict[str, list[int]] = defaultdict(list)
    for place, label in enumerate(labels):
        unused[label].append(place)
    places: list[tuple[Field, int]] = []
    drift: list[Drift] = []
    for field in table.fields:
        printed = next((name for name in (field.label_zh, *field.also_called) if unused.get(name)), None)
        if printed is not None:
            places.append((field, unused[printed].pop(0)))
        else:
            drift.append(Drift(field.label_zh, "missing"))
    extra = sorted((place, label) for label, rest in unused.items() for place in rest)
    # Where half of the columns or more are unknown, a record, which is of a person, stands here or on the same line.
    shown = masking.mask_label if 2 * len(places) > len(labels) else masking.mask_free_text
    # PostgreSQL takes no NUL.
    drift += [Drift(shown(label).replace("\0", "�"), "added") for _, label in extra[:MAX_ADDED]]
    if len(extra) > MAX_ADDED:
        drift.append(Drift(f"（另有 {len(extra) - MAX_ADDED} 列）", "added"))
    # A column is reordered if it is not where it would stand among the known ones.
    in_file_order = sorted(place for _, place in places)
    drift += [
        Drift(field.label_zh, "reordered")
        for (field, place), expected in zip(places, in_file_order, strict=True)
        if place != expected
    ]
    return Header(tuple(places), len(labels), tuple(drift))


def why_missing(line: str, table: Table) -> str | None:
    """What may be behind columns that are missing, where it is not the columns: the line's form."""
    if not line:
        return "文件第一行是空的"
    if "\r" in line:
        return "行尾应为换行 LF 或回车换行 CRLF"
    if "|" not in line:
        return "第一行没有分隔符“|”"
    labels = set(line.split("|"))
    inside = {label.strip(_AROUND) for label in labels}
    if any(field.label_zh in inside and field.label_zh not in labels for field in table.fields):
        return "列名前后有空格、引号等多余字符"
    return None
