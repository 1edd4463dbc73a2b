"""Treasury's middle database: a real PostgreSQL with the schema of exchange.md §3."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import psycopg

SCHEMA = """
create schema if not exists treasury_exchange;
create table if not exists treasury_exchange.payment_result (
  id bigint primary key, request_no text, voucher_no text, fund_code text, region_code text, amount numeric(18,2),
  payer_account text, payee_account text, status text check (status in ('paid', 'returned')), paid_at timestamptz,
  updated_at timestamptz not null);
create table if not exists treasury_exchange.subsidy_disbursement (
  id bigint primary key, doc_no text, level text check (level in ('central', 'province', 'city', 'county')),
  fund_code text, region_code text, amount numeric(18,2), budget_account text, arrived_at timestamptz,
  updated_at timestamptz not null);
create table if not exists treasury_exchange.treasury_receipt (
  id bigint primary key, receipt_no text, fund_code text, region_code text, levy_period text, amount numeric(18,2),
  received_at timestamptz, updated_at timestamptz not null);
create table if not exists treasury_exchange.payment_request (
  request_no text primary key, fund_code text, region_code text, amount numeric(18,2), payee_account text,
  payee_name text, purpose text, detail_batch text, created_at timestamptz);
create table if not exists treasury_exchange.voucher_out (
  voucher_no text, line_no integer, fund_code text, region_code text, period text, account_code text, direction text,
  amount numeric(18,2), summary text, request_no text, created_at timestamptz, primary key (voucher_no, line_no));
"""


def create(url: str) -> None:
    """Make the schema where it is missing."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(SCHEMA)


def load(url: str, rows: Iterable[tuple[str, dict[str, object]]]) -> int:
    """Insert or change rows, given as (table, values with `id` and `updated_at`); unchanged ones stay as they are."""
    changed = 0
    with psycopg.connect(url) as connection, connection.cursor() as cursor:
        for table, values in rows:
            names = list(values)
            identifiers = psycopg.sql.SQL(", ").join(map(psycopg.sql.Identifier, names))
            marks = psycopg.sql.SQL(", ").join(psycopg.sql.Placeholder() * len(names))
            updates = psycopg.sql.SQL(", ").join(
                psycopg.sql.SQL("{0} = excluded.{0}").format(psycopg.sql.Identifier(name)) for name in names
            )
            target = psycopg.sql.Identifier("treasury_exchange", table)
            statement = psycopg.sql.SQL(
                "insert into {target} as t ({names}) values ({marks}) on conflict (id) do update set {updates}"
                " where t.updated_at < excluded.updated_at"
            ).format(target=target, names=identifiers, marks=marks, updates=updates)
            cursor.execute(statement, list(values.values()))
            changed += cursor.rowcount
    return changed


def read_file(path: Path) -> Iterable[tuple[str, dict[str, object]]]:
    """Rows of `treasury.jsonl`: one object a line, `table` and the row's values."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            values = json.loads(line)
            yield values.pop("table"), values
