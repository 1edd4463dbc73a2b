"""Which national code (国家代码) a source's code stands for: ``code_maps/<source system>.csv``, with validity.

A source system is a system of code lists (``code_systems.csv``) or a sender of feeds that writes codes of its own into
a column of a national list. What is not declared here is not mapped: nothing is guessed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from catalogue import csvfile
from catalogue.dates import optional_date
from catalogue.errors import PACKAGE, CatalogueError
from catalogue.model import Catalogue, Table
from catalogue.regions import LIST as REGION_LIST

FOLDER: Final = PACKAGE / "code_maps"
SYSTEMS: Final = PACKAGE / "code_systems.csv"
_COLUMNS: Final = (
    "element", "code", "national_system", "national_element", "national_code", "valid_from", "valid_to", "status",
    "source", "note",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class CodeMapping:
    """One code of a source and the national code it stands for, from ``valid_from`` to ``valid_to`` (inclusive)."""

    source_system: str
    element: str
    code: str
    national_system: str
    national_element: str
    national_code: str
    valid_from: date | None
    valid_to: date | None
    status: str
    source: str
    note: str


@dataclass(frozen=True, slots=True)
class CodeColumn:
    """One column of codes of a table. ``code_list`` is what the sender writes, ``national`` what counts in the nation
    (None where there is no such list); without a list ``no_list_reason`` says why."""

    table: Table
    column: str
    code_list: tuple[str, str] | None
    national: tuple[str, str] | None
    no_list_reason: str


def national_systems(catalogue: Catalogue, file: Path = SYSTEMS) -> frozenset[str]:
    """Systems whose lists are national. CatalogueError for a system without lists, and for one that is not declared."""
    used = {system for system, _ in catalogue.code_lists}
    known: dict[str, bool] = {}
    for row in csvfile.read(file, ("system", "name_zh", "is_national", "note")):
        if row["system"] not in used:
            raise row.error(f"system {row['system']!r} has no code list", "remove it, or add its list to codes/")
        if row["is_national"] not in ("yes", "no"):
            raise row.error(f"is_national is {row['is_national']!r}", "write yes or no")
        if row["system"] in known:
            raise row.error(f"system {row['system']!r} is declared twice", "keep one of them")
        known[row["system"]] = row["is_national"] == "yes"
    if missing := sorted(used - known.keys()):
        raise CatalogueError(file, 0, f"system {missing[0]!r} is missing", "say whether its lists are national")
    return frozenset(system for system, is_national in known.items() if is_national)


def code_maps(catalogue: Catalogue, folder: Path = FOLDER) -> tuple[CodeMapping, ...]:
    """All declared mappings, and those of retired divisions (行政区划沿革) to the present ones, which follow from
    ``regions.csv``. CatalogueError with the line for a code or list that does not exist, and where two overlap."""
    national = national_systems(catalogue)
    result: list[CodeMapping] = []
    for file in sorted(folder.iterdir()):
        if file.suffix != ".csv":
            raise CatalogueError(file, 0, "not a code map", "name it <source system>.csv, or remove it")
        for row in csvfile.read(file, _COLUMNS):
            mapping = _mapping(file.stem.upper(), row)
            _check(catalogue, national, mapping, row)
            for other in result:
                _check_apart(other, mapping, row)
            result.append(mapping)
    return (*result, *_retired_regions(catalogue))


def code_columns(catalogue: Catalogue) -> tuple[CodeColumn, ...]:
    """Every column of codes of every table. Where the codes of a source's list stand for codes of more than one
    national list, ``national`` is ``("*", "*")``: the mapping of each code says which."""
    national = national_systems(catalogue)
    targets: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for mapping in code_maps(catalogue):
        key = (mapping.source_system, mapping.element)
        targets.setdefault(key, set()).add((mapping.national_system, mapping.national_element))
    found = []
    for table in catalogue.tables.values():
        for field in table.fields:
            if field.code_list is None and field.logical_type != "code":
                continue
            own = field.code_list
            counts = own if own and own[0] in national else None
            if own and counts is None and targets.get(own):
                counts = sorted(targets[own])[0] if len(targets[own]) == 1 else ("*", "*")
            found.append(CodeColumn(table, field.column, own, counts, table.no_list.get(field.column, "")))
    return tuple(found)


def _mapping(system: str, row: csvfile.Row) -> CodeMapping:
    return CodeMapping(
        system, row["element"], row["code"], row["national_system"], row["national_element"], row["national_code"],
        optional_date(row, "valid_from"), optional_date(row, "valid_to"), row["status"], row["source"], row["note"],
    )  # fmt: skip


def _check(catalogue: Catalogue, national: frozenset[str], mapping: CodeMapping, row: csvfile.Row) -> None:
    if not mapping.code or not mapping.status or not mapping.source:
        raise row.error("code, status or source is empty", "say how well it is known and where it was read")
    if mapping.valid_from and mapping.valid_to and mapping.valid_from > mapping.valid_to:
        raise row.error("ends before it begins", "mend valid_from or valid_to")
    target = (mapping.national_system, mapping.national_element)
    if target not in catalogue.code_lists:
        raise row.error(f"no code list {target[1]!r} of system {target[0]!r}", "name a list of catalogue/codes")
    if target[0] not in national:
        raise row.error(f"{target[0]} is no national system", "map to a national list (catalogue/code_systems.csv)")
    if mapping.national_code not in catalogue.code_lists[target].values:
        raise row.error(f"{mapping.national_code!r} is not in {'.'.join(target)}", "name a code of that list")
    own = (mapping.source_system, mapping.element)
    if own in catalogue.code_lists:
        if mapping.code not in catalogue.code_lists[own].values:
            raise row.error(f"{mapping.code!r} is not in {'.'.join(own)}", "name a code of the source's list")
    elif mapping.source_system not in catalogue.sources:
        raise row.error(
            f"{mapping.source_system} has no list {mapping.element!r} and sends no feeds",
            "name the file after a system of catalogue/codes or a source of catalogue/feeds",
        )
    elif mapping.element != mapping.national_element or not any(
        table.source == mapping.source_system and field.code_list == target
        for table in catalogue.tables.values()
        for field in table.fields
    ):
        raise row.error(
            f"{mapping.source_system} sends no column of {'.'.join(target)}", "name a list that its columns have"
        )


def _check_apart(other: CodeMapping, mapping: CodeMapping, row: csvfile.Row) -> None:
    same = (other.source_system, other.element, other.code) == (mapping.source_system, mapping.element, mapping.code)
    begins = max(other.valid_from or date.min, mapping.valid_from or date.min)
    if same and begins <= min(other.valid_to or date.max, mapping.valid_to or date.max):
        raise row.error(f"{mapping.code!r} is mapped twice at the same time", "end the earlier one the day before")


def _retired_regions(catalogue: Catalogue) -> list[CodeMapping]:
    current = {region.code: region.current_code for region in catalogue.regions}
    status = {region.code: region.status for region in catalogue.regions}
    return [
        CodeMapping(*REGION_LIST, code, *REGION_LIST, now, None, None, status[code], "catalogue/regions.csv", "沿革")
        for code, now in sorted(current.items())
        if now != code and not any(r.code == code and r.current_code == code for r in catalogue.regions)
    ]
