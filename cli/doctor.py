"""`sif doctor`: is the installation fit to run a night? Each check says ok, warn or fail, and what to do."""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from cli.progress import progress
from cli.session import (
    OK,
    PROBLEMS,
    UNAVAILABLE,
    AsJson,
    command,
    console,
    counterparties_path,
    describe,
    print_json,
    state,
)

_LOW_DISK, _NO_DISK = 10 << 30, 1 << 30
_STALE_SECONDS = 24 * 3600
_MAX_SKEW = timedelta(minutes=5)


@dataclass(frozen=True)
class Check:
    """One finding of the doctor."""

    name: str
    outcome: Literal["ok", "warn", "fail"]
    message: str
    todo: str = ""


@command
def doctor(
    deep: Annotated[bool, typer.Option("--deep", help="Also hash every landed file (reads all of them).")] = False,
    as_json: AsJson = False,
) -> int:
    """Check the installation: Python, settings, permissions, disk, warehouse, landing store, counterparties, clock.

    Exit code: 0 all ok · 1 warnings · 3 something must be mended first.

    \b
    Examples:
      sif doctor
      sif doctor --deep      after a disk was repaired or a backup restored
    """
    checks: list[Check] = []
    for look in (_python, _settings, _private, _disk, _warehouse):
        checks += _looked(look)
    is_there = checks[-1].outcome == "ok"  # a warehouse that cannot be opened is told once
    of_rows = (lambda: _landing(deep), _clock) if is_there else ()
    for look in (_published, _counterparties, _dbt, *of_rows):
        checks += _looked(look)
    outcomes = {check.outcome for check in checks}
    code = UNAVAILABLE if "fail" in outcomes else PROBLEMS if "warn" in outcomes else OK
    if as_json:
        print_json({"ok": code == OK, "exit_code": code, "checks": [asdict(check) for check in checks]})
        return code
    out = console()
    style = {"ok": "green", "warn": "yellow", "fail": "bold red"}
    for check in checks:
        out.print(f"{check.outcome:<5} {check.name:<14} {check.message}", style=style[check.outcome], markup=False)
        if check.todo:
            out.print(f"{'':<20} → {check.todo}", markup=False)
    return code


def _looked(look: Callable[[], Iterator[Check]]) -> list[Check]:
    """The checks of one look; one that breaks is itself a finding."""
    try:
        return list(look())
    except Exception as error:
        problem = describe(error)
        name = getattr(look, "__name__", "landing").strip("_<>").replace("lambda", "landing")
        return [Check(name, "fail", problem.message, problem.todo)]


def _python() -> Iterator[Check]:
    from importlib import metadata

    version = ".".join(map(str, sys.version_info[:3]))
    fits = (3, 11) <= sys.version_info[:2] < (3, 14)
    yield Check(
        "python", "ok" if fits else "fail", version, "" if fits else "use Python 3.11, 3.12 or 3.13: make setup"
    )
    missing = [
        name
        for name in ("duckdb", "psycopg", "pyarrow", "dbt-core", "great-expectations")
        if not _there(metadata, name)
    ]
    yield Check(
        "packages",
        "fail" if missing else "ok",
        f"missing: {', '.join(missing)}"
        if missing
        else f"duckdb {metadata.version('duckdb')}, dbt {metadata.version('dbt-core')}",
        "run `make setup`" if missing else "",
    )


def _there(metadata: Any, name: str) -> bool:
    try:
        metadata.version(name)
    except metadata.PackageNotFoundError:
        return False
    return True


def _settings() -> Iterator[Check]:
    from warehouse_sql.location import locate, sif_home

    home = sif_home()
    if not home.is_dir():
        yield Check("settings", "fail", f"SIF_HOME {home} does not exist", "run `sif init`, or set SIF_HOME")
    elif not os.access(home, os.W_OK | os.X_OK):
        yield Check("settings", "fail", f"SIF_HOME {home} is not writable", "give the service account the folder")
    else:
        yield Check("settings", "ok", f"SIF_HOME {home}")
    location = locate()
    where = str(location.published_path) if location.dialect == "duckdb" else location.url.split("@")[-1].split("?")[0]
    yield Check("engine", "ok", f"{location.dialect} {where}")


