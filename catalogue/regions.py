"""Administrative divisions (行政区划) of the province with history: codes move, the region stays the same."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from catalogue import csvfile
from catalogue.errors import PACKAGE
from catalogue.model import Code, CodeList, Region

_COLUMNS = (
    "code",
    "name",
    "level",
    "parent_code",
    "state",
    "valid_from",
    "valid_to",
    "first_release_seen",
    "last_release_seen",
    "predecessor",
    "successor",
    "kind",
    "event",
    "code_name_status",
    "source",
    "date_status",
)
_PSEUDO = ("code", "name", "system", "note", "status")
_CODE = re.compile(r"[1-9][0-9]{5}")
_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")


def read(file: Path) -> tuple[Region, ...]:
    """All regions, current and retired, in the order of the file; successor chains are followed."""
    rows = csvfile.read(file, _COLUMNS)
    codes = {row["code"] for row in rows}
    successor: dict[str, str] = {}
    current: set[str] = {row["code"] for row in rows if row["state"] == "current"}
    for row in rows:
        if not _CODE.fullmatch(row["code"]):
            raise row.error(f"region code {row['code']!r}", "use six digits")
        if row["state"] not in ("current", "retired"):
            raise row.error(f"state {row['state']!r}", "use current or retired")
        if row["level"] not in ("1", "2", "3"):
            raise row.error(f"level {row['level']!r}", "use 1 (province), 2 (prefecture) or 3 (county)")
        for column in ("valid_from", "valid_to"):
            if row[column] and not _DATE.fullmatch(row[column]):
                raise row.error(f"{column} {row[column]!r} is no date", "write YYYY, YYYY-MM or YYYY-MM-DD")
        for column in ("predecessor", "successor"):
            if row[column] and row[column] not in codes:
                raise row.error(f"{column} {row[column]!r} is unknown", "declare that region too")
        if row["successor"] and successor.setdefault(row["code"], row["successor"]) != row["successor"]:
            raise row.error(f"{row['code']} has two successors", "a code is succeeded by one code")
    result = []
    for row in rows:
        end, seen = row["code"], {row["code"]}
        while end not in current and end in successor:
            end = successor[end]
            if end in seen:
                raise row.error(f"the successors of {row['code']} go round in a circle", "mend successor")
            seen.add(end)
        if end not in current:
            raise row.error(f"{row['code']} is retired and leads to no current region", "declare its successor")
        result.append(
            Region(
                row["code"],
                row["name"],
                int(row["level"]),
                row["parent_code"],
                row["state"],
                row.optional("valid_from"),
                row.optional("valid_to"),
                row.optional("predecessor"),
                row.optional("successor"),
                end,
                row["kind"],
                row["code_name_status"],
                row["date_status"],
                row["event"],
            )
        )
    return tuple(result)


def read_pseudo(file: Path) -> dict[str, str]:
    """Codes that other systems use for a level's own business (本级); not GB/T 2260. Code -> name."""
    return {row["code"]: row["name"] for row in csvfile.read(file, _PSEUDO)}


def present(code: str) -> str:
    """A code as it is now; what stands for a level's own business (本级: 630199, 639900) is that level."""
    if known := _by_code().get(code):
        return known.current_code
    return code[:2] + "0000" if code[2:] == "9900" else code[:4] + "00" if code[4:] == "99" else code


@cache
def covering(code: str) -> frozenset[str]:
    """A region as it is now and all above it. Of a code that is not declared the digits tell what it belongs to."""
    found: set[str] = set()
    code = present(code)
    while code not in found:
        found.add(code)
        known = _by_code().get(code)
        above = known.parent_code if known else code[:2] + "0000" if code[4:] == "00" else code[:4] + "00"
        code = present(above)
    return frozenset(found)


@cache
def _by_code() -> dict[str, Region]:
    """Each code once; of several names of one, that of today."""
    return {r.code: r for r in sorted(read(PACKAGE / "regions.csv"), key=lambda r: r.state == "current")}


LIST = ("REGION", "division")
"""How overlays name the list of divisions, as a code list of (source system, element)."""


def as_code_list(regions: tuple[Region, ...], pseudo: dict[str, str]) -> CodeList:
    """All codes that a column of divisions may hold: current, retired, and those for a level's own business."""
    source = "catalogue/regions.csv"
    codes = {r.code: Code(*LIST, r.code, r.name_zh, None, None, r.status, source, r.kind) for r in regions}
    for code, name in pseudo.items():
        codes.setdefault(code, Code(*LIST, code, name, None, None, "memory/medium", "catalogue/regions_pseudo.csv", ""))
    return CodeList(*LIST, "行政区划、统筹区", "GB/T 2260", tuple(codes.values()))
