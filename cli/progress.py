"""Progress on stderr: a bar on a terminal, else a plain line at most once a second."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Progress = Callable[[int, int | None, str], None]


@contextmanager
def progress(title: str) -> Iterator[Progress]:
    """Yields the callable a stage reports to: (done, total or None, what)."""
    if sys.stderr.isatty():
        with _bar(title) as tell:
            yield tell
    else:
        yield _lines(title)


@contextmanager
def _bar(title: str) -> Iterator[Progress]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bars

    columns = (
        TextColumn("{task.description:<10}"),
        BarColumn(bar_width=30),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[what]}", markup=False),
    )
    with Bars(*columns, console=Console(stderr=True)) as bars:
        task = bars.add_task(title, total=None, what="")

        def tell(done: int, total: int | None, text: str) -> None:
            bars.update(task, completed=done, total=total, what=text[:60])

        yield tell


def _lines(title: str) -> Progress:
    last = 0.0

    def tell(done: int, total: int | None, text: str) -> None:
        nonlocal last
        now = time.monotonic()
        if done == total or now - last >= 1:
            last = now
            print(f"{title}: {done}/{'?' if total is None else total} {text}", file=sys.stderr, flush=True)

    return tell
