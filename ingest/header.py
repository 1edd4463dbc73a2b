"""The header line: which column of the file is which field of the catalogue, and how the two differ (drift).

Columns are found by name. A table may print the same label twice; then the first column of that name in the file is
the first field of that name in the catalogue, and so on. A label that the contract lets a sender print instead
counts as the label itself.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from catalogue import Field, Table, masking
from warehouse_sql.control.receipts import Drift


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
    # Where hardly a column is known, the file has no header and this is its first record, which is of a person.
    shown = masking.mask_label if 2 * len(places) >= len(labels) else masking.mask_free_text
    drift += [Drift(shown(label), "added") for _, label in extra]
    # A column is reordered if it is not where it would stand among the known ones.
    in_file_order = sorted(place for _, place in places)
    drift += [
        Drift(field.label_zh, "reordered")
        for (field, place), expected in zip(places, in_file_order, strict=True)
        if place != expected
    ]
    return Header(tuple(places), len(labels), tuple(drift))
