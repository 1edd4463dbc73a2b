"""Payment requests to treasury: exactly once over two databases, whatever stops us and whichever database it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from exchange_adapters import treasury_db
from exchange_adapters.port import ChannelError
from exchange_adapters.treasury_db import TreasuryDb, send
from simulator.counterparties import treasury as counterpart
from warehouse_sql import open_warehouse
from warehouse_sql.control import treasury

AT = datetime(2024, 1, 31, 17, 30)
SQLITE = """
create table treasury_exchange.payment_request (
  request_no text primary key, fund_code text, region_code text, amount decimal(18,2), payee_account text,
  payee_name text, purpose text, detail_batch text, created_at text);
create table treasury_exchange.voucher_out (
  voucher_no text, line_no integer, fund_code text, region_code text, period text, account_code text, direction text,
  amount numeric, summary text, request_no text, created_at text, primary key (voucher_no, line_no));
"""
Rows = Callable[[str], list[dict[str, Any]]]


def request_of(number: int, **changes: Any) -> dict[str, Any]:
    return {
        "request_no": f"R{number}", "fund_code": "enterprise_pension", "region_code": "632300",
        "amount": Decimal("10.05"), "payee_account": "6222000000000000017", "payee_name": "尕藏·才让",
        "purpose": "1月养老金", "detail_batch": None, "created_at": AT, **changes,
    }  # fmt: skip


def approve(url: str, *rows: dict[str, Any], kind: treasury.Kind = "payment_request") -> int:
    with open_warehouse(url) as warehouse, warehouse.transaction() as tx:
        return treasury.approve(tx, kind, rows, "财政厅 李某", AT)


class Side:
    """Treasury's database, PostgreSQL or SQLite."""

    def __init__(self, url: str, schema: str | None) -> None:
        self.url, self.schema = url, schema
        self._engine = sa.create_engine(url.replace("postgresql://", "postgresql+psycopg://"), poolclass=sa.NullPool)

    def channel(self, **changes: Any) -> TreasuryDb:
        return TreasuryDb("treasury", {"url": self.url, "schema": self.schema, **changes})

    def run(self, sql: str) -> list[tuple[Any, ...]]:
        with self._engine.begin() as connection:
            done = connection.execute(sa.text(sql))
            return [tuple(row) for row in done] if done.returns_rows else []

    def table(self, name: str) -> str:
        return f"{self.schema}.{name}" if self.schema else name


@pytest.fixture(params=["postgres", "sqlite"])
def side(request: pytest.FixtureRequest, tmp_path: Path) -> Side:
    if request.param == "postgres":
        url = request.getfixturevalue("postgres_url")
        counterpart.create(url)
        return Side(url, "treasury_exchange")
    made = Side(f"sqlite:///{tmp_path / 'treasury.sqlite'}", None)
    for statement in SQLITE.replace("treasury_exchange.", "").split(";"):
        if statement.strip():
            made.run(statement)
    return made


def written(side: Side) -> list[tuple[str, str, str]]:
    found = side.run(f"select request_no, amount, payee_name from {side.table('payment_request')} order by 1")
    return [(no, f"{Decimal(str(amount)):.2f}", name) for no, amount, name in found]


def test_approved_requests_are_written_once_and_leave_a_receipt(side: Side, duckdb_url: str, rows: Rows) -> None:
    assert approve(duckdb_url, request_of(1), request_of(2, amount=Decimal("9999999999999999.99"))) == 2
    assert approve(duckdb_url, request_of(1)) == 0
    assert send(side.channel(), duckdb_url).sent == 2
    assert send(side.channel(), duckdb_url).sent == 0
    assert written(side)[0] == ("R1", "10.05", "尕藏·才让")
    if side.schema:  # SQLite keeps decimals as floats; sums that large need a database that can count
        assert written(side)[1][1] == "9999999999999999.99"
        ((at,),) = side.run(f"select created_at from {side.table('payment_request')} where request_no = 'R1'")
        assert at.isoformat() in ("2024-01-31T09:30:00+00:00", "2024-01-31T17:30:00+08:00")
    assert rows("select item_no, outcome, channel from control.treasury_send order by 1") == [
        {"item_no": "R1", "outcome": "sent", "channel": "treasury"},
        {"item_no": "R2", "outcome": "sent", "channel": "treasury"},
    ]


