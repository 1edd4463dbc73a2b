"""The outside world, one module a channel: files and messages in, receipts and results out."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from catalogue import load_catalogue
from exchange_adapters.port import ChannelError, Progress, ReceiveSummary

if TYPE_CHECKING:
    from exchange_adapters.mof_node import SendSummary
    from exchange_adapters.port import Receive
    from exchange_adapters.share_push import PushSummary
    from exchange_adapters.treasury_db import SendSummary as TreasurySummary

__all__ = [
    "ChannelError",
    "ReceiveSummary",
    "channels",
    "push_shares",
    "queue_package",
    "receive",
    "receive_folder",
    "receive_packages",
    "report_tax_results",
    "send_packages",
    "send_receipts",
    "send_to_treasury",
]

# Channels that bring nothing.
_OUTGOING = frozenset({"share_push"})


def channels() -> list[str]:
    """The channels that bring something, as counterparties.yml names them."""
    from exchange_adapters import counterparties as file

    return [channel for channel in file.channels() if channel not in _OUTGOING]


def receive(
    counterparties: Path | Mapping[str, Any],
    warehouse_url: str | None,
    landing_root: Path,
    channels: Sequence[str] | None = None,
    progress: Progress | None = None,
    *,
    cycle: str | None = None,
) -> ReceiveSummary:
    """Receive from every configured counterparty (of `channels`); one that fails does not stop the others.

    With a `cycle` only files of tables of that cycle are taken from outboxes.

    Raises ChannelError only where all of them failed; otherwise failures stand in the summary.
    """
    from warehouse_sql.port import WarehouseError
    from warehouse_sql.telling import told

    started = time.monotonic()
    summary = ReceiveSummary()
    tried = broken = 0
    for entry in _bringing(counterparties, channels):
        tried += 1
        try:
            channel = _make(entry)
            if cycle is not None and hasattr(channel, "only"):
                channel.only = load_catalogue().delivery_codes(cycle)
            summary.add(channel.receive(warehouse_url, landing_root, progress))
        except WarehouseError:  # our own side: it would be the same for all
            raise
        except ChannelError as error:
            broken += 1
            summary.failures.append(str(error))
        except Exception as error:  # what one of them sent and we do not bear must not stop the others
            broken += 1
            summary.failures.append(f"{entry['name']}: {told(error)}")
    summary.seconds = time.monotonic() - started
    if tried and broken == tried:
        raise ChannelError("; ".join(summary.failures))
    return summary


def receive_folder(
    folder: Path, warehouse_url: str | None, landing_root: Path, progress: Progress | None = None
) -> ReceiveSummary:
    """Receive from a local folder with `outbox/`. Raises ChannelError."""
    from exchange_adapters.folder import Folder

    started = time.monotonic()
    summary = Folder(folder).receive(warehouse_url, landing_root, progress)
    summary.seconds = time.monotonic() - started
    return summary


def send_receipts(where: Path | Mapping[str, Any], warehouse_url: str | None) -> int:
    """Send every receipt that is due to the counterparty (or folder) its delivery came from; returns how many.

    Raises ChannelError where a counterparty cannot take its receipts; those of the others are sent, none is lost.
    """
    from exchange_adapters.folder import Folder

    senders: list[Any]
    if isinstance(where, Path) and where.is_dir():
        senders = [Folder(where)]
    else:
        senders = [channel for channel in _channels(where, ["sftp_files"]) if hasattr(channel, "send")]
        # A middle database takes no receipts: its deliveries were made by us.
        senders += [_Unanswered(str(entry["name"])) for entry in _entries(where) if entry["channel"] == "treasury_db"]
        senders.append(_Unanswered("history"))  # who imports is told at once
    sent = 0
    failures = []
    for sender in senders:
        due = _due(warehouse_url, sender.name)
        try:
            _mark(warehouse_url, sender.send(due))
            sent += len(due)
        except ChannelError as error:
            _mark(warehouse_url, error.sent)
            failures.append(str(error))
    if failures:
        raise ChannelError("; ".join(failures))
    return sent


def report_tax_results(counterparties: Path | Mapping[str, Any], warehouse_url: str | None) -> int:
    """Tell tax what became of its batches; returns how many. Raises ChannelError."""
    return sum(channel.report(warehouse_url) for channel in _channels(counterparties, ["tax_soap"]))  # type: ignore[attr-defined]


def send_to_treasury(counterparties: Path | Mapping[str, Any], warehouse_url: str | None) -> TreasurySummary:
    """Write approved payment requests (and vouchers) to treasury's middle database, each once.

    Raises ChannelError where no treasury is configured or its database cannot be written; refusals are in `failures`.
    """
    from exchange_adapters import treasury_db

    entries = [entry for entry in _entries(counterparties) if entry["channel"] == "treasury_db"]
    if len(entries) != 1:
        raise ChannelError(f"counterparties.yml has {len(entries)} entries of channel treasury_db; one is needed")
    return treasury_db.send(treasury_db.TreasuryDb(str(entries[0]["name"]), entries[0]), warehouse_url)


def receive_packages(
    counterparties: Path | Mapping[str, Any],
    warehouse_url: str | None,
    landing_root: Path,
    package_ids: Sequence[str] = (),
    progress: Progress | None = None,
    *,
    from_start: bool = False,
) -> ReceiveSummary:
    """Receive from the exchange node, or only the packages named, each from the first adapter that has it.

    `from_start` reads the node's whole list again, should it have been set up anew; what is known stays known.
    Raises ChannelError where no adapter could be asked, or has a package that was named.
    """
    if not package_ids and not from_start:
        return receive(counterparties, warehouse_url, landing_root, ["mof_node"], progress)
    summary = ReceiveSummary()
    if from_start:
        for node in _channels(counterparties, ["mof_node"]):
            summary.add(node.receive(warehouse_url, landing_root, progress, from_start=True))  # type: ignore[call-arg]
        return summary
    nodes: list[Any] = _channels(counterparties, ["mof_node"])
    for package_id in package_ids:
        told = []
        for node in nodes:
            try:
                found = node.receive(warehouse_url, landing_root, progress, [package_id])
            except ChannelError as error:
                told.append(str(error))
                continue
            summary.add(found)
            if found.new + found.duplicates + found.conflicts + found.refused:
                break
        else:
            raise ChannelError("; ".join(told) or f"no adapter can be asked for {package_id}")
    return summary


def send_packages(
    counterparties: Path | Mapping[str, Any], warehouse_url: str | None, landing_root: Path
) -> SendSummary:
    """Send the packages of the outbox to the Ministry of Finance exchange node, each once.

    Raises ChannelError where there is something to send and no entry that sends.
    """
    from exchange_adapters import mof_node

    nodes: list[Any] = _channels(counterparties, ["mof_node"])
    return mof_node.send_packages(nodes, warehouse_url, landing_root)


def queue_package(
    counterparties: Path | Mapping[str, Any],
    files: Sequence[Path],
    warehouse_url: str | None,
    landing_root: Path,
    *,
    kind: str,
    receiver: str,
    period: str | None = None,
    package_id: str | None = None,
) -> str:
    """Pack files into the outbox of the exchange node; returns the package's id. Raises ChannelError."""
    from exchange_adapters import mof_node

    senders = [entry for entry in _entries(counterparties) if entry["channel"] == "mof_node"]
    if not senders:
        raise ChannelError("counterparties.yml has no entry of channel mof_node")
    return mof_node.queue_package(
        files,
        warehouse_url,
        landing_root,
        kind=kind,
        sender=str(senders[0].get("party", "630000")),
        receiver=receiver,
        period=period,
        package_id=package_id,
    )


