"""200 hostile names of files, columns, members and codes: data or a refusal, never a statement, on both databases."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import psycopg
import pytest

from catalogue.masking import mask_label
from exchange_adapters import receive_folder
from expectations import run_gates
from ingest import load_pending
from tests.ingest.deliver import CATALOGUE, Sent, good, query, record, zipped
from warehouse_sql import open_warehouse
from warehouse_sql.engine import duckdb as duck_engine

EP01 = CATALOGUE.table("EP01")
SQL = [
    "'; drop table raw.ep01_unit_contribution; --", "x'); delete from control.delivery; --", '"; drop schema raw; --',
    "1; attach '/tmp/sif-name.duckdb' as x", "'; copy (select 1) to '/tmp/sif-name.csv'; --", "$$; drop table x; $$",
    "'; select pg_sleep(9); --", "' or '1'='1", "') union select version() --", "\\'; drop table x; --", "%s", "%(x)s",
    "$1", ":name", "?", "{x}", "{{ 7*7 }}", "{% raw %}", "${jndi:ldap://127.0.0.1/x}", "#{7*7}", "`id`", "$(id)",
    "; rm -rf /", "| id", "&& id", "\"quoted\"", "'quoted'", "--", "/* */", "*/", ";", "\\", "\\x00", "\\u0000", "%00",
    "%n%n%n", "%2e%2e%2f", "=cmd|'/c calc'!A1", "+1+1", "@SUM(A1)", "<script>alert(1)</script>", "]]>", "<!--",
    "&lt;", "- a\n- b".replace("\n", " "), "!!python/object/apply:os.system", "key: [", "{\"a\":1}", "null", "NaN",
    "true", "undefined", "CON", "NUL", "COM1", "..", ".", "~", "-rf", "--help", "select", "from", "user", "order",
    "raw.ep01_unit_contribution", "control.delivery", "pg_catalog.pg_class", "information_schema", "main", "_line_no",
    "_delivery_id", "rowid", "ctid", "xmin", "oid", "１", "\u202egnp.exe", "a\u200bb", "\ufeffx", "\u00a0", "\u3000",
    "ﬀ", "İ", "ß", "а", "e\u0301", "\U0001f4a9", "尕藏·才让", "单位编号 ", " 单位编号", "单位编号\u200b", "单位\t编号",
    "\x01", "\x07", "\x1b[31m", "\x7f", "\x85", "\u2028", "a" * 300, "长" * 120, "x" * 5000,
]  # fmt: skip
COLUMNS = [name.replace("|", "/") for name in SQL]
CODES = [name.replace("|", "/")[:190] for name in SQL]
FILES = [re.sub(r"[/\0]", "_", name)[:120] for name in SQL[:40]]


def test_there_are_two_hundred():
    assert len(set(COLUMNS)) + len(set(CODES)) + len(set(FILES)) >= 200


@contextmanager
def recorded(dialect: str, monkeypatch) -> Iterator[list[str]]:
    """Every statement that reaches the driver, without its values and with the names of its temporary views alike."""
    seen: list[str] = []

    def note(sql: object) -> None:
        text = sql.decode() if isinstance(sql, bytes) else str(getattr(sql, "as_string", lambda _=None: sql)(None))
        text = re.sub(r"incoming_[0-9a-f]{32}", "incoming", text)
        # How many at once differs: lists of parameters are one.
        text = re.sub(r"\((?:[$:%(]*v\d+\)?s?(?:, )?)+\)", "(…)", text)
        seen.append(" ".join(text.split()))

    with monkeypatch.context() as patch:
        if dialect == "duckdb":
            connect = duckdb.connect

            class Connection:
                def __init__(self, inner: duckdb.DuckDBPyConnection) -> None:
                    self._inner = inner

                def execute(self, sql, *more):
                    note(sql)
                    return self._inner.execute(sql, *more)

                def __getattr__(self, name):
                    assert name in ("begin", "commit", "rollback", "register", "unregister", "close"), name
                    return getattr(self._inner, name)

            patch.setattr(duck_engine.duckdb, "connect", lambda *a, **k: Connection(connect(*a, **k)))
        else:
            for cursor in (psycopg.Cursor, psycopg.ServerCursor):
                for method in ("execute", "executemany", "copy"):
                    original = getattr(cursor, method, None)
                    if original is None:
                        continue

                    def wrapped(self, sql, *more, _original=original, **named):
                        note(sql)
                        return _original(self, sql, *more, **named)

                    patch.setattr(cursor, method, wrapped)
        yield seen


def schema(url: str) -> set[str]:
    with open_warehouse(url) as warehouse:
        found = warehouse.query(
            "select table_schema || '.' || table_name || '.' || column_name as n from information_schema.columns"
            " where table_schema not in ('pg_catalog', 'information_schema')"
        )
    return set(found.column("n").to_pylist())


def night(url: str, base: Path, deliveries: list[Sent], dialect: str, monkeypatch) -> set[str]:
    """The shapes of all statements of a night with these."""
    side = base / "side"
    for one in deliveries:
        one.post(side)
    with recorded(dialect, monkeypatch) as seen:
        receive_folder(side, url, base / "landing")
        assert load_pending(url, base / "landing").failed == 0
        run_gates(url)
    return set(seen)


def with_columns(names: list[str], harmless: bool) -> list[Sent]:
    made = []
    for number, name in enumerate(names):
        one = good(3, region=f"63{number:04d}", encoding="UTF-8")
        one.header = [*EP01.labels, f"多出{number}" if harmless else name]
        one.records = [[*cells, "x" if harmless else name.replace("\n", " ")] for cells in one.records]
        made.append(one)
    return made


def with_codes(names: list[str], harmless: bool) -> list[Sent]:
    one = good(0, region="639999", encoding="UTF-8", table="EP01")
    one.records = [
        record(EP01, number, unit_type_code="10" if harmless else name, unit_name="单位" if harmless else name)
        for number, name in enumerate(names)
    ]
    return [one]


def with_members(names: list[str], harmless: bool) -> list[Sent]:
    made = []
    for number, name in enumerate(names):
        one = good(3, region=f"62{number:04d}", encoding="UTF-8")
        one.archive = zipped({f"{number}.txt" if harmless else f"{name}.txt": one.txt()})
        made.append(one)
    return made


def test_hostile_names_make_no_statement_that_harmless_ones_do_not(warehouse_url, tmp_path, monkeypatch):
    dialect = "duckdb" if warehouse_url.startswith("duckdb") else "postgres"
    other = f"{warehouse_url.replace('warehouse.duckdb', 'other.duckdb')}"
    if dialect == "postgres":
        with psycopg.connect(warehouse_url, autocommit=True) as connection:
            connection.execute("create database other_names")
        other = re.sub(r"/sif_test_[^?]*\?", "/other_names?", warehouse_url)

    def all_of(harmless: bool) -> list[Sent]:
        return with_columns(COLUMNS, harmless) + with_codes(CODES, harmless) + with_members(FILES, harmless)

    usual = night(other, tmp_path / "a", all_of(True), dialect, monkeypatch)
    before = schema(other)
    found = night(warehouse_url, tmp_path / "b", all_of(False), dialect, monkeypatch)
    assert len(usual) > 20, "the recorder hears nothing"
    assert found - usual == set()
    assert schema(warehouse_url) == before
    assert not list(Path("/tmp").glob("sif-name*"))

    states = query(warehouse_url, "select region_code, status, reasons from control.delivery order by region_code")
    by_region = {row["region_code"]: row for row in states}
    for number, name in enumerate(COLUMNS):
        row = by_region[f"63{number:04d}"]
        told = json.loads(row["reasons"] or "[]")
        assert row["status"] in ("accepted", "held", "rejected"), name
        assert row["status"] != "rejected" or told, name
    drift = {row["l"] for row in query(warehouse_url, "select distinct column_label as l from control.drift")}
    kept = [n for n, name in enumerate(COLUMNS) if by_region[f"63{n:04d}"]["status"] != "rejected"]
    told = {mask_label(COLUMNS[n]) for n in kept}
    assert told <= drift | set(EP01.labels), "what is drifted is told as it stood there, or masked like a person"
    codes = {row["c"] for row in query(warehouse_url, "select unit_type_code as c from raw.ep01_unit_contribution")}
    rejected = query(warehouse_url, "select count(*) as n from control.reject")[0]["n"]
    stored = [name for name in CODES if name in codes]
    assert len(stored) + rejected >= len(CODES) and len(stored) > 80
    members = [by_region[f"62{number:04d}"] for number in range(len(FILES))]
    assert all(row["status"] == "rejected" and "bad_archive" in row["reasons"] for row in members)


@pytest.mark.parametrize("name", FILES[:20])
def test_a_hostile_file_name_is_refused_or_plain(name, duckdb_url, tmp_path):
    side = tmp_path / "side"
    one = good(2)
    one.post(side)
    place = next((side / "outbox").rglob("*.json"))
    (place.parent / f"{name}.json").write_bytes(place.read_bytes())
    (place.parent / f"{name}.zip").write_bytes(one.zip())
    receive_folder(side, duckdb_url, tmp_path / "landing")
    assert load_pending(duckdb_url, tmp_path / "landing").failed == 0
    stems = [row["stem"] for row in query(duckdb_url, "select stem from control.delivery where status = 'loaded'")]
    assert stems == [one.stem]
    assert {p.parent.name for p in (tmp_path / "landing" / "deliveries").rglob("*.manifest.json")} == {one.stem}
