"""Builds as of a moment: beside the published one, made once, gone when nobody wants them."""

from __future__ import annotations

import os
from datetime import timedelta
from decimal import Decimal

import pytest

from tests.ingest.deliver import query
from tests.warehouse_sql.test_parts import accept, file
from warehouse_sql import WarehouseError, clock, code, moments, open_published, open_warehouse, transform
from warehouse_sql.content_hash import content_hash
from warehouse_sql.control import gates
from warehouse_sql.engine.postgres import PostgresBeside
from warehouse_sql.explain import explain
from warehouse_sql.landing import Landing

MART = "mart_pension__collection_rate"
SELECT = [MART, "dim_fund"]


def due(url: str, name: str = "") -> Decimal:
    with open_published(url, name) as published:
        [row] = published.query(f"select due_amount from mart.{MART} where period = '202401'").to_pylist()
        return row["due_amount"]


def test_a_build_of_a_moment_stands_beside_the_published_one_and_says_what_was_known(warehouse_url, tmp_path):
    root = tmp_path / "landing"
    accept(warehouse_url, root, [file("EP01", "632300", "202401", 1)])
    transform.build(warehouse_url, select=SELECT)
    first, moment = due(warehouse_url), clock.now()
    with open_published(warehouse_url) as published:
        hashed = content_hash(published, f"mart.{MART}")
    accept(warehouse_url, root, [file("EP01", "632300", "202401", 2), file("EP01", "632300", "202402", 1)])
    transform.build(warehouse_url, select=SELECT)
    second = due(warehouse_url)
    assert second != first
    name = moments.ensure(warehouse_url, moment, select=SELECT)
    assert due(warehouse_url, name) == first and due(warehouse_url) == second
    with open_published(warehouse_url, name) as published:
        assert content_hash(published, f"mart.{MART}") == hashed
        told = explain(
            published, Landing(root), transform.PROJECT / "models", MART, ["enterprise_pension", "632300", "202401"],
            decode=lambda data, codec, errors: data.decode(codec, errors),
        )  # fmt: skip
        assert told.agrees and {line.delivery.seq for line in lines(told.rows)} == {1}
    # Asked again, at another moment between the same deliveries: nothing is built.
    before = query(warehouse_url, "select count(*) as n from control.build")
    assert moments.ensure(warehouse_url, moment + timedelta(microseconds=1), select=SELECT) == name
    assert query(warehouse_url, "select count(*) as n from control.build") == before
    # It goes when nobody has read it for a while, the published one never does.
    assert moments.tidy(warehouse_url) == []
    assert moments.tidy(warehouse_url, clock.now() + moments.KEPT + timedelta(days=1)) == [name]
    with pytest.raises(WarehouseError, match="nothing is published"):
        open_published(warehouse_url, name)
    assert due(warehouse_url) == second
    assert moments.ensure(warehouse_url, moment, select=SELECT) == name and due(warehouse_url, name) == first


def test_a_build_of_a_moment_has_what_officers_had_said_by_then(warehouse_url, tmp_path):
    """Nothing is delivered between the moments: two decided, and a check found otherwise."""
    accept(warehouse_url, tmp_path / "landing", [file("EP01", "632300", "202401", 1)])
    with open_warehouse(warehouse_url) as warehouse, warehouse.transaction() as tx:
        [came] = tx.query("select delivery_id from control.delivery").column("delivery_id").to_pylist()
        gates.record(tx, [checked(came, "passed")])
    before = clock.now()
    with open_warehouse(warehouse_url) as warehouse, warehouse.transaction() as tx:
        gates.record(tx, [checked(came, "failed")])
        tx.execute(
            "insert into control.case_event (event_no, case_id, finding_key, action, outcome, acted_by, login, stamp,"
            " evidence_hash, facts, rule_id, fund_code, acted_at) values (1, 'c', 'f', 'approved', 'dismissed', '王芳',"
            " 'w', 's', 'e', '{}', 'PEN-001', 'enterprise_pension', :at)",
            {"at": clock.now()},
        )
    after = clock.now()

    def told(moment) -> tuple[list, list]:
        name = moments.ensure(warehouse_url, moment, select=["base_finding_word", "base_gate_count"])
        with open_published(warehouse_url, name) as published:
            words = published.query("select outcome from base.base_finding_word").to_pylist()
            checks = published.query("select outcome from base.base_gate_count").to_pylist()
        return [row["outcome"] for row in words], [row["outcome"] for row in checks]

    assert told(before) == ([], ["passed"]) and told(after) == (["dismissed"], ["failed"])


def checked(delivery_id: int, outcome: str) -> gates.GateResult:
    return gates.GateResult(delivery_id, "rows", "warn", outcome, None, None, 0, "", clock.now())


def lines(rows):
    for row in rows:
        if row.line:
            yield row.line
        for behind in row.origins:
            yield from lines(behind.rows)


def test_parts_of_a_build_beside_are_kept_for_it(duckdb_url, tmp_path, monkeypatch):
    from warehouse_sql.engine import duckdb

    root = tmp_path / "landing"
    accept(duckdb_url, root, [file("EP01", "632300", "202401", 1)])
    transform.build(duckdb_url, select=SELECT)
    moment = clock.now()
    accept(duckdb_url, root, [file("EP01", "632300", "202401", 2)])
    name = moments.ensure(duckdb_url, moment, select=SELECT)
    first = due(duckdb_url, name)
    monkeypatch.setattr(duckdb, "_STALE_PART_SECONDS", -1)  # as after a week
    transform.build(duckdb_url, select=SELECT)
    assert due(duckdb_url, name) == first


def test_kept_code_is_the_same_bytes_and_damage_is_told(tmp_path):
    contents = code.files(transform.PROJECT)
    kept, name = code.packed(contents), code.name_of(contents)
    assert code.packed(code.unpacked(kept, name)) == kept
    assert code.name_of(code.files(code.laid_out(contents, tmp_path))) == name
    with pytest.raises(WarehouseError, match="is not what its name says"):
        code.unpacked(code.packed({**contents, "dbt_project.yml": b"name: other\n"}), name)


def test_codes_laid_out_are_bounded_and_an_edited_one_is_laid_out_again(tmp_path):
    made = [code.laid_out({"dbt_project.yml": f"name: p{n}\n".encode()}, tmp_path) for n in range(5)]
    for age, path in enumerate(made):
        os.utime(path / ".used", (1e9 - age * 86_400, 1e9 - age * 86_400))
    assert code.clear(tmp_path, 1e9, 3.5 * 86_400, most=2) == sorted(path.name for path in made[2:])
    assert [path.is_dir() for path in made] == [True, True, False, False, False]
    assert code.clear(tmp_path, 1e9 + 1, 7 * 86_400, most=0) == [made[1].name]  # the first may be running
    (made[0] / "dbt_project.yml").write_bytes(b"name: other\n")
    assert code.laid_out({"dbt_project.yml": b"name: p0\n"}, tmp_path) == made[0]
    assert code.files(made[0]) == {"dbt_project.yml": b"name: p0\n"}
    assert code.clear(tmp_path / "none", 1e9, 1.0) == []


def test_sql_for_a_build_beside_names_its_schemas_and_leaves_text_alone():
    beside = PostgresBeside.__new__(PostgresBeside)
    beside._prefix = "k1_"
    sql = "select m.base.x, 'mart.y', 'it''s core.z' from mart.y as m join control.delivery as d on true"
    assert beside._renamed(sql) == sql.replace("from mart.y", "from k1_mart.y")
    assert "table_schema like 'k1\\_%'" in beside._renamed("select 1 from information_schema.columns")
