"""Named places before and after every commit, rename and fsync, where a crash can be tried.

Off unless SIF_FAILPOINT says otherwise: `<name>` or `<name>@<n>` (the n-th time) kills this process there; with
`=EIO` or `=ENOSPC` the place raises that error instead. `record:<file>` writes down every place that is reached.
"""

from __future__ import annotations

import errno
import os
import signal
from pathlib import Path
from typing import Final

POINTS: Final[dict[str, str]] = {
    "file.sync.before": "a new file is written, its bytes may be in memory only",
    "file.sync.after": "its bytes are on the disk, it has no name yet that anybody reads",
    "files.sync.before": "many new files are written, their bytes may be in memory only",
    "files.sync.after": "the bytes of all of them are on the disk, none has a name that anybody reads",
    "file.rename.before": "it is about to get its name",
    "file.rename.after": "it has its name, the folder may be in memory only",
    "folder.sync.after": "the name is on the disk",
    "state.create.before": "a new DuckDB state file is complete under a name of its own",
    "state.create.after": "it has the name under which it is opened",
    "duckdb.commit.before": "a transaction has written all it wants",
    "duckdb.commit.after": "it is committed, nothing else of the run has happened",
    "build.commit.before": "the control tables stand in a build file, not committed",
    "build.commit.after": "they are committed, the build is not published",
    "postgres.commit.before": "a transaction has written all it wants",
    "postgres.commit.after": "it is committed, nothing else of the run has happened",
    "sftp.rename.before": "a file is written on a partner's server under a name of its own",
    "sftp.rename.after": "it has the name under which the partner reads it",
    "mof.ftp.rename.before": "a package is written on the node under a name of its own",
    "mof.ftp.rename.after": "it has the name under which the node reads it, we have not noted that it was sent",
    "treasury.commit.before": "payment requests stand in treasury's database, not committed there",
    "treasury.commit.after": "treasury has them, we have not noted that they were sent",
    "share.commit.before": "a share's new content (or the removal of an old one) stands at the target, not committed",
    "share.commit.after": "the target shows it, we have not noted that it was pushed",
}
"""Every place, and what is true there."""


class _Plan:
    def __init__(self, spec: str) -> None:
        self._record = spec.removeprefix("record:") if spec.startswith("record:") else None
        place, _, action = ("", "", "") if self._record else spec.partition("=")
        self._name, _, number = place.partition("@")
        self._left = int(number or 1)
        self._error = getattr(errno, action) if action else None
        if not self._record and self._name not in POINTS:
            raise ValueError(f"SIF_FAILPOINT: no fail-point {self._name!r}")

    def reached(self, name: str) -> None:
        if self._record:
            with Path(self._record).open("a", encoding="ascii") as file:
                file.write(name + "\n")
            return
        if name != self._name:
            return
        self._left -= 1
        if self._left:
            return
        if self._error is None:
            os.kill(os.getpid(), signal.SIGKILL)
        else:
            raise OSError(self._error, os.strerror(self._error))


_plan: _Plan | None = None


def arm(spec: str | None) -> None:
    """Set what SIF_FAILPOINT would set; None switches all of it off."""
    global _plan
    _plan = _Plan(spec) if spec else None


def reached(name: str) -> None:
    """Say that this place is reached; does nothing in a normal run."""
    if _plan is not None:
        _plan.reached(name)


arm(os.environ.get("SIF_FAILPOINT"))
