"""Stages of a stream that run at the same time."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator
from contextlib import suppress
from typing import TypeVar

T = TypeVar("T")


class Ahead(Iterator[T]):
    """Runs an iterator in a thread, a few items ahead: unpacking, parsing and writing go on at the same time. What it
    raises is raised again where the items are used. Use as a context manager."""

    def __init__(self, items: Iterator[T], depth: int) -> None:
        self._queue: queue.Queue[tuple[T] | BaseException | None] = queue.Queue(depth)
        self._items = items
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> Ahead[T]:
        self._thread.start()
        return self

    def __exit__(self, *exc: object) -> None:
        self._stopped.set()
        while self._thread.is_alive():
            with suppress(queue.Empty):
                self._queue.get(timeout=0.05)
        self._thread.join()

    def __next__(self) -> T:
        item = self._queue.get()
        if isinstance(item, tuple):
            return item[0]
        if item is None:
            raise StopIteration
        raise item

    def _run(self) -> None:
        end: BaseException | None = None
        try:
            for item in self._items:
                if self._stopped.is_set():
                    return
                self._queue.put((item,))
        except Exception as error:  # raised again where the items are used
            end = error
        if not self._stopped.is_set():
            self._queue.put(end)
