"""Paired benchmark of the border: our whole path against the engine's own CSV reader on an easier task.

    python -m bench.ingest [--rows 1_000_000] [--repeat 3] [--seed 1]

ours   zipped GB18030 TXT (a delivery in the landing store) -> accepted rows in the raw table, with every check of the
       border: SHA-256, archive, encoding, header, strict types, keys, control totals, rejects, one transaction.
limit  DuckDB's `read_csv` with the column types given, of the same file already unzipped and already in UTF-8,
       inserted into an equal table. It checks nothing but that values parse.

Both run as processes of their own, in turn (ours, limit, ours, limit, …); the figures are medians. Time runs from the
opening of the warehouse to the commit; the start of Python and imports are outside.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import os
import platform
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

RESULTS = Path(__file__).parent / "results"
TABLE = "EP02"
STEM = "HRSS_EP02_632300_202401_001"
_CHUNK = 100_000
_SURNAMES = list("王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗")
_GIVEN = list("伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉萍红鹏飞燕波斌辉才卓玛措扎西仁增")
_RARE = ["尕藏·才让", "买买提·艾力", "王䶮", "刘\u9fb4", "张𫍯"]


def generate(folder: Path, rows: int, seed: int) -> dict[str, str]:
    """Write `<stem>.zip` (GB18030) and `plain.csv` (UTF-8) of the EP02 shape; returns the control totals."""
    from catalogue import load_catalogue
    from ingest import text

    table = load_catalogue().table(TABLE)
    random = np.random.default_rng(seed)
    totals: dict[str, int] = {f.label_zh: 0 for f in table.fields if f.logical_type == "money"}
    header = "|".join(table.labels)
    with (
        zipfile.ZipFile(folder / f"{STEM}.zip", "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open(f"{STEM}.txt", "w", force_zip64=True) as packed,
        (folder / "plain.csv").open("wb") as plain,
    ):
        packed.write(text.encode(header + "\n", "gb18030"))
        plain.write((header + "\n").encode())
        for start in range(0, rows, _CHUNK):
            count = min(_CHUNK, rows - start)
            cells = [_column(f.column, f.logical_type, start, count, random, totals, f.label_zh) for f in table.fields]
            lines = pc.binary_join_element_wise(*cells, "|")
            block = "\n".join(lines.to_pylist()) + "\n"
            plain.write(block.encode())
            packed.write(text.encode(block, "gb18030"))
    return {label: f"{cents // 100}.{cents % 100:02d}" for label, cents in totals.items()}


def _column(
    column: str, kind: str, start: int, count: int, random: np.random.Generator, totals: dict[str, int], label: str
) -> pa.Array:
    number = np.arange(start, start + count)
    if column == "admin_division_code":
        return pa.array(["632300"] * count)
    if kind == "period_yyyymm":
        return pa.array(["202401"] * count)
    if column == "person_id":
        return pc.utf8_lpad(pa.array(number).cast(pa.string()), 12, "0")
    if column == "unit_id":
        return pc.utf8_lpad(pa.array(number // 40).cast(pa.string()), 10, "0")
    if column == "citizen_id":
        serial = pc.utf8_lpad(pa.array(random.integers(0, 9999, count)).cast(pa.string()), 4, "0")
        return pc.binary_join_element_wise("632321", _dates(random, count), serial, "")
    if kind == "name":
        pick = [np.array(part, object)[random.integers(0, len(part), count)] for part in (_SURNAMES, _GIVEN, _GIVEN)]
        names = pick[0] + pick[1] + np.where(random.random(count) < 0.7, pick[2], "")
        rare = random.random(count) < 0.01
        names[rare] = np.array(_RARE, object)[random.integers(0, len(_RARE), int(rare.sum()))]
        return pa.array(names.tolist(), pa.string())
    if kind == "date":
        return _dates(random, count)
    if kind == "money":
        cents = random.integers(0, 2_000_000, count)
        cents[random.random(count) < 0.02] *= -1
        totals[label] += int(cents.sum())
        sign = pa.array(np.where(cents < 0, "-", "").tolist())
        whole = pa.array(np.abs(cents) // 100).cast(pa.string())
        part = pc.utf8_lpad(pa.array(np.abs(cents) % 100).cast(pa.string()), 2, "0")
        return pc.binary_join_element_wise(pc.binary_join_element_wise(sign, whole, ""), part, ".")
    if kind == "rate":
        part = pc.utf8_lpad(pa.array(random.integers(0, 9999, count)).cast(pa.string()), 4, "0")
        return pc.binary_join_element_wise("1", part, ".")
    if kind == "flag":
        return pa.array(random.integers(0, 2, count)).cast(pa.string())
    if kind in ("count", "months", "days", "years"):
        return pa.array(random.integers(0, 480, count)).cast(pa.string())
    codes = pa.array(random.integers(10, 60, count)).cast(pa.string())
    return pc.if_else(pa.array(random.random(count) < 0.1), pa.scalar(""), codes)


def _dates(random: np.random.Generator, count: int) -> pa.Array:
    days = np.datetime64(date(1950, 1, 1)) + random.integers(0, 25_000, count)
    return pa.array([d.replace("-", "") for d in days.astype("datetime64[D]").astype(str).tolist()])


def land(folder: Path, rows: int, totals: dict[str, str]) -> None:
    """Put the ZIP into a landing store and record it, as a channel does."""
    from warehouse_sql import clock, open_warehouse
    from warehouse_sql.control import deliveries
    from warehouse_sql.landing import Landing

    landing = Landing(folder / "landing")
    with (folder / f"{STEM}.zip").open("rb") as file:
        landed = landing.put(file)
    manifest = {
        "version": 1, "source": "HRSS", "table": TABLE, "region": "632300", "period": "202401", "seq": 1,
        "mode": "full", "file": f"{STEM}.zip", "bytes": landed.bytes, "sha256": landed.sha256, "encoding": "GB18030",
        "records": rows, "control_totals": totals, "produced_at": "2024-02-03T02:11:09+08:00",
    }  # fmt: skip
    raw = json.dumps(manifest, ensure_ascii=False).encode()
    landing.keep_manifest("HRSS", STEM, landed.sha256, raw, {})
    delivery = deliveries.Delivery(
        deliveries.delivery_id("HRSS", STEM, landed.sha256), "bench", "HRSS", TABLE, "632300", "202401", 1, "full",
        STEM, f"{STEM}.zip", landed.bytes, landed.sha256, "GB18030", rows, "{}", None, clock.now(),
    )  # fmt: skip
    with open_warehouse(f"duckdb://{folder}/empty.duckdb") as warehouse, warehouse.transaction() as tx:
        deliveries.register(tx, [(delivery, deliveries.Arrival("bench", STEM, None, 1))])


def run_ours(folder: Path) -> dict[str, float]:
    from catalogue import load_catalogue
    from ingest import load_pending
    from warehouse_sql import open_warehouse

    load_catalogue()  # the catalogue, imports and a first query are outside, as on the other side
    with open_warehouse(f"duckdb://{folder}/warm.duckdb") as warehouse:
        warehouse.query("select :one as one", {"one": 1})
    shutil.copy(folder / "empty.state.duckdb", folder / "ours.state.duckdb")
    with _Measured() as measured:
        summary = load_pending(f"duckdb://{folder}/ours.duckdb", folder / "landing")
    if (summary.loaded, summary.rejected_records) != (1, 0):
        raise SystemExit(f"the bench file was not accepted: {summary}")
    (folder / "ours.state.duckdb").unlink()
    return measured.figures | {"rows": summary.accepted}


def run_limit(folder: Path) -> dict[str, float]:
    import duckdb

    from catalogue import load_catalogue

    table = load_catalogue().table(TABLE)
    kinds = {"date": "date", "timestamp": "timestamp", "money": "decimal(18,2)", "rate": "decimal(18,6)",
             "flag": "boolean", "count": "bigint", "months": "bigint", "days": "bigint", "years": "bigint"}  # fmt: skip
    types = {f.column: kinds.get(f.logical_type, "varchar") for f in table.fields}
    duckdb.connect().execute("select $one", {"one": 1}).to_arrow_table()
    path = folder / "limit.duckdb"
    path.unlink(missing_ok=True)
    with _Measured() as measured, duckdb.connect(str(path)) as connection:
        connection.execute("create table loaded (" + ", ".join(f"{c} {t}" for c, t in types.items()) + ")")
        columns = json.dumps(types).replace('"', "'")
        connection.execute(
            f"insert into loaded select * from read_csv('{folder}/plain.csv', delim='|', header=true, quote='',"
            f" escape='', dateformat='%Y%m%d', auto_detect=false, columns={columns})"
        )
        rows = connection.execute("select count(*) from loaded").fetchone()
    path.unlink()
    assert rows is not None
    return measured.figures | {"rows": rows[0]}


class _Measured:
    """Wall and CPU seconds and peak memory of a block; use once a process."""

    def __enter__(self) -> _Measured:
        self._wall, self._cpu = time.perf_counter(), time.process_time()
        return self

    def __exit__(self, *exc: object) -> None:
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        self.figures = {
            "seconds": time.perf_counter() - self._wall,
            "cpu_seconds": time.process_time() - self._cpu,
            "peak_mib": peak
            / (1 if platform.system() == "Darwin" else 1024)
            / (1024 if platform.system() == "Darwin" else 1),
        }


def _in_a_process(side: str, folder: Path) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-m", "bench.ingest", "--side", side, "--folder", str(folder)],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def compare(rows: int, repeat: int, seed: int, folder: Path) -> dict[str, object]:
    """Generate, run both sides in turn, return the medians."""
    started = time.perf_counter()
    totals = generate(folder, rows, seed)
    land(folder, rows, totals)
    print(f"generated {rows:,} rows in {time.perf_counter() - started:.0f} s", file=sys.stderr)
    runs: dict[str, list[dict[str, float]]] = {"ours": [], "limit": []}
    for turn in range(repeat):
        for side, found in runs.items():
            found.append(_in_a_process(side, folder))
            print(f"{turn + 1}/{repeat} {side}: {found[-1]['seconds']:.2f} s", file=sys.stderr)
    sides = {
        side: {key: statistics.median(run[key] for run in found) for key in found[0]} for side, found in runs.items()
    }
    for side, figures in sides.items():
        figures["best_seconds"] = min(run["seconds"] for run in runs[side])
        figures["rows_per_second"] = figures["rows"] / figures["seconds"]
    plain = folder / "plain.csv"
    return {
        "rows": rows,
        "repeat": repeat,
        "zip_bytes": (folder / f"{STEM}.zip").stat().st_size,
        "utf8_bytes": plain.stat().st_size,
        "utf8_sha256": hashlib.sha256(plain.read_bytes()).hexdigest()[:16],
        "cpus": os.cpu_count(),
        "sides": sides,
        "speed_ratio": sides["limit"]["seconds"] / sides["ours"]["seconds"],
        "speed_ratio_of_best": sides["limit"]["best_seconds"] / sides["ours"]["best_seconds"],
        "cpu_ratio": sides["limit"]["cpu_seconds"] / sides["ours"]["cpu_seconds"],
        "load_average": os.getloadavg()[1],
    }


def as_markdown(result: dict) -> str:
    out = io.StringIO()
    print(f"Ingest, {result['rows']:,} rows of {TABLE}, {result['cpus']} CPUs, median of {result['repeat']}", file=out)
    print("\n| side | s | best s | rows/s | CPU s | peak MiB |\n|---|---|---|---|---|---|", file=out)
    for side, f in result["sides"].items():
        print(
            f"| {side} | {f['seconds']:.2f} | {f['best_seconds']:.2f} | {f['rows_per_second']:,.0f}"
            f" | {f['cpu_seconds']:.2f}"
            f" | {f['peak_mib']:.0f} |",
            file=out,
        )
    print(
        f"\nSpeed of ours / limit: **{result['speed_ratio']:.2f}** (median of rounds),"
        f" {result['speed_ratio_of_best']:.2f} (best rounds), {result['cpu_ratio']:.2f} (CPU seconds);"
        f" load average of the machine meanwhile {result['load_average']:.1f}.",
        file=out,
    )
    return out.getvalue()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, default=RESULTS, help="folder for ingest.json and ingest.md")
    parser.add_argument("--side", choices=["ours", "limit"], help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help="keep the generated files here and reuse nothing else")
    arguments = parser.parse_args()
    if arguments.side:
        print(json.dumps({"ours": run_ours, "limit": run_limit}[arguments.side](arguments.folder)))
        return
    with tempfile.TemporaryDirectory(prefix="sif-bench-") as temporary:
        folder = arguments.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        result = compare(arguments.rows, arguments.repeat, arguments.seed, folder)
    arguments.out.mkdir(parents=True, exist_ok=True)
    (arguments.out / "ingest.json").write_text(json.dumps(result, indent=2) + "\n")
    (arguments.out / "ingest.md").write_text(as_markdown(result))
    print(as_markdown(result))


if __name__ == "__main__":
    main()