def push_shares(
    counterparties: Path | Mapping[str, Any],
    warehouse_url: str | None,
    names: Sequence[str] | None = None,
    *,
    force: bool = False,
    progress: Progress | None = None,
) -> PushSummary:
    """Push published shares to every middle database that is configured; without one nothing is done.

    Raises ChannelError where a name is no declared, published share.
    """
    entries = [entry for entry in _entries(counterparties) if entry["channel"] == "share_push"]
    from exchange_adapters import share_push

    if not entries and not names:
        return share_push.PushSummary()
    if not entries:
        raise ChannelError("counterparties.yml has no entry of channel share_push")
    targets = [share_push.ShareTarget(str(entry["name"]), entry) for entry in entries]
    return share_push.push_shares(targets, warehouse_url, names, force=force, progress=progress)


class _Unanswered:
    def __init__(self, name: str) -> None:
        self.name = name

    def send(self, receipts: Sequence[Mapping[str, Any]]) -> list[str]:
        return [receipt["receipt_id"] for receipt in receipts]


def _entries(counterparties: Path | Mapping[str, Any]) -> list[dict[str, Any]]:
    from exchange_adapters import counterparties as file

    return file.read(counterparties)


def _channels(counterparties: Path | Mapping[str, Any], wanted: Sequence[str] | None) -> list[Receive]:
    return [_make(entry) for entry in _bringing(counterparties, wanted)]


def _bringing(counterparties: Path | Mapping[str, Any], wanted: Sequence[str] | None) -> list[dict[str, Any]]:
    return [
        entry
        for entry in _entries(counterparties)
        if entry["channel"] not in _OUTGOING and (wanted is None or entry["channel"] in wanted)
    ]


def _make(entry: Mapping[str, Any]) -> Receive:
    # Each client is imported where it is used: a night without SOAP should not pay for it.
    name = str(entry["name"])
    if entry["channel"] == "sftp_files":
        from exchange_adapters.sftp_files import SftpFiles

        return SftpFiles(name, entry)
    if entry["channel"] == "tax_soap":
        from exchange_adapters.tax_soap.client import TaxSoap

        return TaxSoap(name, entry)
    if entry["channel"] == "treasury_db":
        from exchange_adapters.treasury_db import TreasuryDb

        return TreasuryDb(name, entry)
    if entry["channel"] == "mof_node":
        from exchange_adapters.mof_node import MofNode

        return MofNode(name, entry)
    from exchange_adapters.bank import BankBalances

    return BankBalances(name, entry)


def _due(warehouse_url: str | None, channel: str) -> list[Mapping[str, Any]]:
    from warehouse_sql import open_warehouse
    from warehouse_sql.control import receipts

    with open_warehouse(warehouse_url) as warehouse, warehouse.transaction() as tx:
        return [row for row in receipts.unsent(tx) if row["channel"] == channel]


def _mark(warehouse_url: str | None, receipt_ids: Sequence[str]) -> None:
    from warehouse_sql import open_warehouse
    from warehouse_sql.control import receipts

    if receipt_ids:
        with open_warehouse(warehouse_url) as warehouse, warehouse.transaction() as tx:
            receipts.mark_sent(tx, receipt_ids)
