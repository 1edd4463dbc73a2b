"""Legal numbers (政策参数) ``parameters/*.yml``: value, dates, citation and how well known, in one entry.

A gap (``status: gap``) has no value, and a value never has the status gap: a guess is not laundered. ``not_in_law`` is
the other way to have no value: in that time the law has no such number, so nobody has to look for it.
A table (待遇标准表: by grade, age, tier …) is written once under one citation, and becomes one value a key.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from catalogue import yamlfile
from catalogue.errors import CatalogueError
from catalogue.model import ParameterValue
from catalogue.yamlfile import Document

NATION: Final = "000000"
ANY: Final = "*"
"""Every fund; every key."""
GAP: Final = "gap"
NOT_IN_LAW: Final = "not_in_law"


def read(folder: Path, funds: Collection[str], regions: Collection[str]) -> tuple[ParameterValue, ...]:
    """All values, by file and in the order written.

    Values of one parameter, fund, region and key never overlap, and between two of them no day is left out.
    """
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
            values = [
                (index, value)
                for index in range(len(entry["values"]))
                for value in _values(document, parameter_id, entry, index, funds, regions)
            ]
            _check_keys(document, parameter_id, entry)
            _check_dates(document, parameter_id, values)
            result += [value for _, value in values]
    return tuple(result)


def _values(
    document: Document,
    parameter_id: str,
    entry: dict[str, Any],
    index: int,
    funds: Collection[str],
    regions: Collection[str],
) -> Iterator[ParameterValue]:
    item = entry["values"][index]
    at = (parameter_id, "values", index)
    its_funds = [item["fund"]] if isinstance(item["fund"], str) else item["fund"]
    for fund in its_funds:
        if fund != ANY and fund not in funds:
            raise document.error(f"unknown fund {fund!r}", "use a fund code or '*'", *at, "fund")
    if item["region"] != NATION and item["region"] not in regions:
        raise document.error(
            f"unknown region {item['region']!r}", "use a region code; 000000 is the nation", *at, "region"
        )
    if ("value" in item) == ("table" in item):
        raise document.error("neither or both of value and table", "write one of them", *at)
    valid_from, valid_to = (_date(document, item[key], *at, key) for key in ("from", "to"))
    if valid_from and valid_to and valid_from > valid_to:
        raise document.error("ends before it begins", "mend from or to", *at, "to")
    citation = item.get("citation", {})
    for key, written in item.get("table", {ANY: item.get("value")}).items():
        place = (*at, "value") if key == ANY else (*at, "table", key)
        value = None if written is None else Decimal(str(written))
        if (value is None) != (item["status"] in (GAP, NOT_IN_LAW)):
            raise document.error(
                "a gap has no value, and what has no value is a gap",
                f"write value: null with status: {GAP} (not known) or {NOT_IN_LAW} (the law had no such number), "
                "or neither",
                *place,
            )
        if value is not None and "citation" not in item and "source" not in item:
            raise document.error("a value without citation or source", "say where the number stands", *place)
        for fund in its_funds:
            yield ParameterValue(
                parameter_id=parameter_id,
                name_zh=entry["name_zh"],
                fund_code=fund,
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
                key=key,
                key_zh=entry.get("key_zh", ""),
                announced_month=entry.get("announced_month"),
            )


def _date(document: Document, text: str | None, *at: str | int) -> date | None:
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError:
        raise document.error(f"{text!r} is no date", "write a real date as YYYY-MM-DD", *at) from None


def _check_keys(document: Document, parameter_id: str, entry: dict[str, Any]) -> None:
    """A table has keys everywhere and says what they are; only what is not known may stand for the whole table."""
    for index, item in enumerate(entry["values"]):
        at = (parameter_id, "values", index)
        if "table" in item and "key_zh" not in entry:
            raise document.error("a table whose keys are not explained", "add key_zh to the parameter", *at, "table")
        if "table" not in item and "key_zh" in entry and item["value"] is not None:
            raise document.error("a value without key among keyed ones", "write it as a table", *at, "value")


def _check_dates(document: Document, parameter_id: str, values: list[tuple[int, ParameterValue]]) -> None:
    """No day has two values, and none between two values has none."""
    series: defaultdict[tuple[str, str, str], list[tuple[int, ParameterValue]]] = defaultdict(list)
    for index, value in values:
        series[value.fund_code, value.region_code, value.key].append((index, value))
    for (fund, region, _), found in series.items():
        whole = [value for _, value in series.get((fund, region, ANY), [])]
        found.sort(key=lambda pair: pair[1].valid_from or date.min)
        for (first, early), (second, late) in itertools.pairwise(found):
            start, end = late.valid_from or date.min, early.valid_to or date.max
            # of two that overlap, the one written later is to be mended
            written, other = (second, early) if second >= first else (first, late)
            if start <= end:
                raise document.error(
                    f"overlaps the value in force from {other.valid_from}",
                    "end the earlier one the day before",
                    parameter_id,
                    "values",
                    written,
                    "from",
                )
            if start > end + timedelta(days=1) and not any(
                (v.valid_from or date.min) <= end + timedelta(days=1) and start <= (v.valid_to or date.max)
                for v in whole
            ):
                raise document.error(
                    f"nothing is said of {end + timedelta(days=1)} to {start - timedelta(days=1)}",
                    f"write value: null with status: {GAP} (not known) or {NOT_IN_LAW} for that time",
                    parameter_id,
                    "values",
                    second,
                    "from",
                )
