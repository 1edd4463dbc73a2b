"""Why officers decide a finding (疑点) as they do: the outcomes and their reason codes, `case_reasons.csv`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from catalogue import csvfile
from catalogue.errors import PACKAGE

FILE: Final = PACKAGE / "case_reasons.csv"
OUTCOMES: Final = {"confirmed": "核实", "dismissed": "排除", "asked": "补充材料"}
"""What an officer may say of a finding, and the word for it in workbooks."""


@dataclass(frozen=True, slots=True)
class CaseReason:
    """One reason of one outcome; with ``needs_note`` it says nothing without words of the officer's own."""

    outcome: str
    code: str
    label_zh: str
    needs_note: bool


def case_reasons(file: Path = FILE) -> dict[str, CaseReason]:
    """All reasons by code. CatalogueError for an unknown outcome or a code that is there twice."""
    found: dict[str, CaseReason] = {}
    for row in csvfile.read(file, ("outcome", "code", "label_zh", "needs_note")):
        if row["outcome"] not in OUTCOMES:
            raise row.error(f"unknown outcome {row['outcome']!r}", f"one of {', '.join(OUTCOMES)}")
        if row["code"] in found or not row["label_zh"] or row["needs_note"] not in ("true", "false"):
            raise row.error(f"reason {row['code']!r} is there twice, or not whole", "mend the line")
        found[row["code"]] = CaseReason(row["outcome"], row["code"], row["label_zh"], row["needs_note"] == "true")
    return found
