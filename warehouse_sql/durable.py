"""Files that are there wholly or not at all, also after a power cut."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import IO

from warehouse_sql.failpoints import reached

_TOGETHER = 16


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


class Folders:
    """Folders whose names have to be on the disk before anybody relies on them, each once; named by several threads.

    Together, for a disk takes many such requests at the price of one, where one after the other each waits for it.
    """

    def __init__(self) -> None:
        self._waiting: set[Path] = set()

    def add(self, folder: Path) -> None:
        """`sync` shall see to this one."""
        self._waiting.add(folder)

    def sync(self) -> None:
        """The names in all folders added until now are on the disk when this returns."""
        folders = []
        while self._waiting:  # emptied one by one: other threads go on naming some
            folders.append(self._waiting.pop())
        with ThreadPoolExecutor(_TOGETHER, thread_name_prefix="sync") as pool:
            list(pool.map(sync_folder, folders))


def rename(temporary: Path, final: Path, sync: Callable[[Path], None] = sync_folder) -> None:
    """Give a synced file its name, in place of what had it; the name is on the disk when this returns, or when
    `sync` (`Folders.add`) sees to it."""
    reached("file.rename.before")
    temporary.replace(final)
    reached("file.rename.after")
    sync(final.parent)


def write(
    temporary: Path,
    final: Path,
    content: bytes,
    mode: int | None = None,
    sync: Callable[[Path], None] = sync_folder,
) -> None:
    """Write a file under another name (on the same file system) and rename it; `mode` are its permissions."""
    with temporary.open("wb") as file:
        file.write(content)
        sync_file(file)
    if mode is not None:
        temporary.chmod(mode)
    rename(temporary, final, sync)
