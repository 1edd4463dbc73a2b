"""Run as a script: kill a load at random points, again and again, then let it finish.

    python kill_rounds.py <warehouse url> <landing root> <kills> <seed>

Everything is imported once and each load is a fork, so that kills fall into the load and not into imports. Prints how
many loads were killed alive; leaves the warehouse finished.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from pathlib import Path

import pandas  # noqa: F401  (DuckDB imports it at its first query)

import ingest.groups
import ingest.load
import ingest.reading
import warehouse_sql.engine.duckdb
import warehouse_sql.engine.postgres  # noqa: F401
from catalogue import load_catalogue

PAUSE = 0.02


def run(url: str, root: Path) -> None:
    # Small limits, so that a little data makes many blocks, groups and streams.
    ingest.groups.SMALL_FILE = 20_000
    ingest.groups.GROUP_FILES = 5
    ingest.reading.BLOCK_BYTES = 30_000
    ingest.load.load_pending(url, root)


def slow_down() -> None:
    """Stretch the load, so that no machine is fast enough to be done before it is killed often."""
    scan = ingest.reading.lines.scan

    def slow_scan(buffer, count, codec):
        time.sleep(PAUSE)
        return scan(buffer, count, codec)

    ingest.reading.lines.scan = slow_scan


def main() -> None:
    url, root, kills, seed = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
    load_catalogue()
    chance = random.Random(seed)
    killed = finished = 0
    while killed < kills and finished < kills:
        child = os.fork()
        if child == 0:
            slow_down()
            run(url, root)
            os._exit(0)
        time.sleep(chance.uniform(0.02, 0.4))
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        if os.WIFSIGNALED(status):
            killed += 1
        else:
            finished += 1
    run(url, root)
    print(killed)


if __name__ == "__main__":
    main()
