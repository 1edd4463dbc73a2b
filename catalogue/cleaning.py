"""Declared cleaning (数据清洗) ``cleaning.yml``: which defect, which treatment, why, in which columns."""

from __future__ import annotations

import string
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from catalogue import yamlfile
from catalogue.base_models import BaseMember, BaseModel
from catalogue.errors import PACKAGE

FILE: Final = PACKAGE / "cleaning.yml"
_KNOWN: Final = {"citizen_id": {"column", "valid"}, "region": {"column", "present"}}


@dataclass(frozen=True, slots=True)
class Defect:
    """One kind of defect. ``when`` is SQL over the placeholders, None for doubles of a key, which are found by rank."""

    defect_id: str
    label_zh: str
    on: str
    when: str | None
    treatment: str
    treatment_zh: str
    why_zh: str

    def columns(self, model: BaseModel, member: BaseMember) -> Iterator[str]:
        """The columns of a table in which it is looked for; '' for whole rows."""
        if self.on == "key":
            yield ""
        elif self.on == "deleted":
            yield from (c for c in (model.deleted_by,) if c in member.table.columns and c)
        elif self.on == "person_name":
            yield from (c for c in member.table.columns if c == "person_name")
        else:
            column: str | None = getattr(member, self.on)
            if column:
                yield column


def defects(file: Path = FILE) -> tuple[Defect, ...]:
    """All defects in the order written. CatalogueError with the line for an unknown key or placeholder."""
    document = yamlfile.read(file, "cleaning")
    found = []
    for name, data in document.data.items():
        defect = Defect(name, data["label_zh"], data["on"], data.get("when"), data["treatment"], data["treatment_zh"],
                        data["why_zh"])  # fmt: skip
        if (defect.when is None) != (defect.on == "key"):
            raise document.error("doubles of a key need no `when`, all others do", "mend on or when", name)
        known = _KNOWN.get(defect.on, {"column"})
        sql = (defect.when or "").replace("{{", "").replace("}}", "")
        named = {part for _, part, _, _ in string.Formatter().parse(sql) if part is not None}
        if named - known:
            raise document.error(
                f"unknown placeholder {sorted(named - known)[0]!r}", f"use {', '.join(sorted(known))}", name, "when"
            )
        if defect.when and "column" not in named:
            raise document.error("`when` names no {column}", "write SQL over {column}", name, "when")
        found.append(defect)
    return tuple(found)
