"""The port of every channel: what comes in is landed byte for byte and registered; what goes out is sent once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

Progress = Callable[[int, int | None, str], None]


class ChannelError(RuntimeError):
    """A counterparty cannot be reached or used; the message names it, the reason and what to do, and no secrets.

    `sent` holds the ids of receipts that arrived before it went wrong.
    """

    sent: Sequence[str] = ()


@dataclass
class ReceiveSummary:
    """What one round of receiving did."""

    new: int = 0
    duplicates: int = 0
    conflicts: int = 0
    refused: int = 0
    known: int = 0
    waiting: int = 0
    notices: int = 0
    bytes: int = 0
    seconds: float = 0.0
    failures: list[str] = field(default_factory=list)

    @property
    def failed(self) -> int:
        """How many channels could not be read to the end."""
        return len(self.failures)

    def add(self, other: ReceiveSummary) -> None:
        """Add the figures of another channel."""
        for name in ("new", "duplicates", "conflicts", "refused", "known", "waiting", "notices", "bytes"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.failures += other.failures


class Receive(Protocol):
    """A channel that brings deliveries."""

    name: str

    def receive(self, warehouse_url: str | None, landing_root: Path, progress: Progress | None) -> ReceiveSummary:
        """Land and register everything that is new. Doing it again does nothing twice."""


class Send(Protocol):
    """A channel that takes answers."""

    name: str

    def send(self, receipts: Sequence[Mapping[str, Any]]) -> list[str]:
        """Send receipts (rows of `control.receipt`); returns the ids of those that arrived."""
