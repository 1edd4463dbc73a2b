"""SFTP with a pinned host key and login by key (exchange.md §1). We read /outbox and write /receipts, nothing else."""

from __future__ import annotations

import stat
import threading
import time
from collections import deque
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

import paramiko
from paramiko.sftp import CMD_DATA, CMD_READ, int64

from catalogue.masking import mask_words
from exchange_adapters import outbox, receipts
from exchange_adapters.limits import Limits
from exchange_adapters.port import ChannelError, Progress, ReceiveSummary
from exchange_adapters.remote_files import MAX_DEPTH, DeniedError, GoneError, RemoteFile, SlowError, telling
from warehouse_sql import clock
from warehouse_sql.failpoints import reached

_BLOCK = 1 << 15
# Reads of a block asked for ahead of their answers: 25 MB/s at 20 ms, and other sessions are not kept waiting.
_AHEAD = 16


class BrokenError(ChannelError):
    """The connection failed; trying again may help."""


class SftpFiles:
    """A counterparty's server. A connection that fails is made again, `attempts` times, with growing pauses."""

    def __init__(self, name: str, settings: Mapping[str, Any]) -> None:
        self.name = name
        self._settings = settings
        self._limits = Limits.of(settings)
        # File codes to receive; None means all.
        self.only: Collection[str] | None = None

    def receive(self, warehouse_url: str | None, landing_root: Path, progress: Progress | None) -> ReceiveSummary:
        """Land and register what is new in /outbox."""
        summary = ReceiveSummary()

        def once() -> None:
            # A second attempt is told anew what this one did not finish.
            summary.known = summary.waiting = 0
            summary.failures.clear()
            with self._connected() as files:
                outbox.receive(
                    files,
                    self.name,
                    warehouse_url,
                    landing_root,
                    progress,
                    limits=self._limits,
                    summary=summary,
                    only=self.only,
                )

        self._persist(once)
        return summary

    def send(self, unsent: Sequence[Mapping[str, Any]]) -> list[str]:
        """Write receipts below /receipts."""
        if not unsent:
            return []
        written: list[str] = []

        def once() -> None:
            left = [receipt for receipt in unsent if receipt["receipt_id"] not in set(written)]
            with self._connected() as files:
                receipts.write(files, left, written)

        try:
            self._persist(once)
        except ChannelError as error:
            error.sent = written
            raise
        return written

    def _persist(self, once: Callable[[], None]) -> None:
        for attempt in range(1, self._limits.attempts + 1):
            try:
                return once()
            except BrokenError:
                if attempt == self._limits.attempts:
                    raise
                self._limits.pause(attempt)
        return None

    @property
    def _place(self) -> str:
        return f"{self.name} (sftp://{self._settings['host']}:{self._settings.get('port', 22)})"

    @contextmanager
    def _connected(self) -> Iterator[_Server]:
        settings = self._settings
        client = paramiko.SSHClient()
        client.set_missing_host_key_policy(_Refuse())
        seconds = self._limits.timeout_seconds
        try:
            # The counterparty's own file of host keys: nothing else is trusted, nothing is learnt.
            client.load_host_keys(str(settings["known_hosts_file"]))
            client.connect(
                settings["host"],
                port=int(settings.get("port", 22)),
                username=settings["user"],
                key_filename=str(settings["key_file"]),
                allow_agent=False,
                look_for_keys=False,
                timeout=seconds,
                banner_timeout=seconds,
                auth_timeout=seconds,
                channel_timeout=seconds,
            )
            yield _Server(client, str(settings.get("root", "")), self._place, self._limits)
        except paramiko.BadHostKeyException as error:
            raise ChannelError(
                f"{self._place}: the server shows another host key ({error.key.get_name()} {error.key.fingerprint})"
                f" than the pinned one ({error.expected_key.fingerprint}); nothing was sent or received. Ask the"
                " counterparty by telephone to read out its fingerprint; only if it is the new one, replace"
                f" {settings['known_hosts_file']}"
            ) from error
        except _UnknownHostError as error:
            raise ChannelError(
                f"{self._place}: the server is not found in known_hosts_file {settings['known_hosts_file']}; nothing"
                f" was sent or received. It shows {error}: have the counterparty read out its fingerprint by telephone,"
                " then write its host key into that file"
            ) from error
        except paramiko.AuthenticationException as error:
            raise ChannelError(f"{self._place}: the server refused our key; check user and key_file") from error
        except FileNotFoundError as error:
            raise ChannelError(f"{self._place}: {error.filename} is missing (key_file, known_hosts_file)") from error
        except PermissionError as error:
            raise ChannelError(f"{self._place}: no permission for {error.filename} (key_file, our store)") from error
        except (paramiko.SSHException, EOFError, OSError) as error:
            told = str(error) or type(error).__name__
            raise BrokenError(
                f"{self._place}: the connection failed ({told}); what was fetched is kept, the next round goes on there"
            ) from error
        finally:
            client.close()


