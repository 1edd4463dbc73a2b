"""Deliveries, conflicts, duplicates, and which delivery is current when."""

from __future__ import annotations

import io
import itertools
import json
from dataclasses import replace
from datetime import datetime

import pytest

from tests.dbt_project.rendered import model
from warehouse_sql import clock, open_warehouse
from warehouse_sql.control import deliveries, gates, receipts, runs
from warehouse_sql.landing import Landing, LandingError

numbers = itertools.count()


def delivery(stem="HRSS_EP01_632300_202401_001", content="a", seq=1, mode="full"):
    return deliveries.Delivery(
        deliveries.delivery_id("HRSS", stem, content), "folder", "HRSS", "EP01", "632300", "202401", seq, mode,
        stem, stem + ".zip", 10, content, "GB18030", 3, "{}", clock.now(), clock.now(),
    )  # fmt: skip


def arrival():
    return deliveries.Arrival("folder", f"/outbox/{next(numbers)}.json", None, 10)


def accept(url, *found):
    for item in found:
        with open_warehouse(url) as warehouse, warehouse.transaction() as tx:
            deliveries.register(tx, [(item, arrival())])
            deliveries.decide(tx, [deliveries.Decision(item.delivery_id, "accepted", 3, 3, 0)])


def current(url, as_of="9999-12-31"):
    with open_warehouse(url) as warehouse:
        rows = warehouse.query(
            "select seq from control.current_delivery where known_from <= cast(:t as timestamp)"
            " and (known_to is null or known_to > cast(:t as timestamp)) order by seq",
            {"t": str(as_of)},
        )
        return rows.column("seq").to_pylist()


def test_same_content_again_is_a_duplicate_other_content_a_conflict(warehouse_url):
    first, again, other = delivery(), delivery(), delivery(content="b")
    with open_warehouse(warehouse_url) as warehouse:
        with warehouse.transaction() as tx:
            assert deliveries.register(tx, [(first, arrival())]) == ["new"]
        with warehouse.transaction() as tx:
            assert deliveries.register(tx, [(again, arrival()), (other, arrival())]) == ["duplicate", "conflict"]
            told = {row["status"]: json.loads(row["body"]) for row in receipts.unsent(tx)}
            assert set(told) == {"duplicate", "conflict"}
            assert told["conflict"]["reasons"][0]["code"] == "conflict"
            assert [d.sha256 for d in deliveries.in_status(tx, "received")] == ["a"]
            assert [d.sha256 for d in deliveries.in_status(tx, "conflict")] == ["b"]


def test_a_sighting_that_is_known_changes_nothing(warehouse_url):
    seen = arrival()
    with open_warehouse(warehouse_url) as warehouse:
        for _ in range(2):
            with warehouse.transaction() as tx:
                deliveries.register(tx, [(delivery(), seen)])
        with warehouse.transaction() as tx:
            assert deliveries.known_arrivals(tx, "folder") == {seen.arrival_id}
            assert receipts.unsent(tx) == []


def test_later_full_sequence_replaces_and_append_adds(warehouse_url):
    one, two = delivery(), delivery("HRSS_EP01_632300_202401_002", "b", 2, "append")
    accept(warehouse_url, one, two)
    assert current(warehouse_url) == [1, 2]
    before = clock.now()
    accept(warehouse_url, delivery("HRSS_EP01_632300_202401_003", "c", 3, "full"))
    assert current(warehouse_url) == [3]
    assert current(warehouse_url, before) == [1, 2], "what was known then stays known"


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_order_of_arrival_does_not_matter_in_the_end(duckdb_url, order):
    sent = [
        delivery(),
        delivery("HRSS_EP01_632300_202401_002", "b", 2, "full"),
        delivery("HRSS_EP01_632300_202401_003", "c", 3, "append"),
    ]
    accept(duckdb_url, *(sent[i] for i in order))
    assert current(duckdb_url) == [2, 3]


def test_held_and_rejected_are_never_current(warehouse_url):
    held = delivery()
    with open_warehouse(warehouse_url) as warehouse, warehouse.transaction() as tx:
        deliveries.register(tx, [(held, arrival())])
        deliveries.decide(tx, [deliveries.Decision(held.delivery_id, "held")])
    assert current(warehouse_url) == []