def test_stopped_between_the_two_commits_the_next_call_ends_it(
    side: Side, duckdb_url: str, rows: Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    approve(duckdb_url, request_of(1), request_of(2))

    def stop(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(treasury_db.treasury, "record", stop)
        with pytest.raises(KeyboardInterrupt):
            send(side.channel(), duckdb_url)
    assert len(written(side)) == 2
    assert rows("select count(*) as n from control.payment_request where sent_at is not null") == [{"n": 0}]
    summary = send(side.channel(), duckdb_url)
    assert (summary.sent, summary.there, summary.refused) == (0, 2, 0)
    assert len(written(side)) == 2
    assert rows("select count(*) as n from control.payment_request where sent_at is null") == [{"n": 0}]
    assert rows("select outcome, count(*) as n from control.treasury_send group by 1") == [{"outcome": "there", "n": 2}]


@pytest.mark.parametrize("column", ["amount", "payee_account"])
def test_another_content_under_the_number_is_refused_and_left(
    side: Side, duckdb_url: str, rows: Rows, column: str
) -> None:
    approve(duckdb_url, request_of(1))
    send(side.channel(), duckdb_url)
    changed = {"amount": Decimal("10.06"), "payee_account": "6222000000000000025"}[column]
    with pytest.raises(treasury.ChangedRequestError, match="R1 was approved with another content"):
        approve(duckdb_url, request_of(1, **{column: changed}))
    side.run(f"update {side.table('payment_request')} set {column} = '{changed}'")
    (told,) = send(side.channel(), duckdb_url).failures
    assert f"R1 was changed after it was sent: it is at treasury with another {column}" in told
    assert str(changed) not in told

    side.run(f"insert into {side.table('payment_request')} (request_no, amount) values ('R2', 10.05)")
    approve(duckdb_url, request_of(2), request_of(3))
    summary = send(side.channel(), duckdb_url)
    assert (summary.sent, summary.refused) == (1, 1)
    found = rows("select request_no from control.payment_request where sent_at is null")
    assert found == [{"request_no": "R2"}]
    assert rows("select outcome from control.treasury_send where item_no = 'R2'") == [{"outcome": "refused"}]


def test_vouchers_go_only_where_treasury_keeps_its_own_books(side: Side, duckdb_url: str) -> None:
    lines = [
        {
            "voucher_no": "V1", "line_no": number, "fund_code": "enterprise_pension", "region_code": "632300",
            "period": "202401", "account_code": code, "direction": direction, "amount": Decimal("10.05"),
            "summary": "养老金支出", "request_no": "R1", "created_at": AT,
        }
        for number, (code, direction) in enumerate([("1002", "credit"), ("5001", "debit")], start=1)
    ]  # fmt: skip
    assert approve(duckdb_url, *lines, kind="voucher_out") == 2
    assert send(side.channel(), duckdb_url).sent == 0
    assert send(side.channel(vouchers=True), duckdb_url).sent == 2
    assert send(side.channel(vouchers=True), duckdb_url).sent == 0
    assert side.run(f"select count(*) from {side.table('voucher_out')}") == [(2,)]


@pytest.mark.parametrize("amount", [10.05, Decimal("0"), Decimal("-1.00"), Decimal("1.005")])
def test_what_is_no_amount_is_not_approved(duckdb_url: str, amount: Any) -> None:
    with pytest.raises(ValueError, match="R1: amount"):
        approve(duckdb_url, request_of(1, amount=amount))


def test_a_missing_table_is_told_and_nothing_is_marked(side: Side, duckdb_url: str, rows: Rows) -> None:
    approve(duckdb_url, request_of(1))
    side.run(f"drop table {side.table('payment_request')}")
    with pytest.raises(ChannelError, match="may read the schema"):
        send(side.channel(), duckdb_url)
    assert rows("select count(*) as n from control.payment_request where sent_at is null") == [{"n": 1}]