def _private() -> Iterator[Check]:
    """Warehouse, landed files and their copy hold names and citizens' numbers: no other user may read them."""
    from cli.session import landing_root
    from warehouse_sql.location import locate, sif_home

    places = [sif_home(), landing_root(), sif_home() / "reports"]
    location = locate()
    if location.dialect == "duckdb":
        main = location.main_path
        beside = (main.with_name(f"{main.stem}.{name}") for name in ("builds", "parts", "work"))
        places += [main, location.state_path, *beside]
    archive = os.environ.get("SIF_LANDING_ARCHIVE", "")
    if archive.startswith("file://"):
        places.append(Path(archive.removeprefix("file://")))
    found = [str(place) for place in places if _is_open(place)]
    if found:
        yield Check("permissions", "warn", f"every user of the machine can read {', '.join(found)}",
                    f"chmod -R o-rwx {' '.join(found)}")  # fmt: skip
    else:
        yield Check("permissions", "ok", "other users of the machine can read nothing of it")


def _is_open(place: Path) -> bool:
    """Whether any user of the machine can read or write it: what lies in a closed folder is out of reach."""
    place = place.resolve()
    return (
        place.exists() and bool(place.stat().st_mode & 0o007) and all(up.stat().st_mode & 0o001 for up in place.parents)
    )


def _disk() -> Iterator[Check]:
    from warehouse_sql.location import sif_home

    place = sif_home()
    while not place.exists():
        place = place.parent
    free = shutil.disk_usage(place).free
    text = f"{free / (1 << 30):.1f} GiB free at {place}"
    todo = "make room: landing files, raw rows and two builds must fit"
    if free < _NO_DISK:
        yield Check("disk", "fail", text, todo)
    elif free < _LOW_DISK:
        yield Check("disk", "warn", text, todo)
    else:
        yield Check("disk", "ok", text)


def _warehouse() -> Iterator[Check]:
    from warehouse_sql import WarehouseBusy
    from warehouse_sql.engine import LEAST_POSTGRES

    try:
        with state(wait_seconds=2) as warehouse:
            [row] = warehouse.query("select version() as version, count(*) as n from control.delivery").to_pylist()
    except WarehouseBusy as busy:
        yield Check("warehouse", "warn", str(busy), "run the doctor again when that process is done")
        return
    told = row["version"].split(" on ")[0]
    yield Check("warehouse", "ok", f"{told}, {row['n']:,} deliveries")
    if warehouse.dialect == "postgres" and int(told.split()[1].split(".")[0]) < LEAST_POSTGRES:
        yield Check("postgres", "fail", f"{told} is too old", f"use PostgreSQL {LEAST_POSTGRES} or later")


def _published() -> Iterator[Check]:
    from warehouse_sql import WarehouseError, open_published

    try:
        with open_published() as published:
            count = sum(1 for name in published.relations() if name.split(".")[0] in ("core", "rule", "mart"))
    except WarehouseError as error:
        yield Check("published", "warn", str(error), "run `sif build`")
        return
    yield Check("published", "ok", f"{count} facts, rules and marts")


def _landing(deep: bool) -> Iterator[Check]:
    """Index, objects and `control.delivery` must tell the same story."""
    import hashlib

    from cli.session import landing_root
    from warehouse_sql.landing import Landing

    landing = Landing(landing_root())
    with state(wait_seconds=2) as warehouse:
        known = warehouse.query("select source, stem, sha256, file_bytes from control.delivery").to_pylist()
    lost, resized, changed = [], [], []
    with progress("landing") as tell:
        for number, row in enumerate(known, start=1):
            path = landing.path(row["sha256"])
            try:
                if path.stat().st_size != row["file_bytes"]:
                    resized.append(row["stem"])
                elif deep:
                    with path.open("rb") as file:
                        if hashlib.file_digest(file, "sha256").hexdigest() != row["sha256"]:
                            changed.append(row["stem"])
            except FileNotFoundError:
                lost.append(row["stem"])
            if deep or number == len(known):
                tell(number, len(known), row["stem"])
    for names, what in ((lost, "are gone"), (resized, "have another size"), (changed, "have another hash")):
        if names:
            yield Check(
                "landing", "fail", f"{len(names)} landed files {what}: {', '.join(names[:3])}",
                "restore SIF_HOME/landing from the backup; the landing files are the truth",
            )  # fmt: skip
    recorded = {(row["source"], row["stem"], row["sha256"]) for row in known}
    indexed = {(entry.source, entry.stem, entry.sha256) for entry in landing.deliveries()}
    if indexed - recorded:
        yield Check(
            "landing index", "warn", f"{len(indexed - recorded)} landed deliveries are not recorded in the warehouse",
            "run `sif receive` again: what senders offer is recorded, have them offer the rest again; `sif rebuild"
            " --from-landing` makes a new warehouse of all, but without what officers decided",
        )  # fmt: skip
    if not (lost or resized or changed):
        yield Check(
            "landing", "ok", f"{len(known):,} deliveries, every file is there{' and unchanged' if deep else ''}"
        )
    partial = landing.root / "partial"
    stale = (
        [p for p in partial.glob("*") if time.time() - p.stat().st_mtime > _STALE_SECONDS] if partial.is_dir() else []
    )
    if stale:
        yield Check(
            "landing partial",
            "warn",
            f"{len(stale)} unfinished files older than a day",
            f"they may be removed: {partial}",
        )


