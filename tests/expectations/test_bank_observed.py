"""A day's closing beside what the bank said the account held, on both engines; and the view the report shows."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from expectations import run_gates
from ingest import load_pending
from tests.expectations.test_bank_chain import ACCOUNT, day
from tests.ingest.deliver import query
from warehouse_sql import open_warehouse
from warehouse_sql.control import bank_balances
from warehouse_sql.control.bank_balances import Observation


def heard(url: str, amount: str, as_of: datetime, account: str = ACCOUNT) -> None:
    one = Observation.of(
        "bank", account, "632300", as_of, Decimal(amount), as_of, Decimal(0), f"{amount}{as_of}", 99, 1
    )
    with open_warehouse(url) as warehouse, warehouse.transaction() as tx:
        bank_balances.record(tx, [one])


def test_closings_are_compared_with_balances_heard_when_the_day_was_over(warehouse_url, tmp_path):
    heard(warehouse_url, "105.00", datetime(2024, 1, 1, 11))  # in the middle of the day: nothing to compare with
    heard(warehouse_url, "110.00", datetime(2024, 1, 1, 23))
    heard(warehouse_url, "121.00", datetime(2024, 1, 3, 7, 59))
    for one in (day(1, "100.00", "110.00"), day(2, "110.00", "120.00"), day(3, "120.00", "130.00")):
        one.land(warehouse_url, tmp_path)
    load_pending(warehouse_url, tmp_path)
    run_gates(warehouse_url)
    rows = query(
        warehouse_url,
        "select d.seq, g.outcome, g.message, d.status from control.gate g join control.delivery d"
        " on d.delivery_id = g.delivery_id where g.check_id = 'observed_balance_agrees' order by d.seq",
    )
    assert [(row["outcome"], row["status"]) for row in rows] == [
        ("passed", "accepted"), ("failed", "accepted"), ("not_checked", "accepted"),
    ]  # fmt: skip
    assert "2024-01-02 期末 120.00，2024-01-03 07:59 实时余额 121.00，相差 1.00" in rows[1]["message"]
    assert "没有实时余额" in rows[2]["message"] and ACCOUNT not in str(rows)


def test_a_balance_heard_after_the_statement_is_compared_at_the_next_gate(warehouse_url, tmp_path):
    for number, (one, late) in enumerate([(day(1, "100.00", "110.00"), "111.00"), (day(2, "110.00", "120.00"), None)]):
        one.land(warehouse_url, tmp_path)
        load_pending(warehouse_url, tmp_path)
        run_gates(warehouse_url)
        [row] = query(
            warehouse_url,
            "select g.outcome, g.message from control.gate g join control.delivery d on d.delivery_id = g.delivery_id"
            " where g.check_id = 'observed_balance_agrees' and d.seq = 1",
        )
        assert row["outcome"] == ("failed" if number else "not_checked")
        if late:
            heard(warehouse_url, late, datetime(2024, 1, 1, 22))
    assert "相差 1.00" in row["message"]


def test_the_last_balance_stands_beside_the_last_statement(warehouse_url, tmp_path):
    def outcome() -> tuple[str, Decimal | None]:
        [row] = query(warehouse_url, "select outcome, difference from control.bank_balance_check")
        return row["outcome"], row["difference"]

    heard(warehouse_url, "110.00", datetime(2024, 1, 1, 9))
    assert outcome() == ("no_statement", None)
    day(1, "100.00", "110.00").land(warehouse_url, tmp_path)
    load_pending(warehouse_url, tmp_path)
    run_gates(warehouse_url)
    assert outcome() == ("agrees", Decimal("0.00"))
    heard(warehouse_url, "111.00", datetime(2024, 1, 1, 10))
    assert outcome() == ("differs", Decimal("1.00"))
    heard(warehouse_url, "112.00", datetime(2024, 1, 2, 10))
    assert outcome() == ("newer", Decimal("2.00"))
    failed = Observation.failed("bank", ACCOUNT, "632300", datetime(2024, 1, 3), "HTTP 503")
    with open_warehouse(warehouse_url) as warehouse, warehouse.transaction() as tx:
        bank_balances.record(tx, [failed])
    assert outcome() == ("failed", None)
