"""The governed data sets (数据治理清单) ``standard/governance.csv``: in which tables each of the 41 is."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from catalogue import csvfile
from catalogue.errors import PACKAGE
from catalogue.model import Catalogue, Table

FILE: Final = PACKAGE / "standard" / "governance.csv"
_COLUMNS: Final = (
    "set_no", "source_zh", "name_zh", "dataset_id", "insurance_code", "table_ids", "coverage", "proposed_fields",
    "note", "source_line",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class GovernedSet:
    """One governed set: ``tables`` together hold it; a table may belong to several sets."""

    set_no: int
    source_zh: str
    name_zh: str
    dataset_id: str
    fund_code: str
    tables: tuple[Table, ...]


def governed_sets(catalogue: Catalogue, file: Path = FILE) -> tuple[GovernedSet, ...]:
    """All sets by number. The tables are those the row names (``fund.table_id``), and the extension table of the set's
    own name, which exists where the interface tables do not cover it. CatalogueError for a set without any table."""
    found = []
    for row in csvfile.read(file, _COLUMNS):
        tables = []
        for name in filter(None, row["table_ids"].split(";")):
            fund, _, table_id = name.partition(".")
            named = [t for t in catalogue.tables.values() if (t.insurance_code, t.table_id) == (fund, table_id)]
            if not named:
                raise row.error(f"no table {table_id!r} of {fund!r}", "name a table of catalogue/standard")
            tables += named
        tables += [
            t
            for t in catalogue.tables.values()
            if t.kind == "extension" and t.insurance_code == row["insurance_code"] and t.name_zh == row["name_zh"]
        ]
        if not tables:
            raise row.error(f"set {row['set_no']} is in no table", "name its tables, or add an extension table")
        once = tuple({t.file_code: t for t in tables}.values())
        texts = (row["source_zh"], row["name_zh"], row["dataset_id"], row["insurance_code"])
        found.append(GovernedSet(int(row["set_no"]), *texts, once))
    return tuple(found)