class _UnknownHostError(paramiko.SSHException):
    """A host key that is not pinned; the text is its kind and fingerprint."""


class _Refuse(paramiko.MissingHostKeyPolicy):
    def missing_host_key(self, client: paramiko.SSHClient, hostname: str, key: paramiko.PKey) -> None:
        raise _UnknownHostError(f"{key.get_name()} {key.fingerprint}")


class _Server:
    """An open connection, as the file system an outbox needs; each thread has a session of its own on it."""

    def __init__(self, client: paramiko.SSHClient, root: str, place: str, limits: Limits) -> None:
        self.parallel = self.fetching = limits.parallel
        self._limits = limits
        self._client = client
        self._made: set[PurePosixPath] = set()
        self._making = threading.RLock()
        self._root = root.rstrip("/")
        self._place = place
        self._own = threading.local()
        # Opened here, so that a server without SFTP is noticed before anything else is done.
        self._own.session = self._open()

    def _open(self) -> paramiko.SFTPClient:
        transport = self._client.get_transport()
        if transport is None:
            raise paramiko.SSHException("the connection is closed")
        channel = transport.open_session(timeout=self._limits.timeout_seconds)
        channel.settimeout(self._limits.timeout_seconds)
        channel.invoke_subsystem("sftp")
        return paramiko.SFTPClient(channel)

    @property
    def _session(self) -> paramiko.SFTPClient:
        if not hasattr(self._own, "session"):
            self._own.session = self._open()
        session: paramiko.SFTPClient = self._own.session
        return session

    def _at(self, path: str) -> str:
        return f"{self._root}/{path}"

    @contextmanager
    def _on(self, path: str, doing: str) -> Iterator[None]:
        """What the server says of one path is an error of that path; of the line only where the line is gone."""
        try:
            with telling(self._place, path, doing):
                yield
        except UnicodeDecodeError as error:
            raise DeniedError(
                f"{self._place}: {doing} {mask_words(path)} failed, for a name in the server's answer is not UTF-8;"
                " ask the counterparty to rename the file"
            ) from error
        except OSError as error:
            # paramiko gives every other refusal of a server, and a closed line, without a number.
            if type(error) is not OSError or error.errno is not None or not self._is_open():
                raise
            raise DeniedError(
                f"{self._place}: the server fails at {doing} {mask_words(path)}; ask the counterparty why"
            ) from error

    def _is_open(self) -> bool:
        transport, channel = self._client.get_transport(), self._session.get_channel()
        return transport is not None and transport.is_active() and channel is not None and not channel.closed

    def walk(self, folder: str, tell: Callable[[str], None]) -> Iterator[list[RemoteFile]]:
        yield from self._walk(folder, MAX_DEPTH, tell)

    def _walk(self, folder: str, depth: int, tell: Callable[[str], None]) -> Iterator[list[RemoteFile]]:
        try:
            with self._on(folder, "listing"):
                entries = sorted(self._listed(folder), key=lambda entry: entry.filename)
        except GoneError:
            return
        except DeniedError as error:
            return tell(str(error))
        files, folders = [], []
        for entry in entries:
            mode = entry.st_mode or 0
            if entry.filename.startswith(".") or "/" in entry.filename:
                continue
            if stat.S_ISDIR(mode):
                folders.append(f"{folder}/{entry.filename}")
            elif stat.S_ISREG(mode):
                files.append(_describe(f"{folder}/{entry.filename}", entry))
        if files:
            yield files
        if depth > 1:
            for inner in folders:
                yield from self._walk(inner, depth - 1, tell)

    def _listed(self, folder: str) -> Iterator[paramiko.SFTPAttributes]:
        """What is in a folder. A listing that does not end is given up: it would fill our memory."""
        for number, entry in enumerate(self._session.listdir_iter(self._at(folder), read_aheads=4)):
            if number == self._limits.max_folder_entries:
                raise ChannelError(
                    f"{self._place}: {folder} lists more than {number} names (max_folder_entries); the rest stays"
                    " there. Ask the counterparty to clear files that have their receipts, or raise the limit"
                )
            yield entry

    def stat(self, path: str) -> RemoteFile | None:
        with suppress(GoneError), self._on(path, "looking at"):
            return _describe(path, self._session.stat(self._at(path)))
        return None

    def read(self, path: str, size: int) -> bytes:
        with self._on(path, "reading"), self._session.open(self._at(path), "rb") as file:
            return file.read(size)

    def fetch(self, path: str, into: BinaryIO, offset: int, size: int) -> None:
        end = time.monotonic() + self._limits.file_seconds
        try:
            with self._on(path, "reading"):
                file = self._session.open(self._at(path), "rb")
                for block in _Ahead(self._session, bytes(file.handle)).blocks(offset, size):
                    into.write(block)
                    if time.monotonic() > end:
                        raise TimeoutError
                file.close()
        except TimeoutError as error:
            # Answers may still come: this session is given up. A new one shows whether the line itself works.
            self._session.close()
            self._own.session = self._open()
            raise SlowError(
                f"{self._place}: {path} came too slowly (timeout_seconds {self._limits.timeout_seconds:g} an answer,"
                f" file_seconds {self._limits.file_seconds:g} a file); the others go on, the next round goes on there"
            ) from error

    def write(self, path: str, content: bytes) -> None:
        final = PurePosixPath(self._at(path))
        temporary = final.with_name(f".{final.name}.part")
        with self._on(path, "writing"):
            self._make_folder(final.parent)
            with self._session.open(str(temporary), "wb") as file:
                file.set_pipelined(True)  # closing waits for what the server says of it
                file.write(content)
            reached("sftp.rename.before")
            try:
                self._session.posix_rename(str(temporary), str(final))
            except OSError:  # a server without the extension
                with suppress(FileNotFoundError):
                    self._session.remove(str(final))
                self._session.rename(str(temporary), str(final))
            reached("sftp.rename.after")

    def _make_folder(self, folder: PurePosixPath) -> None:
        with self._making:  # the others wait until it is there
            if folder in self._made:
                return
            try:
                self._session.stat(str(folder))
            except FileNotFoundError:
                self._make_folder(folder.parent)
                try:
                    self._session.mkdir(str(folder))
                except PermissionError:
                    raise
                except OSError:  # somebody else made it
                    pass
            self._made.add(folder)


