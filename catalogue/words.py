"""The words in which officers read what rules compare (疑点用语), units and statuses: `words.csv`, names of funds and
of regions.

Rules write codes, for a word may be put better one day, and a finding is no other one for that.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Final

from catalogue import csvfile
from catalogue.errors import PACKAGE
from catalogue.load import load_catalogue

FILE: Final = PACKAGE / "words.csv"
_BETWEEN: Final = re.compile("([+/、，])")


def read(file: Path = FILE) -> dict[str, str]:
    """Code → word. CatalogueError where one is there twice or has none."""
    found: dict[str, str] = {}
    for row in csvfile.read(file, ("word", "label_zh")):
        if row["word"] in found or not row["label_zh"]:
            raise row.error(f"{row['word']!r} is there twice, or has no word", "keep one line with a word")
        found[row["word"]] = row["label_zh"]
    return found


def in_words(text: str | None, *, is_code: bool = False) -> str | None:
    """What a rule compares or shows, in Chinese: each code of it that has a word. Figures stay; regions get their names
    where they stand beside others, or alone in a column of codes (``is_code``)."""
    if text is None:
        return None
    pieces = _BETWEEN.split(text)
    of_regions = is_code or len(pieces) > 1
    regions = _regions() if of_regions else {}
    return "".join(_words().get(piece) or regions.get(piece, piece) for piece in pieces)


def word(code: str) -> str:
    """The word for a whole code: a fund's, a unit's, a status; what has none stays, as whoever looked wrote it."""
    return _words().get(code, code)


@cache
def _words() -> dict[str, str]:
    return {**read(), **load_catalogue().fund_names}


@cache
def _regions() -> dict[str, str]:
    return {code: f"{name}（{code}）" for code, name in load_catalogue().region_names.items()}
