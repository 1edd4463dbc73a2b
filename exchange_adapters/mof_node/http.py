"""The node by HTTP: `GET /packages?since=` lists, `GET /packages/{id}` gives, `PUT /packages/{id}` takes.

`PUT` is idempotent by id: 201 taken, 200 or 204 it was there, 409 another content is there.
"""

from __future__ import annotations

import base64
import json
import logging
import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import requests

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
    usable_sha256,
)
from exchange_adapters.port import ChannelError
from warehouse_sql.landing import Landing

_CHUNK = 1 << 20
_MAX_LISTING = 8 << 20
_MAX_PAGES = 10_000
_log = logging.getLogger(__name__)


class _UnknownCursorError(Exception):
    """The node does not know where we stood in its list."""


class Http:
    """Settings: address, token_file, ca_file."""

    def __init__(self, name: str, settings: Mapping[str, Any], limits: Limits) -> None:
        self._address = str(settings["address"]).rstrip("/")
        self.place = f"{name} ({self._address})"
        self._token = secret(str(settings["token_file"]), name) if "token_file" in settings else None
        self._ca_file = settings.get("ca_file")
        self._limits = limits

    @contextmanager
    def session(self) -> Iterator[_Session]:
        with requests.Session() as connection:
            # Proxies and passwords of the environment are none of the node's business.
            connection.trust_env = False
            connection.verify = str(self._ca_file) if self._ca_file else True
            if self._token:
                connection.headers["Authorization"] = f"Bearer {self._token}"
            yield _Session(connection, self._address, self.place, self._limits)


class _Session:
    def __init__(self, connection: requests.Session, address: str, place: str, limits: Limits) -> None:
        self._connection, self._address, self._place, self._limits = connection, address, place, limits
        self._cursor: str | None = None

    def cursor(self) -> str | None:
        return self._cursor

    def done(self, packages: Sequence[Incoming]) -> None:
        """Nothing is owed: what the node lists again is known."""

    def incoming(self, landing: Landing, skip: Skip, cursor: str | None) -> Iterator[Incoming]:
        self._cursor = cursor
        for _ in range(_MAX_PAGES):
            try:
                entries, following = self._list(self._cursor)
            except _UnknownCursorError:
                # The node was set up anew: from the beginning, for what is known is not asked for again.
                self._cursor = None
                continue
            for entry in entries:
                seen = sighting(entry.get("id"), entry.get("sha256"), entry.get("bytes"))
                package_id = usable_id(entry.get("id"))
                if package_id is None:
                    # An id that is none cannot be asked for, and must not become a path or a log line.
                    _log.warning("%s: the list holds a package whose id is none; it is left there", self._place)
                elif not skip(seen):
                    yield self._get(landing, package_id, seen, usable_sha256(entry.get("sha256")))
            moved = following is not None and following != self._cursor
            self._cursor = following if following is not None else self._cursor
            if not entries or not moved:
                return

    def named(self, landing: Landing, package_ids: Sequence[str], skip: Skip) -> Iterator[Incoming]:
        for package_id in package_ids:
            if not skip(sighting(package_id)):
                yield replace(self._get(landing, package_id, sighting(package_id), None), sighting=None)

    def _list(self, since: str | None) -> tuple[list[dict[str, Any]], str | None]:
        reply = self._ask("GET", "/packages", params={"since": since} if since else None, stream=True)
        with reply:
            if since and reply.status_code in (400, 410):
                raise _UnknownCursorError
            if reply.status_code in (404, 405, 501):
                raise ChannelError(
                    f"{self._place}: this node has no list of packages (HTTP {reply.status_code}); name those that you"
                    " were told of: sif mof receive ID…"
                )
            self._expect(reply, (200,), "listing packages")
            body = b"".join(self._limited(reply, _MAX_LISTING, "the list of packages", None))
        try:
            told = json.loads(body)
            entries, following = told["packages"], told.get("next")
            if not all(isinstance(entry, dict) for entry in entries):
                raise TypeError
        except (ValueError, KeyError, TypeError, AttributeError):
            raise ChannelError(f"{self._place}: the list of packages cannot be read") from None
        return list(entries), str(following)[:500] if following else None

    def _get(self, landing: Landing, package_id: str, seen: str, announced: str | None) -> Incoming:
        partial = landing.partial / f"{uuid.uuid4().hex}.part"
        try:
            with self._ask("GET", f"/packages/{package_id}", stream=True, seen=seen) as reply:
                if reply.status_code == 404 and announced is None:
                    raise ChannelError(f"{self._place}: there is no package {package_id}")
                self._expect(reply, (200,), f"getting {package_id}", seen)
                with partial.open("wb") as into:
                    for chunk in self._limited(reply, self._limits.max_bytes, package_id, seen):
                        into.write(chunk)
            return Incoming(package_id, landing.adopt(partial), seen, announced)
        finally:
            partial.unlink(missing_ok=True)

    def put(self, package_id: str, path: Path, sha256: str) -> PutOutcome:
        digest = base64.b64encode(bytes.fromhex(sha256)).decode()
        headers = {"Content-Type": "application/zip", "Content-Digest": f"sha-256=:{digest}:"}
        with path.open("rb") as body, self._ask("PUT", f"/packages/{package_id}", data=body, headers=headers) as reply:
            if reply.status_code == 409:
                raise NodeConflictError(f"{self._place}: another content stands under {package_id} there")
            self._expect(reply, (200, 201, 204), f"putting {package_id}")
            return "sent" if reply.status_code == 201 else "already"

    def _ask(self, method: str, path: str, seen: str | None = None, **more: Any) -> requests.Response:
        timeout = self._limits.timeout_seconds
        try:
            return self._connection.request(
                method, self._address + path, timeout=timeout, allow_redirects=False, **more
            )
        except requests.RequestException as error:
            raise TransportError(f"{self._place}: {method} {path} failed ({type(error).__name__})", seen) from error

    def _expect(self, reply: requests.Response, statuses: tuple[int, ...], doing: str, seen: str | None = None) -> None:
        if reply.status_code in statuses:
            return
        if reply.status_code in (401, 403):
            raise ChannelError(f"{self._place}: our token was refused while {doing}; renew the token_file")
        raise TransportError(f"{self._place}: HTTP {reply.status_code} while {doing}", seen)

    def _limited(self, reply: requests.Response, most: int, what: str, seen: str | None) -> Iterator[bytes]:
        """The body in pieces. Raises TransportError where it is cut off, too slow or too long."""
        deadline = Deadline(self._limits.transfer_seconds, f"{self._place}: {what}", seen)
        size = 0
        try:
            for chunk in reply.iter_content(_CHUNK):
                size += len(chunk)
                if size > most:
                    raise TransportError(f"{self._place}: {what} is larger than {most} bytes (max_bytes)", seen)
                deadline.check()
                yield chunk
        except requests.RequestException as error:
            raise TransportError(f"{self._place}: {what} was cut off ({type(error).__name__})", seen) from error
