"""DuckDB: a state file that one process writes, and a published file that is replaced as a whole.

Why two files: readers are refused while a writer holds a DuckDB file open, and a file half-created by a crash cannot be
opened. So loading never touches what people read, and every new file is made under another name and renamed.
"""

from __future__ import annotations

import fcntl
import os
import re
import time
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from typing import IO

import duckdb
import pyarrow as pa

from warehouse_sql import durable
from warehouse_sql.engine.parameters import rewrite
from warehouse_sql.failpoints import reached
from warehouse_sql.location import Location
from warehouse_sql.port import Dialect, Params, Warehouse, WarehouseBusy, WarehouseError

# Without the first, a missing table would silently be read from a Python variable of the same name.
_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "python_enable_replacements": "false",
    "autoinstall_known_extensions": "false",
    # Write each finished row group at once: loading overlaps with parsing, and memory does not grow with the file.
    "write_buffer_row_group_count": "1",
    # Groups of small files are less than a row group each: merged into the file after every one (16 MiB of log, the
    # default) they are compressed again and again, a third of a load of 3,500 files. Closing merges what is left.
    "wal_autocheckpoint": "256MiB",
    # A new file is written as DuckDB 1.2 and later read it. In the older way each column of a table costs 3 kB, rows or
    # none: a state is 8.6 MB instead of 0.5, written again after every change, and takes twice as long to open.
    "storage_compatibility_version": "v1.2.0",
}
_STREAM_MEMORY = "384MiB"
_RETRY_SECONDS = 0.25
# A reader of an older build may need parts that the present one does not.
_STALE_PART_SECONDS = 7 * 24 * 3600


class DuckTransaction:
    """One transaction on a DuckDB connection."""

    dialect: Dialect = "duckdb"

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection

    def execute(self, sql: str, params: Params | None = None) -> int:
        text, used = rewrite(sql, params, "$%s")
        result = self._connection.execute(text, used)
        if text.lstrip()[:6].lower() in {"insert", "update", "delete"}:
            row = result.fetchone()
            return int(row[0]) if row else -1
        return -1

    def execute_many(self, sql: str, rows: Sequence[Params]) -> None:
        for row in rows:
            self.execute(sql, row)

    def query(self, sql: str, params: Params | None = None) -> pa.Table:
        text, used = rewrite(sql, params, "$%s")
        return self._connection.execute(text, used).to_arrow_table()

    def lock(self, name: str) -> None:
        """The file has one writer, who is us."""

    def append(self, table: str, data: pa.Table | Iterable[pa.RecordBatch], schema: pa.Schema | None = None) -> int:
        if isinstance(data, pa.Table):
            incoming, names = data, data.column_names
        else:
            if schema is None:
                raise ValueError("append: batches need their schema")
            incoming, names = pa.RecordBatchReader.from_batches(schema, data), schema.names
        columns = ", ".join(f'"{name}"' for name in names)
        view = f"incoming_{uuid.uuid4().hex}"
        self._connection.register(view, incoming)
        try:
            with self._streaming() if schema is not None else nullcontext():
                return self.execute(f"insert into {table} ({columns}) select {columns} from {view}")
        finally:
            self._connection.unregister(view)

    @contextmanager
    def _streaming(self) -> Iterator[None]:
        """A stream has one reader: several threads that wait for it cost more CPU than they save (measured: +60 %). And
        it may be of any length: what is written need not stay in memory."""
        asked = "select current_setting('threads') as threads, current_setting('memory_limit') as memory_limit"
        [before] = self.query(asked).to_pylist()
        self._connection.execute("set threads = 1")
        self._connection.execute(f"set memory_limit = '{_STREAM_MEMORY}'")
        try:
            yield
        finally:
            with suppress(duckdb.Error):  # after a failed statement the transaction takes no more
                self._connection.execute(f"set threads = {before['threads']}")
                self._connection.execute(f"set memory_limit = '{before['memory_limit']}'")


class _Connected:
    """What the state and the published file have in common."""

    dialect: Dialect = "duckdb"

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection

    def query(self, sql: str, params: Params | None = None) -> pa.Table:
        return DuckTransaction(self._connection).query(sql, params)

    def relations(self) -> set[str]:
        found = self.query("select table_schema || '.' || table_name as name from information_schema.tables")
        return set(found.column("name").to_pylist())

    def close(self) -> None:
        self._connection.close()

    def __exit__(self, *exc: object) -> None:
        self.close()


