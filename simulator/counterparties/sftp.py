"""An SFTP server (asyncssh): login by key only, no shell, /outbox read-only, /receipts writable."""

from __future__ import annotations

import asyncio
import os
import threading
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import asyncssh


@dataclass
class Faults:
    """What the server does wrong, to be switched while it runs, and what it was asked, by operation."""

    listed_extra: int = 0  # bytes that a ZIP is listed larger (or smaller) than it is
    slow: dict[str, float] = field(default_factory=dict)  # file name: seconds before each answer of a read
    cut_listing: bool = False
    endless_listing: bool = False
    refused: dict[str, type[asyncssh.SFTPError]] = field(default_factory=dict)  # part of a path: what is answered there
    cut_write: int | None = None  # the line is cut at this write
    asked: Counter[str] = field(default_factory=Counter)


class _Files(asyncssh.SFTPServer):
    """The folder as root; only /receipts may be written."""

    def __init__(self, channel: asyncssh.SSHServerChannel, root: Path, faults: Faults) -> None:
        super().__init__(channel, chroot=str(root).encode())
        self._faults = faults

    def _refuse(self, path: bytes) -> None:
        for part, error in self._faults.refused.items():
            if part.encode() in path:
                raise error("refused")

    def _cut(self) -> None:
        self.channel.get_connection().abort()
        raise asyncssh.SFTPConnectionLost("cut")

    async def scandir(self, path: bytes) -> AsyncIterator[asyncssh.SFTPName]:
        self._faults.asked["list"] += 1
        self._refuse(path)
        async for name in super().scandir(path):
            if self._faults.cut_listing and path.count(b"/") > 2:
                self._cut()
            if bytes(name.filename).endswith(b".zip"):
                name.attrs.size = (name.attrs.size or 0) + self._faults.listed_extra
            yield name
        while self._faults.endless_listing and path.count(b"/") > 2:
            self._faults.asked["name"] += 1
            name = b"HRSS_EP01_%09d.zip" % self._faults.asked["name"]
            yield asyncssh.SFTPName(name, attrs=asyncssh.SFTPAttrs(size=1))

    def stat(self, path: bytes) -> Any:
        self._faults.asked["stat"] += 1
        found = super().stat(path)
        if not path.endswith(b".zip") or not self._faults.listed_extra:
            return found
        attrs = asyncssh.SFTPAttrs.from_local(found)
        attrs.size = (attrs.size or 0) + self._faults.listed_extra
        return attrs

    async def read(self, file_obj: Any, offset: int, size: int) -> bytes:
        self._faults.asked["read"] += 1
        for name, seconds in self._faults.slow.items():
            if os.fsdecode(file_obj.name).endswith(name):
                await asyncio.sleep(seconds)
        content = super().read(file_obj, offset, size)
        assert isinstance(content, bytes)
        return content

    def write(self, file_obj: Any, offset: int, data: bytes) -> Any:
        self._faults.asked["write"] += 1
        if self._faults.asked["write"] == self._faults.cut_write:
            super().write(file_obj, offset, data[: len(data) // 2])
            self._cut()
        return super().write(file_obj, offset, data)

    def _writable(self, path: bytes) -> None:
        if not self.map_path(path).startswith(self.map_path(b"/receipts")):
            raise asyncssh.SFTPPermissionDenied("only /receipts may be written")

    def open(self, path: bytes, pflags: int, attrs: asyncssh.SFTPAttrs) -> Any:
        self._refuse(path)
        if pflags & (asyncssh.FXF_WRITE | asyncssh.FXF_APPEND | asyncssh.FXF_CREAT | asyncssh.FXF_TRUNC):
            self._writable(path)
        return super().open(path, pflags, attrs)

    def remove(self, path: bytes) -> Any:
        self._writable(path)
        return super().remove(path)

    def mkdir(self, path: bytes, attrs: asyncssh.SFTPAttrs) -> Any:
        self._writable(path)
        return super().mkdir(path, attrs)

    def rename(self, oldpath: bytes, newpath: bytes) -> Any:
        self._writable(oldpath)
        self._writable(newpath)
        return super().rename(oldpath, newpath)

    def posix_rename(self, oldpath: bytes, newpath: bytes) -> Any:
        self._writable(oldpath)
        self._writable(newpath)
        return super().posix_rename(oldpath, newpath)


class SftpServer:
    """A server in a thread of its own. `root` holds outbox/ and receipts/; `keys` gets the keys."""

    def __init__(self, root: Path, keys: Path, port: int = 0) -> None:
        self._root, self._keys, self._port = root, keys, port
        self.faults = Faults()
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._error: BaseException | None = None
        self._thread = threading.Thread(target=self._run, name="sftp", daemon=True)
        self._make_keys()

    def _make_keys(self) -> None:
        self._keys.mkdir(parents=True, exist_ok=True)
        for name in ("host_key", "client_key"):
            path = self._keys / name
            if not path.exists():
                key = asyncssh.generate_private_key("ssh-ed25519")
                key.write_private_key(str(path))
                path.chmod(0o600)
                key.write_public_key(str(path) + ".pub")

    def start(self) -> int:
        """Start; returns the port."""
        self._thread.start()
        self._ready.wait(20)
        if self._error:
            raise self._error
        return self._port

    def stop(self) -> None:
        """Stop serving."""
        if self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join(10)

    def write_known_hosts(self, path: Path) -> None:
        """Pin the host key for the present port."""
        kind, key = (self._keys / "host_key.pub").read_text().split()[:2]
        path.write_text(f"[127.0.0.1]:{self._port} {kind} {key}\n")

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        try:
            acceptor = self._loop.run_until_complete(
                asyncssh.listen(
                    "127.0.0.1",
                    self._port,
                    server_host_keys=[str(self._keys / "host_key")],
                    authorized_client_keys=str(self._keys / "client_key.pub"),
                    password_auth=False,
                    sftp_factory=lambda channel: _Files(channel, self._root, self.faults),
                    allow_scp=False,
                    process_factory=None,
                )
            )
            self._port = acceptor.get_port()
        except BaseException as error:
            self._error = error
            self._ready.set()
            return
        self._ready.set()
        self._loop.run_forever()
        acceptor.close()
        self._loop.run_until_complete(acceptor.wait_closed())
        self._loop.close()
