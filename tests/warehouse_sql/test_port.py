"""Both engines behind the port behave alike."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pytest

from warehouse_sql import WarehouseBusy, WarehouseError, open_published, open_warehouse
from warehouse_sql.content_hash import content_hash, content_sum

ROWS = pa.table(
    {
        "whole": pa.array([1, None], pa.int64()),
        "money": pa.array([Decimal("-1234.50"), None], pa.decimal128(18, 2)),
        "text_value": pa.array(['尕藏·才让,"x"\n|', ""], pa.string()),
        "bytes_value": pa.array([b"\xff\x00\\x", None], pa.binary()),
        "flag": pa.array([True, None], pa.bool_()),
        "day": pa.array([dt.date(2024, 2, 29), None], pa.date32()),
        "moment": pa.array([dt.datetime(2024, 2, 29, 23, 59, 59), None], pa.timestamp("us")),
    }
)


def make_table(tx, dialect):
    blob = "blob" if dialect == "duckdb" else "bytea"
    tx.execute(
        "create table raw.everything (whole bigint, money decimal(18,2), text_value text,"
        f" bytes_value {blob}, flag boolean, day date, moment timestamp)"
    )


def test_append_and_query_every_type_comes_back_unchanged(warehouse_url):
    with open_warehouse(warehouse_url) as warehouse:
        with warehouse.transaction() as tx:
            make_table(tx, warehouse.dialect)
            assert tx.append("raw.everything", ROWS) == 2
            assert tx.append("raw.everything", iter(ROWS.to_batches()), ROWS.schema) == 2
        found = warehouse.query("select * from raw.everything where money < :limit", {"limit": Decimal("0")})
        assert found.schema.equals(ROWS.schema)
        assert found.to_pylist() == [ROWS.to_pylist()[0]] * 2
        # the empty string is not null
        empty = warehouse.query("select whole from raw.everything where text_value = ''")
        assert empty.num_rows == 2


def test_transaction_that_fails_leaves_nothing(warehouse_url):
    with open_warehouse(warehouse_url) as warehouse:
        with warehouse.transaction() as tx:
            make_table(tx, warehouse.dialect)
        with pytest.raises(RuntimeError, match="stop"), warehouse.transaction() as tx:
            tx.append("raw.everything", ROWS)
            raise RuntimeError("stop")
        assert warehouse.query("select count(*) as n from raw.everything").column("n")[0].as_py() == 0


def test_batches_that_fail_half_way_leave_nothing(warehouse_url):
    def batches():
        yield from ROWS.to_batches()
        raise ValueError("the file ends here")

    with open_warehouse(warehouse_url) as warehouse:
        with warehouse.transaction() as tx:
            make_table(tx, warehouse.dialect)
        with pytest.raises(Exception, match="the file ends here"), warehouse.transaction() as tx:
            tx.append("raw.everything", batches(), ROWS.schema)
        assert warehouse.query("select count(*) as n from raw.everything").column("n")[0].as_py() == 0


def test_parameters_leave_casts_and_percent_signs_alone(warehouse_url):
    with open_warehouse(warehouse_url) as warehouse:
        sql = "select '5%'::text as a, :x::text as b, 'a:b' as c"
        row = warehouse.query(sql, {"x": "%s", "b": "no"}).to_pylist()[0]
        assert row == {"a": "5%", "b": "%s", "c": "a:b"}


def test_opening_twice_applies_the_declarations_once(warehouse_url):
    open_warehouse(warehouse_url).close()
    with open_warehouse(warehouse_url) as warehouse:
        assert warehouse.query("select count(*) as n from control.declaration").column("n")[0].as_py() == 1


def test_a_column_that_is_new_in_the_declarations_is_added(warehouse_url):
    with open_warehouse(warehouse_url) as warehouse, warehouse.transaction() as tx:
        tx.execute("alter table control.stage_run drop column detail")
        tx.execute("update control.declaration set fingerprint = 'old'")
    with open_warehouse(warehouse_url) as warehouse:
        assert warehouse.query("select detail from control.stage_run").num_rows == 0


def test_published_before_a_build_says_what_to_do(warehouse_url):
    open_warehouse(warehouse_url).close()
    with pytest.raises(WarehouseError, match="sif build"):
        open_published(warehouse_url)


def test_unknown_engine_is_refused_without_showing_the_password():
    with pytest.raises(WarehouseError) as error:
        open_warehouse("mysql://user:geheim@host/db")
    assert "geheim" not in str(error.value)


def test_second_writer_of_the_embedded_state_is_told_to_wait(duckdb_url):
    program = f"from warehouse_sql import open_warehouse as o; w=o({duckdb_url!r}); print('open', flush=True); input()"
    holder = subprocess.Popen(
        [sys.executable, "-c", program],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    try:
        assert holder.stdout.readline().strip() == b"open"
        with pytest.raises(WarehouseBusy, match="another process"):
            open_warehouse(duckdb_url, wait_seconds=0.5)
    finally:
        holder.communicate(b"\n")
    open_warehouse(duckdb_url, wait_seconds=0.5).close()


def test_content_hash_is_the_same_on_both_engines_and_in_any_order(duckdb_url, postgres_url):
    plain = ROWS.drop_columns(["bytes_value"])
    hashes, sums = [], []
    for url, rows in ((duckdb_url, plain), (postgres_url, plain.take([1, 0]))):
        with open_warehouse(url) as warehouse:
            with warehouse.transaction() as tx:
                make_table(tx, warehouse.dialect)
                tx.execute("alter table raw.everything drop column bytes_value")
                tx.append("raw.everything", rows)
            hashes.append(content_hash(warehouse, "raw.everything"))
            sums.append(content_sum(warehouse, "raw.everything"))
            with warehouse.transaction() as tx:
                tx.execute("update raw.everything set text_value = null where text_value = ''")
            assert content_hash(warehouse, "raw.everything") != hashes[-1]
            assert content_sum(warehouse, "raw.everything") != sums[-1]
    assert hashes[0] == hashes[1]
    assert sums[0] == sums[1]
    assert sums[0][0] == plain.num_rows


def test_publishing_on_postgres_keeps_who_may_read(postgres_url):
    """A system that reads shares reads the next build too; what it was not given it does not get."""
    import psycopg

    from warehouse_sql.engine import postgres
    from warehouse_sql.location import locate

    location = locate(postgres_url)
    role = f"reader_{abs(hash(postgres_url)) % 10**8}"

    def build(number: int) -> None:
        with psycopg.connect(postgres_url, autocommit=True) as connection:
            for schema in ("share", "base"):
                connection.execute(f"create schema next_{schema}")
                connection.execute(f"create table next_{schema}.one as select {number} as n")
            connection.execute(f"create view next_share.two as select n from next_share.one where {number} > 0")
        postgres.publish(location)

    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute(f'create role "{role}"')
        build(1)
        connection.execute(f'grant usage on schema share to "{role}"')
        connection.execute(f'grant select on share.two to "{role}" with grant option')
        connection.execute("grant select on share.one to public")
        try:
            for number in (2, 3):
                build(number)
                may = connection.execute(
                    "select has_schema_privilege(%(r)s, 'share', 'usage'),"
                    " has_table_privilege(%(r)s, 'share.two', 'select with grant option'),"
                    " has_table_privilege(%(r)s, 'share.one', 'select'), has_schema_privilege(%(r)s, 'base', 'usage'),"
                    " has_table_privilege(%(r)s, 'base.one', 'select'),"
                    " has_table_privilege(%(r)s, 'share.two', 'insert')",
                    {"r": role},
                ).fetchone()
                assert may == (True, True, True, False, False, False)
                connection.execute(f'set role "{role}"')
                assert connection.execute("select n from share.two").fetchone() == (number,)
                connection.execute("reset role")
        finally:
            connection.execute(f'drop owned by "{role}"')
            connection.execute(f'drop role "{role}"')


def test_what_was_committed_and_is_only_in_a_long_log_survives_a_kill(tmp_path):
    """The log may grow far before it is merged into the file; a process killed then must lose nothing."""
    url = f"duckdb://{tmp_path / 'w.duckdb'}"
    program = f"""
import os, secrets
import pyarrow as pa
from warehouse_sql import open_warehouse
with open_warehouse({url!r}) as warehouse:
    with warehouse.transaction() as tx:
        tx.execute("create table raw.many (n bigint, word text)")
    for group in range(4):
        words = [secrets.token_hex(150) for _ in range(30_000)]
        with warehouse.transaction() as tx:
            tx.append("raw.many", pa.table({{"n": [group] * len(words), "word": words}}))
    with warehouse.transaction() as tx:
        tx.append("raw.many", pa.table({{"n": [9], "word": ["not committed"]}}))
        os.kill(os.getpid(), 9)
"""
    subprocess.run([sys.executable, "-c", program], check=False, cwd=Path(__file__).parents[2])
    log = tmp_path / "w.state.duckdb.wal"
    assert log.stat().st_size > 30 << 20, "it is in the log only: merging after each group was a third of a load"
    with open_warehouse(url) as warehouse:
        counted = warehouse.query("select n, count(*) as c from raw.many group by n order by n").to_pylist()
    assert counted == [{"n": group, "c": 30_000} for group in range(4)]
