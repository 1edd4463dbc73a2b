"""The interface tables as the officials wrote them: ``standard/*.csv``, read strictly, undecided."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from catalogue import csvfile
from catalogue.csvfile import Row
from catalogue.model import LOGICAL_TYPES, Field, Kind

_TABLE = (
    "file_code",
    "source",
    "insurance_code",
    "section",
    "table_no",
    "table_id",
    "name_zh",
    "name_en",
    "cycle",
    "grain",
    "natural_key",
    "n_fields",
)
_OWN_TABLE = (
    "file_code",
    "source",
    "insurance_code",
    "table_id",
    "name_zh",
    "name_en",
    "cycle",
    "grain",
    "natural_key",
    "n_fields",
    "why",
)
_FIELD = (
    "file_code",
    "insurance_code",
    "table_id",
    "field_no",
    "field_name_zh",
    "column_name",
    "parent_column",
    "standard_code",
    "standard_code_basis",
    "document_type",
    "logical_type",
)
_APPENDED = ("file_code", "column_name", "field_name_zh", "logical_type", "why")

SOURCES: Final = ("HRSS", "MED", "TAX", "AGY", "PAY", "PSB", "CAB", "STA", "PIT", "TRE", "BANK", "HIS")
"""Senders of section 1 of the exchange interface, then treasury (国库) and banks (银行)."""

_IDENTIFIER = re.compile(r"[a-z][a-z0-9_]{0,62}")
_FILE_CODE = re.compile(r"[A-Z]{2}[0-9]{2}")
_DELIMITERS = re.compile(r"[|\r\n\x00]")


@dataclass(slots=True)
class RawTable:
    """A table before our decisions: its row of ``*tables.csv`` and the fields, checked one by one."""

    row: Row
    kind: Kind
    natural_key: tuple[str, ...]
    fields: list[Field] = field(default_factory=list)
    rows: dict[str, Row] = field(default_factory=dict)
    """Where each column is declared."""

    def columns(self) -> set[str]:
        return {f.column for f in self.fields}


def read(folder: Path) -> dict[str, RawTable]:
    """All tables by file code, in document order: standard, extension, border; appended fields at the end."""
    tables: dict[str, RawTable] = {}
    for kind, name, columns in (
        ("standard", "tables.csv", _TABLE),
        ("extension", "extension_tables.csv", _OWN_TABLE),
        ("border", "border_tables.csv", _OWN_TABLE),
    ):
        for row in csvfile.read(folder / name, columns):
            code = row["file_code"]
            if code in tables:
                raise row.error(f"table {code} is declared twice", "give each table its own file code")
            tables[code] = _table(row, kind)  # type: ignore[arg-type]
    for name in ("fields.csv", "extension_fields.csv", "border_fields.csv"):
        for row in csvfile.read(folder / name, _FIELD):
            _add_field(tables, row)
    for table in tables.values():
        declared = int(table.row["n_fields"])
        if declared != len(table.fields):
            raise table.row.error(
                f"n_fields says {declared}, {len(table.fields)} fields are declared",
                "add the missing fields or mend it",
            )
    for row in csvfile.read(folder / "appended_fields.csv", _APPENDED):
        table = _known(tables, row)
        table.fields.append(_field(row, table, len(table.fields) + 1, appended=True))
    for table in tables.values():
        _check_references(table)
    return tables


def _table(row: Row, kind: Kind) -> RawTable:
    code = row["file_code"]
    if not _FILE_CODE.fullmatch(code):
        raise row.error(f"file code {code!r}", "use two capital letters and two digits")
    if row["source"] not in SOURCES:
        raise row.error(f"unknown source {row['source']!r}", f"use one of: {', '.join(SOURCES)}")
    if row["cycle"] not in ("month", "realtime", "year"):
        raise row.error(f"unknown cycle {row['cycle']!r}", "use month, realtime or year")
    if not _IDENTIFIER.fullmatch(f"{code.lower()}_{row['table_id']}"):
        raise row.error(f"table_id {row['table_id']!r} is no identifier", "use lower-case ASCII, digits and _")
    if not row["n_fields"].isdigit():
        raise row.error(f"n_fields {row['n_fields']!r} is no number", "write the number of fields")
    return RawTable(row, kind, tuple(k for k in row["natural_key"].split(";") if k))


def _known(tables: dict[str, RawTable], row: Row) -> RawTable:
    try:
        return tables[row["file_code"]]
    except KeyError:
        raise row.error(f"unknown table {row['file_code']!r}", "declare it in the tables file first") from None


def _add_field(tables: dict[str, RawTable], row: Row) -> None:
    table = _known(tables, row)
    if row["table_id"] != table.row["table_id"] or row["insurance_code"] != table.row["insurance_code"]:
        raise row.error(
            f"{row['insurance_code']}.{row['table_id']} is not table {row['file_code']}",
            "make them agree with tables",
        )
    position = len(table.fields) + 1
    if row["field_no"] != str(position):
        raise row.error(f"field_no {row['field_no']!r} where {position} is due", "number the fields without a gap")
    table.fields.append(_field(row, table, position, appended=False))


def _field(row: Row, table: RawTable, position: int, *, appended: bool) -> Field:
    column, label = row["column_name"], row["field_name_zh"]
    if not _IDENTIFIER.fullmatch(column):
        raise row.error(f"column {column!r} is no identifier", "use lower-case ASCII, digits and _, at most 63")
    if column in table.columns():
        raise row.error(f"column {column!r} is declared twice in {row['file_code']}", "give the second its own name")
    if not label or label != label.strip() or _DELIMITERS.search(label):
        raise row.error(f"label {label!r} cannot stand in a header", "remove blanks, line ends and |")
    if row["logical_type"] not in LOGICAL_TYPES:
        raise row.error(f"unknown logical type {row['logical_type']!r}", f"use one of: {', '.join(LOGICAL_TYPES)}")
    table.rows[column] = row
    return Field(
        position=position,
        label_zh=label,
        column=column,
        logical_type=row["logical_type"],
        parent_column=None if appended else row.optional("parent_column"),
        code_list=None,
        standard_code=None if appended else row.optional("standard_code"),
        appended=appended,
    )


def _check_references(table: RawTable) -> None:
    columns = table.columns()
    for name in table.natural_key:
        if name not in columns:
            raise table.row.error(f"natural key names {name!r}, which is no column", "name columns of the table")
    for f in table.fields:
        if f.parent_column is not None and f.parent_column not in columns:
            raise table.rows[f.column].error(
                f"parent of {f.column!r} is {f.parent_column!r}, which is no column",
                "name a column of the table",
            )
