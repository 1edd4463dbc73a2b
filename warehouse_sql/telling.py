"""What of an error may be told where others read it: logs, Airflow, the screen.

Errors of our own classes are written for that. The text of any other may quote the row at which it happened (a database
tells the value that it could not convert), so of those only the class is told, and where in our code they met us.
"""

from __future__ import annotations

import traceback
from pathlib import Path
from typing import Final

from catalogue.masking import mask_words

_ROOT: Final = Path(__file__).resolve().parent.parent
_OURS: Final = frozenset(
    {"catalogue", "warehouse_sql", "exchange_adapters", "ingest", "expectations", "dashboards", "cli", "dags"}
)


def told(error: BaseException) -> str:
    """One line about an error, without data."""
    if type(error).__module__.partition(".")[0] in _OURS:
        return " ".join(str(error).split())
    what = type(error).__name__
    if state := getattr(error, "sqlstate", None):
        what += f" (SQLSTATE {state})"
    elif isinstance(error, OSError) and error.strerror:
        where = f" ({mask_words(str(error.filename))})" if error.filename else ""
        what += f": {error.strerror}{where}"
    return what + place(error)


def place(error: BaseException) -> str:
    """`` at ingest/load.py:120 in _write``: the innermost line of ours that the error went through; empty if none."""
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        path = Path(frame.filename)
        if path.is_relative_to(_ROOT) and path.relative_to(_ROOT).parts[0] in _OURS:
            return f" at {path.relative_to(_ROOT)}:{frame.lineno} in {frame.name}"
    return ""
