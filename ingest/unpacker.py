"""Unpacks archives in a process of its own, so that a fault that a hostile archive finds stays there.

That process gets one open file at a time and nothing else: no environment, no other files, no file that can grow,
256 MiB of memory, 300 s of processor time a file. It is started at the first archive and then kept, so a small file
costs a tenth of a millisecond more.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Generator, Iterator
from pathlib import Path
from signal import SIGXCPU

from ingest import archive
from ingest.archive import DONE, FRAME, REFUSED, ArchiveError

_PATIENCE_SECONDS = 120


class UnpackerDiedError(RuntimeError):
    """The process ended or went silent without saying why: a fault here, not the sender's."""


class Unpacker:
    """Use as a context manager, by one thread at a time."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._channel: socket.socket | None = None
        self._reading = False

    def __enter__(self) -> Unpacker:
        return self

    def __exit__(self, *exc: object) -> None:
        self._stop()

    def chunks(self, path: Path, *names: str) -> Generator[bytes | bytearray, None, None]:
        """The unpacked bytes of the one member, which has one of these names, in pieces of at most 1 MiB.

        Raises ArchiveError, at the latest at the end, and UnpackerDiedError. An iterator that is not used up costs a
        new process.
        """
        request = "\0".join(names).encode()
        if len(request) > archive.MAX_NAME:
            raise ArchiveError("bad_archive", "文件名过长；请更正")
        for _, body in self._ask(path, request):
            yield body

    def members(
        self, path: Path, most: int, wanted: int | None = None
    ) -> Generator[tuple[bytes, bytes | bytearray], None, None]:
        """An archive of up to `most` members, all in one reading (or only the one that is `wanted`, by its place).

        Gives MEMBER with size and name of each, then PIECEs of each with a MEMBER_END. Raises like `chunks`.
        """
        place = archive.ALL if wanted is None else wanted
        yield from self._ask(path, archive.SEVERAL.pack(b"\0", most, place))

    def _ask(self, path: Path, request: bytes) -> Iterator[tuple[bytes, bytes | bytearray]]:
        if self._reading:
            self._stop()  # somebody holds an iterator that was left half read: what is still under way is not ours
        channel = self._started()
        self._reading = True
        finished = False
        try:
            with path.open("rb") as file:
                socket.send_fds(channel, [request], [file.fileno()])
            while True:
                kind, size = FRAME.unpack(_exactly(channel, FRAME.size))
                body = _exactly(channel, size)
                if kind not in (DONE, REFUSED):
                    yield kind, body
                    continue
                finished = True
                if kind == DONE:
                    return
                code, _, message = body.decode().partition(" ")
                raise ArchiveError(code, message)
        except (EOFError, OSError) as error:
            if self._ended() == -SIGXCPU:
                message = "解压所需时间超过限额，拒绝解压；请拆分"
                raise ArchiveError("bad_archive", message) from None
            raise UnpackerDiedError(f"the unpacking process died ({type(error).__name__})") from error
        finally:
            if self._channel is channel:
                self._reading = False
                if not finished:
                    self._stop()

    def _started(self) -> socket.socket:
        if self._channel is None:
            self._channel, theirs = socket.socketpair()
            self._channel.settimeout(_PATIENCE_SECONDS)
            with theirs:
                self._process = subprocess.Popen(
                    [sys.executable, "-I", archive.__file__, str(theirs.fileno())],
                    pass_fds=[theirs.fileno()], cwd="/", env=_environment(), stdin=subprocess.DEVNULL,
                )  # fmt: skip
        return self._channel

    def _ended(self) -> int | None:
        if self._process is None:
            return None
        try:
            return self._process.wait(timeout=1)
        except subprocess.TimeoutExpired:
            return None

    def _stop(self) -> None:
        if self._channel is not None:
            self._channel.close()
        if self._process is not None:
            self._process.kill()
            self._process.wait()
        self._process = self._channel = None
        self._reading = False


def _environment() -> dict[str, str]:
    # Nothing but what some builds of Python need to find their own library.
    return {name: os.environ[name] for name in ("LD_LIBRARY_PATH",) if name in os.environ}


def _exactly(channel: socket.socket, size: int) -> bytearray:
    body = bytearray(size)
    view = memoryview(body)
    while view:
        received = channel.recv_into(view)
        if not received:
            raise EOFError
        view = view[received:]
    return body
