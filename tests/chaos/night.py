"""A small night that can be crashed anywhere, and what must be true after any crash.

Everything is imported once; each night is a fork of its own, so that crashes fall into the work and not into imports.
This process itself opens no warehouse (its threads would not be in the forks).
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas  # noqa: F401  (DuckDB imports it at its first query)

import expectations.suite
import ingest.groups
import ingest.reading
import warehouse_sql.engine.duckdb
import warehouse_sql.engine.postgres  # noqa: F401
from catalogue import load_catalogue
from exchange_adapters import outbox as outbox_adapter
from exchange_adapters import send_receipts
from exchange_adapters.folder import Folder
from exchange_adapters.limits import Limits
from exchange_adapters.remote_files import LocalFiles
from expectations import run_gates
from ingest import load_pending
from tests.ingest.deliver import CATALOGUE, good, record
from warehouse_sql import failpoints, open_warehouse
from warehouse_sql.content_hash import content_hash
from warehouse_sql.location import locate

# Columns that hold moments: they differ between any two runs.
_MOMENTS = ("received_at", "decided_at", "sent_at", "arrived_at", "checked_at", "load_seconds", "remote_modified_at",
            "receipt_id", "body", "channel", "arrival_id")  # fmt: skip
_COMPARED = (
    "raw.ep01_unit_contribution", "raw.ep02_personal_contribution", "control.delivery", "control.arrival",
    "control.receipt", "control.reject", "control.drift", "control.gate",
)  # fmt: skip
_RAW = ("raw.ep01_unit_contribution", "raw.ep02_personal_contribution")
_GOOD = {"unit_id": "UNI00000001", "personal_contribution_base": "5000.00"}


def small_outbox(folder: Path) -> None:
    """Two good files and one with a bad record: for rounds of which there are many."""
    good(12, region="630102").post(folder)
    persons = good(0, region="630102", table="EP02")
    persons.records = [record(CATALOGUE.table("EP02"), number, **_GOOD) for number in range(60)]
    persons.records[7] = record(CATALOGUE.table("EP02"), 7, data_period="x")
    persons.post(folder)


def outbox(folder: Path, rows: int = 400) -> None:
    """Small files and a large one; good, with bad records, drifted, held, refused, unreadable."""
    units, persons = CATALOGUE.table("EP01"), CATALOGUE.table("EP02")
    for seq, region in enumerate(("630102", "630103", "630104"), start=1):
        good(12, region=region).post(folder)
        of_unit = good(0, region=region, table="EP02")
        count = rows if seq == 1 else 20
        of_unit.records = [record(persons, number, **_GOOD) for number in range(count)]
        of_unit.post(folder)
    bad = good(40, region="630105")
    bad.records[7] = record(units, 7, data_period="x")
    bad.post(folder)
    drifted = good(5, region="630121")
    drifted.header = [*units.labels, "多出"]
    drifted.records = [[*cells, "1"] for cells in drifted.records]
    drifted.post(folder)
    refused = good(5, region="630122", table="EP02")
    refused.manifest = {"records": 6}
    refused.post(folder)
    held = good(5, region="630123", table="EP02")
    held.records = [record(persons, number, **_GOOD, citizen_id="") for number in range(5)]
    held.post(folder)
    good(5, region="630123").post(folder)
    good(1, region="630124", manifest_bytes=b"{").post(folder)


def run(url: str, folder: Path, root: Path) -> None:
    """Receive, load, check, tell."""
    # Small limits, so that a little data makes several groups, blocks and a stream.
    ingest.groups.SMALL_FILE = 4_000
    ingest.groups.GROUP_FILES = 3
    ingest.reading.BLOCK_BYTES = 30_000
    # Without the reserve that keeps disks from filling up: here they shall.
    outbox_adapter.receive(LocalFiles(folder), Folder(folder).name, url, root, limits=Limits(free_disk_reserve=0))
    load_pending(url, root)
    run_gates(url)
    send_receipts(folder, url)


def content(url: str, folder: Path, root: Path) -> dict[str, Any]:
    """What a finished night leaves; equal after any history."""
    with open_warehouse(url) as warehouse:
        found: dict[str, Any] = {name: content_hash(warehouse, name, leave_out=_MOMENTS) for name in _COMPARED}
        states = warehouse.query("select status, count(*) as n from control.delivery group by status order by status")
        found["statuses"] = {row["status"]: row["n"] for row in states.to_pylist()}
        unsent = warehouse.query("select count(*) as n from control.receipt where sent_at is null")
        found["receipts not sent"] = unsent.column("n")[0].as_py()
        found["loaded"] = loaded(warehouse)
    found["objects"] = sorted(path.name for path in (root / "objects").glob("*/*"))
    found["index"] = sorted(path.name for path in (root / "deliveries").rglob("*.json"))
    told = [json.loads(path.read_text()) for path in (folder / "receipts").rglob("*.json")]
    found["told"] = sorted((one["file"], one["status"]) for one in told)
    return found


def loaded(warehouse: Any) -> dict[str, str]:
    """Of each delivery that has any: a hash of its rows and of its rejected records."""
    digests: dict[str, Any] = {}
    for table in _RAW:
        for row in warehouse.query(f"select * from {table} order by _delivery_id, _line_no").to_pylist():
            digest = digests.setdefault(str(row["_delivery_id"]), hashlib.sha256())
            digest.update(repr(sorted((name, str(value)) for name, value in row.items())).encode())
    for row in warehouse.query("select * from control.reject order by delivery_id, line_no").to_pylist():
        digest = digests.setdefault(str(row["delivery_id"]), hashlib.sha256())
        digest.update(repr((row["line_no"], bytes(row["raw_line"]), row["reasons"])).encode())
    return {name: digest.hexdigest() for name, digest in digests.items()}


def look(url: str, root: Path) -> dict[str, Any]:
    """What stands after a crash, before anything runs again: faults, hashes by delivery, how many are decided."""
    wrong, decided = faults(url, root)
    exists = not url.startswith("duckdb:") or locate(url).state_path.exists()
    if not exists:
        return {"wrong": wrong, "loaded": {}, "decided": 0}
    with open_warehouse(url) as warehouse:
        return {"wrong": wrong, "loaded": loaded(warehouse), "decided": decided}


def faults(url: str, root: Path) -> tuple[list[str], int]:
    """What is neither the old nor the new state of a delivery, and how many are in the new."""
    found = []
    for path in (root / "objects").glob("*/*"):
        if hashlib.sha256(path.read_bytes()).hexdigest() != path.name:
            found.append(f"landing object {path.name[:12]} is not what its name says")
    for path in (root / "deliveries").rglob("*.json"):
        try:
            known = json.loads(path.read_bytes())
        except ValueError:
            known = None
        if not isinstance(known, dict) and path.read_bytes() != b"{":
            found.append(f"landing index {path.name[:12]} is torn")
    if url.startswith("duckdb:") and not locate(url).state_path.exists():
        return found, 0
    with open_warehouse(url) as warehouse:
        rows = warehouse.query(
            """
            with loaded as (
                select _delivery_id as id, count(*) as n from raw.ep01_unit_contribution group by 1
                union all select _delivery_id, count(*) from raw.ep02_personal_contribution group by 1
            ),
            rejected as (select delivery_id as id, count(*) as n from control.reject group by 1),
            checked as (select delivery_id as id, count(*) as n from control.gate group by 1),
            told as (select delivery_id as id, count(*) as n from control.receipt group by 1)
            select d.stem, d.status, d.sha256, d.accepted, d.rejected, coalesce(l.n, 0) as rows,
                coalesce(r.n, 0) as rejects, coalesce(c.n, 0) as checks, coalesce(t.n, 0) as receipts
            from control.delivery as d
            left join loaded as l on l.id = d.delivery_id
            left join rejected as r on r.id = d.delivery_id
            left join checked as c on c.id = d.delivery_id
            left join told as t on t.id = d.delivery_id
            """
        ).to_pylist()
    for row in rows:
        decided = row["status"] in ("accepted", "held")
        right = {
            "received": not (row["rows"] or row["rejects"] or row["checks"] or row["receipts"]),
            "loaded": row["rows"] == row["accepted"] and row["rejects"] == row["rejected"] and not row["receipts"],
            "rejected": not row["rows"] and row["receipts"] == 1,
        }.get(row["status"], decided and row["rows"] == row["accepted"] and row["checks"] and row["receipts"] == 1)
        if not right:
            found.append(f"{row['stem']} is half {row['status']}: {row}")
        if not (root / "objects" / row["sha256"][:2] / row["sha256"]).exists():
            found.append(f"{row['stem']} is known and its file is not in the landing store")
    return found, sum(row["status"] != "received" for row in rows)


def forked(work: Callable[[], Any], patience: float = 120) -> tuple[int, Any]:
    """Run in a child; its wait status, and what it returned (None where it did not end by itself)."""
    handle, name = tempfile.mkstemp()
    os.close(handle)
    told = Path(name)
    child = os.fork()
    if child == 0:
        code = 1
        try:
            told.write_text(json.dumps(work()))
            code = 0
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(code)
    end = time.monotonic() + patience
    while True:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            break
        if time.monotonic() > end:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            raise TimeoutError("a night of the campaign hangs")
        time.sleep(0.005)
    text = told.read_text()
    told.unlink()
    return status, json.loads(text) if status == 0 and text else None


class Place:
    """Where one night happens: a folder with an outbox, a landing store, a warehouse."""

    def __init__(self, base: Path, url: str | None, fill: Callable[[Path], None] = outbox) -> None:
        self.base = base
        self.folder, self.root = base / "side", base / "landing"
        self.url = url or f"duckdb://{base}/w.duckdb"
        fill(self.folder)

    def crash(self, spec: str) -> int:
        """A night with a fail-point armed; its wait status."""

        def night() -> None:
            failpoints.arm(spec)
            run(self.url, self.folder, self.root)

        return forked(night)[0]

    def recover(self) -> tuple[dict[str, Any] | None, dict[str, Any] | None]:
        """What stands after the crash, and what after the next, undisturbed night (None where that failed)."""
        _, found = forked(lambda: look(self.url, self.root))

        def night() -> dict[str, Any]:
            run(self.url, self.folder, self.root)
            return content(self.url, self.folder, self.root)

        _, after = forked(night)
        return found, after


def databases(url: str) -> Callable[[], str]:
    """A maker of fresh databases on the PostgreSQL server at `url`."""
    import psycopg

    numbers = iter(range(1, 100_000))

    def make() -> str:
        name = f"chaos_{os.getpid()}_{next(numbers)}"
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(f'create database "{name}"')
        return url.replace("/postgres?", f"/{name}?")

    return make


def prepare() -> None:
    """What every night would otherwise pay for."""
    load_catalogue()
    expectations.suite.Suites()


@dataclass
class Verdict:
    """Of one crash: deliveries found as before it and as after it, whether the next night ended by itself, equally."""

    old: int = 0
    new: int = 0
    unaided: bool = False
    equal: bool = False
    wrong: list[str] = field(default_factory=list)


class Campaign:
    """Rounds on one engine, each in a place of its own, beside one undisturbed night."""

    def __init__(self, base: Path, server: str | None, fill: Callable[[Path], None] = outbox) -> None:
        prepare()
        self._fill = fill
        self._base, self._make = base, databases(server) if server else None
        self._count = 0
        place = self.place()
        log = self._base / "reached"
        if place.crash(f"record:{log}"):
            raise SystemExit("the undisturbed night failed")
        self.reached = log.read_text().split()
        _, after = place.recover()
        assert after is not None, "the night after the undisturbed one failed"
        self.expected = after

    def place(self) -> Place:
        self._count += 1
        base = self._base / f"{self._count:04d}"
        base.mkdir(parents=True)
        return Place(base, self._make() if self._make else None, self._fill)

    def at_point(self, spec: str) -> Verdict:
        """Crash at a fail-point; what came of it."""
        place = self.place()
        status = place.crash(spec)
        killed = os.WIFSIGNALED(status)
        verdict = self.judge(place)
        if not killed and "=" not in spec:
            verdict.wrong.append(f"{spec} was not reached")
        return verdict

    def judge(self, place: Place) -> Verdict:
        """Look, let the next night run, compare."""
        found, after = place.recover()
        shutil.rmtree(place.base, ignore_errors=True)
        verdict = Verdict(unaided=after is not None, equal=after == self.expected)
        if found is None:
            verdict.wrong.append("the warehouse cannot be looked at")
        else:
            verdict.new = found["decided"]
            verdict.old = sum(self.expected["statuses"].values()) - verdict.new
            verdict.wrong += found["wrong"]
            for delivery, digest in found["loaded"].items():
                if digest != self.expected["loaded"].get(delivery):
                    verdict.wrong.append(f"rows of delivery {delivery} are not those of an undisturbed night")
        if after is None:
            verdict.wrong.append("the next night failed")
        else:
            verdict.wrong += [f"{name} differs" for name in after if after[name] != self.expected.get(name)]
        return verdict


def main() -> None:
    """`night.py <base> <server or ->`: crash at the first and the last time each fail-point is reached."""
    base, server = Path(sys.argv[1]), sys.argv[2]
    campaign = Campaign(base, None if server == "-" else server)
    results = []
    for name in sorted(set(campaign.reached)):
        for number in sorted({1, campaign.reached.count(name)}):
            results.append({"spec": f"{name}@{number}", "wrong": campaign.at_point(f"{name}@{number}").wrong})
    print(json.dumps({"reached": campaign.reached, "results": results, "expected": campaign.expected}))


if __name__ == "__main__":
    main()
