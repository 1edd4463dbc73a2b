"""The little that an outbox needs of a file system, so that a folder and an SFTP server share one way of receiving."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Protocol

from catalogue.masking import mask_words
from exchange_adapters.port import ChannelError
from warehouse_sql import clock, durable

MAX_DEPTH = 4  # outbox/<SOURCE>/<PERIOD>/<REGION>/


@dataclass(frozen=True)
class RemoteFile:
    """A file at the counterparty: path below the root, size in bytes, time of change (Asia/Shanghai wall time)."""

    path: str
    bytes: int
    modified_at: datetime


class GoneError(ChannelError):
    """A file that was listed is no longer there."""


class SlowError(ChannelError):
    """A file that takes longer than is allowed; what has come of it is kept, the next round goes on there."""


class DeniedError(ChannelError):
    """A file or a folder that the other side does not let us use; it keeps no other waiting, and is not asked again in
    this round."""


@contextmanager
def telling(place: str, path: str, doing: str) -> Iterator[None]:
    """Turn what a file system says of one file into an error that names it and what to do."""
    path = mask_words(path)  # some senders name files after people
    try:
        yield
    except FileNotFoundError as error:
        raise GoneError(f"{place}: {path} is gone while {doing}; the next round looks again") from error
    except PermissionError as error:
        raise DeniedError(
            f"{place}: no permission for {doing} {path}; outbox/ must be readable and receipts/ writable for our user"
        ) from error


class RemoteFiles(Protocol):
    """A counterparty's files. `parallel` threads may use them at once, `fetching` of them to fetch."""

    parallel: int
    fetching: int

    def walk(self, folder: str, tell: Callable[[str], None]) -> Iterator[list[RemoteFile]]:
        """The files of each folder below `folder`, a folder at a time; hidden files and links are left out.

        A folder that cannot be listed is told and passed over.
        """

    def stat(self, path: str) -> RemoteFile | None:
        """One file, or None where there is none. Raises DeniedError."""

    def read(self, path: str, size: int) -> bytes:
        """The first `size` bytes of a file. Raises GoneError, DeniedError, ChannelError."""

    def fetch(self, path: str, into: BinaryIO, offset: int, size: int) -> None:
        """Append the bytes from `offset` up to `size`. Raises GoneError, DeniedError, ChannelError."""

    def write(self, path: str, content: bytes) -> None:
        """Write a file so that nobody ever sees half of it. Raises GoneError, DeniedError, ChannelError."""


class LocalFiles:
    """A folder laid out like a server."""

    parallel = 16  # a disk takes the fsyncs of several files at once, where each alone waits for the journal
    fetching = 2  # names of what was fetched are synced together, nobody waits for the disk; more wait for each other

    def __init__(self, root: Path) -> None:
        self._root = root.resolve()
        self._below = self._root.as_posix().rstrip("/") + "/"  # what the path of each file begins with

    def walk(self, folder: str, tell: Callable[[str], None]) -> Iterator[list[RemoteFile]]:
        yield from self._walk(self._root / folder, MAX_DEPTH, tell)

    def _walk(self, folder: Path, depth: int, tell: Callable[[str], None]) -> Iterator[list[RemoteFile]]:
        try:
            with telling(str(self._root), self._below_root(folder), "listing"):
                files, folders = self._listed(folder) if folder.is_dir() else ([], [])
        except GoneError:
            return
        except DeniedError as error:
            return tell(str(error))
        if files:
            yield files
        if depth > 1:
            for inner in folders:
                yield from self._walk(inner, depth - 1, tell)

    def _listed(self, folder: Path) -> tuple[list[RemoteFile], list[Path]]:
        files, folders = [], []
        with os.scandir(folder) as entries:
            for entry in sorted(entries, key=lambda entry: entry.name):
                if entry.name.startswith(".") or entry.is_symlink():
                    continue
                if entry.is_dir():
                    folders.append(Path(entry.path))
                elif entry.is_file():
                    files.append(self._describe(entry.path, entry.stat()))
        return files, folders

    def _below_root(self, folder: Path) -> str:
        return folder.as_posix().removeprefix(self._below)

    def _describe(self, path: str, found: os.stat_result) -> RemoteFile:
        changed = datetime.fromtimestamp(found.st_mtime, clock.SHANGHAI).replace(tzinfo=None)
        return RemoteFile(path.removeprefix(self._below), found.st_size, changed)

    def stat(self, path: str) -> RemoteFile | None:
        file = self._root / path
        with suppress(GoneError), telling(str(self._root), path, "looking at"):
            return self._describe(str(file), file.stat())
        return None

    def read(self, path: str, size: int) -> bytes:
        with telling(str(self._root), path, "reading"), (self._root / path).open("rb") as file:
            return file.read(size)

    def fetch(self, path: str, into: BinaryIO, offset: int, size: int) -> None:
        with telling(str(self._root), path, "reading"), (self._root / path).open("rb") as file:
            file.seek(offset)
            shutil.copyfileobj(file, into, 1 << 20)

    def write(self, path: str, content: bytes) -> None:
        final = self._root / path
        temporary = final.with_name(f".{final.name}.part")
        with telling(str(self._root), path, "writing"):
            final.parent.mkdir(parents=True, exist_ok=True)
            durable.write(temporary, final, content)