def test_a_later_look_of_the_gate_stands_beside_what_was_known_before(warehouse_url):
    said = {day: datetime(2025, 3, day, 2) for day in (1, 2, 3)}
    outcomes = {1: "failed", 2: "failed", 3: "passed"}
    staged = model("stg_control__gate", warehouse_url.partition(":")[0].removesuffix("ql"), as_of="{as_of}")
    with open_warehouse(warehouse_url) as warehouse:
        for day, moment in said.items():
            result = gates.GateResult(1, "keys", "error", outcomes[day], "1", "0", 1, "主键重复", moment)
            other = gates.GateResult(2, "keys", "error", "passed", "0", "0", 0, "主键重复", moment)
            with warehouse.transaction() as tx:
                gates.record(tx, [result, other])
        now = warehouse.query("select delivery_id, outcome, success, checked_at from control.gate order by 1")
        assert [tuple(row.values()) for row in now.to_pylist()] == [
            (1, "passed", True, said[3]), (2, "passed", True, said[1]),
        ]  # fmt: skip
        for as_of, known in {"2025-03-01 01:00": [], "2025-03-02 12:00": ["failed", "passed"],
                             "2025-03-03 02:00": ["passed", "passed"]}.items():  # fmt: skip
            rows = warehouse.query(
                "with gate as (select * from control.gate), gate_former as (select * from control.gate_former),"
                f" staged as ({staged.format(as_of=as_of)}) select outcome from staged order by delivery_id"
            )
            assert rows.column("outcome").to_pylist() == known, as_of


def test_what_is_recorded_of_many_costs_no_statement_each(warehouse_url):
    """The gate and the receipts of a night once spent most of their time in a statement a row."""
    numbers = range(200)
    results = [
        gates.GateResult(number // 2, f"c{number % 2}", "error", "passed", "0", "0", 0, "主键重复", clock.now())
        for number in numbers
    ]
    told = [receipts.Receipt(f"r{number}", "HRSS", "s", number, "accepted", "{}", clock.now()) for number in numbers]
    with open_warehouse(warehouse_url) as warehouse, warehouse.transaction() as tx:
        receipts.record(tx, told)
        statements = []
        execute = tx.execute
        tx.execute = lambda *given: statements.append(given[0]) or execute(*given)
        tx.execute_many = lambda *given: pytest.fail("a statement a row")
        gates.record(tx, results[:150])
        gates.record(tx, [replace(result, outcome="failed") for result in results[:150]])
        gates.record(tx, results[100:])
        receipts.mark_sent(tx, [receipt.receipt_id for receipt in told[:120]])
        assert sum(not statement.startswith("insert") for statement in statements) == 3
        assert tx.query("select count(*) as n from control.gate").to_pylist() == [{"n": 200}]
        assert tx.query("select count(*) as n from control.gate_former").to_pylist() == [{"n": 200}]
        assert len(receipts.unsent(tx)) == 80


def test_stage_that_fails_is_recorded_as_failed(warehouse_url):
    with pytest.raises(ZeroDivisionError), runs.stage(warehouse_url, "r1", "load") as detail:
        detail["files"] = 1
        1 / 0  # noqa: B018
    with open_warehouse(warehouse_url) as warehouse:
        row = warehouse.query("select status, detail from control.stage_run").to_pylist()[0]
    assert row["status"] == "failed"
    assert json.loads(row["detail"]) == {"files": 1, "error": "ZeroDivisionError"}


def test_landing_keeps_bytes_once_and_lists_what_it_has(tmp_path):
    landing = Landing(tmp_path)
    first, second = landing.put(io.BytesIO(b"abc")), landing.put(io.BytesIO(b"abc"))
    assert first == second and first.path.read_bytes() == b"abc"
    landing.keep_manifest("HRSS", "HRSS_EP01", first.sha256, b'{"version": 1}', {"channel": "folder"})
    landing.keep_manifest("HRSS", "HRSS_EP01", first.sha256, b"other", {})
    (known,) = landing.deliveries()
    assert (known.sha256, known.manifest, known.arrival) == (first.sha256, b'{"version": 1}', {"channel": "folder"})
    assert list(landing.partial.iterdir()) == []


def test_a_frozen_report_keeps_its_note_and_another_is_refused(tmp_path):
    landing = Landing(tmp_path)
    about = {"name": "q1", "as_of": clock.now()}
    landing.keep_frozen("q1", about)
    landing.keep_frozen("q1", about)
    with pytest.raises(LandingError, match="另一份定稿"):
        landing.keep_frozen("q1", {**about, "model": "other"})
    assert [one["name"] for one in landing.frozen()] == ["q1"] and "model" not in landing.frozen_note("q1")


@pytest.mark.parametrize("name", ["../x", "a/b", "", ".hidden", "a..b", "x" * 300, "名"])
def test_landing_refuses_names_that_could_be_paths(tmp_path, name):
    with pytest.raises(ValueError, match="plain names"):
        Landing(tmp_path).keep_manifest("HRSS", name, "0" * 64, b"{}", {})
