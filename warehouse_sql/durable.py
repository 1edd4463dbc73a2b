"""Files that are there wholly or not at all, also after a power cut."""

from __future__ import annotations

import ctypes
import os
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import IO

from warehouse_sql.failpoints import reached

_TOGETHER = 16
_LIBC = ctypes.CDLL(None, use_errno=True)

Give = Callable[[Path, Path], None]
"""Sees to it that a file that is written gets its name: `give`, or `Names.give`."""


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


class Names:
    """Names that files of one file system get together: when the bytes of all of them are on the disk.

    It is asked for that once; asked file by file it commits thousands of times. Files are given by several threads.
    Whoever gives one must not rely on its name before `sync` has returned.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._lock = threading.Lock()
        self._waiting: dict[Path, Path] = {}

    def give(self, temporary: Path, final: Path) -> None:
        """A file that is written shall have this name; of several for one name the first has it."""
        with self._lock:
            first = self._waiting.setdefault(final, temporary)
        if first != temporary:
            temporary.unlink()

    def sync(self) -> None:
        """The files given until now have their names, for good, when this returns. After an error they still wait."""
        with self._lock:
            given = dict(self._waiting)
        if not given:
            return
        reached("files.sync.before")
        _sync_file_system(self._root)
        reached("files.sync.after")
        for final, temporary in given.items():
            if temporary.exists():  # not if an earlier attempt named it and failed later
                _rename(temporary, final)
        with ThreadPoolExecutor(_TOGETHER, thread_name_prefix="sync") as pool:
            list(pool.map(sync_folder, {final.parent for final in given}))
        with self._lock:
            for final in given:
                del self._waiting[final]


def give(temporary: Path, final: Path) -> None:
    """As `Names.give`, at once: the file is synced, named, and the name is on the disk when this returns."""
    with temporary.open("rb") as file:  # may be read-only by now
        sync_file(file)
    rename(temporary, final)


def rename(temporary: Path, final: Path) -> None:
    """Give a synced file its name, in place of what had it; the name is on the disk when this returns."""
    _rename(temporary, final)
    sync_folder(final.parent)


def _rename(temporary: Path, final: Path) -> None:
    reached("file.rename.before")
    temporary.replace(final)
    reached("file.rename.after")


def write(temporary: Path, final: Path, content: bytes, mode: int | None = None, name: Give = give) -> None:
    """Write a file under another name (on the same file system) and give it its own (`Names.give`: later, with others);
    `mode` are its permissions."""
    with temporary.open("wb") as file:
        if mode is not None:
            os.fchmod(file.fileno(), mode)  # before there is anything to read
        file.write(content)
    name(temporary, final)


def _sync_file_system(folder: Path) -> None:
    """All that was written to the file system of a folder is on its disk when this returns. Linux has this call, which
    Python has not; `sync` instead of it would wait for other file systems and tell of no error."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        if _LIBC.syncfs(descriptor):
            number = ctypes.get_errno()
            raise OSError(number, os.strerror(number), str(folder))
    finally:
        os.close(descriptor)
