"""Two loaders and two gates at the same time: nothing twice, nothing left out."""

from __future__ import annotations

import threading

import expectations
from ingest import load_pending
from tests.ingest.deliver import good, query
from warehouse_sql import open_warehouse
from warehouse_sql.control import deliveries


def _together(*works) -> None:
    errors: list[BaseException] = []
    start = threading.Barrier(len(works))

    def run(work) -> None:
        start.wait()
        try:
            work()
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    assert errors == []


def test_loaders_and_gates_side_by_side_do_each_delivery_once(postgres_url, tmp_path):
    root = tmp_path / "landing"
    month = [good(50, table="EP01", seq=n, mode="append") for n in range(1, 6)]
    live = [good(20, table="EP08", source="TAX", seq=n, mode="append") for n in range(1, 9)]
    for sent in [*month, *live]:
        sent.land(postgres_url, root)
    night = lambda: load_pending(postgres_url, root)  # noqa: E731
    round_ = lambda: load_pending(postgres_url, root, cycle="realtime")  # noqa: E731
    _together(night, round_, night)
    counts = query(
        postgres_url,
        "select (select count(*) from raw.ep01_unit_contribution) as month,"
        " (select count(*) from raw.ep08_tax_unit_collection) as live,"
        " (select count(*) from control.delivery where status = 'loaded') as loaded",
    )
    assert counts == [{"month": 250, "live": 160, "loaded": 13}]

    gates = lambda: expectations.run_gates(postgres_url)  # noqa: E731
    live_gates = lambda: expectations.run_gates(postgres_url, cycle="realtime")  # noqa: E731
    _together(gates, live_gates, live_gates)
    assert query(postgres_url, "select count(*) as n from control.delivery where status = 'loaded'") == [{"n": 0}]
    twice = query(postgres_url, "select delivery_id, check_id from control.gate group by 1, 2 having count(*) > 1")
    assert twice == []
    told = query(postgres_url, "select count(*) as n, count(distinct delivery_id) as d from control.receipt")
    assert told == [{"n": 13, "d": 13}]


def test_what_another_has_claimed_is_left_to_it(postgres_url, tmp_path):
    root = tmp_path / "landing"
    first, second = good(2, seq=1, mode="append"), good(2, seq=2, mode="append")
    ids = [sent.land(postgres_url, root).delivery_id for sent in (first, second)]
    with open_warehouse(postgres_url) as other, other.transaction() as tx:
        assert deliveries.claim(tx, [ids[0]], "received") == {ids[0]}
        summary = load_pending(postgres_url, root)
        assert (summary.loaded, summary.failed) == (1, 0)
    assert load_pending(postgres_url, root).loaded == 1


def test_a_round_of_the_real_time_feeds_leaves_the_rest_to_the_night(warehouse_url, tmp_path):
    root = tmp_path / "landing"
    good(2).land(warehouse_url, root)
    good(2, table="EP08", source="TAX").land(warehouse_url, root)
    assert load_pending(warehouse_url, root, cycle="realtime").loaded == 1
    expectations.run_gates(warehouse_url, cycle="realtime")
    found = query(warehouse_url, "select file_code, status from control.delivery order by 1")
    assert found[0] == {"file_code": "EP01", "status": "received"}
    assert found[1]["status"] in ("accepted", "held")
