"""How much a counterparty may ask of us at once, and how often we come back to it: settings of counterparties.yml."""

from __future__ import annotations

import random
import shutil
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from exchange_adapters.port import ChannelError


@dataclass(frozen=True)
class Limits:
    """Limits of one channel. Sizes in bytes, times in seconds; docs/handbook.md says why they are what they are."""

    parallel: int = 4
    max_file_bytes: int = 8 << 30
    max_folder_entries: int = 200_000
    max_bytes_in_flight: int = 1 << 30
    free_disk_reserve: int = 1 << 30
    timeout_seconds: float = 30.0
    file_seconds: float = 3600.0
    attempts: int = 3
    backoff_seconds: float = 1.0

    @classmethod
    def of(cls, settings: Mapping[str, Any]) -> Limits:
        """The limits that an entry of counterparties.yml gives, the defaults for the rest."""
        return cls(**{field.name: settings[field.name] for field in fields(cls) if field.name in settings})

    def pause(self, attempt: int) -> None:
        """Wait before attempt `attempt` + 1: up to twice as long each time, at random, so that many do not meet."""
        time.sleep(random.uniform(0, self.backoff_seconds * 2**attempt))  # noqa: S311


class Flight:
    """What is on its way into one landing store: no more bytes than allowed, and the disk keeps its reserve."""

    def __init__(self, limits: Limits, folder: Path) -> None:
        self._limits = limits
        self._folder = folder
        self._bytes = 0
        self._changed = threading.Condition()

    @contextmanager
    def of(self, size: int, path: str) -> Iterator[None]:
        """Wait until `size` more bytes may be fetched; a file larger than the whole limit goes alone.

        Raises ChannelError where the disk would not keep its reserve.
        """
        with self._changed:
            while self._bytes and self._bytes + size > self._limits.max_bytes_in_flight:
                self._changed.wait()
            free = shutil.disk_usage(self._folder).free
            if free - self._bytes - size < self._limits.free_disk_reserve:
                raise ChannelError(
                    f"{path}: {size} bytes do not fit: {free} are free in {self._folder} and free_disk_reserve keeps"
                    f" {self._limits.free_disk_reserve}; make room, the next round goes on here"
                )
            self._bytes += size
        try:
            yield
        finally:
            with self._changed:
                self._bytes -= size
                self._changed.notify_all()