class _Ahead:
    """Blocks of a remote file, several asked for before the first has come.

    paramiko's own `prefetch` asks from a second thread and, when an answer overtakes it, asks for the same blocks again
    (up to twice the bytes on a fast line). This asks and listens in one thread.
    """

    def __init__(self, session: Any, handle: bytes) -> None:
        self._session = session
        self._handle = handle
        self._came: dict[int, bytes] = {}

    def blocks(self, offset: int, size: int) -> Iterator[bytes]:
        """The bytes from `offset` to `size`, in order; ends early where the server gives less than was asked for."""
        asked: deque[tuple[int, int]] = deque()
        while offset < size or asked:
            while offset < size and len(asked) < _AHEAD:
                length = min(_BLOCK, size - offset)
                number = self._session._async_request(self, CMD_READ, self._handle, int64(offset), length)
                asked.append((number, length))
                offset += length
            number, length = asked.popleft()
            while number not in self._came:
                self._session._read_response()
            block = self._came.pop(number)
            if len(block) > length:
                raise paramiko.SSHException("the server gave more bytes than were asked for")
            yield block
            if len(block) < length:
                # Shorter than listed: what follows does not join up. Answers on their way are awaited, and dropped.
                while any(rest not in self._came for rest, _ in asked):
                    self._session._read_response()
                return

    def _async_response(self, kind: int, message: paramiko.Message, number: int) -> None:
        """Called by the session for each answer; anything but data is the end of the file or an error of the server."""
        self._came[number] = message.get_string() if kind == CMD_DATA else b""


def _describe(path: str, found: paramiko.SFTPAttributes) -> RemoteFile:
    changed = datetime.fromtimestamp(found.st_mtime or 0, clock.SHANGHAI).replace(tzinfo=None)
    return RemoteFile(path, found.st_size or 0, changed)
