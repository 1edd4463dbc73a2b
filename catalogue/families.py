"""Families: ``feeds/families/<table_id>.yml`` decides for every fund's table of this id (同构表) at once.

What a family names and a member lacks is left out for that member; what no member has is a mistake.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from catalogue import declared_checks, yamlfile
from catalogue.declared_checks import COLUMN_BY_COLUMN, LacksError
from catalogue.model import Check, Table
from catalogue.standard_tables import RawTable
from catalogue.yamlfile import Document

FOLDER: Final = "families"
_BY_COLUMN: Final = (
    "control_totals", "natural_key", "nullable_key", "code_lists", "no_list", "not_parts", "also_called",
)  # fmt: skip


def read(folder: Path, raw_tables: Mapping[str, RawTable]) -> dict[str, Document]:
    """Families by table_id. CatalogueError for a column that no member has."""
    families: dict[str, Document] = {}
    for table_id in dict.fromkeys(raw.row["table_id"] for raw in raw_tables.values()):
        file = folder / FOLDER / f"{table_id}.yml"
        if file.exists():
            document = families[table_id] = yamlfile.read(file, "feed")
            _check_columns(document, table_id, raw_tables.values())
    return families


def _check_columns(document: Document, table_id: str, raw_tables: Iterable[RawTable]) -> None:
    members = [raw for raw in raw_tables if raw.row["table_id"] == table_id]
    columns = {column for raw in members for column in raw.columns()}
    named: list[tuple[str, tuple[str | int, ...]]] = []
    for key in _BY_COLUMN:
        value = document.data.get(key, ())
        named += [(name, (key, name if isinstance(value, dict) else place)) for place, name in enumerate(value)]
    for index, entry in enumerate(document.data.get("checks", ())):
        named += [(name, ("checks", index, "columns", place)) for place, name in enumerate(entry["columns"])]
    for name, at in named:
        if name not in columns:
            codes = ", ".join(raw.row["file_code"] for raw in members)
            raise document.error(f"none of {codes} has a column {name!r}", "mend or remove it", *at)


def of_member(document: Document | None, raw: RawTable) -> dict[str, Any]:
    """The family's decisions that apply to a member. A key is taken whole or, where a column lacks, not at all."""
    if document is None:
        return {}
    columns, result = raw.columns(), dict(document.data)
    for key in ("code_lists", "no_list", "not_parts", "also_called"):
        if key in result:
            result[key] = {name: value for name, value in result[key].items() if name in columns}
    for key in ("control_totals", "nullable_key"):
        if key in result:
            result[key] = [name for name in result[key] if name in columns]
    if not columns.issuperset(result.get("natural_key", ())):
        del result["natural_key"]
    return result


def checks(
    tables: Mapping[str, Table], members: Iterable[Table], document: Document, own: Mapping[str, frozenset[str]]
) -> dict[str, list[Check]]:
    """The family's checks by file code; ``own`` are the ids that a member's file declares itself, which wins."""
    result: dict[str, list[Check]] = {table.file_code: [] for table in members}
    for index, entry in enumerate(document.data.get("checks", ())):
        lacking: LacksError | None = None
        applies = False
        for file_code in result:
            if entry["id"] in own[file_code]:
                applies = True
                continue
            try:
                result[file_code].append(_of_table(tables, tables[file_code], document, index))
                applies = True
            except LacksError as error:
                lacking = lacking or error
        if not applies and lacking is not None:
            raise lacking
    return result


def _of_table(tables: Mapping[str, Table], table: Table, document: Document, index: int) -> Check:
    entry = document.data["checks"][index]
    if entry["kind"] in COLUMN_BY_COLUMN:
        there = [name for name in entry["columns"] if name in table.columns]
        if there:
            narrowed = [dict(e) for e in document.data["checks"]]
            narrowed[index]["columns"] = there
            document = replace(document, data={**document.data, "checks": narrowed})
    return declared_checks.declare(tables, table, document, index)
