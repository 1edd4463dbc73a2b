"""Checks as overlays declare them: of a known kind, with the params of that kind, on columns that are there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from catalogue.checks import KINDS
from catalogue.errors import CatalogueError
from catalogue.model import Check, Table
from catalogue.yamlfile import Document

_DECIMAL = re.compile(r"-?[0-9]+(\.[0-9]{1,6})?")
COLUMN_BY_COLUMN: Final = frozenset({"between", "not_null_share"})
"""Kinds that look at each of their columns by itself: on a table that lacks one they still say something."""


class LacksError(CatalogueError):
    """The table, or the other table, lacks what the check is about; a family leaves the check out there."""


def declare(tables: Mapping[str, Table], table: Table, document: Document, index: int) -> Check:
    """The check at place ``index`` of a file, for ``table``; CatalogueError where it is wrong or lacks something."""
    entry: dict[str, Any] = document.data["checks"][index]
    at = ("checks", index)
    kind = KINDS.get(entry["kind"])
    if kind is None:
        raise document.error(f"unknown kind of check {entry['kind']!r}", f"use one of: {', '.join(KINDS)}", *at, "kind")
    columns = tuple(entry["columns"])
    least, most = kind.columns
    if not least <= len(columns) <= most:
        raise document.error(f"{len(columns)} columns for {entry['kind']}", f"{kind.meaning}", *at, "columns")
    params = {k: tuple(v) if isinstance(v, list) else v for k, v in entry.get("params", {}).items()}
    check = Check(entry["id"], entry["kind"], entry["severity"], columns, params, entry["title_zh"])
    _columns_of(table, columns, document, *at, "columns")
    if entry["kind"] == "in_codes" and table.field(columns[0]).code_list is None:
        raise _lacks(document, f"{columns[0]!r} has no code list", "declare it under code_lists", *at, "columns")
    _check_shapes(check, document, *at, "params")
    _check_columns(tables, table, check, document, *at, "params")
    if "table_id" in params:
        params["table"] = _partner(tables, table, str(params.pop("table_id")), document, *at).file_code
    return Check(check.id, check.kind, check.severity, columns, MappingProxyType(params), check.title_zh)


def _check_shapes(check: Check, document: Document, *at: str | int) -> None:
    """Every param known and of its shape."""
    kind = KINDS[check.kind]
    if {"table", "table_id"} <= check.params.keys():
        raise document.error("both table and table_id", "name the other table in one way", *at, "table_id")
    named = check.params.keys() | ({"table"} if "table_id" in check.params else set())
    for name in sorted(kind.required - named):
        raise document.error(f"param {name!r} is missing", kind.meaning, *at)
    for name, value in check.params.items():
        shape = kind.params.get("table" if name == "table_id" else name)
        if shape is None:
            known = set(kind.params) | ({"table_id"} if "table" in kind.params else set())
            raise document.error(f"unknown param {name!r}", f"use: {', '.join(sorted(known)) or 'none'}", *at, name)
        if shape == "decimal" and not _DECIMAL.fullmatch(str(value)):
            raise document.error(f"{name} {value!r} is no decimal", "write a plain decimal", *at, name)
        if shape in ("columns", "columns_there") and not isinstance(value, tuple):
            raise document.error(f"{name} is no list", "write a list of columns", *at, name)
        if shape.endswith("_there") and not {"table", "table_id"} & check.params.keys():
            raise document.error(f"{name} without a table", "name the other table in table", *at, name)
    for mine, theirs in (("key", "key_there"), (None, "columns_there")):
        here = check.params.get(mine) if mine else check.columns
        if theirs in check.params and here is not None and len(here) != len(check.params[theirs]):
            raise document.error(f"{theirs} has another number of columns", "pair them one to one", *at, theirs)


def _check_columns(tables: Mapping[str, Table], table: Table, check: Check, document: Document, *at: str | int) -> None:
    """Every column named by a param exists, here or in the other table."""
    there = None
    if "table_id" in check.params:
        there = _partner(tables, table, str(check.params["table_id"]), document, *at, "table_id")
    elif "table" in check.params:
        there = tables.get(str(check.params["table"]))
        if there is None:
            raise document.error(f"unknown table {check.params['table']!r}", "name a file code", *at, "table")
    for name, value in check.params.items():
        shape = KINDS[check.kind].params.get(name, "")
        if shape == "columns":
            _columns_of(table, value, document, *at, name)
        elif shape.endswith("_there") and there is not None:
            _columns_of(there, (value,) if shape == "column_there" else tuple(value), document, *at, name)


def _partner(tables: Mapping[str, Table], table: Table, table_id: str, document: Document, *at: str | int) -> Table:
    """The one other table of this id among those of the same fund."""
    if all(t.table_id != table_id for t in tables.values()):
        raise document.error(f"no table has the id {table_id!r}", "name a table_id of catalogue/standard", *at)
    found = [t for t in tables.values() if t.insurance_code == table.insurance_code and t.table_id == table_id]
    if not found:
        todo = "name another table, or leave the check to funds that have it"
        raise _lacks(document, f"{table.insurance_code} of {table.file_code} has no table {table_id!r}", todo, *at)
    if len(found) > 1:
        codes = ", ".join(t.file_code for t in found)
        raise document.error(f"{table_id!r} may be {codes}", "name its file code in table", *at)
    return found[0]


def _columns_of(table: Table, names: tuple[str, ...], document: Document, *at: str | int) -> None:
    for name in names:
        if name not in table.columns:
            raise _lacks(document, f"{name!r} is no column of {table.file_code}", "name a column of the table", *at)


def _lacks(document: Document, problem: str, todo: str, *at: str | int) -> LacksError:
    return LacksError(document.file, document.line(*at), problem, todo)
