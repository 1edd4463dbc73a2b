"""Strict CSV: exact header, exact field count, no stray blanks; every row knows its line."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from catalogue.errors import CatalogueError


@dataclass(frozen=True, slots=True)
class Row:
    """One record: ``row["column"]`` is text, never None; ``optional`` maps the empty field to None."""

    file: Path
    line: int
    values: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.values[column]

    def optional(self, column: str) -> str | None:
        return self.values[column] or None

    def error(self, problem: str, todo: str) -> CatalogueError:
        return CatalogueError(self.file, self.line, problem, todo)


def read(file: Path, columns: Sequence[str]) -> list[Row]:
    """All rows of ``file``, whose header must be exactly ``columns``. CatalogueError otherwise."""
    try:
        with file.open(encoding="utf-8", newline="") as stream:
            reader = csv.reader(stream, strict=True)
            header = next(reader, [])
            if header != list(columns):
                raise CatalogueError(
                    file, 1, f"header is {','.join(header)!r}", f"make it exactly {','.join(columns)!r}"
                )
            rows = []
            for record in reader:
                if len(record) != len(columns):
                    raise CatalogueError(
                        file,
                        reader.line_num,
                        f"{len(record)} fields where the header has {len(columns)}",
                        "quote fields that hold a comma, and remove blank lines",
                    )
                rows.append(Row(file, reader.line_num, dict(zip(columns, record, strict=True))))
            return rows
    except FileNotFoundError:
        raise CatalogueError(file, 0, "the file is missing", "restore it from version control") from None
    except UnicodeDecodeError as error:
        raise CatalogueError(file, 0, f"not UTF-8 at byte {error.start}", "save the file as UTF-8") from None
    except csv.Error as error:
        raise CatalogueError(file, reader.line_num, f"not CSV: {error}", "mend the quoting") from None
