"""Open the packages of the exchange node that have landed: each is registered with its members, or refused.

A package's state and its members commit in one transaction, so a kill leaves it waiting or done. The primary key of
`control.mof_package` and the state it must still be in keep two processes from doing it twice.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from ingest import package
from ingest.unpacker import Unpacker, UnpackerDiedError
from warehouse_sql import open_warehouse
from warehouse_sql.control import packages
from warehouse_sql.control.receipts import Reason
from warehouse_sql.landing import Landing, LandingError

_log = logging.getLogger(__name__)
Progress = Callable[[int, int | None, str], None]


@dataclass
class PackageSummary:
    """What a round of opening did: packages `processed` and `refused`, and their `members`.

    `failed` ones could not be read for an error of ours; they go on waiting.
    """

    processed: int = 0
    refused: int = 0
    failed: int = 0
    members: int = 0
    seconds: float = 0.0


def open_packages(warehouse_url: str | None, landing_root: Path, progress: Progress | None = None) -> PackageSummary:
    """Register every package that is waiting. Doing it again does nothing."""
    started = time.monotonic()
    summary = PackageSummary()
    landing = Landing(landing_root)
    failed: set[packages.Waiting] = set()
    with Unpacker() as unpacker:
        # A refused package may let another content under its id come forward: look again until nothing is left.
        while todo := [waiting for waiting in _waiting(warehouse_url) if waiting not in failed]:
            for number, waiting in enumerate(todo, start=1):
                try:
                    _open(warehouse_url, landing, unpacker, waiting, summary)
                except (OSError, LandingError, UnpackerDiedError) as error:
                    told = getattr(error, "strerror", None) or error
                    _log.error("package %s: cannot read what was landed: %s", waiting.package_id, told)
                    failed.add(waiting)
                if progress:
                    progress(number, len(todo), waiting.package_id)
    summary.failed = len(failed)
    summary.seconds = time.monotonic() - started
    return summary


def _waiting(warehouse_url: str | None) -> list[packages.Waiting]:
    with open_warehouse(warehouse_url) as warehouse, warehouse.transaction() as tx:
        return packages.waiting(tx)


def _open(
    warehouse_url: str | None,
    landing: Landing,
    unpacker: Unpacker,
    waiting: packages.Waiting,
    summary: PackageSummary,
) -> None:
    try:
        contents = package.read(landing.whole(waiting.sha256), waiting.package_id, unpacker)
    except package.PackageError as error:
        with open_warehouse(warehouse_url) as warehouse, warehouse.transaction() as tx:
            summary.refused += packages.refuse(tx, waiting, [Reason(error.code, error.message)])
        return
    with open_warehouse(warehouse_url) as warehouse, warehouse.transaction() as tx:
        done = packages.process(tx, waiting, contents)
    summary.processed += done
    summary.members += len(contents.members) if done else 0


def restore_packages(warehouse_url: str | None, landing_root: Path) -> PackageSummary:
    """Make the packages' control rows again from the landing store, after a warehouse was lost.

    What came is recorded in the order in which it came, and opened. What we made stands in the outbox again: whether it
    was sent is not in the landing store, and the node knows it by its id. Doing it again does nothing.
    """
    landing = Landing(landing_root)
    came = sorted(landing.packages("in"), key=lambda one: (str(one[2].get("received_at")), one[0], one[1]))
    with open_warehouse(warehouse_url) as warehouse, warehouse.transaction() as tx:
        known = {(row["package_id"], row["sha256"]) for row in packages.arrivals(tx)}
        arrived = []
        for package_id, sha256, about in came:
            if (package_id, sha256) not in known:
                size = landing.path(sha256).stat().st_size
                reason = Reason(**about["reason"]) if about.get("reason") else None
                arrived.append(packages.Arrived(package_id, sha256, size, str(about["via"]), None, reason))
        packages.arrive(tx, arrived)
    summary = open_packages(warehouse_url, landing_root)
    with Unpacker() as unpacker:
        for package_id, sha256, _ in landing.packages("out"):
            contents = package.read(landing.path(sha256), package_id, unpacker)
            with (
                suppress(packages.PackageConflictError),  # it never stood in the outbox: its id was taken
                open_warehouse(warehouse_url) as warehouse,
                warehouse.transaction() as tx,
            ):
                packages.queue(tx, contents, sha256, landing.path(sha256).stat().st_size)
    return summary
