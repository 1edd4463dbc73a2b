"""Packages of the exchange node in the control tables, on both engines."""

from __future__ import annotations

import json

import pytest

from warehouse_sql import open_warehouse
from warehouse_sql.control import packages
from warehouse_sql.control.packages import Arrived, Contents, Member, PackageConflictError, Waiting
from warehouse_sql.control.receipts import Reason

A, B, C = "a" * 64, "b" * 64, "c" * 64
CONTENTS = Contents("P-1", "codes", "MOF", "630000", "202401", (Member("a.csv", "text/csv", 3, A),))


def arrive(url: str, *arrived: Arrived) -> list[str]:
    with open_warehouse(url) as warehouse, warehouse.transaction() as tx:
        return list(packages.arrive(tx, arrived))


def came(sha256: str, via: str = "mof_http", **more: object) -> Arrived:
    return Arrived("P-1", sha256, 10, via, **more)  # type: ignore[arg-type]


def test_first_content_takes_the_id_and_the_rest_is_duplicate_or_conflict(warehouse_url: str) -> None:
    assert arrive(warehouse_url, came(A), came(A, "mof_ftp"), came(B)) == ["new", "duplicate", "conflict"]
    assert arrive(warehouse_url, came(B), came(A)) == ["conflict", "duplicate"]
    with open_warehouse(warehouse_url) as warehouse, warehouse.transaction() as tx:
        assert packages.waiting(tx) == [Waiting("P-1", A)]
        assert packages.process(tx, Waiting("P-1", A), CONTENTS)
        assert not packages.process(tx, Waiting("P-1", A), CONTENTS), "at most once"
        assert not packages.refuse(tx, Waiting("P-1", A), [Reason("bad_hash", "…")])
        assert packages.waiting(tx) == []
        (row,) = packages.listing(tx)
    assert (row["state"], row["members"], row["attempts"], row["conflicts"]) == ("processed", 1, 5, 1)


def test_refused_content_leaves_the_id_to_the_next_in_line(warehouse_url: str) -> None:
    arrive(warehouse_url, came(A))
    arrive(warehouse_url, came(B, "mof_ftp"))
    arrive(warehouse_url, came(C, "mof_amqp"))
    with open_warehouse(warehouse_url) as warehouse, warehouse.transaction() as tx:
        for content in (A, B, C):
            assert packages.waiting(tx) == [Waiting("P-1", content)]
            assert packages.refuse(tx, Waiting("P-1", content), [Reason("bad_hash", "…")])
        assert packages.waiting(tx) == [], "each content is tried once"
        (row,) = packages.listing(tx, "in")
        assert (row["state"], row["sha256"], row["via"]) == ("refused", C, "mof_amqp")
        assert json.loads(row["reasons"])[0]["code"] == "bad_hash"
    assert arrive(warehouse_url, came(C)) == ["duplicate"], "what was refused as unreadable stays unreadable"
    assert arrive(warehouse_url, came("d" * 64)) == ["new"]


def test_transfer_that_lies_is_refused_until_the_same_comes_undamaged(warehouse_url: str) -> None:
    lying = Reason("bad_transfer", "…")
    assert arrive(warehouse_url, came(A, reason=lying)) == ["refused"]
    assert arrive(warehouse_url, came(A, reason=lying)) == ["refused"]
    assert arrive(warehouse_url, came(A)) == ["new"]
    assert arrive(warehouse_url, came(B, reason=lying), came(A)) == ["refused", "duplicate"]


def test_content_that_once_came_damaged_still_stands_in_line(warehouse_url: str) -> None:
    lying = Reason("bad_transfer", "…")
    assert arrive(warehouse_url, came(A, reason=lying), came(B), came(A)) == ["refused", "new", "conflict"]
    with open_warehouse(warehouse_url) as warehouse, warehouse.transaction() as tx:
        packages.refuse(tx, Waiting("P-1", B), [Reason("bad_hash", "…")])
        assert packages.waiting(tx) == [Waiting("P-1", A)]


def test_sightings_are_those_of_one_adapter(warehouse_url: str) -> None:
    arrive(warehouse_url, came(A, sighting="s1"), came(A, "mof_ftp", sighting="s2"), came(A))
    with open_warehouse(warehouse_url) as warehouse, warehouse.transaction() as tx:
        assert packages.known_sightings(tx, "mof_http") == {"s1"}
        assert packages.known_sightings(tx, "mof_ftp") == {"s2"}


def test_outbox_holds_a_package_once_and_its_state_moves_once(warehouse_url: str) -> None:
    with open_warehouse(warehouse_url) as warehouse, warehouse.transaction() as tx:
        assert packages.queue(tx, CONTENTS, A, 10)
        assert not packages.queue(tx, CONTENTS, A, 10)
        assert [row["package_id"] for row in packages.ready(tx)] == ["P-1"]
    with (
        open_warehouse(warehouse_url) as warehouse,
        pytest.raises(PackageConflictError),
        warehouse.transaction() as tx,
    ):
        packages.queue(tx, CONTENTS, B, 10)
    with open_warehouse(warehouse_url) as warehouse, warehouse.transaction() as tx:
        packages.record_attempt(tx, "out", "P-1", A, "mof_http", "failed", detail="away")
        packages.sent(tx, "P-1", A, "mof_ftp", "sent")
        packages.refused_by_node(tx, "P-1", A, "mof_http", Reason("conflict", "…"))
        assert packages.ready(tx) == []
        (row,) = packages.listing(tx, "out")
    assert (row["state"], row["via"], row["members"], row["attempts"]) == ("sent", "mof_ftp", 1, 3)


def test_same_id_may_come_and_go(warehouse_url: str) -> None:
    arrive(warehouse_url, came(A))
    with open_warehouse(warehouse_url) as warehouse, warehouse.transaction() as tx:
        assert packages.queue(tx, CONTENTS, B, 10)
        assert {row["direction"] for row in packages.listing(tx)} == {"in", "out"}


def test_what_is_undone_leaves_nothing(warehouse_url: str) -> None:
    class Stop(Exception):
        pass

    with (
        open_warehouse(warehouse_url) as warehouse,
        pytest.raises(Stop),
        warehouse.transaction() as tx,
    ):
        packages.arrive(tx, [came(A)])
        packages.process(tx, Waiting("P-1", A), CONTENTS)
        raise Stop
    with open_warehouse(warehouse_url) as warehouse, warehouse.transaction() as tx:
        assert packages.listing(tx) == []
        counts = "select (select count(*) from control.mof_member) + (select count(*) from control.mof_attempt) as n"
        assert tx.query(counts).to_pylist() == [{"n": 0}]