class DuckState(_Connected):
    """The state file, open for writing."""

    def attach(self, statement: str) -> None:
        self._connection.execute(statement)

    @contextmanager
    def transaction(self) -> Iterator[DuckTransaction]:
        self._connection.begin()
        try:
            yield DuckTransaction(self._connection)
            reached("duckdb.commit.before")
        except BaseException:
            self._connection.rollback()
            raise
        self._connection.commit()
        reached("duckdb.commit.after")

    def __enter__(self) -> DuckState:
        return self


class DuckPublished(_Connected):
    """The published file, read-only and without access to anything outside it."""

    def batches(self, sql: str, rows: int) -> Iterator[pa.RecordBatch]:
        yield from self._connection.execute(sql).to_arrow_reader(rows)

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        yield  # a build that is published is another file: the one that is open stays as it is

    def __enter__(self) -> DuckPublished:
        return self


def open_state(location: Location, prepare: Callable[[Warehouse], None], wait_seconds: float) -> DuckState:
    """Open the state file; `prepare` fills a new one before it gets its name."""
    path = location.state_path
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        _create(path, prepare)
    return DuckState(_connect_patiently(path, wait_seconds))


def _create(path: Path, prepare: Callable[[Warehouse], None]) -> None:
    new = path.with_name(f".{path.name}.{uuid.uuid4().hex}.new")
    with DuckState(duckdb.connect(str(new), config=_CONFIG)) as state:
        prepare(state)
    reached("state.create.before")
    with suppress(FileExistsError):
        os.link(new, path)  # unlike a rename this fails where another process was faster
    reached("state.create.after")
    new.unlink()


def _connect_patiently(path: Path, wait_seconds: float) -> duckdb.DuckDBPyConnection:
    deadline = time.monotonic() + wait_seconds
    while True:
        try:
            return duckdb.connect(str(path), config=_CONFIG)
        except duckdb.IOException as error:
            if "lock" not in str(error).lower():
                raise WarehouseError(f"cannot open {path}: {error}") from error
            if time.monotonic() >= deadline:
                holder = re.search(r"\(PID \d+\)", str(error))
                raise WarehouseBusy(
                    f"{path} is being written by another process{f' {holder[0]}' if holder else ''}"
                    f" (waited {wait_seconds:.0f} s);"
                    " wait for it to end, or use a postgresql:// warehouse for concurrent work"
                ) from error
            time.sleep(_RETRY_SECONDS)


def open_published(location: Location) -> DuckPublished:
    """Open the published file. A build that is published later is seen by the next opening."""
    path = location.published_path
    if not path.exists():
        raise WarehouseError(f"nothing is published at {path} yet: run `sif build` (or `sif night`)")
    connection = duckdb.connect(str(path), read_only=True, config=_CONFIG)
    # A file opened twice in one process is one instance: locked already, it cannot be locked again.
    locked = connection.execute("select current_setting('lock_configuration')").fetchone()
    if not (locked and locked[0]):
        parts = str(_parts_folder(location)).replace("'", "''")
        connection.execute(f"set allowed_directories = ['{parts}/']")
        connection.execute("set enable_external_access = false")
        connection.execute("set lock_configuration = true")
    return DuckPublished(connection)


@contextmanager
def build_file(location: Location, wait_seconds: float = 3600.0) -> Iterator[Path]:
    """The file of a build in progress, beside the published one so that renaming is atomic; one build at a time.

    Always the same name: dbt reads the whole project again where a setting of its profile is another than last time.
    Raises WarehouseBusy where another build does not end. What a killed build left is removed.
    """
    published = location.main_path
    published.parent.mkdir(parents=True, exist_ok=True)
    path = published.with_name(f".{published.stem}.build{published.suffix}")
    with published.with_name(f".{published.stem}.build.lock").open("w") as lock:
        deadline = time.monotonic() + wait_seconds
        while not _locked(lock):
            if time.monotonic() >= deadline:
                raise WarehouseBusy(f"{published} is being built by another process: wait for it to end")
            time.sleep(_RETRY_SECONDS)
        _discard(path)
        try:
            yield path
        finally:
            _discard(path)


def _locked(file: IO[str]) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _parts_folder(location: Location) -> Path:
    return location.main_path.with_name(f"{location.main_path.stem}.parts")


def part_path(location: Location, model: str, fingerprint: str) -> Path:
    """The file of a part."""
    return _parts_folder(location) / model / f"{fingerprint}.parquet"


def dbt_environment(location: Location, build: Path) -> dict[str, str]:
    """What dbt's profile needs to reach the build file and the state.

    Threads are `SIF_BUILD_THREADS`, else as many as there are cores. Two at one query wait for each other: 850,000
    people on two cores took 146 CPU s and 82 s with two, 131 and 84 with one.
    """
    return {
        "SIF_BUILD_PATH": str(build),
        "SIF_STATE_PATH": str(location.state_path),
        "SIF_BUILD_THREADS": os.environ.get("SIF_BUILD_THREADS") or str(len(os.sched_getaffinity(0))),
    }


