"""The node by FTP: packages for us stand in `/in`, ours go to `/out`, each as `<id>.zip`.

Ours are written as `<id>.zip.part` and renamed, so that nobody takes half of one. What stands in `/in` is only read.
"""

from __future__ import annotations

import ftplib
import hashlib
import logging
import socket
import ssl
import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from exchange_adapters.counterparties import secret
from exchange_adapters.mof_node.transport import (
    Deadline,
    Incoming,
    Limits,
    NodeConflictError,
    PutOutcome,
    Skip,
    TransportError,
    sighting,
    usable_id,
)
from exchange_adapters.port import ChannelError
from warehouse_sql.failpoints import reached
from warehouse_sql.landing import Landing

_CHUNK = 1 << 18
_MAX_LINES = 100_000
_log = logging.getLogger(__name__)
_FAULTS = (ftplib.Error, OSError, EOFError)


class Ftp:
    """Settings: host, port, user, password_file, tls, ca_file, receive_from (/in), send_to (/out)."""

    def __init__(self, name: str, settings: Mapping[str, Any], limits: Limits) -> None:
        self._host, self._port = str(settings["host"]), int(settings.get("port", 21))
        self.place = f"{name} ({self._host}:{self._port})"
        self._user = str(settings["user"])
        self._password = secret(str(settings["password_file"]), name)
        self._tls, self._ca_file = bool(settings.get("tls", False)), settings.get("ca_file")
        self._in = str(settings.get("receive_from", "/in")).rstrip("/")
        self._out = str(settings.get("send_to", "/out")).rstrip("/")
        self._limits = limits

    @contextmanager
    def session(self) -> Iterator[_Session]:
        client = self._client()
        try:
            try:
                client.connect(self._host, self._port, timeout=self._limits.timeout_seconds)
                client.login(self._user, self._password)
                if isinstance(client, ftplib.FTP_TLS):
                    client.prot_p()
                client.voidcmd("TYPE I")
            except ftplib.error_perm as error:
                raise ChannelError(
                    f"{self.place}: login was refused ({str(error)[:3]}); check user and password_file"
                ) from None
            except ssl.SSLCertVerificationError as error:
                raise ChannelError(f"{self.place}: the server's certificate does not hold; check ca_file") from error
            except _FAULTS as error:
                raise TransportError(f"{self.place}: cannot connect ({type(error).__name__})") from None
            yield _Session(client, self._in, self._out, self.place, self._limits)
        finally:
            with suppress(*_FAULTS):
                client.close()

    def _client(self) -> ftplib.FTP:
        if not self._tls:
            # exchange.md prescribes FTP; `tls` is for nodes that can do better.
            return ftplib.FTP(encoding="utf-8")  # noqa: S321
        context = ssl.create_default_context(cafile=self._ca_file)
        return _FtpTls(context=context, encoding="utf-8")


class _FtpTls(ftplib.FTP_TLS):
    """FTPS whose data connections go on with the session of the control connection, as servers demand (vsftpd does)."""

    def ntransfercmd(self, cmd: str, rest: int | str | None = None) -> tuple[socket.socket, int | None]:
        line, size = ftplib.FTP.ntransfercmd(self, cmd, rest)  # noqa: S321
        control = self.sock
        session = control.session if isinstance(control, ssl.SSLSocket) else None
        return self.context.wrap_socket(line, server_hostname=self.host, session=session), size


