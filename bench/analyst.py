"""Twenty questions of analysts (bench/queries/*.sql) on a built warehouse, on both engines: p50 and p95.

    python -m bench.analyst [--persons 100_000] [--regions 630100] [--periods 202501-202503] [--repeat 5]

The same deliveries are loaded, gated and built on DuckDB and on PostgreSQL (a process of its own each; the server as in
docker/compose.yml); each question is then asked `--repeat` times of the published build, through the port that `sif`
uses, to the last row. The first time of each is not counted. Answers of the two engines are compared row by row, and so
is every table of both builds, by a sum over hashes of its rows: a bench whose answers differ is worth nothing.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import tempfile
import time
from contextlib import nullcontext
from decimal import Decimal
from pathlib import Path
from typing import Any

from bench.measure import Figures, in_a_process
from bench.province import simulate
from bench.server import measured_with, serving

QUERIES = Path(__file__).parent / "queries"
ENGINES = ("duckdb", "postgres")
BUILT = ("base", "core", "intermediate", "rule", "mart", "share", "seed")
Times = dict[str, list[float]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--persons", type=int, default=100_000)
    parser.add_argument("--regions", default="630100")
    parser.add_argument("--periods", default="202501-202503")
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--engines", nargs="+", choices=ENGINES, default=list(ENGINES))
    parser.add_argument("--folder", type=Path, help="where data and warehouses are kept; a short path")
    parser.add_argument("--out", type=Path, help="write the table here too")
    parser.add_argument("--side", choices=list(SIDES), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.side:
        print(json.dumps(SIDES[options.side](options.folder)))
        return
    with nullcontext(options.folder) if options.folder else tempfile.TemporaryDirectory(prefix="sifq") as folder:
        text = run(Path(folder).absolute(), options)
    if options.out:
        options.out.write_text(text, encoding="utf-8")
    print(text)


def run(folder: Path, options: argparse.Namespace) -> str:
    """Build both warehouses, ask, compare; returns the table."""
    from simulator.months import parse_periods

    folder.mkdir(parents=True, exist_ok=True)
    simulate(folder / "outside", options.persons, parse_periods(options.periods), options.regions)
    builds: dict[str, Figures] = {}
    times: dict[str, Times] = {}
    answers: dict[str, dict[str, list[Any]]] = {}
    built: dict[str, dict[str, tuple[int, int]]] = {}
    for engine in options.engines:
        with serving(folder / "pg") if engine == "postgres" else nullcontext("") as url:
            (folder / "pg_url").write_text(url, encoding="utf-8")
            builds[engine] = in_a_process("bench.analyst", f"load_{engine}", folder)
            builds[engine] |= in_a_process("bench.analyst", f"build_{engine}", folder)
            os.environ["SIF_HOME"] = str(folder / "home")
            times[engine], answers[engine] = ask(_url(folder, engine), options.repeat)
            built[engine] = content(_url(folder, engine))
    _compare("answer", answers)
    _compare("build", built)
    return as_markdown(options, builds, times, answers) + _equal(built)


def load(folder: Path, engine: str) -> Figures:
    """From the outbox to gated deliveries."""
    import exchange_adapters
    import expectations
    import ingest

    url, landing = _place(folder, engine), folder / f"landing-{engine}"
    exchange_adapters.receive_folder(folder / "outside", url, landing)
    accepted = ingest.load_pending(url, landing).accepted
    expectations.run_gates(url)
    return {"accepted": accepted}


def build(folder: Path, engine: str) -> Figures:
    """The whole build, from gated deliveries to what is published, and the bytes that are stored then."""
    from warehouse_sql import transform

    url = _place(folder, engine)
    with measured_with(folder / "pg", engine) as measured:
        transform.build(url)
    return measured.figures | {"bytes": _bytes_stored(folder, engine)}


SIDES = {
    f"{name}_{engine}": lambda folder, side=side, engine=engine: side(folder, engine)
    for name, side in (("load", load), ("build", build)) for engine in ENGINES
}  # fmt: skip


def _place(folder: Path, engine: str) -> str:
    os.environ["SIF_HOME"] = str(folder / "home")
    (folder / "home").mkdir(exist_ok=True)
    return _url(folder, engine)


def _url(folder: Path, engine: str) -> str:
    if engine == "duckdb":
        return f"duckdb://{folder}/home/warehouse.duckdb"
    return (folder / "pg_url").read_text(encoding="utf-8")


def _bytes_stored(folder: Path, engine: str) -> int:
    """Raw rows, parts and what is published; without the landed files."""
    if engine == "duckdb":
        return sum(path.stat().st_size for path in (folder / "home").rglob("*") if path.is_file())
    import psycopg

    with psycopg.connect(_url(folder, engine), autocommit=True) as connection:
        row = connection.execute("select pg_database_size(current_database())").fetchone()
    return int(row[0]) if row else 0


def content(url: str) -> dict[str, tuple[int, int]]:
    """Of every table that a build makes: its rows, and a sum over their content."""
    from warehouse_sql import open_published
    from warehouse_sql.content_hash import content_sum

    with open_published(url) as published:
        names = sorted(name for name in published.relations() if name.split(".")[0] in BUILT)
        return {name: content_sum(published, name) for name in names}


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


def _equal(built: dict[str, dict[str, tuple[int, int]]]) -> str:
    if len(built) < 2:
        return ""
    tables = next(iter(built.values()))
    rows = sum(count for count, _ in tables.values())
    return f"\nBoth builds are equal, row by row: {len(tables)} tables and views, {rows:,} rows.\n"


def as_markdown(
    options: argparse.Namespace, builds: dict[str, Figures], times: dict[str, Times],
    answers: dict[str, dict[str, list[Any]]],
) -> str:  # fmt: skip
    engines = list(times)
    rows = builds[engines[0]]["accepted"]
    lines = [
        f"{rows:,.0f} accepted rows, {options.persons:,} people, {options.periods}; {os.cpu_count()} CPUs, each"
        f" question {options.repeat} times; load average at the end {os.getloadavg()[1]:.1f}.", "",
        "| build | s | CPU s | peak MiB | GB stored | bytes a row |", "|---|---|---|---|---|---|",
        *(f"| {engine} | {f['seconds']:.0f} | {f['cpu_seconds']:.0f} | {f['peak_mib']:,.0f} | {f['bytes'] / 1e9:.2f} |"
          f" {f['bytes'] / f['accepted']:,.0f} |" for engine, f in builds.items()), "",
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
