"""What of the legal numbers somebody has to look at in a year (年度复核清单).

Four reasons: a number ends and nothing follows; a new one usually comes in that year; it is not known; it is known, but
not from a document that was read.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from catalogue.in_force import FIRST, LAST
from catalogue.model import Catalogue, ParameterValue
from catalogue.parameters import GAP, NOT_IN_LAW

EXPIRES: Final = "到期，须确认续期或新值"
ANNOUNCED: Final = "通常每年公布，须填写新值"
MISSING: Final = "缺口，须查找"
PROPOSED: Final = "本系统建议值，须主管处室确认"
FROM_MEMORY: Final = "凭记忆，须核对文件"
PARTLY: Final = "部分凭记忆或推算，须核对文件"
ONE_SOURCE: Final = "来源单一或仅为转引，须核对原文"


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of the list: the values that were written together (funds and keys of one line), and why to look."""

    values: tuple[ParameterValue, ...]
    reasons: tuple[str, ...]

    @property
    def value(self) -> ParameterValue:
        return self.values[0]


def review(catalogue: Catalogue, year: int) -> list[Item]:
    """What is to be looked at in a year, by the month of the usual announcement, then by parameter."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    by_entry: dict[tuple[object, ...], list[ParameterValue]] = {}
    for value in catalogue.parameters:
        if (value.valid_from or FIRST) <= last and (value.valid_to or LAST) >= first:
            entry = (
                value.parameter_id, value.region_code, value.valid_from, value.valid_to, value.status, value.document,
                value.source, value.note,
            )  # fmt: skip
            by_entry.setdefault(entry, []).append(value)
    followed = _followed(catalogue.parameters)
    items = []
    for values in by_entry.values():
        reasons = _reasons(values[0], first, last, followed)
        if reasons:
            items.append(Item(tuple(values), reasons))
    return sorted(
        items,
        key=lambda item: (
            item.value.announced_month or 13,
            item.value.parameter_id,
            item.value.region_code,
            item.value.valid_from or FIRST,
        ),
    )


def doubt(status: str) -> str | None:
    """Why a status is not enough; None for what was read in the document itself."""
    known = status.lower()
    if known.startswith("proposal"):
        return PROPOSED
    if known.startswith("memory"):
        return FROM_MEMORY
    if "memory" in known or known.startswith("derived"):
        return PARTLY
    return None if known == "verified" else ONE_SOURCE


def _reasons(
    value: ParameterValue, first: date, last: date, followed: set[tuple[str, str, str, str, date]]
) -> tuple[str, ...]:
    if value.status == NOT_IN_LAW:
        return ()
    found = []
    ends = value.valid_to is not None and first <= value.valid_to <= last
    if ends and _series(value, value.valid_to or LAST) not in followed:
        found.append(EXPIRES)
    if value.announced_month is not None and (value.valid_to is None or value.valid_to >= last):
        found.append(ANNOUNCED)
    if value.status == GAP:
        found.append(MISSING)
    elif doubtful := doubt(value.status):
        found.append(doubtful)
    return tuple(found)


def _followed(values: Iterable[ParameterValue]) -> set[tuple[str, str, str, str, date]]:
    """Ends of values (of a series) after which the next day has a value."""
    return {
        _series(value, date.fromordinal(value.valid_from.toordinal() - 1))
        for value in values
        if value.valid_from is not None and value.valid_from > FIRST and value.status != GAP
    }


def _series(value: ParameterValue, end: date) -> tuple[str, str, str, str, date]:
    return value.parameter_id, value.fund_code, value.region_code, value.key, end