class _Session:
    def __init__(self, client: ftplib.FTP, folder_in: str, folder_out: str, place: str, limits: Limits) -> None:
        self._client, self._in, self._out, self._place, self._limits = client, folder_in, folder_out, place, limits

    def cursor(self) -> str | None:
        return None

    def done(self, packages: Sequence[Incoming]) -> None:
        """Nothing is owed: what stands in `/in` is known by name, size and time."""

    def incoming(self, landing: Landing, skip: Skip, cursor: str | None) -> Iterator[Incoming]:
        for name, size, modified in self._list():
            seen = sighting(name, size, modified)
            if skip(seen):
                continue
            package_id = usable_id(name.removesuffix(".zip"))
            if package_id is None:
                # Never asked for, for a name may hold commands; and never logged.
                _log.warning("%s: %s holds a .zip whose name is no package id; it is left there", self._place, self._in)
            else:
                yield self._get(landing, package_id, size, modified, seen)

    def named(self, landing: Landing, package_ids: Sequence[str], skip: Skip) -> Iterator[Incoming]:
        for package_id in package_ids:
            seen = sighting(package_id)
            if skip(seen):
                continue
            try:
                size, modified = self._stat(f"{self._in}/{package_id}.zip")
            except ftplib.error_perm:
                raise ChannelError(f"{self._place}: there is no package {package_id} in {self._in}") from None
            except _FAULTS as error:
                raise TransportError(f"{self._place}: {package_id}: {type(error).__name__}", seen) from error
            yield replace(self._get(landing, package_id, size, modified, seen), sighting=None)

    def _list(self) -> list[tuple[str, int, str]]:
        """Name, size, time of the packages in `/in`, in order of name."""
        found = []
        try:
            try:
                self._client.sendcmd("OPTS MLST type;size;modify;")
                for line in self._lines(f"MLSD {self._in}"):
                    told, _, name = line.partition(" ")
                    facts = {key.lower(): value for key, _, value in (fact.partition("=") for fact in told.split(";"))}
                    if facts.get("type", "file") == "file" and name.endswith(".zip"):
                        found.append((name, int(facts["size"]), facts.get("modify", "")))
            except ftplib.error_perm as error:
                if not str(error).startswith("50"):  # 500, 502: a server that knows no MLSD
                    raise
                for path in self._lines(f"NLST {self._in}"):
                    name = path.rpartition("/")[2]
                    if name.endswith(".zip") and usable_id(name.removesuffix(".zip")):
                        found.append((name, *self._stat(f"{self._in}/{name}")))
        except ftplib.error_perm as error:
            raise ChannelError(
                f"{self._place}: {self._in} cannot be listed ({str(error)[:3]}); check receive_from and our rights"
            ) from None
        except (*_FAULTS, KeyError, ValueError) as error:
            raise TransportError(f"{self._place}: listing {self._in} failed ({type(error).__name__})") from None
        return sorted(found)

    def _lines(self, command: str) -> list[str]:
        """A listing, of so many lines at most: ftplib itself collects without end."""
        lines: list[str] = []

        def take(line: str) -> None:
            if len(lines) == _MAX_LINES:
                raise ChannelError(
                    f"{self._place}: {self._in} lists more than {_MAX_LINES} names; nothing was received from it."
                    " Ask the node to clear packages that are confirmed"
                )
            lines.append(line)

        self._client.retrlines(command, take)
        return lines

    def _stat(self, path: str) -> tuple[int, str]:
        self._client.voidcmd("TYPE I")
        size = self._client.size(path)
        try:
            modified = self._client.voidcmd(f"MDTM {path}")[4:].strip()
        except ftplib.error_perm:
            modified = ""
        return int(size or 0), modified

    def _get(self, landing: Landing, package_id: str, size: int, modified: str, seen: str) -> Incoming:
        if size > self._limits.max_bytes:
            raise TransportError(f"{self._place}: {package_id} has {size} bytes, more than max_bytes", seen)
        partial = landing.partial / f"{uuid.uuid4().hex}.part"
        try:
            with partial.open("wb") as into:
                for chunk in self._retrieve(f"{self._in}/{package_id}.zip", size, package_id, seen):
                    into.write(chunk)
                fetched = into.tell()
            if fetched != size:
                raise TransportError(
                    f"{self._place}: {package_id} has {fetched} bytes where {size} are listed: cut off, or still being"
                    " written; senders must write under another name and rename",
                    seen,
                )
            return Incoming(package_id, landing.adopt(partial), seen)
        finally:
            partial.unlink(missing_ok=True)

    def _retrieve(self, path: str, most: int, package_id: str, seen: str | None) -> Iterator[bytes]:
        deadline = Deadline(self._limits.transfer_seconds, f"{self._place}: {package_id}", seen)
        left = most
        try:
            self._client.voidcmd("TYPE I")  # a listing has switched to text
            with self._client.transfercmd(f"RETR {path}") as line:
                while chunk := line.recv(_CHUNK):
                    left -= len(chunk)
                    if left < 0:
                        raise TransportError(f"{self._place}: {package_id} is longer than the server lists", seen)
                    deadline.check()
                    yield chunk
            self._client.voidresp()
        except _FAULTS as error:
            raise TransportError(
                f"{self._place}: getting {package_id} failed ({type(error).__name__})", seen
            ) from error

    def put(self, package_id: str, path: Path, sha256: str) -> PutOutcome:
        final = f"{self._out}/{package_id}.zip"
        size = path.stat().st_size
        try:
            there = self._size(final)
            if there is not None:
                if there == size and self._hash(final, size, package_id) == sha256:
                    return "already"
                raise NodeConflictError(f"{self._place}: another content stands under {final} there")
            with path.open("rb") as body:
                self._client.storbinary(f"STOR {final}.part", body, _CHUNK)
            if self._size(f"{final}.part") != size:
                raise TransportError(f"{self._place}: the server holds fewer bytes of {package_id} than were sent")
            reached("mof.ftp.rename.before")
            self._client.rename(f"{final}.part", final)
            reached("mof.ftp.rename.after")
        except ftplib.error_perm as error:
            raise ChannelError(
                f"{self._place}: {final} cannot be written ({str(error)[:3]}); check send_to and our rights"
            ) from None
        except _FAULTS as error:
            raise TransportError(f"{self._place}: putting {package_id} failed ({type(error).__name__})") from error
        return "sent"

    def _size(self, path: str) -> int | None:
        try:
            return self._client.size(path)
        except ftplib.error_perm:
            return None

    def _hash(self, path: str, size: int, package_id: str) -> str:
        digest = hashlib.sha256()
        for chunk in self._retrieve(path, size, package_id, None):
            digest.update(chunk)
        return digest.hexdigest()