def prepare_build(build: Path, plan: pa.Table, delivery: pa.Table, moment: pa.Table) -> None:
    """The file that dbt fills, with the plan of its parts; folders for those that are made now."""
    for folder in {Path(place).parent for place in plan.column("place").to_pylist()}:
        folder.mkdir(parents=True, exist_ok=True)
    with duckdb.connect(str(build), config=_CONFIG) as connection:
        connection.execute("create schema part")
        connection.execute("create table part.failed_rule (rule_id text)")
        for name, table in (("plan", plan), ("delivery", delivery), ("moment", moment)):
            connection.register("given", table)
            connection.execute(f"create table part.{name} as select * from given")
            connection.unregister("given")


def note_failed_rules(build: Path, rule_ids: Iterable[str]) -> None:
    """What the second pass of a build has to leave out (macros/rule/failed_rules.sql)."""
    with duckdb.connect(str(build), config=_CONFIG) as connection:
        for rule_id in rule_ids:
            connection.execute("insert into part.failed_rule values ($1)", [rule_id])


def attach_build(state: Warehouse, build: Path) -> str:
    """Make the relations of a build file readable beside the state; returns what stands before their names."""
    if not isinstance(state, DuckState):
        raise TypeError("the state of another engine")
    place = str(build).replace("'", "''")
    state.attach(f"attach '{place}' as build (read_only)")
    return "build."


def part_rows(places: Mapping[str, str]) -> dict[str, int]:
    """Rows of the parts that are there, by fingerprint; their files are on the disk for good when this returns."""
    found = {fingerprint: Path(place) for fingerprint, place in places.items() if Path(place).exists()}
    for folder in {path.parent for path in found.values()}:
        durable.sync_folder(folder)
    rows = {}
    with duckdb.connect(config=_CONFIG) as connection:
        for fingerprint, path in found.items():
            with path.open("rb+") as file:
                durable.sync_file(file)
            count = connection.execute("select num_rows from parquet_file_metadata($1)", [str(path)]).fetchone()
            rows[fingerprint] = int(count[0]) if count else 0
    return rows


def discard_parts(location: Location, wanted: Iterable[str]) -> None:
    """Remove parts that no build needs (`wanted`: fingerprints of those that one does) and that were made long ago."""
    keep = set(wanted)
    for path in _parts_folder(location).rglob("*.parquet"):
        if path.stem not in keep and time.time() - path.stat().st_mtime > _STALE_PART_SECONDS:
            path.unlink(missing_ok=True)


def finish_build(location: Location, build: Path, control_tables: Sequence[str]) -> None:
    """Make a build file stand alone: staging views (which need the state file) go, `control` comes in as it is now."""
    with duckdb.connect(str(build), config=_CONFIG) as connection:
        state = str(location.state_path).replace("'", "''")
        connection.execute(f"attach '{state}' as sif_state (read_only)")
        connection.begin()
        connection.execute("drop schema if exists staging cascade")
        connection.execute("drop schema if exists part cascade")
        connection.execute("create schema if not exists control")
        for table in control_tables:
            connection.execute(f"create or replace table control.{table} as select * from sif_state.control.{table}")
        reached("build.commit.before")
        connection.commit()
        reached("build.commit.after")
        connection.execute("detach sif_state")
        connection.execute("checkpoint")


def count_rows(build: Path, tables: Mapping[str, str]) -> dict[str, int]:
    """Rows of tables of a build file, by the names they are given with (name → `schema.table`)."""
    with duckdb.connect(str(build), read_only=True, config=_CONFIG) as connection:
        return {name: _count(connection, table) for name, table in tables.items()}


def _count(connection: duckdb.DuckDBPyConnection, name: str) -> int:
    row = connection.execute(f"select count(*) from {name}").fetchone()
    return int(row[0]) if row else 0


def publish(location: Location, build: Path) -> None:
    """The build takes the published name: readers that are open keep the old file, new ones get the new."""
    with build.open("rb+") as file:
        durable.sync_file(file)
    location.published_path.parent.mkdir(exist_ok=True)
    durable.rename(build, location.published_path)


def is_published(location: Location) -> bool:
    """Whether the build is there."""
    return location.published_path.exists()


def discard_published(location: Location) -> None:
    """Remove a build that stands beside the published one; who has it open keeps it."""
    if not location.name:
        raise ValueError("the published build is replaced, never removed")
    location.published_path.unlink(missing_ok=True)


def _discard(build: Path) -> None:
    for path in (build, build.with_name(build.name + ".wal")):
        path.unlink(missing_ok=True)
