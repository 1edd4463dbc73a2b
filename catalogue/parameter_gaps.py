"""``parameter_gaps.csv``: months without a legal number that somebody has looked at (已登记的参数缺口)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from catalogue import csvfile
from catalogue.errors import PACKAGE
from catalogue.model import Catalogue
from catalogue.parameters import ANY, NATION

FILE: Final = PACKAGE / "parameter_gaps.csv"
_COLUMNS = ("parameter_id", "fund_code", "region_code", "period_from", "period_to", "why_zh")


@dataclass(frozen=True, slots=True)
class KnownGap:
    """One line; ``since`` and ``until`` are months YYYYMM, inclusive. ``fund_code`` ``*`` is every fund; what is
    said of a region holds below it too."""

    parameter_id: str
    fund_code: str
    region_code: str
    since: str
    until: str
    why_zh: str

    def speaks_of(self, parameter_id: str, fund_code: str, region_and_above: Collection[str]) -> bool:
        return (
            self.parameter_id == parameter_id
            and self.fund_code in (ANY, fund_code)
            and self.region_code in region_and_above
        )


def known_gaps(catalogue: Catalogue, file: Path = FILE) -> list[KnownGap]:
    """All lines. CatalogueError where a name or month is none, or a line gives no reason."""
    names = {value.parameter_id for value in catalogue.parameters}
    funds = {ANY, *(fund.fund_code for fund in catalogue.funds)}
    regions = {NATION, *(region.code for region in catalogue.regions)}
    found = []
    for row in csvfile.read(file, _COLUMNS):
        for column, known in (("parameter_id", names), ("fund_code", funds), ("region_code", regions)):
            if row[column] not in known:
                raise row.error(f"unknown {column} {row[column]!r}", "mend the name, or remove the line")
        for column in ("period_from", "period_to"):
            if not _is_month(row[column]):
                raise row.error(f"{column} {row[column]!r} is no month", "write YYYYMM")
        if row["period_from"] > row["period_to"]:
            raise row.error("ends before it begins", "mend period_from or period_to")
        if not row["why_zh"]:
            raise row.error("no reason", "say in why_zh what was looked for and who has to supply it")
        found.append(KnownGap(*(row[column] for column in _COLUMNS)))
    return found


def _is_month(text: str) -> bool:
    try:
        date.fromisoformat(f"{text[:4]}-{text[4:]}-01")
    except ValueError:
        return False
    return len(text) == 6
