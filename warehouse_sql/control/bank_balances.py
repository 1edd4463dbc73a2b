"""`control.bank_balance`: what a bank said an account holds, and when; one row a fact, however often it was heard."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

import pyarrow as pa

from warehouse_sql.landing import Landing
from warehouse_sql.port import Transaction

_SCHEMA = pa.schema(
    [
        ("observation_id", pa.string()),
        ("channel", pa.string()),
        ("account_no", pa.string()),
        ("region_code", pa.string()),
        ("outcome", pa.string()),
        ("amount", pa.decimal128(18, 2)),
        ("currency_code", pa.string()),
        ("as_of", pa.timestamp("us")),
        ("clock_skew_seconds", pa.decimal128(12, 3)),
        ("sha256", pa.string()),
        ("bytes", pa.int64()),
        ("attempts", pa.int32()),
        ("message", pa.string()),
        ("first_seen_at", pa.timestamp("us")),
        ("last_seen_at", pa.timestamp("us")),
        ("sightings", pa.int32()),
    ]
)


@dataclass(frozen=True)
class Observation:
    """A balance as heard, or that it could not be had (`outcome` observed or failed). Wall time of Shanghai."""

    observation_id: str
    channel: str
    account_no: str
    region_code: str
    outcome: str
    seen_at: datetime
    amount: Decimal | None = None
    as_of: datetime | None = None
    clock_skew_seconds: Decimal | None = None
    sha256: str | None = None
    bytes: int | None = None
    attempts: int | None = None
    message: str | None = None

    @classmethod
    def of(
        cls,
        channel: str,
        account: str,
        region: str,
        seen_at: datetime,
        amount: Decimal,
        as_of: datetime,
        skew_seconds: Decimal | None,
        sha256: str,
        size: int,
        attempts: int,
    ) -> Observation:
        """A balance that was heard; the same answer again is the same observation."""
        key = _id(channel, account, sha256)
        return cls(
            key, channel, account, region, "observed", seen_at, amount, as_of, skew_seconds, sha256, size, attempts
        )

    @classmethod
    def failed(cls, channel: str, account: str, region: str, seen_at: datetime, message: str) -> Observation:
        """A balance that could not be had; `message` names no account in full and no token."""
        key = _id(channel, account, seen_at.isoformat())
        return cls(key, channel, account, region, "failed", seen_at, message=message)


def _id(*parts: str) -> str:
    return hashlib.sha256("|".join(parts).encode()).hexdigest()[:32]


def keep(landing: Landing, one: Observation) -> None:
    """Note an observation in the landing store, from which `restore` makes its row again."""
    about = {name: None if value is None else str(value) for name, value in asdict(one).items()}
    landing.keep_balance(one.channel, one.observation_id, about)


def restore(tx: Transaction, landing: Landing) -> int:
    """Record every balance that the landing store knows, as it was first heard; returns how many were not known."""
    known = set(tx.query("select observation_id from control.bank_balance").column("observation_id").to_pylist())
    found = [_noted(about) for about in landing.balances() if about["observation_id"] not in known]
    record(tx, found)
    return len(found)


def _noted(about: Mapping[str, Any]) -> Observation:
    reads: dict[str, Callable[[str], Any]] = {
        "seen_at": datetime.fromisoformat,
        "as_of": datetime.fromisoformat,
        "amount": Decimal,
        "clock_skew_seconds": Decimal,
        "bytes": int,
        "attempts": int,
    }
    values: dict[str, Any] = {n: None if v is None else reads.get(n, str)(v) for n, v in about.items()}
    return Observation(**values)


def record(tx: Transaction, observations: Sequence[Observation]) -> None:
    """Store observations; one that is known is seen once more."""
    new: list[dict[str, Any]] = []
    for one in {one.observation_id: one for one in observations}.values():
        known = tx.execute(
            "update control.bank_balance set last_seen_at = :at, sightings = sightings + 1 where observation_id = :id",
            {"at": one.seen_at, "id": one.observation_id},
        )
        if not known:
            row = {name: getattr(one, name) for name in _SCHEMA.names if hasattr(one, name)}
            new.append(
                row
                | {"first_seen_at": one.seen_at, "last_seen_at": one.seen_at, "sightings": 1}
                | {"currency_code": "CNY" if one.outcome == "observed" else None}
            )
    if new:
        tx.append("control.bank_balance", pa.Table.from_pylist(new, schema=_SCHEMA))
