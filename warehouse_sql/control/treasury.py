"""`control.payment_request`, `control.voucher_out`: what goes to treasury (国库), and the receipts of sending it."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, Literal

import pyarrow as pa

from warehouse_sql.port import Transaction

Kind = Literal["payment_request", "voucher_out"]
Outcome = Literal["sent", "there", "refused"]

KEYS: dict[Kind, tuple[str, ...]] = {"payment_request": ("request_no",), "voucher_out": ("voucher_no", "line_no")}
# What treasury's table gets, in its order (exchange.md §3).
COLUMNS: dict[Kind, tuple[str, ...]] = {
    "payment_request": (
        "request_no", "fund_code", "region_code", "amount", "payee_account", "payee_name", "purpose", "detail_batch",
        "created_at",
    ),
    "voucher_out": (
        "voucher_no", "line_no", "fund_code", "region_code", "period", "account_code", "direction", "amount",
        "summary", "request_no", "created_at",
    ),
}  # fmt: skip


_ROW_SCHEMA = pa.schema(
    [
        ("channel", pa.string()),
        ("name", pa.string()),
        ("row_id", pa.string()),
        ("state_hash", pa.string()),
        ("region_code", pa.string()),
        ("is_deleted", pa.bool_()),
    ]
)


class ChangedRequestError(ValueError):
    """A number is in the outbox with another content."""


def approve(
    tx: Transaction, kind: Kind, rows: Sequence[Mapping[str, Any]], approved_by: str, approved_at: datetime
) -> int:
    """Put approved rows in the outbox; returns how many are new. The same again does nothing.

    Raises ChangedRequestError where a number is there with another content: what was approved is not changed, a
    correction is a request with a number of its own. `created_at` and `approved_at` are Asia/Shanghai wall time.
    """
    if not approved_by.strip():
        raise ValueError("approved_by: who approved it must be named")
    new = 0
    for row in rows:
        values = {name: row.get(name) for name in COLUMNS[kind]}
        amount = values["amount"]
        if not isinstance(amount, Decimal) or amount <= 0 or amount != amount.quantize(Decimal("0.01")):
            raise ValueError(f"{kind} {item_no(kind, values)}: amount must be a Decimal above 0 with two decimals")
        there = tx.query(
            f"select {', '.join(COLUMNS[kind])} from control.{kind} where {_same_key(kind)}",
            {key: values[key] for key in KEYS[kind]},
        ).to_pylist()
        if there:
            if content_hash(kind, there[0]) != content_hash(kind, values):
                raise ChangedRequestError(
                    f"{kind} {item_no(kind, values)} was approved with another content; nothing was changed. A"
                    " correction needs a number of its own"
                )
            continue
        values |= {"approved_by": approved_by, "approved_at": approved_at}
        tx.execute(
            f"insert into control.{kind} ({', '.join(values)}) values ({', '.join(f':{name}' for name in values)})",
            values,
        )
        new += 1
    return new


def due(tx: Transaction, kind: Kind) -> list[dict[str, Any]]:
    """Approved and not known to have been sent, in the order of approval."""
    return list(
        tx.query(
            f"select {', '.join(COLUMNS[kind])} from control.{kind} where sent_at is null"
            f" order by approved_at, {', '.join(KEYS[kind])}"
        ).to_pylist()
    )


def sent(tx: Transaction, kind: Kind, channel: str, since: datetime) -> list[dict[str, Any]]:
    """What was sent to a channel since a moment, as it stands in the outbox now."""
    return list(
        tx.query(
            f"select {', '.join(COLUMNS[kind])} from control.{kind} where sent_to = :channel and sent_at >= :since"
            f" order by {', '.join(KEYS[kind])}",
            {"channel": channel, "since": since},
        ).to_pylist()
    )


def record(
    tx: Transaction,
    kind: Kind,
    row: Mapping[str, Any],
    *,
    channel: str,
    outcome: Outcome,
    at: datetime,
    detail: str | None = None,
) -> None:
    """Keep the receipt of one hand-over; a row that is at treasury now counts as sent."""
    tx.execute(
        "insert into control.treasury_send (send_id, channel, kind, item_no, outcome, content_hash, detail, sent_at)"
        " values (:id, :channel, :kind, :item, :outcome, :hash, :detail, :at)",
        {
            "id": uuid.uuid4().hex,
            "channel": channel,
            "kind": kind,
            "item": item_no(kind, row),
            "outcome": outcome,
            "hash": content_hash(kind, row),
            "detail": detail,
            "at": at,
        },
    )
    if outcome != "refused":
        tx.execute(
            f"update control.{kind} set sent_to = :channel, sent_at = :at where {_same_key(kind)} and sent_at is null",
            {"channel": channel, "at": at, **{key: row[key] for key in KEYS[kind]}},
        )


def item_no(kind: Kind, row: Mapping[str, Any]) -> str:
    """The number under which a row is known: request_no, or voucher_no/line_no."""
    return "/".join(str(row[key]) for key in KEYS[kind])


def content_hash(kind: Kind, row: Mapping[str, Any]) -> str:
    """SHA-256 of the content, equal for equal content whichever database it was read from. Times are not part of it:
    databases keep them with different precision and zone."""
    parts = [_text(row.get(name), name) for name in COLUMNS[kind] if name != "created_at"]
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


def _text(value: Any, name: str) -> str:
    if value is None:
        return "\x00"
    if name == "amount":
        return f"{Decimal(str(value)):.2f}"
    return str(value)


def _same_key(kind: Kind) -> str:
    return " and ".join(f"{key} = :{key}" for key in KEYS[kind])


@dataclass(frozen=True)
class State:
    """What a row of the middle database was when it was last delivered."""

    state_hash: str
    region_code: str
    is_deleted: bool


def states(tx: Transaction, channel: str, table: str) -> dict[str, State]:
    """The last state of each row of a table, by its id."""
    rows = tx.query(
        "select row_id, state_hash, region_code, is_deleted from control.treasury_row"
        " where channel = :channel and name = :name",
        {"channel": channel, "name": table},
    ).to_pylist()
    return {row["row_id"]: State(row["state_hash"], row["region_code"], row["is_deleted"]) for row in rows}


def keep_states(tx: Transaction, channel: str, table: str, told: Mapping[str, State]) -> None:
    """Set the last state of these rows; in the transaction that registers their delivery."""
    known = states(tx, channel, table)
    again = [{"channel": channel, "name": table, "id": key} for key in told if key in known]
    sql = "delete from control.treasury_row where channel = :channel and name = :name and row_id = :id"
    tx.execute_many(sql, again)
    rows = [{"channel": channel, "name": table, "row_id": key, **vars(state)} for key, state in told.items()]
    tx.append("control.treasury_row", pa.Table.from_pylist(rows, schema=_ROW_SCHEMA))
