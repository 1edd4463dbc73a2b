"""Files that are there wholly or not at all, also after a power cut."""

from __future__ import annotations

import os
from pathlib import Path
from typing import IO

from warehouse_sql.failpoints import reached


def sync_file(file: IO[bytes]) -> None:
    """What was written to an open file is on the disk when this returns."""
    file.flush()
    reached("file.sync.before")
    os.fsync(file.fileno())
    reached("file.sync.after")


def sync_folder(folder: Path) -> None:
    """The names in a folder are on the disk when this returns."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
        reached("folder.sync.after")
    finally:
        os.close(descriptor)


def rename(temporary: Path, final: Path) -> None:
    """Give a synced file its name, in place of what had it; the name is on the disk when this returns."""
    reached("file.rename.before")
    temporary.replace(final)
    reached("file.rename.after")
    sync_folder(final.parent)


def write(temporary: Path, final: Path, content: bytes, mode: int | None = None) -> None:
    """Write a file under another name (on the same file system) and rename it; `mode` are its permissions."""
    with temporary.open("wb") as file:
        file.write(content)
        sync_file(file)
    if mode is not None:
        temporary.chmod(mode)
    rename(temporary, final)
