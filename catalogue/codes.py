"""Code lists (代码表) ``codes/<source system>.csv``, keyed by (source system, element): the same element has
different values in two systems. Every value carries how well it is known and where it was read."""

from __future__ import annotations

from pathlib import Path

from catalogue import csvfile
from catalogue.dates import optional_date
from catalogue.errors import CatalogueError
from catalogue.model import Code, CodeList

_COLUMNS = (
    "element",
    "list_name",
    "standard",
    "code",
    "name_zh",
    "valid_from",
    "valid_to",
    "status",
    "source",
    "note",
)


def read(folder: Path) -> dict[tuple[str, str], CodeList]:
    """All code lists. A file is named after its source system in lower case."""
    result: dict[tuple[str, str], CodeList] = {}
    for file in sorted(folder.iterdir()):
        if file.suffix != ".csv":
            raise CatalogueError(file, 0, "not a code list", "name it <source system>.csv, or remove it")
        system = file.stem.upper()
        heads: dict[str, tuple[str, str]] = {}
        codes: dict[str, list[Code]] = {}
        for row in csvfile.read(file, _COLUMNS):
            element = row["element"]
            head = (row["list_name"], row["standard"])
            if heads.setdefault(element, head) != head:
                raise row.error(f"list {element!r} has two names", "give all its rows one list_name and standard")
            if not row["code"] or not row["name_zh"] or not row["status"]:
                raise row.error("code, name_zh or status is empty", "fill it in")
            if any(c.code == row["code"] for c in codes.get(element, ())):
                raise row.error(f"code {row['code']!r} is declared twice in {element!r}", "keep one of them")
            codes.setdefault(element, []).append(
                Code(
                    system,
                    element,
                    row["code"],
                    row["name_zh"],
                    optional_date(row, "valid_from"),
                    optional_date(row, "valid_to"),
                    row["status"],
                    row["source"],
                    row["note"],
                )
            )
        for element, (name, standard) in heads.items():
            result[system, element] = CodeList(system, element, name, standard, tuple(codes[element]))
    return result
