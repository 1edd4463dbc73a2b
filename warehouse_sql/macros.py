"""Which of the project's macros a text of dbt uses, itself or through others: what a part is made from besides SQL."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Final

# How a table is written changes no row of one, and must not make every part again.
_OF_NO_ROW: Final = "macros/materialization/"
# An engine's own way of a macro is reached by the name that is dispatched.
_DISPATCHED: Final = re.compile(r"^(?:default|duckdb|postgres)__(\w+)$")
_USED: Final = re.compile(r"""\b(\w+)\s*\(|["'](\w+)["']""")


class Macros:
    """Macros of a dbt manifest, and who calls or names whom.

    A macro's name before a parenthesis or in quotes counts as a use of it, wherever it stands: dbt itself notes uses
    only where a model is rendered without a database, and what a macro asks the database for would be missed. A part is
    rather made once too often than kept though it would be another.
    """

    def __init__(self, manifest: Any) -> None:
        self._texts: dict[str, list[str]] = {}
        for macro in manifest.macros.values():
            if macro.package_name == "sif" and _OF_NO_ROW not in macro.original_file_path.replace("\\", "/"):
                dispatched = _DISPATCHED.match(macro.name)
                self._texts.setdefault(dispatched[1] if dispatched else macro.name, []).append(macro.macro_sql)
        self._next = {name: self._named("\n".join(texts)) for name, texts in self._texts.items()}

    def used(self, texts: Iterable[str]) -> list[str]:
        """The SQL of all macros that some texts use, in the order of their names."""
        found: set[str] = set()
        new = set().union(*(self._named(text) for text in texts))
        while new:
            found |= new
            new = set().union(*(self._next[name] for name in new)) - found
        return [sql for name in sorted(found) for sql in sorted(self._texts[name])]

    def _named(self, text: str) -> set[str]:
        return self._texts.keys() & {called or quoted for called, quoted in _USED.findall(text)}
