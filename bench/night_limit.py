"""The limit of the night: what its stages have to do at least, by hand, over the same files, in DuckDB.

receive    each file copied into a store, with its SHA-256; one sync at the end
load       unpack (isal), transcode (iconv), `read_csv` with the types given, insert
gate       of each table and delivery (region, month): rows, filled fields, sums of money, doubled keys; one pass
build      of each table the row of a key that counts, as Parquet (zstd); how people were reported, each way once, with
           the ID and name cleaned, and the number's ID where a record has none; what is counted of each table;
           one pass of each join and aggregate of dimensions, whole facts and reconciliation (night_limit.sql)

No lineage, no keys that survive corrections, no history, no tests; it stops at the first bad record.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from bench.limit import CSV, KINDS, unpack
from bench.measure import Figures, Measured

if TYPE_CHECKING:
    import duckdb

    from catalogue import Table

STATEMENTS = Path(__file__).with_name("night_limit.sql")
COUNTED = Path(__file__).parents[1] / "dbt_project" / "models" / "base" / "_generated"
# Where and of when a row is, whichever of them a table has.
REGION, PERIOD = ("admin_division_code", "pooling_area_code"), ("data_period", "corresponding_fee_period")
# How a person was reported; a table without one of them says nothing there.
WAY = ("person_id", "citizen_id", "person_name", "sex_code", "birth_date", "unit_id")

_LEVIED = "pooling_area_code as region, corresponding_fee_period as period, unit_id"
UNIONS = {
    "booked_persons": ("EP02 IP02 EM02 UE02",
        "admin_division_code as region, data_period as period, unit_id, person_id, personal_due_current_amount as due,"
        " personal_paid_current_amount as paid, 0 as levied"),
    "levied_persons": ("EP09 IP09 EM09 EM10 UE07", f"{_LEVIED}, person_id, 0, 0, personal_paid_amount as levied"),
    "booked_units": ("EP01 IP01 EM01 UE01 WI01 MT01",
        "admin_division_code as region, data_period as period, unit_id, unit_due_current_amount as due,"
        " unit_paid_current_amount as paid, 0 as levied"),
    "levied_units": ("EP09 IP09 EM09 EM10 UE07",
        f"{_LEVIED}, coalesce(unit_paid_amount, 0) + coalesce(personal_paid_amount, 0) as levied"),
    "items": ("EP12 IP12 RP09 EM13 RM07 UE10 WI09 MT07", "payable_plan_detail_id, amount"),
    "payments": ("EP11 IP11 RP08 EM12 RM06 UE09 WI08 MT06",
        "payable_plan_detail_id, payment_master_id, party_id, fee_period, amount"),
    "orders": ("EP10 IP10 RP07 EM11 RM05 UE08 WI07 MT05", "payment_master_id, amount"),
    "ledgers": ("EP03 IP03 RP02",
        "admin_division_code as region, data_period as period, person_id, pension_paid_total as due"),
}  # fmt: skip
"""Name in night_limit.sql → tables and their columns: the same of all funds, one after the other."""


def receive(folder: Path) -> Figures:
    store = folder / "limit-store"
    shutil.rmtree(store, ignore_errors=True)
    store.mkdir()
    with Measured() as measured:
        for place, _, names in os.walk(folder / "month" / "outbox"):
            for name in names:
                path = Path(place, name)
                with path.open("rb") as file:
                    digest = hashlib.file_digest(file, "sha256").hexdigest()
                shutil.copyfile(path, store / digest)
        os.sync()
    return measured.figures


def load(folder: Path) -> Figures:
    import duckdb

    from catalogue import load_catalogue

    catalogue = load_catalogue()
    files = _files(folder / "month")
    path = folder / "limit.duckdb"
    path.unlink(missing_ok=True)
    shared = "/dev/shm" if Path("/dev/shm").is_dir() else None
    rows = 0
    with Measured() as measured, duckdb.connect(str(path)) as connection:
        connection.execute("create schema loaded")
        for code, archives in files.items():
            types = _types(catalogue.table(code))
            with tempfile.TemporaryDirectory(dir=shared) as texts:
                for archive, encoding in archives:
                    large = archive.stat().st_size > 1 << 16  # one read
                    unpack(archive, Path(texts) / f"{archive.stem}.csv", encoding == "GB18030", large)
                _create(connection, code, types)
                given = json.dumps(types).replace('"', "'")  # the sender's order is the catalogue's
                read = f"read_csv('{texts}/*.csv', {CSV}, columns={given})"
                connection.execute(f"insert into loaded.{code.lower()} select * from {read}")
            rows += _one(connection, f"select count(*) from loaded.{code.lower()}")
    return measured.figures | {"rows": rows, "deliveries": sum(map(len, files.values()))}


def gate(folder: Path) -> Figures:
    import duckdb

    with Measured() as measured, duckdb.connect(str(folder / "limit.duckdb")) as connection:
        for table in _tables(_names(connection)):
            told = [f"count({f.column})" for f in table.fields]
            told += [f"sum({f.column})" for f in table.fields if f.logical_type == "money"]
            told += [f"count(distinct hash({', '.join(table.natural_key)}))"]
            connection.execute(
                f"select {', '.join(_delivery(table))}, count(*), {', '.join(told)}"
                f" from loaded.{table.file_code.lower()} group by all"
            ).fetchall()
    return measured.figures


def build(folder: Path) -> Figures:
    import duckdb

    from catalogue import load_catalogue

    out = folder / "limit-parts"
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir()
    built = folder / "limit-built.duckdb"
    built.unlink(missing_ok=True)
    counted = _counted()
    with duckdb.connect(str(built)) as connection:
        connection.execute(f"attach '{folder / 'limit.duckdb'}' as source (read_only)")
        loaded = _names(connection)
        connection.execute("create schema loaded")
        for table in load_catalogue().tables.values():  # a month may lack a table; the SQL names them all
            name = table.file_code.lower()
            if name in loaded:
                connection.execute(f"create view loaded.{name} as select * from source.loaded.{name}")
            else:
                _create(connection, name, _types(table))
        with Measured() as measured:
            tables = _tables(loaded)
            for table in tables:
                name, key = table.file_code.lower(), ", ".join(table.natural_key)
                connection.execute(
                    f"copy (select * from loaded.{name} qualify row_number() over (partition by {key}) = 1)"
                    f" to '{out}/{name}.parquet' (format parquet, compression zstd)"
                )
            reported = " union all ".join(map(_reported, filter(_people, tables)))
            connection.execute(f"create table reported as {reported}")
            for table in tables:
                if counts := counted.get(table.file_code):
                    connection.execute(
                        f"create table counted_{table.file_code.lower()} as select {', '.join(_delivery(table))},"
                        f" {', '.join(counts)} from loaded.{table.file_code.lower()} group by all"
                    )
            statements = STATEMENTS.read_text(encoding="utf-8")
            for name, union in UNIONS.items():
                statements = statements.replace(f"{{{name}}}", _union(*union))
            for statement in statements.split(";\n"):
                if statement.strip():
                    connection.execute(statement)
    return measured.figures


def _people(table: Table) -> bool:
    return bool({"person_id", "citizen_id"} & {field.column for field in table.fields})


def _reported(table: Table) -> str:
    """How a table names people, each way once, cleaned: an ID in capitals, a name with one separator."""
    there = {field.column for field in table.fields}
    told = {name: name if name in there else "null" for name in WAY}
    told |= {"citizen_id": f"upper(trim({told['citizen_id']}))"}
    told |= {"person_name": f"translate(trim({told['person_name']}), '•‧・･．', '·····')"}
    region, period = (next((name for name in names if name in there), "null") for names in (REGION, PERIOD))
    columns = [f"cast({sql} as {'date' if name == 'birth_date' else 'text'}) as {name}" for name, sql in told.items()]
    return (
        f"select '{table.source}' as system_code, cast({region} as text) as region_code, {', '.join(columns)},"
        f" cast(min({period}) as text) as first_period, cast(max({period}) as text) as last_period"
        f" from loaded.{table.file_code.lower()} group by all"
    )


def _union(codes: str, columns: str) -> str:
    return " union all ".join(
        f"select '{code[:2]}' as fund, {columns} from loaded.{code.lower()}" for code in codes.split()
    )


def _counted() -> dict[str, list[str]]:
    """What the quality measures count of each table, as SQL; its defects are left out."""
    counts: dict[str, list[str]] = defaultdict(lambda: ["count(*) as rows_"])
    for path in sorted(COUNTED.glob("base_measure__*.sql")):
        for code, measure, column in re.findall(
            r"\('(\w+)', \d+, '(\w+)', '(\w+)'\)", path.read_text(encoding="utf-8")
        ):
            sql = {"filled": "count({})", "persons": "count(distinct {})", "amount": "sum({})"}.get(measure)
            if sql:
                counts[code].append(f"{sql.format(column)} as {measure}_{column}")
    return dict(counts)


def _delivery(table: Table) -> list[str]:
    """What tells deliveries of a table apart in its rows."""
    there = {field.column for field in table.fields}
    return [name for name in (*REGION, *PERIOD) if name in there] or ["1"]


def _types(table: Table) -> dict[str, str]:
    return {field.column: KINDS.get(field.logical_type, "varchar") for field in table.fields}


def _create(connection: duckdb.DuckDBPyConnection, code: str, types: dict[str, str]) -> None:
    columns = ", ".join(f"{column} {kind}" for column, kind in types.items())
    connection.execute(f"create table loaded.{code.lower()} ({columns})")


def _tables(names: set[str]) -> list[Table]:
    from catalogue import load_catalogue

    return [table for table in load_catalogue().tables.values() if table.file_code.lower() in names]


def _names(connection: duckdb.DuckDBPyConnection) -> set[str]:
    found = connection.execute("select table_name from duckdb_tables() where schema_name = 'loaded'").fetchall()
    return {str(row[0]) for row in found}


def _one(connection: duckdb.DuckDBPyConnection, sql: str) -> int:
    found = connection.execute(sql).fetchone()
    return int(found[0]) if found else 0


def _files(month: Path) -> dict[str, list[tuple[Path, str]]]:
    """file code -> (archive, encoding) of the delimited files in an outbox."""
    from catalogue import load_catalogue

    codes = set(load_catalogue().tables)
    files: dict[str, list[tuple[Path, str]]] = defaultdict(list)
    for manifest in sorted((month / "outbox").rglob("*.json")):
        about = json.loads(manifest.read_text(encoding="utf-8"))
        if about["table"] in codes:
            files[about["table"]].append((manifest.with_suffix(".zip"), about["encoding"]))
    return dict(files)
