"""Make the record of deliveries again from the landing store, after a warehouse was lost or for proof.

Deliveries are registered day by day, in the order in which they were received, so that what was first stays first (a
conflict stays a conflict) and the gate sees each day what it saw then.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby
from pathlib import Path
from typing import Any

from exchange_adapters import manifest
from warehouse_sql import open_warehouse
from warehouse_sql.control.deliveries import Arrival, Delivery, register
from warehouse_sql.landing import LandedDelivery, Landing


@dataclass
class Day:
    """What was received on a day; `damaged` names files of the store that are gone or are not what their name says."""

    on: date
    found: list[tuple[Delivery, Arrival]] = field(default_factory=list)
    damaged: list[str] = field(default_factory=list)


def days(landing_root: Path) -> Iterator[Day]:
    """Every delivery the store knows, checked against its hash, in the order of receipt."""
    landing = Landing(landing_root)
    known = sorted(landing.deliveries(), key=lambda one: (_received(one), one.source, one.stem, one.sha256))
    for on, group in groupby(known, key=lambda one: _received(one).date()):
        day = Day(on)
        for one in group:
            problem = _problem(landing.path(one.sha256), one.sha256)
            if problem:
                day.damaged.append(f"{one.stem}（{one.sha256[:12]}…）：{problem}")
            else:
                day.found.append(_entry(one, landing.path(one.sha256).stat().st_size))
        yield day


def register_day(warehouse_url: str | None, day: Day) -> None:
    """Record a day's deliveries; in one transaction, and doing it again does nothing."""
    with open_warehouse(warehouse_url) as warehouse, warehouse.transaction() as tx:
        register(tx, day.found)


def settle(warehouse_url: str | None) -> None:
    """After all days: receipts count as sent, and what was accepted was known when it was received.

    When it was decided is not in the landing store; within the night of its receipt an `as_of` may therefore differ.
    """
    with open_warehouse(warehouse_url) as warehouse, warehouse.transaction() as tx:
        tx.execute("update control.receipt set sent_at = decided_at where sent_at is null")
        tx.execute("update control.delivery set decided_at = received_at where status = 'accepted'")


def _entry(one: LandedDelivery, size: int) -> tuple[Delivery, Arrival]:
    about = one.arrival
    values = json.loads(one.manifest.decode("utf-8-sig"))
    channel = str(about.get("channel"))
    received = _received(one)
    changed = about.get("remote_modified_at")
    arrival = Arrival(
        channel,
        str(about.get("remote_path") or one.stem),
        datetime.fromisoformat(changed) if changed else None,
        about.get("remote_bytes"),
    )
    return manifest.delivery(values, one.stem, channel, one.sha256, size, received), arrival


def _received(one: LandedDelivery) -> datetime:
    told: Any = one.arrival.get("received_at")
    return datetime.fromisoformat(told) if told else datetime.min


def _problem(path: Path, sha256: str) -> str | None:
    if not path.is_file():
        return "文件不在落地区；请从备份恢复"
    with path.open("rb") as file:
        if hashlib.file_digest(file, "sha256").hexdigest() != sha256:
            return "内容与其 SHA-256 不符；请从备份恢复并查明原因"
    return None
