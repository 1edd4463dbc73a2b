"""The limit of the night: what its stages have to do at least, by hand, over the same files, in DuckDB.

receive    each file copied into a store, with its SHA-256; one sync at the end
load       unpack (isal), transcode (iconv), `read_csv` with the types given, insert
gate       of each table and delivery (region, month): rows, filled fields, sums of money, doubled keys; one pass
build      of each table the row of a key that counts, as Parquet (zstd), and night_limit.sql, each join and aggregate
           once: citizens' IDs checked (GB 11643), each once; how people and units were reported, each way once,
           cleaned; who is who (the ID under a number, IDs corrected or mistyped, name and birth in a unit or region,
           numbers moved) and which unit is which (codes checked, names over systems); what does not fit an ID; people
           with their death, units, the registry, medical institutions, accounts; what is counted of each delivery:
           rows, filled fields, persons, units, money, declared defects, codes used and what they stand for; who is
           missing on a list; quality of feeds; legal numbers in force, bands, retirements beside the law; bases, taxed
           wages and residents' payments of a year; spells of unemployment; the stations of reconciliation and what
           differs

Left out: lineage, keys that survive corrections, history (who was who on former days, links that corrections ended),
as-of, tests, publishing; bank statements, which are no delimited files, and what needs their entries, treasury's
tables or historical reports (none in the month); when a delivery came and what the gate found, which stand in no row;
views, which their readers work out. Facts keep the region's code as it was sent. It stops at the first bad record.
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
    from catalogue.base_models import BaseMember
    from catalogue.code_maps import CodeColumn

STATEMENTS = Path(__file__).with_name("night_limit.sql")
_PROJECT = Path(__file__).parents[1] / "dbt_project"
COUNTED, SEEDS = _PROJECT / "models" / "base" / "_generated", _PROJECT / "seeds" / "_generated"
# Where and of when a row is, whichever of them a table has.
REGION, PERIOD = ("admin_division_code", "pooling_area_code"), ("data_period", "corresponding_fee_period")
# How people and units were reported: a column of the way, and those that say it, whichever of them a table has.
PERSON = {
    "person_name": ("person_name", "dependant_name", "party_name"), "sex_code": ("sex_code", "dependant_sex_code"),
    "birth_date": ("birth_date", "dependant_birth_date"),
}  # fmt: skip
UNIT = ("unit_id", "org_code", "unified_credit_code", "unit_name")
_PLACEHOLDER = (
    "case when strlen({0}) < 12 then upper(trim({0})) in ('无', '-', '/', '0', 'NULL', 'N/A', '不详', '暂无', '空') end"
)
DEFECTS = {
    "citizen_id_15": "i.is_15", "citizen_id_untidy": "i.is_untidy", "citizen_id_invalid": "i.is_invalid",
    "person_name_untidy": "n.told is not null",
    "person_number_placeholder": _PLACEHOLDER, "unit_number_placeholder": _PLACEHOLDER,
}  # fmt: skip
"""Declared defects counted in the pass over a table; those of regions' and funds' codes follow from the codes used."""


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
    with duckdb.connect() as connection:
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
                _keep(connection, table, out)
            for statement in _statements(tables):
                connection.execute(statement)
                if made := re.match(r"\s*create table (\w+)", statement):  # what is temporary is no result
                    _write(connection, made[1], out)
    return measured.figures


def _keep(connection: duckdb.DuckDBPyConnection, table: Table, out: Path) -> None:
    """The row of a key that counts, as Parquet. Few keys come twice: only what shares a hash is put in order."""
    name, key = f"loaded.{table.file_code.lower()}", ", ".join(table.natural_key)
    doubled = f"(select hash({key}) from {name} group by 1 having count(*) > 1)"
    kept = (
        f"(select * from {name} where hash({key}) not in {doubled} union all"
        f" (select * from {name} where hash({key}) in {doubled} qualify row_number() over (partition by {key}) = 1))"
    )
    _write(connection, kept, out, table.file_code.lower())


def _write(connection: duckdb.DuckDBPyConnection, what: str, out: Path, name: str = "") -> None:
    connection.execute(f"copy {what} to '{out}/{name or what}.parquet' (format parquet, compression zstd)")


def _statements(tables: list[Table]) -> list[str]:
    """night_limit.sql with its placeholders filled: `{EP01 IP01}` are those tables, one below the other by name."""
    from catalogue import load_catalogue
    from catalogue.base_models import base_models
    from catalogue.code_maps import code_columns

    catalogue = load_catalogue()
    codes: dict[str, list[CodeColumn]] = defaultdict(list)
    for column in code_columns(catalogue):
        codes[column.table.file_code].append(column)
    there = {table.file_code for table in tables}
    members = [m for model in base_models(catalogue).values() for m in model.members if m.table.file_code in there]
    measures = _measures()
    made = {
        "seeds": str(SEEDS),
        "people": " union all ".join(_people(m) for m in members if m.person_id or m.citizen_id),
        "units": " union all ".join(_units(m) for m in members if {"unit_name", "org_code"} & set(m.table.columns)),
        "counted": " union all ".join(_counted(t, measures[t.file_code]) for t in tables if t.file_code in measures),
        "codes_used": " union all ".join(_codes_used(t, codes[t.file_code]) for t in tables if codes[t.file_code]),
    }

    def filled(match: re.Match[str]) -> str:
        return made.get(match[1]) or "(" + " union all by name ".join(
            f"select '{code}' as file_code, * from loaded.{code.lower()}" for code in match[1].split()
        ) + ")"  # fmt: skip

    text = re.sub(r"--.*", "", STATEMENTS.read_text(encoding="utf-8"))
    text = re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), text)  # DuckDB knows no such escape
    return [part for part in re.sub(r"\{([A-Za-z][\w ]*)\}", filled, text).split(";\n") if part.strip()]


def _people(member: BaseMember) -> str:
    """How a table names people. Payments do not say the region, and their payees' numbers are of one."""
    columns = member.table.columns
    told = {"person_id": member.person_id if member.region else None, "citizen_id": member.citizen_id,
            "unit_id": member.unit_id}  # fmt: skip
    told |= {name: next((c for c in said if c in columns), None) for name, said in PERSON.items()}
    return _way(member, told)


