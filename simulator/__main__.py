"""`python -m simulator generate …`: write the deliveries of a synthetic province."""

from __future__ import annotations

import argparse
import signal
import sys
import time
from pathlib import Path

from simulator.generate import DEFAULT_CHUNK, Request, generate
from simulator.months import parse_periods

DEMO_REGIONS = "630100,630200"
"""西宁市 and 海东市: 13 counties, a few hundred files a quarter."""
SCALES = {
    # persons, periods, regions, funds
    "county": (12_000, ["202503"], "630102", "all"),
    "prefecture": (100_000, ["202503"], "630100", "all"),
    "province": (850_000, ["202503"], "all", "all"),
}
"""`province`: a month of the whole province, about 5,300 files and 6.5 million records."""


def _plant(text: str) -> tuple[str, int]:
    name, _, count = text.partition("=")
    return name, int(count or 1)


def _serve(folder: Path) -> int:
    from simulator.counterparties import start

    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with start(folder) as running:
            print(f"serving {folder}; SIF_COUNTERPARTIES={running.settings} says how to reach it; ^C stops", flush=True)
            while True:
                time.sleep(3600)
    except KeyboardInterrupt:
        print("stopped")
    return 0


def _truth(folder: Path, url: str | None, shown: int) -> int:
    from simulator.truth import report
    from warehouse_sql import WarehouseError

    try:
        text, same = report(folder, url, shown)
    except (OSError, WarehouseError) as error:
        print(f"simulator: {error}", file=sys.stderr)
        return 2
    print(text)
    return 0 if same else 1


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="simulator", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    make = commands.add_parser("generate", help="population and monthly deliveries as exchange.md §1 and §4 say")
    make.add_argument("--persons", type=lambda text: int(text.replace("_", "")), default=20_000)
    make.add_argument("--periods", type=parse_periods, default=parse_periods("202501-202503"), help="202501-202503")
    make.add_argument("--seed", type=int, default=7)
    make.add_argument("--out", type=Path, required=True)
    make.add_argument(
        "--regions", default=DEMO_REGIONS, help="codes of counties or prefectures; `all` for the province"
    )
    make.add_argument("--plant", type=_plant, action="append", nargs="+", default=[], metavar="NAME=COUNT")
    make.add_argument("--traps", action="store_true", help="plant each legitimate look-alike as well")
    make.add_argument(
        "--chunk", type=int, default=DEFAULT_CHUNK, help="people at once; changes memory, never the bytes"
    )
    make.add_argument("--processes", type=int, default=1, help="changes time, never the bytes")
    make.add_argument("--funds", choices=("enterprise_pension", "all"), default="enterprise_pension")
    make.add_argument(
        "--funds-regions", default="all", help="with `--funds all`: only in these counties or prefectures"
    )
    make.add_argument(
        "--scale", choices=sorted(SCALES), help="persons, periods, regions and funds of a benchmark; see README"
    )
    bad = commands.add_parser("bad-deliveries", help="a folder of wrong deliveries with the receipts they must get")
    bad.add_argument("--out", type=Path, required=True)
    serve = commands.add_parser("serve", help="serve a folder as SFTP, tax SOAP, treasury database and bank; until ^C")
    serve.add_argument("--folder", type=Path, required=True, help="what `generate --out` wrote")
    commands.add_parser("plants", help="list the anomalies and traps")
    truth = commands.add_parser("truth", help="findings of a warehouse beside what was planted; exit 1 if they differ")
    truth.add_argument("folder", type=Path, help="what `generate --out` wrote")
    truth.add_argument("--warehouse", help="duckdb:// or postgresql:// URL; default SIF_WAREHOUSE")
    truth.add_argument("--shown", type=int, default=10, help="differences of a rule that are written out")
    options = parser.parse_args(arguments)
    if options.command == "bad-deliveries":
        from simulator.bad_deliveries import write

        print(f"{len(write(options.out))} deliveries in {options.out}")
        return 0
    if options.command == "serve":
        return _serve(options.folder)
    if options.command == "plants":
        from simulator.plants import describe

        print(describe())
        return 0
    if options.command == "truth":
        return _truth(options.folder, options.warehouse, options.shown)
    if options.scale:
        options.persons, options.periods, options.regions, options.funds = SCALES[options.scale]
    request = Request(
        persons=options.persons,
        periods=tuple(options.periods),
        seed=options.seed,
        out=options.out,
        regions=None if options.regions == "all" else options.regions,
        plants=tuple(plant for group in options.plant for plant in group),
        traps=options.traps,
        chunk=options.chunk,
        processes=options.processes,
        all_funds=options.funds_regions if options.funds == "all" else None,
    )
    started = time.monotonic()

    def show(done: int, total: int, text: str) -> None:
        moving = sys.stderr.isatty()
        line = f"{done}/{total} {text}"
        print(f"\r\033[K{line}" if moving else line, end="" if moving else "\n", file=sys.stderr, flush=True)

    try:
        summary = generate(request, show)
    except ValueError as error:
        print(f"simulator: {error}", file=sys.stderr)
        return 2
    finally:
        if sys.stderr.isatty():
            print(file=sys.stderr)
    print(f"{summary['files']} files, {summary['records']} records, {summary['bytes'] / 1e6:.1f} MB in {options.out}")
    print(f"{time.monotonic() - started:.1f} s; money {summary['money']}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
