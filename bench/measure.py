"""Measured sides of a comparison: each in a process of its own, with wall time, processor time and peak memory."""

from __future__ import annotations

import json
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

Figures = dict[str, float]


class Measured:
    """Wall seconds, CPU seconds (with ended children) and peak MiB of a block; use once a process."""

    def __enter__(self) -> Measured:
        self._wall, self._cpu = time.perf_counter(), _cpu_seconds()
        return self

    def __exit__(self, *exc: object) -> None:
        self.figures: Figures = {
            "seconds": time.perf_counter() - self._wall,
            "cpu_seconds": _cpu_seconds() - self._cpu,
            "peak_mib": _peak_mib(),
        }


def _cpu_seconds() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def _peak_mib() -> float:
    """Of this process alone: `ru_maxrss` of a fresh process starts with its parent's."""
    status = Path("/proc/self/status")
    if status.exists():
        (line,) = [line for line in status.read_text().splitlines() if line.startswith("VmHWM:")]
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20)


def in_a_process(module: str, side: str, folder: Path, python: str = sys.executable) -> Figures:
    """Run `python -m module --side side --folder folder`, which prints its figures as the last line."""
    done = subprocess.run(
        [python, "-m", module, "--side", side, "--folder", str(folder)], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"{side} failed:\n{done.stderr[-3000:]}")
    found: Figures = json.loads(done.stdout.splitlines()[-1])
    return found


def in_turn(sides: Sequence[str], repeat: int, run: Callable[[str], Figures]) -> dict[str, Figures]:
    """Run the sides one after the other, `repeat` times; medians, and the best time of each."""
    runs: dict[str, list[Figures]] = {side: [] for side in sides}
    for turn in range(repeat):
        for side in sides:
            runs[side].append(run(side))
            print(f"  {turn + 1}/{repeat} {side}: {runs[side][-1]['seconds']:.2f} s", file=sys.stderr)
    return {
        side: {key: statistics.median(one[key] for one in found) for key in found[0]}
        | {"best_seconds": min(one["seconds"] for one in found)}
        for side, found in runs.items()
    }