def _counterparties() -> Iterator[Check]:
    from exchange_adapters import counterparties

    path = counterparties_path()
    if not path.is_file():
        yield Check("counterparties", "fail", f"there is no {path}", "run `sif init` and fill it in")
        return
    if path.stat().st_mode & 0o007:
        yield Check("counterparties", "warn", f"everybody can read {path}", f"chmod 640 {path}")
    try:
        entries = counterparties.read(path)
    except RuntimeError as error:
        yield Check("counterparties", "fail", str(error), f"mend {path}")
        return
    if not entries:
        yield Check("counterparties", "warn", f"{path} names nobody", "fill it in, or use `sif night --dir FOLDER`")
        return
    bad = [check for entry in entries for check in _counterparty(entry)]
    yield from bad
    if not bad:
        yield Check("counterparties", "ok", f"{len(entries)} configured; keys are there, host keys are pinned")


def _counterparty(entry: dict[str, Any]) -> Iterator[Check]:
    name = str(entry["name"])
    for key, value in entry.items():
        if key.endswith("_env") and not os.environ.get(str(value), "").strip():
            yield Check(name, "fail", f"{key}: ${value} is not set", "set it where sif and Airflow run")
        if not key.endswith("_file"):
            continue
        path = Path(value)
        if not path.is_file():
            yield Check(name, "fail", f"{key} {path} does not exist", "put the file there, or mend the path")
        elif key == "known_hosts_file":
            if not _pins(path.read_text(encoding="utf-8", errors="replace"), entry["host"], entry.get("port", 22)):
                todo = "ask them for their host key by telephone and add it; never take what the network offers"
                yield Check(name, "fail", f"{path} has no key of {entry['host']}", todo)
        elif path.stat().st_mode & 0o077:
            yield Check(name, "warn", f"others can read {path}", f"chmod 600 {path}")


def _pins(known_hosts: str, host: str, port: int) -> bool:
    """Whether an OpenSSH known_hosts text names the host; hashed names cannot be compared and count."""
    for line in known_hosts.splitlines():
        names = line.split(" ", 1)[0]
        if names.startswith("|1|") or {host, f"[{host}]:{port}"} & set(names.split(",")):
            return True
    return False


def _dbt() -> Iterator[Check]:
    from warehouse_sql.location import locate
    from warehouse_sql.transform import PROJECT

    if not (PROJECT / "dbt_project.yml").is_file():
        yield Check("dbt", "fail", f"there is no dbt project at {PROJECT}", "the checkout is not whole: git status")
        return
    cache = locate().work_path / "target" / "partial_parse.msgpack"
    if cache.is_file():
        age = timedelta(seconds=int(time.time() - cache.stat().st_mtime))
        yield Check("dbt", "ok", f"parsed {age} ago; builds start from that")
    else:
        yield Check("dbt", "ok", "not parsed yet: the first build takes half a minute longer")


def _clock() -> Iterator[Check]:
    """A delivery received in the future means a wrong clock; on PostgreSQL the two clocks are compared."""
    from warehouse_sql import clock

    with state(wait_seconds=2) as warehouse:
        [row] = warehouse.query(
            "select max(received_at) as last, max(decided_at) as decided from control.delivery"
        ).to_pylist()
        theirs = None
        if warehouse.dialect == "postgres":
            sql = "select cast(clock_timestamp() at time zone 'Asia/Shanghai' as timestamp) as now"
            theirs = warehouse.query(sql).to_pylist()[0]["now"]
    now = clock.now()
    latest = max((moment for moment in row.values() if moment), default=None)
    if theirs is not None and abs(theirs - now) > _MAX_SKEW:
        yield Check(
            "clock", "fail", f"this clock and the database's differ by {abs(theirs - now)}", "start chrony/ntpd on both"
        )
    elif latest is not None and latest > now + _MAX_SKEW:
        yield Check(
            "clock",
            "fail",
            f"a delivery is recorded at {latest:%Y-%m-%d %H:%M}, which is not yet",
            "set the clock (chrony/ntpd)",
        )
    else:
        yield Check("clock", "ok", f"{now:%Y-%m-%d %H:%M:%S} Asia/Shanghai")
