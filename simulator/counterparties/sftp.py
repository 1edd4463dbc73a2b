"""An SFTP server (asyncssh): login by key only, no shell, /outbox read-only, /receipts writable."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path
from typing import Any

import asyncssh


class _Files(asyncssh.SFTPServer):
    """The folder as root; only /receipts may be written."""

    def __init__(self, channel: asyncssh.SSHServerChannel, root: Path) -> None:
        super().__init__(channel, chroot=str(root).encode())

    def _writable(self, path: bytes) -> None:
        if not self.map_path(path).startswith(self.map_path(b"/receipts")):
            raise asyncssh.SFTPPermissionDenied("only /receipts may be written")

    def open(self, path: bytes, pflags: int, attrs: asyncssh.SFTPAttrs) -> Any:
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
                    sftp_factory=lambda channel: _Files(channel, self._root),
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
