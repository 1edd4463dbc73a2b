"""One adapter of the exchange node: what comes is landed and recorded once, what goes is sent once.

Order of coming: land, commit, only then tell the node. Order of going: send, then record. A kill in between makes us
receive or send again, and both sides know a package by its id: nothing is processed twice.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from exchange_adapters.mof_node import pack
from exchange_adapters.mof_node.transport import (
    Incoming,
    Limits,
    NodeConflictError,
    PutOutcome,
    Transport,
    TransportError,
    pause,
)
from exchange_adapters.port import ChannelError, Progress, ReceiveSummary
from warehouse_sql import clock, open_warehouse
from warehouse_sql.control import packages, watermarks
from warehouse_sql.control.packages import PACKAGE_ID, Arrived, Contents
from warehouse_sql.control.receipts import Reason
from warehouse_sql.landing import Landing

_BATCH = 20
_BATCH_BYTES = 128 << 20
_LISTING = "packages"


@dataclass
class SendSummary:
    """What a round of sending did: packages `sent`, `already` there, in conflict with another content there."""

    sent: int = 0
    already: int = 0
    conflicts: int = 0
    waiting: int = 0
    seconds: float = 0.0
    failures: list[str] = field(default_factory=list)


class MofNode:
    """One adapter, as an entry of counterparties.yml describes it."""

    def __init__(self, name: str, settings: Mapping[str, Any]) -> None:
        self.name = name
        self.sends = bool(settings.get("sends", True))
        self.party = str(settings.get("party", "630000"))
        self.limits = Limits.of(settings)
        self._settings = settings

    @cached_property
    def _transport(self) -> Transport:
        # Made when it is used: a secret that cannot be read must not stop the other counterparties.
        return _transport(self.name, self._settings, self.limits)

    def receive(
        self,
        warehouse_url: str | None,
        landing_root: Path,
        progress: Progress | None,
        package_ids: Sequence[str] = (),
        *,
        from_start: bool = False,
    ) -> ReceiveSummary:
        """Land and record every package the node has for us, or those named; `from_start` reads its whole list again.

        Raises ChannelError where nothing could be asked.
        """
        if wrong := [package_id for package_id in package_ids if not PACKAGE_ID.fullmatch(package_id)]:
            raise ChannelError(f"{wrong[0][:80]!a} is no package id: 1 to 64 letters, digits, '-' or '_'")
        summary = ReceiveSummary()
        landing = Landing(landing_root)
        with open_warehouse(warehouse_url) as warehouse, warehouse.transaction() as tx:
            known = packages.known_sightings(tx, self.name)
            stood = watermarks.text(tx, self.name, _LISTING)
        cursor = None if from_start else stood
        failed: Counter[str | None] = Counter()
        told: dict[str, str] = {}
        got: set[str] = set()

        def skip(seen: str) -> bool:
            return seen in known or failed[seen] >= self.limits.attempts

        while True:
            try:
                with self._transport.session() as session:
                    if package_ids:
                        coming = session.named(landing, [one for one in package_ids if one not in got], skip)
                    else:
                        coming = session.incoming(landing, skip, cursor)
                    for batch in _batches(coming):
                        self._record(warehouse_url, landing, batch, summary)
                        known.update(one.sighting for one in batch if one.sighting)
                        got.update(one.package_id for one in batch)
                        session.done(batch)
                        if progress:
                            progress(len(got), None, batch[-1].package_id)
                    reached = session.cursor()
                break
            except TransportError as error:
                failed[error.sighting] += 1
                if error.sighting is not None:
                    told[error.sighting] = str(error)
                elif failed[None] >= self.limits.attempts:
                    raise ChannelError(f"{error}; tried {failed[None]} times, the next round asks again") from error
                pause(failed[error.sighting])
        # A package that was listed and could not be had must be listed again.
        lost = [text for seen, text in told.items() if failed[seen] >= self.limits.attempts and seen not in known]
        if not lost and reached is not None and reached != stood:
            with open_warehouse(warehouse_url) as warehouse, warehouse.transaction() as tx:
                watermarks.move_text(tx, self.name, _LISTING, reached)
        summary.failures += [f"{text}; the next round asks again" for text in lost]
        return summary

    def _record(
        self, warehouse_url: str | None, landing: Landing, batch: Sequence[Incoming], summary: ReceiveSummary
    ) -> None:
        arrived = [self._arrived(one) for one in batch]
        for one in arrived:
            reason = None if one.reason is None else asdict(one.reason)
            about = {"via": one.via, "received_at": clock.now(), "reason": reason}
            landing.keep_package("in", one.package_id, one.sha256, about)
        with open_warehouse(warehouse_url) as warehouse, warehouse.transaction() as tx:
            outcomes = packages.arrive(tx, arrived)
        summary.new += outcomes.count("new")
        summary.duplicates += outcomes.count("duplicate")
        summary.conflicts += outcomes.count("conflict")
        summary.refused += outcomes.count("refused")
        summary.bytes += sum(one.bytes for one in arrived)

    def _arrived(self, one: Incoming) -> Arrived:
        reason = None
        if one.claimed is None:
            reason = Reason("bad_manifest", "数据包编号（id）缺失或不合规定，已留存、未处理；请更正后重新报送")
        elif one.landed.bytes > self.limits.max_bytes:
            reason = Reason("too_large", f"数据包超过 {self.limits.max_bytes} 字节，已留存、未处理；请拆分后报送")
        elif one.announced_sha256 not in (None, one.landed.sha256):
            reason = Reason("bad_transfer", "收到的内容与传输时所报 SHA-256 不一致，已留存、未处理；请重新发送")
        return Arrived(one.package_id, one.landed.sha256, one.landed.bytes, self.name, one.sighting, reason)

    def put(self, package_id: str, path: Path, sha256: str) -> PutOutcome:
        """Give the node a package, trying again. Raises NodeConflictError, ChannelError."""
        if path.stat().st_size > self.limits.max_bytes:
            raise ChannelError(f"{self.name}: {package_id} is larger than its max_bytes ({self.limits.max_bytes})")
        attempt = 0
        while True:
            attempt += 1
            try:
                with self._transport.session() as session:
                    return session.put(package_id, path, sha256)
            except TransportError as error:
                if attempt >= self.limits.attempts:
                    raise ChannelError(f"{error}; tried {attempt} times, the next round sends it again") from error
                pause(attempt)


def send_packages(nodes: Sequence[MofNode], warehouse_url: str | None, landing_root: Path) -> SendSummary:
    """Send every package of the outbox by the first adapter that takes it; every attempt is recorded."""
    started = time.monotonic()
    summary = SendSummary()
    landing = Landing(landing_root)
    with open_warehouse(warehouse_url) as warehouse, warehouse.transaction() as tx:
        due = packages.ready(tx)
    senders = [node for node in nodes if node.sends]
    if due and not senders:
        raise ChannelError("no entry of channel mof_node sends (counterparties.yml)")
    away: set[str] = set()
    for row in due:
        for node in senders:
            if node.name not in away and _send(node, row, warehouse_url, landing, summary, away):
                break
        else:
            summary.waiting += 1
    summary.seconds = time.monotonic() - started
    return summary


def _send(
    node: MofNode,
    row: Mapping[str, Any],
    warehouse_url: str | None,
    landing: Landing,
    summary: SendSummary,
    away: set[str],
) -> bool:
    """Send one package by one adapter; whether its state is decided. An adapter that fails is not asked again."""
    package_id, sha256 = row["package_id"], row["sha256"]
    try:
        outcome = node.put(package_id, landing.path(sha256), sha256)
    except NodeConflictError as error:
        reason = Reason("conflict", f"{error}。节点上同一编号内容不同，未发送；请核实后使用新的编号")
        with open_warehouse(warehouse_url) as warehouse, warehouse.transaction() as tx:
            packages.refused_by_node(tx, package_id, sha256, node.name, reason)
        summary.conflicts += 1
        return True
    except ChannelError as error:
        with open_warehouse(warehouse_url) as warehouse, warehouse.transaction() as tx:
            packages.record_attempt(tx, "out", package_id, sha256, node.name, "failed", detail=str(error))
        away.add(node.name)
        summary.failures.append(str(error))
        return False
    with open_warehouse(warehouse_url) as warehouse, warehouse.transaction() as tx:
        packages.sent(tx, package_id, sha256, node.name, outcome)
    setattr(summary, outcome, getattr(summary, outcome) + 1)
    return True


def queue_package(
    files: Sequence[Path],
    warehouse_url: str | None,
    landing_root: Path,
    *,
    kind: str,
    sender: str,
    receiver: str,
    period: str | None = None,
    package_id: str | None = None,
) -> str:
    """Pack files and put the package into the outbox; returns its id. The same content is queued once.

    Raises ChannelError where it cannot be packed, or its id stands for another content.
    """
    members = pack.describe(files)
    chosen = package_id or pack.package_id(kind, sender, receiver, period, members)
    contents = Contents(chosen, kind, sender, receiver, period, members)
    landing = Landing(landing_root)
    landed = pack.write(contents, files, landing)
    landing.keep_package("out", chosen, landed.sha256, {"queued_at": clock.now()})
    try:
        with open_warehouse(warehouse_url) as warehouse, warehouse.transaction() as tx:
            packages.queue(tx, contents, landed.sha256, landed.bytes)
    except packages.PackageConflictError as error:
        raise ChannelError(str(error)) from error
    return chosen


def _batches(incoming: Iterator[Incoming]) -> Iterator[list[Incoming]]:
    """A few packages at a time: one commit for all of them. What came before a fault is given before the fault is."""
    batch: list[Incoming] = []
    fault: TransportError | None = None
    while fault is None:
        try:
            one = next(incoming, None)
        except TransportError as error:
            one, fault = None, error
        if one is not None:
            batch.append(one)
        size = sum(package.landed.bytes for package in batch)
        if batch and (one is None or len(batch) >= _BATCH or size >= _BATCH_BYTES):
            yield batch
            batch = []
        if one is None and fault is None:
            return
    raise fault


def _transport(name: str, settings: Mapping[str, Any], limits: Limits) -> Transport:
    # Each client is imported where it is used.
    if settings["transport"] == "http":
        from exchange_adapters.mof_node.http import Http

        return Http(name, settings, limits)
    if settings["transport"] == "ftp":
        from exchange_adapters.mof_node.ftp import Ftp

        return Ftp(name, settings, limits)
    from exchange_adapters.mof_node.amqp import Amqp

    return Amqp(name, settings, limits)
