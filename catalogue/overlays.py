"""Our decisions on the tables: ``feeds/<source>/<file_code>_<table_id>.yml`` over ``_defaults.yml``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, cast

from catalogue import yamlfile
from catalogue.checks import KINDS
from catalogue.errors import CatalogueError
from catalogue.model import Check, CodeList, Cycle, Field, Severity, Source, Table
from catalogue.standard_tables import SOURCES, RawTable
from catalogue.yamlfile import Document

DEFAULT_TOLERANCE: Final = Decimal("0.05")
CodeLists = Mapping[tuple[str, str], CodeList]
_DECIMAL = re.compile(r"-?[0-9]+(\.[0-9]{1,6})?")


@dataclass(frozen=True, slots=True)
class _PendingCheck:
    """A declared check whose references to other tables can only be looked at once all tables are there."""

    check: Check
    document: Document
    index: int


def read(
    folder: Path, raw_tables: Mapping[str, RawTable], code_lists: CodeLists
) -> tuple[dict[str, Table], dict[str, Source]]:
    """Tables with decisions applied (in order of ``raw_tables``), and the sources; else CatalogueError."""
    used: set[Path] = set()
    sources: dict[str, Source] = {}
    defaults: dict[str, Document] = {}
    for code in SOURCES:
        file = folder / code.lower() / "_defaults.yml"
        used.add(file)
        document = defaults[code] = yamlfile.read(file, "defaults")
        sources[code] = Source(code, document.data["name_zh"], document.data.get("name_en", code))
        _check_default_columns(document, [t for t in raw_tables.values() if t.row["source"] == code])
        _check_code_lists(document, code_lists)
    tables: dict[str, Table] = {}
    pending: list[tuple[str, _PendingCheck]] = []
    for file_code, raw in raw_tables.items():
        source = raw.row["source"]
        file = folder / source.lower() / f"{file_code.lower()}_{raw.row['table_id']}.yml"
        overlay = None
        if file.exists():
            used.add(file)
            overlay = yamlfile.read(file, "feed")
            _check_code_lists(overlay, code_lists)
        tables[file_code] = _table(raw, defaults[source], overlay)
        if overlay is not None:
            pending += [(file_code, c) for c in _declared_checks(tables[file_code], overlay)]
    for stray in sorted(set(folder.rglob("*")) - used):
        if stray.is_file():
            raise CatalogueError(
                stray,
                0,
                "no table has this name",
                "name it <source>/<file_code>_<table_id>.yml, or remove it",
            )
    for file_code, item in pending:
        _check_params(tables, file_code, item)
        table = tables[file_code]
        tables[file_code] = replace(table, checks=(*table.checks, item.check))
    return tables, sources


def _table(raw: RawTable, defaults: Document, overlay: Document | None) -> Table:
    row = raw.row
    own: dict[str, Any] = overlay.data if overlay else {}
    base: dict[str, Any] = defaults.data
    columns = raw.columns()
    if overlay:
        for key in ("control_totals", "natural_key", "nullable_key", "code_lists"):
            for index, name in enumerate(own.get(key, ())):
                if name not in columns:
                    at = name if key == "code_lists" else index
                    raise overlay.error(
                        f"{key} names {name!r}, which is no column of {row['file_code']}",
                        "name a column of the table",
                        key,
                        at,
                    )
    lists: dict[str, list[str]] = {**base.get("code_lists", {}), **own.get("code_lists", {})}
    fields = tuple(
        replace(f, code_list=cast("tuple[str, str]", tuple(lists[f.column]))) if f.column in lists else f
        for f in raw.fields
    )
    by_column = {f.column: f for f in fields}
    for index, name in enumerate(own.get("control_totals", ())):
        if overlay and by_column[name].logical_type != "money":
            raise overlay.error(f"control total {name!r} is not money", "name money columns", "control_totals", index)
    natural_key = tuple(own.get("natural_key", raw.natural_key))
    nullable = own.get("nullable_key", [])
    if not natural_key:
        raise row.error(
            f"{row['file_code']} has no natural key",
            "declare natural_key in the table's file under catalogue/feeds",
        )
    for index, name in enumerate(nullable):
        if overlay and name not in natural_key:
            raise overlay.error(
                f"nullable_key names {name!r}, which is not in the natural key",
                f"name one of: {', '.join(natural_key)}",
                "nullable_key",
                index,
            )
    required = tuple(k for k in natural_key if k not in nullable)
    if not required:
        raise row.error(f"{row['file_code']} has no required key column", "leave one out of nullable_key")
    cycle = cast(Cycle, row["cycle"])
    return Table(
        file_code=row["file_code"],
        source=row["source"],
        insurance_code=row["insurance_code"],
        section=row.values.get("section", ""),
        table_id=row["table_id"],
        name_zh=row["name_zh"],
        name_en=row["name_en"],
        cycle=cycle,
        grain=row["grain"],
        kind=raw.kind,
        natural_key=natural_key,
        required_key=required,
        fields=fields,
        tolerance=Decimal(str(own.get("tolerance", base.get("tolerance", DEFAULT_TOLERANCE)))),
        control_totals=tuple(own.get("control_totals", ())),
        checks=_derived_checks(fields, own.get("parts_severity", base.get("parts_severity", "warn"))),
        key_severity=own.get("key_severity", base.get("key_severity", "warn")),
        history=own.get("history", base.get("history", "every_delivery")),
        note=own.get("note", ""),
        _by_column=MappingProxyType(by_column),
    )


def _derived_checks(fields: tuple[Field, ...], parts_severity: Severity) -> tuple[Check, ...]:
    """Checks that follow from the catalogue itself: a parent is at least its parts, codes are listed."""
    label = {f.column: f.label_zh for f in fields}
    parts: dict[str, list[str]] = {}
    for f in fields:
        if f.parent_column is not None:
            parts.setdefault(f.parent_column, []).append(f.column)
    checks = [
        Check(
            f"{parent}__parts",
            "parent_is_at_least_parts",
            parts_severity,
            (parent, *columns),
            MappingProxyType({}),
            f"“{label[parent]}”不小于其中各项之和",
        )
        for parent, columns in parts.items()
    ]
    checks += [
        Check(
            f"{f.column}__in_codes",
            "in_codes",
            "warn",
            (f.column,),
            MappingProxyType({}),
            f"“{f.label_zh}”的取值在代码表内",
        )
        for f in fields
        if f.code_list is not None
    ]
    return tuple(checks)


def _declared_checks(table: Table, overlay: Document) -> list[_PendingCheck]:
    result: list[_PendingCheck] = []
    seen = {c.id for c in table.checks}
    for index, entry in enumerate(overlay.data.get("checks", ())):
        if entry["id"] in seen:
            raise overlay.error(f"check {entry['id']!r} is declared twice", "give it its own id", "checks", index, "id")
        seen.add(entry["id"])
        kind = KINDS.get(entry["kind"])
        if kind is None:
            raise overlay.error(
                f"unknown kind of check {entry['kind']!r}",
                f"use one of: {', '.join(KINDS)}",
                "checks",
                index,
                "kind",
            )
        columns = tuple(entry["columns"])
        _columns_of(table, columns, overlay, "checks", index, "columns")
        least, most = kind.columns
        if not least <= len(columns) <= most:
            raise overlay.error(
                f"{len(columns)} columns for {entry['kind']}", f"{kind.meaning}", "checks", index, "columns"
            )
        if entry["kind"] == "in_codes" and table.field(columns[0]).code_list is None:
            raise overlay.error(
                f"{columns[0]!r} has no code list", "declare it under code_lists", "checks", index, "columns"
            )
        params = {k: tuple(v) if isinstance(v, list) else v for k, v in entry.get("params", {}).items()}
        check = Check(
            entry["id"],
            entry["kind"],
            entry["severity"],
            columns,
            MappingProxyType(params),
            entry["title_zh"],
        )
        result.append(_PendingCheck(check, overlay, index))
    return result


def _check_params(tables: Mapping[str, Table], file_code: str, item: _PendingCheck) -> None:
    """Every param known, of its shape, and naming columns that exist."""
    document, check = item.document, item.check
    kind = KINDS[check.kind]
    at: tuple[str | int, ...] = ("checks", item.index, "params")
    for name in sorted(kind.required - set(check.params)):
        raise document.error(f"param {name!r} is missing", kind.meaning, *at)
    there = tables.get(str(check.params.get("table")))
    for name, value in check.params.items():
        shape = kind.params.get(name)
        if shape is None:
            raise document.error(
                f"unknown param {name!r}", f"use: {', '.join(sorted(kind.params)) or 'none'}", *at, name
            )
        if shape == "decimal" and not _DECIMAL.fullmatch(str(value)):
            raise document.error(f"{name} {value!r} is no decimal", "write a plain decimal", *at, name)
        if shape == "table" and there is None:
            raise document.error(f"unknown table {value!r}", "name a file code", *at, name)
        if shape in ("columns", "columns_there") and not isinstance(value, tuple):
            raise document.error(f"{name} is no list", "write a list of columns", *at, name)
        if shape == "columns":
            _columns_of(tables[file_code], value, document, *at, name)
        elif shape.endswith("_there"):
            if there is None:
                raise document.error(f"{name} without a table", "name the other table in table", *at, name)
            names = (value,) if shape == "column_there" else tuple(value)
            _columns_of(there, names, document, *at, name)
    for mine, theirs in (("key", "key_there"), (None, "columns_there")):
        here = check.params.get(mine) if mine else check.columns
        if theirs in check.params and here is not None and len(here) != len(check.params[theirs]):
            raise document.error(f"{theirs} has another number of columns", "pair them one to one", *at, theirs)


def _columns_of(table: Table, names: tuple[str, ...], document: Document, *at: str | int) -> None:
    for name in names:
        if name not in table.columns:
            raise document.error(f"{name!r} is no column of {table.file_code}", "name a column of the table", *at)


def _check_default_columns(document: Document, raw_tables: list[RawTable]) -> None:
    columns = {column for raw in raw_tables for column in raw.columns()}
    for column in document.data.get("code_lists", {}):
        if column not in columns:
            raise document.error(
                f"no table of this source has a column {column!r}", "mend or remove it", "code_lists", column
            )


def _check_code_lists(document: Document, code_lists: CodeLists) -> None:
    for column, (system, element) in document.data.get("code_lists", {}).items():
        if (system, element) not in code_lists:
            raise document.error(
                f"no code list {element!r} of system {system!r}",
                "declare it under catalogue/codes",
                "code_lists",
                column,
            )
