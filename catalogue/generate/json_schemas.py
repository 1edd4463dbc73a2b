"""JSON Schemas for senders and tools: the manifest of a delivery, and the records of every table."""

from __future__ import annotations

import json
from typing import Any, Final

from catalogue.generate.output import Files
from catalogue.model import Catalogue, Field, Table
from catalogue.standard_tables import SOURCES

FOLDER: Final = "catalogue/schemas/_generated"
_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_MONEY: Final = r"^-?[0-9]{1,16}(\.[0-9]{1,2})?$"
_PATTERNS: Final = {
    "date": r"^[0-9]{8}$",
    "period_yyyymm": r"^[0-9]{4}(0[1-9]|1[0-2])$",
    "timestamp": r"^[0-9]{14}$",
    "money": _MONEY,
    "rate": r"^-?[0-9]{1,12}(\.[0-9]{1,6})?$",
    "flag": r"^[01]$",
    "count": r"^-?[0-9]{1,18}$",
    "months": r"^-?[0-9]{1,18}$",
    "days": r"^-?[0-9]{1,18}$",
    "years": r"^-?[0-9]{1,18}$",
}


def emit(catalogue: Catalogue) -> Files:
    records = {
        "$schema": _DIALECT,
        "title": "Records of the interface tables as objects of text, by column name (信息目录)",
        "$defs": {t.file_code: _record(t) for t in catalogue.tables.values()},
    }
    return {
        f"{FOLDER}/manifest.schema.json": _dump(_manifest(catalogue)),
        f"{FOLDER}/records.schema.json": _dump(records),
    }


def _manifest(catalogue: Catalogue) -> dict[str, Any]:
    by_source = {
        source: [t.file_code for t in catalogue.tables.values() if t.source == source]
        + (["CAMT053", "MT940"] if source == "BANK" else [])
        for source in SOURCES
        if source != "TRE"
    }
    return {
        "$schema": _DIALECT,
        "title": "Manifest of a delivery (交付清单), version 1",
        "type": "object",
        "required": [
            "version",
            "source",
            "table",
            "region",
            "period",
            "seq",
            "mode",
            "file",
            "bytes",
            "sha256",
            "records",
            "produced_at",
        ],
        "properties": {
            "version": {"const": 1},
            "source": {"enum": list(by_source)},
            "table": {"type": "string"},
            "region": {"type": "string", "pattern": "^[0-9]{6}$"},
            "period": {"type": "string", "pattern": _PATTERNS["period_yyyymm"]},
            "seq": {"type": "integer", "minimum": 1, "maximum": 999},
            "mode": {"enum": ["full", "append"]},
            "file": {"type": "string", "pattern": r"^[^/\\]+$"},
            "bytes": {"type": "integer", "minimum": 0},
            "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
            "encoding": {"enum": ["GB18030", "UTF-8"]},
            "records": {"type": "integer", "minimum": 0},
            "control_totals": {
                "type": "object",
                "additionalProperties": {"type": "string", "pattern": _MONEY},
            },
            "produced_at": {"type": "string", "format": "date-time"},
        },
        "allOf": [
            {
                "if": {"properties": {"source": {"const": source}}},
                "then": {"properties": {"table": {"enum": codes}}},
            }
            for source, codes in by_source.items()
        ],
    }


def _record(table: Table) -> dict[str, Any]:
    return {
        "title": f"{table.name_zh} · {table.name_en}",
        "type": "object",
        "additionalProperties": False,
        "required": list(table.required_key),
        "properties": {f.column: _property(f) for f in table.fields},
    }


def _property(field: Field) -> dict[str, Any]:
    result: dict[str, Any] = {"title": field.label_zh, "type": "string"}
    if field.logical_type in _PATTERNS:
        result["pattern"] = _PATTERNS[field.logical_type]
    return result


def _dump(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"
