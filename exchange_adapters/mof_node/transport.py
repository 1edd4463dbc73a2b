"""What an adapter of the exchange node does: bring packages, take packages, and be told what is safe with us."""

from __future__ import annotations

import hashlib
import random
import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, Protocol

from exchange_adapters.port import ChannelError
from warehouse_sql.control.packages import PACKAGE_ID
from warehouse_sql.landing import LandedFile, Landing

PutOutcome = Literal["sent", "already"]
# A sighting that was dealt with, or has failed too often in this round.
Skip = Callable[[str], bool]


class TransportError(ChannelError):
    """The line or the node failed at this moment: to be tried again. `sighting` names the package it happened at."""

    def __init__(self, message: str, sighting: str | None = None) -> None:
        super().__init__(message)
        self.sighting = sighting


class NodeConflictError(ChannelError):
    """The node holds another content under the id of a package of ours."""


@dataclass(frozen=True)
class Limits:
    """Settings that all adapters share (docs/howto/mof-node.md). Seconds, bytes."""

    timeout_seconds: float = 30.0
    transfer_seconds: float = 600.0
    attempts: int = 4
    max_bytes: int = 64 << 20

    @classmethod
    def of(cls, settings: Mapping[str, Any]) -> Limits:
        """From an entry of counterparties.yml."""
        given = {name: settings[name] for name in cls.__dataclass_fields__ if name in settings}
        return cls(**given)


@dataclass(frozen=True)
class Incoming:
    """A package in the landing store. `claimed`: the id it was sent as, None where that is none."""

    claimed: str | None
    landed: LandedFile
    sighting: str | None = None
    announced_sha256: str | None = None
    tag: int | None = None

    @property
    def package_id(self) -> str:
        """The id it is recorded under; one without a usable id is known by its content."""
        return self.claimed or f"unnamed-{self.landed.sha256[:16]}"


class Transport(Protocol):
    """One adapter, not connected yet."""

    place: str

    def session(self) -> AbstractContextManager[Session]:
        """Connect. Raises TransportError, ChannelError."""


class Session(Protocol):
    """One connection to the node."""

    def incoming(self, landing: Landing, skip: Skip, cursor: str | None) -> Iterator[Incoming]:
        """Packages for us, each landed before it is given. Raises TransportError naming the package, ChannelError."""

    def named(self, landing: Landing, package_ids: Sequence[str], skip: Skip) -> Iterator[Incoming]:
        """These packages, landed; a queue cannot be asked for one and gives none. Raises like `incoming`."""

    def cursor(self) -> str | None:
        """Where the next listing may begin, once all of this one is recorded."""

    def done(self, packages: Sequence[Incoming]) -> None:
        """These are committed on our side. Raises TransportError; then they come again, which is harmless."""

    def put(self, package_id: str, path: Path, sha256: str) -> PutOutcome:
        """Give a package to the node. Raises NodeConflictError, TransportError (it may be there or not)."""


def usable_id(text: object) -> str | None:
    """A package id, or None where it is none."""
    return text if isinstance(text, str) and PACKAGE_ID.fullmatch(text) else None


def usable_sha256(text: object) -> str | None:
    """A SHA-256 in hexadecimal, or None where nothing (usable) was announced."""
    return text.lower() if isinstance(text, str) and re.fullmatch(r"[0-9a-fA-F]{64}", text) else None


def sighting(*parts: object) -> str:
    """The same listing, untouched, has the same sighting; of fixed length, for the parts come from outside."""
    return hashlib.sha256("|".join(map(str, parts)).encode("utf-8", "replace")).hexdigest()[:32]


def pause(attempt: int) -> None:
    """Wait before the next attempt: full jitter, so that many clients do not come back at the same moment."""
    time.sleep(random.uniform(0, min(10.0, 0.25 * 2**attempt)))  # noqa: S311


class Deadline:
    """A transfer that trickles is given up after `seconds`."""

    def __init__(self, seconds: float, what: str, seen: str | None = None) -> None:
        self._end = time.monotonic() + seconds
        self._seconds, self._what, self._seen = seconds, what, seen

    def check(self) -> None:
        """Raises TransportError."""
        if time.monotonic() > self._end:
            raise TransportError(f"{self._what}: not done after {self._seconds:.0f} s (transfer_seconds)", self._seen)