def _units(member: BaseMember) -> str:
    return _way(member, {name: name if name in member.table.columns else None for name in UNIT})


def _way(member: BaseMember, told: dict[str, str | None]) -> str:
    period = next((name for name in PERIOD if name in member.table.columns), None)
    told |= {"region_code": member.region, "period": period}
    columns = [
        f"cast({column or 'null'} as {'date' if name == 'birth_date' else 'text'}) as {name}"
        for name, column in told.items()
    ]
    return f"select '{member.system}' as system_code, {', '.join(columns)} from loaded.{member.table.file_code.lower()}"


def _measures() -> dict[str, list[tuple[str, str]]]:
    """What the quality measures count of each table, as (measure, column); a defect's column is after its name."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for path in sorted(COUNTED.glob("base_measure__*.sql")):
        text = path.read_text(encoding="utf-8")
        for code, measure, column in re.findall(r"\('(\w+)', \d+, '(\w+)', '([\w:]*)'\)", text):
            found[code].append((measure, column))
    return dict(found)


def _counted(table: Table, measures: list[tuple[str, str]]) -> str:
    """Every figure of a table's deliveries in one pass; IDs and names that are not as they should be are few."""
    of: dict[str, list[str]] = defaultdict(list)
    for measure, column in measures:
        of[measure].append(column)
    filled = ", ".join(f"'{column}': count(t.{column})" for column in of["filled"])
    defects, joins = [], ""
    for defect, _, column in (name.partition(":") for name in of["defect"]):
        if defect not in DEFECTS:
            continue
        defects.append(f"'{defect}:{column}': count(*) filter ({DEFECTS[defect].format('t.' + column)})")
        for alias, kind, first in (("i", "id", "citizen_id_15"), ("n", "name", "person_name_untidy")):
            if defect == first:
                joins += f" left join odd_{kind} as {alias} on {alias}.told = t.{column}"
    region, period = _said(table, REGION), _said(table, PERIOD)
    persons, units = (f"count(distinct t.{of[what][0]})" if of[what] else "null" for what in ("persons", "units"))
    amount = f"cast(sum(t.{of['amount'][0]}) as decimal(38, 2))" if of["amount"] else "null"
    return (
        f"select '{table.file_code}' as file_code, cast({region} as text) as region, cast({period} as text) as period,"
        f" count(*) as rows_, map {{{filled}}} as filled, map {{{', '.join(defects)}}} as defects,"
        f" {persons} as persons, {units} as units, {amount} as amount"
        f" from loaded.{table.file_code.lower()} as t{joins} group by {region}, {period}"
    )


def _codes_used(table: Table, codes: list[CodeColumn]) -> str:
    """Each value of each column of codes and how often a delivery has it; without a list, how often there is one."""
    region, period = _said(table, REGION), _said(table, PERIOD)
    there = [code for code in codes if code.column in table.columns]
    columns = [
        code.column if code.code_list else f"case when {code.column} is not null then '' end as {code.column}"
        for code in there
    ]
    names = [code.column for code in there]
    chosen = " ".join(f"when grouping(t.{name}) = 0 then '{name}'" for name in names)
    value = f"coalesce({', '.join(f't.{name}' for name in names)})"
    sets = ", ".join(f"(_region, _period, t.{name})" for name in names)
    return (
        f"select '{table.file_code}' as file_code, cast(_region as text) as region, cast(_period as text) as period,"
        f" case {chosen} end as column_name, {value} as code, count(*) as uses"
        f" from (select {region} as _region, {period} as _period, {', '.join(columns)}"
        f" from loaded.{table.file_code.lower()}) as t group by grouping sets ({sets}) having {value} is not null"
    )


def _said(table: Table, names: tuple[str, ...]) -> str:
    return next((name for name in names if name in table.columns), "null")


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
