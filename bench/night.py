"""The night of a provincial month: from landed files to the published base library and facts, beside its limit.

    python -m bench.night [--persons 850_000] [--regions all] [--repeat 1]
    python -m bench.night --history 60 --persons 100_000 --regions 630104,630105

receive, load, gate, build   our stages on DuckDB, each in a process of its own, over all funds' tables of one month
limit_…       the same by hand, stage by stage (bench/night_limit.py)
start         the first start of a version of the code, apart: dbt reads its project
again         a build with nothing new: what dbt and the plan of parts cost by themselves

With `--history`, the same month arrives twice: with one month behind it, and with that many. Figures are of one run
unless `--repeat` says otherwise; peak memory is of the stage's own process.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
import time
from collections import defaultdict
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench import night_limit
from bench.measure import Figures, Measured, in_a_process, in_turn
from bench.province import simulate

RESULTS = Path(__file__).parent / "results"
MONTH = "202503"
STAGES = ("receive", "load", "gate", "build")
LAYERS = ["base", "core", "intermediate"]  # all that is made in parts: what a selection leaves out is new each night


def receive(folder: Path) -> Figures:
    import exchange_adapters

    with Measured() as measured:
        summary = exchange_adapters.receive_folder(folder / "month", _url(folder), folder / "home" / "landing")
    return measured.figures | {"deliveries": summary.new}


def load(folder: Path) -> Figures:
    import ingest

    with Measured() as measured:
        summary = ingest.load_pending(_url(folder), folder / "home" / "landing")
    return measured.figures | {"rows": summary.accepted, "deliveries": summary.deliveries}


def gate(folder: Path) -> Figures:
    import expectations

    with Measured() as measured:
        expectations.run_gates(_url(folder))
    return measured.figures


def start(folder: Path) -> Figures:
    """The first start of a version of the code: dbt reads the whole project, and keeps what it has read."""
    return _build(folder, ["dim_fund"])


def build(folder: Path) -> Figures:
    """Base library and facts; `dbt_seconds` is the run, of which `node_seconds` are in models, seeds and tests."""
    return _build(folder, LAYERS)


def _build(folder: Path, select: list[str]) -> Figures:
    from warehouse_sql import dbt_run, transform

    spent: dict[str, float] = defaultdict(float)
    with _timed(dbt_run, "read", spent), _timed(dbt_run, "run", spent), Measured() as measured:
        result = transform.build(_url(folder), select=select)
    return measured.figures | {
        "parse_seconds": spent["read"], "dbt_seconds": spent["run"], "nodes": len(result.nodes),
        "node_seconds": sum(node.seconds for node in result.nodes), "parts": len(result.made),
    }  # fmt: skip


@contextmanager
def _timed(module: Any, name: str, spent: dict[str, float]) -> Any:
    inner = getattr(module, name)

    def outer(*args: Any, **kwargs: Any) -> Any:
        started = time.perf_counter()
        try:
            return inner(*args, **kwargs)
        finally:
            spent[name] += time.perf_counter() - started

    setattr(module, name, outer)
    try:
        yield
    finally:
        setattr(module, name, inner)


SIDES = {
    "receive": receive, "load": load, "gate": gate, "start": start, "build": build, "again": build,
    "limit_receive": night_limit.receive, "limit_load": night_limit.load, "limit_gate": night_limit.gate,
    "limit_build": night_limit.build,
}  # fmt: skip
LIMITS = tuple(side for side in SIDES if side.startswith("limit_"))


def _url(folder: Path) -> str:
    return f"duckdb://{folder}/home/warehouse.duckdb"


def month(folder: Path, options: argparse.Namespace) -> dict[str, Figures]:
    """One provincial month beside its limits."""
    simulate(folder / "month", options.persons, [MONTH], options.regions)

    def run(side: str) -> Figures:
        if side == "receive":
            shutil.rmtree(folder / "home", ignore_errors=True)
            (folder / "home").mkdir()
        return in_a_process("bench.night", side, folder)

    found = in_turn([*STAGES[:-1], "start", "build", "again", *LIMITS], options.repeat, run)
    found["again"] |= {"published_mib": (folder / "home" / "warehouse.duckdb").stat().st_size / (1 << 20)}
    return found


def history(folder: Path, options: argparse.Namespace) -> dict[str, dict[str, Figures]]:
    """The night of one month with one and with `--history` months behind it."""
    from simulator.months import month_index, period_of

    last = month_index(MONTH)
    periods = [period_of(last - back) for back in range(options.history, -1, -1)]
    simulate(folder / "all", options.persons, periods, options.regions)
    found: dict[str, dict[str, Figures]] = {}
    for behind in (1, options.history):
        place = folder / f"behind-{behind}"
        (place / "home").mkdir(parents=True)
        for stage, of in (("before", periods[-1 - behind : -1]), ("night", periods[-1:])):
            _choose(folder / "all", place / "month", set(of))
            figures = {side: in_a_process("bench.night", side, place) for side in STAGES}
            print(f"{behind} months behind, {stage}: "
                  + ", ".join(f"{s} {f['seconds']:.1f} s" for s, f in figures.items()), file=sys.stderr)  # fmt: skip
            if stage == "night":
                found[f"{behind} behind"] = figures
        shutil.rmtree(place)
    return found


def _choose(source: Path, target: Path, periods: set[str]) -> None:
    """The outbox with the deliveries of some periods only."""
    shutil.rmtree(target, ignore_errors=True)
    (target / "receipts").mkdir(parents=True)
    for manifest in (source / "outbox").rglob("*.json"):
        about = json.loads(manifest.read_text(encoding="utf-8"))
        if about["period"] in periods:
            place = target / manifest.parent.relative_to(source)
            place.mkdir(parents=True, exist_ok=True)
            for path in (manifest.with_name(about["file"]), manifest):  # bank statements are not ZIPs
                os.link(path, place / path.name)


def as_markdown(options: argparse.Namespace, found: dict[str, Any]) -> str:
    load = os.getloadavg()[1]
    head = (f"{os.cpu_count()} CPUs, {options.persons:,} people, median of {options.repeat};"
            f" load average of the machine at the end {load:.1f}.\n")  # fmt: skip
    if options.history:
        return head + _history_table(found)
    files, rows = found["load"]["deliveries"], found["load"]["rows"]
    lines = [f"A month of all funds, {files:,.0f} files, {rows:,.0f} rows; {head}",
             "| stage | s | CPU s | peak MiB |", "|---|---|---|---|"]  # fmt: skip
    for side in (*STAGES, *LIMITS, "again"):
        f = found[side]
        lines.append(f"| {side} | {f['seconds']:.1f} | {f['cpu_seconds']:.1f} | {f['peak_mib']:.0f} |")
    ours = sum(found[side]["seconds"] for side in STAGES)
    limit = sum(found[side]["seconds"] for side in LIMITS)
    s, b, a = found["start"], found["build"], found["again"]
    lines += [
        "", f"whole night {ours / 60:.1f} min, limit {limit / 60:.1f} min, ratio **{ours / limit:.2f}**", "",
        f"dbt: parse {s['parse_seconds']:.1f} s once a version of the code (not in the night), then"
        f" {b['parse_seconds']:.1f} s; run {b['dbt_seconds']:.1f} s,"
        f" of which {b['node_seconds']:.1f} s in {b['nodes']:.0f} nodes on two threads; {b['parts']:.0f} parts made."
        f" With nothing new: run {a['dbt_seconds']:.1f} s, {a['node_seconds']:.1f} s in nodes.",
    ]  # fmt: skip
    return "\n".join(lines) + "\n"


def _history_table(found: dict[str, dict[str, Figures]]) -> str:
    names = list(found)
    lines = ["", f"| stage | {' | '.join(names)} | ratio |", "|---|---|---|---|"]
    totals = [0.0, 0.0]
    for stage in STAGES:
        seconds = [found[name][stage]["seconds"] for name in names]
        totals = [t + s for t, s in zip(totals, seconds, strict=True)]
        lines.append(f"| {stage} | {seconds[0]:.1f} s | {seconds[1]:.1f} s | {seconds[1] / seconds[0]:.2f} |")
    lines.append(f"| whole | {totals[0]:.1f} s | {totals[1]:.1f} s | **{totals[1] / totals[0]:.2f}** |")
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--persons", type=int, default=850_000)
    parser.add_argument("--regions", default="all")
    parser.add_argument("--repeat", type=int, default=1)
    parser.add_argument("--history", type=int, default=0, help="months behind the night")
    parser.add_argument("--out", type=Path, help="write the table here too")
    parser.add_argument("--side", choices=list(SIDES), help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.side:
        print(json.dumps(SIDES[options.side](options.folder)))
        return
    with tempfile.TemporaryDirectory(prefix="sif-night-") as folder:
        found: Any = history(Path(folder), options) if options.history else month(Path(folder), options)
    text = as_markdown(options, found)
    if options.out:
        options.out.write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
