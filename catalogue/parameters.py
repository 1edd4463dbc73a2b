"""Legal numbers (政策参数) ``parameters/*.yml``: value, dates, citation and how well known, in one entry.

A gap (``status: gap``) has no value, and a value never has the status gap: a guess is not laundered.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from catalogue import yamlfile
from catalogue.errors import CatalogueError
from catalogue.model import ParameterValue
from catalogue.yamlfile import Document

NATION = "000000"


def read(folder: Path, funds: Collection[str], regions: Collection[str]) -> tuple[ParameterValue, ...]:
    """All values, by file and in the order written. Values of one parameter, fund, region never overlap."""
    result: list[ParameterValue] = []
    where: dict[str, Path] = {}
    for file in sorted(folder.iterdir()):
        if file.suffix != ".yml":
            raise CatalogueError(file, 0, "not a parameter file", "name it *.yml, or remove it")
        document = yamlfile.read(file, "parameters")
        for parameter_id, entry in document.data.items():
            if parameter_id in where:
                raise document.error(
                    f"parameter {parameter_id!r} is declared twice",
                    f"keep one; the other is in {where[parameter_id].name}",
                    parameter_id,
                )
            where[parameter_id] = file
            values = [_value(document, parameter_id, entry, i, funds, regions) for i in range(len(entry["values"]))]
            _check_overlaps(document, parameter_id, values)
            result += values
    return tuple(result)


def _value(
    document: Document,
    parameter_id: str,
    entry: dict[str, Any],
    index: int,
    funds: Collection[str],
    regions: Collection[str],
) -> ParameterValue:
    item = entry["values"][index]
    at = (parameter_id, "values", index)
    if item["fund"] != "*" and item["fund"] not in funds:
        raise document.error(f"unknown fund {item['fund']!r}", "use a fund code or '*'", *at, "fund")
    if item["region"] != NATION and item["region"] not in regions:
        raise document.error(
            f"unknown region {item['region']!r}", "use a region code; 000000 is the nation", *at, "region"
        )
    value = None if item["value"] is None else Decimal(str(item["value"]))
    if (value is None) != (item["status"] == "gap"):
        raise document.error(
            "a gap has no value, and what has no value is a gap",
            "write value: null with status: gap, or neither",
            *at,
            "value",
        )
    if value is not None and "citation" not in item and "source" not in item:
        raise document.error("a value without citation or source", "say where the number stands", *at, "value")
    valid_from, valid_to = (_date(document, item[key], *at, key) for key in ("from", "to"))
    if valid_from and valid_to and valid_from > valid_to:
        raise document.error("ends before it begins", "mend from or to", *at, "to")
    citation = item.get("citation", {})
    return ParameterValue(
        parameter_id=parameter_id,
        name_zh=entry["name_zh"],
        fund_code=item["fund"],
        region_code=item["region"],
        valid_from=valid_from,
        valid_to=valid_to,
        value=value,
        unit=entry["unit"],
        document=citation.get("document", ""),
        article=citation.get("article", ""),
        status=item["status"],
        source=item.get("source", ""),
        note=item.get("note", entry.get("note", "")),
    )


def _date(document: Document, text: str | None, *at: str | int) -> date | None:
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError:
        raise document.error(f"{text!r} is no date", "write a real date as YYYY-MM-DD", *at) from None


def _check_overlaps(document: Document, parameter_id: str, values: list[ParameterValue]) -> None:
    for i, late in enumerate(values):
        for early in values[:i]:
            if (early.fund_code, early.region_code) != (late.fund_code, late.region_code):
                continue
            if (early.valid_from or date.min) <= (late.valid_to or date.max) and (late.valid_from or date.min) <= (
                early.valid_to or date.max
            ):
                raise document.error(
                    f"overlaps the value in force from {early.valid_from}",
                    "end the earlier one the day before",
                    parameter_id,
                    "values",
                    i,
                    "from",
                )
