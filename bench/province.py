"""The simulated province of a benchmark: all funds, the same people each time, written by all cores."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

SEED = 7


def simulate(out: Path, persons: int, periods: Sequence[str], regions: str, **more: Any) -> None:
    """`regions` are codes of counties or prefectures, or `all`; `more` is as in `simulator.generate.Request`."""
    from simulator.generate import Request, generate

    print(f"generating {len(periods)} months of {persons:,} people", file=sys.stderr)
    chosen, cores = None if regions == "all" else regions, os.cpu_count() or 1
    generate(Request(persons, tuple(periods), SEED, out, chosen, all_funds="all", processes=cores, **more))
