"""The one exception of the catalogue: it always says where the mistake is and what to do about it."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


class CatalogueError(Exception):
    """A declaration is wrong. ``file`` is relative to the project, ``line`` is 1-based (0 = whole file)."""

    def __init__(self, file: Path, line: int, problem: str, todo: str) -> None:
        try:
            shown = Path("catalogue") / file.resolve().relative_to(PACKAGE)
        except ValueError:
            shown = file
        self.file = shown
        self.line = line
        self.problem = problem
        self.todo = todo
        super().__init__(f"{shown.as_posix()}:{line}: {problem}\n  to do: {todo}")
