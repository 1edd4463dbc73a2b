"""In whatever order files come, and however often, the same tables stand in the end.

Fifty orders at once: each is a county of its own, and each night brings every county its next file.
"""

from __future__ import annotations

import random
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from exchange_adapters import receive_folder
from expectations import run_gates
from ingest import load_pending
from tests.ingest.deliver import CATALOGUE, good, query, record

ORDERS, AGAIN = 50, 0.2
EP02 = CATALOGUE.table("EP02")


def files(region: str) -> list:
    """Corrections, additions, refused records, a partner without which a check cannot be made; all of one month."""
    made = [good(count, region=region, seq=seq, mode=mode) for seq, mode, count in (
        (1, "full", 6), (2, "append", 2), (3, "full", 8), (4, "append", 3))]  # fmt: skip
    for seq, mode, first, count in ((1, "full", 1, 9), (2, "full", 1, 30), (3, "append", 50, 4)):
        one = good(0, region=region, table="EP02", seq=seq, mode=mode)
        one.records = [
            record(EP02, number, unit_id=f"UNI0000000{number % 6 + 1}", personal_contribution_base=f"{4000 + seq}.00")
            for number in range(first, first + count)
        ]
        made.append(one)
    made[5].records[3] = record(EP02, 3, data_period="x")
    made[5].manifest = {"records": 30}
    return made


@pytest.fixture
def quick(tmp_path) -> Iterator[Path]:
    """A folder in memory where there is one: what is proved here needs thousands of fsyncs and none of them."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else tmp_path) as folder:
        yield Path(folder)


@pytest.mark.slow
def test_fifty_orders_with_a_fifth_sent_again_end_alike(warehouse_url, quick):
    side, root = quick / "side", quick / "landing"
    chance = random.Random(7)
    regions = [f"63{number:04d}" for number in range(ORDERS)]
    plans = []
    for number, region in enumerate(regions):
        plan = files(region)
        if number:  # the first county keeps the order in which its sender numbered them
            chance.shuffle(plan)
        for one in [one for one in plan if chance.random() < AGAIN]:
            plan.insert(chance.randrange(plan.index(one) + 1, len(plan) + 1), one)
        plans.append(plan)
    assert sum(map(len, plans)) > 1.1 * ORDERS * 7
    nights = max(map(len, plans))
    for night in range(nights):
        for plan in plans:
            if night < len(plan):
                plan[night].post(side)
        shutil.move(side / "outbox" / "HRSS", side / "outbox" / f"HRSS{night}")  # what comes again comes elsewhere
        receive_folder(side, warehouse_url, root)
        load_pending(warehouse_url, root)
        run_gates(warehouse_url)

    def by_region(sql: str) -> list[list[tuple]]:
        found: dict[str, list[tuple]] = {region: [] for region in regions}
        for row in query(warehouse_url, sql):
            found[row.pop("region_code")].append(tuple(str(value) for value in row.values()))
        return [sorted(found[region]) for region in regions]

    for name in ("ep01_unit_contribution", "ep02_personal_contribution"):
        columns = [f.column for f in CATALOGUE.tables[name[:4].upper()].fields]
        tables = by_region(
            f"select d.region_code, c.seq, r._line_no, {', '.join(f'r.{column}' for column in columns)}"
            f" from raw.{name} as r join control.current_delivery as c on c.delivery_id = r._delivery_id"
            " join control.delivery as d on d.delivery_id = c.delivery_id where c.known_to is null"
        )
        assert len(tables[0]) == {"ep01": 11, "ep02": 33}[name[:4]]
        assert all(table == tables[0] for table in tables)
    states = by_region("select region_code, file_code, seq, status, accepted, rejected from control.delivery")
    assert all(state == states[0] for state in states)
    verdicts = by_region(
        "select d.region_code, d.file_code, d.seq, g.check_id, g.outcome, g.unexpected_count from control.gate as g"
        " join control.current_delivery as c on c.delivery_id = g.delivery_id and c.known_to is null"
        " join control.delivery as d on d.delivery_id = g.delivery_id"
    )
    assert all(verdict == verdicts[0] for verdict in verdicts)
    again = query(warehouse_url, "select outcome, count(*) as n from control.arrival group by outcome order by outcome")
    assert {row["outcome"] for row in again} == {"duplicate", "new"}
    assert {row["n"] for row in again if row["outcome"] == "new"} == {ORDERS * 7}
