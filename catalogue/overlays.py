"""Our decisions on the tables: ``feeds/<source>/<file_code>_<table_id>.yml`` over the family's file, which is
``feeds/families/<table_id>.yml``, over the source's ``_defaults.yml``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, cast

from catalogue import declared_checks, families, yamlfile
from catalogue.errors import CatalogueError
from catalogue.model import Check, CodeList, Cycle, Field, Severity, Source, Table
from catalogue.standard_tables import SOURCES, RawTable
from catalogue.yamlfile import Document

DEFAULT_TOLERANCE: Final = Decimal("0.05")
CodeLists = Mapping[tuple[str, str], CodeList]


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
    of_family = families.read(folder, raw_tables)
    for document in of_family.values():
        used.add(document.file)
        _check_code_lists(document, code_lists)
    tables: dict[str, Table] = {}
    overlays: dict[str, Document] = {}
    for file_code, raw in raw_tables.items():
        source, table_id = raw.row["source"], raw.row["table_id"]
        file = folder / source.lower() / f"{file_code.lower()}_{table_id}.yml"
        if file.exists():
            used.add(file)
            overlay = overlays[file_code] = yamlfile.read(file, "feed")
            _check_code_lists(overlay, code_lists)
        tables[file_code] = _table(raw, defaults[source], of_family.get(table_id), overlays.get(file_code))
    for table_id, document in of_family.items():
        members = [t for t in tables.values() if t.table_id == table_id]
        _check_not_parts(document, [f for t in members for f in t.fields])
    for stray in sorted(set(folder.rglob("*")) - used):
        if stray.is_file():
            raise CatalogueError(
                stray,
                0,
                "no table has this name",
                f"name it <source>/<file_code>_<table_id>.yml or {families.FOLDER}/<table_id>.yml, or remove it",
            )
    for file_code, checks in _declared_checks(tables, overlays, of_family).items():
        tables[file_code] = replace(tables[file_code], checks=(*tables[file_code].checks, *checks))
    return tables, sources


def _declared_checks(
    tables: Mapping[str, Table], overlays: Mapping[str, Document], of_family: Mapping[str, Document]
) -> dict[str, list[Check]]:
    """Checks that files declare, by table: those of the family, then its own."""
    own: dict[str, list[Check]] = {file_code: [] for file_code in tables}
    for file_code, overlay in overlays.items():
        for index in _ids(overlay, {c.id for c in tables[file_code].checks}).values():
            own[file_code].append(declared_checks.declare(tables, tables[file_code], overlay, index))
    own_ids = {file_code: frozenset(c.id for c in checks) for file_code, checks in own.items()}
    result: dict[str, list[Check]] = {file_code: [] for file_code in tables}
    for table_id, document in of_family.items():
        members = [t for t in tables.values() if t.table_id == table_id]
        _ids(document, {c.id for t in members for c in t.checks})
        result.update(families.checks(tables, members, document, own_ids))
    return {file_code: [*result[file_code], *checks] for file_code, checks in own.items()}


def _ids(document: Document, taken: set[str]) -> dict[str, int]:
    """Place of each check of a file by its id, which no derived check has."""
    found: dict[str, int] = {}
    for index, entry in enumerate(document.data.get("checks", ())):
        if entry["id"] in taken or entry["id"] in found:
            raise document.error(
                f"check {entry['id']!r} is declared twice", "give it its own id", "checks", index, "id"
            )
        found[entry["id"]] = index
    return found


def _table(raw: RawTable, defaults: Document, family: Document | None, overlay: Document | None) -> Table:
    row = raw.row
    own: dict[str, Any] = overlay.data if overlay else {}
    shared = families.of_member(family, raw)
    base: dict[str, Any] = {**defaults.data, **shared}
    if overlay:
        _check_own_columns(raw, overlay)
    lists, no_list = _lists(raw, defaults.data, shared, own)
    called: dict[str, list[str]] = {**shared.get("also_called", {}), **own.get("also_called", {})}
    fields = tuple(
        replace(f, code_list=lists.get(f.column, f.code_list), also_called=tuple(called.get(f.column, ())))
        for f in raw.fields
    )
    by_column = {f.column: f for f in fields}
    not_parts: dict[str, str] = {**shared.get("not_parts", {}), **own.get("not_parts", {})}
    for document in (family, overlay):
        if document:
            _check_types(document, by_column)
    natural_key = tuple(own.get("natural_key", shared.get("natural_key", raw.natural_key)))
    if not natural_key:
        raise row.error(
            f"{row['file_code']} has no natural key",
            "declare natural_key in the table's file or its family's under catalogue/feeds",
        )
    for index, name in enumerate(own.get("nullable_key", ())):
        if overlay and name not in natural_key:
            raise overlay.error(
                f"nullable_key names {name!r}, which is not in the natural key",
                f"name one of: {', '.join(natural_key)}",
                "nullable_key",
                index,
            )
    nullable = own.get("nullable_key", shared.get("nullable_key", ()))
    required = tuple(k for k in natural_key if k not in nullable)
    if not required:
        raise row.error(f"{row['file_code']} has no required key column", "leave one out of nullable_key")
    if overlay:
        _check_not_parts(overlay, fields)
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
        control_totals=tuple(own.get("control_totals", shared.get("control_totals", ()))),
        checks=_derived_checks(fields, own.get("parts_severity", base.get("parts_severity", "warn")), not_parts),
        history=own.get("history", base.get("history", "every_delivery")),
        note=own.get("note", base.get("note", "")),
        no_list=MappingProxyType(no_list),
        not_parts=MappingProxyType(not_parts),
        _by_column=MappingProxyType(by_column),
    )


def _lists(raw: RawTable, *layers: Mapping[str, Any]) -> tuple[dict[str, tuple[str, str]], dict[str, str]]:
    """Code list by column, and why a column has none; a later layer's word on a column replaces an earlier one's."""
    lists: dict[str, tuple[str, str]] = {}
    reasons: dict[str, str] = {}
    for layer in layers:
        for column, code_list in layer.get("code_lists", {}).items():
            reasons.pop(column, None)
            lists[column] = (code_list[0], code_list[1])
        for column, reason in layer.get("no_list", {}).items():
            lists.pop(column, None)
            reasons[column] = reason
    columns = raw.columns()
    return lists, {column: reason for column, reason in reasons.items() if column in columns}


def _check_own_columns(raw: RawTable, overlay: Document) -> None:
    columns = raw.columns()
    for key in ("control_totals", "natural_key", "nullable_key", "code_lists", "no_list", "not_parts", "also_called"):
        value = overlay.data.get(key, ())
        for index, name in enumerate(value):
            if name not in columns:
                raise overlay.error(
                    f"{key} names {name!r}, which is no column of {raw.row['file_code']}",
                    "name a column of the table",
                    key,
                    name if isinstance(value, dict) else index,
                )


def _check_types(document: Document, by_column: Mapping[str, Field]) -> None:
    """Control totals are money, code lists and reasons for none are about codes."""
    for index, name in enumerate(document.data.get("control_totals", ())):
        if name in by_column and by_column[name].logical_type != "money":
            raise document.error(f"control total {name!r} is not money", "name money columns", "control_totals", index)
    for name in document.data.get("no_list", {}):
        if name in by_column and by_column[name].logical_type != "code":
            raise document.error(f"{name!r} is no code", "name columns of type code", "no_list", name)


def _check_not_parts(document: Document, fields: Iterable[Field]) -> None:
    """Only a check that follows from the catalogue can be switched off."""
    parents = {f.parent_column for f in fields}
    for name in document.data.get("not_parts", {}):
        if name not in parents:
            raise document.error(f"{name!r} has no parts", "name the parent of parts", "not_parts", name)


def _derived_checks(
    fields: tuple[Field, ...], parts_severity: Severity, not_parts: Mapping[str, str]
) -> tuple[Check, ...]:
    """Checks that follow from the catalogue itself: a parent is at least its parts, codes are listed."""
    label = {f.column: f.label_zh for f in fields}
    parts: dict[str, list[str]] = {}
    for f in fields:
        if f.parent_column is not None and f.parent_column not in not_parts:
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


def _check_default_columns(document: Document, raw_tables: list[RawTable]) -> None:
    columns = {column for raw in raw_tables for column in raw.columns()}
    for key in ("code_lists", "no_list"):
        for column in document.data.get(key, {}):
            if column not in columns:
                raise document.error(
                    f"no table of this source has a column {column!r}", "mend or remove it", key, column
                )


def _check_code_lists(document: Document, code_lists: CodeLists) -> None:
    for column in document.data.get("no_list", {}):
        if column in document.data.get("code_lists", {}):
            raise document.error(f"{column!r} has a code list and a reason for none", "keep one", "no_list", column)
    for column, (system, element) in document.data.get("code_lists", {}).items():
        if (system, element) not in code_lists:
            raise document.error(
                f"no code list {element!r} of system {system!r}",
                "declare it under catalogue/codes",
                "code_lists",
                column,
            )
