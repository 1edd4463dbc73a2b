"""`control.build`, `control.code`: every build that was made, of what data and by which code; rows are only added.

A build beside the published one has a name; `used_at` and `dropped_at` say how long it is wanted.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any

import pyarrow as pa

from warehouse_sql import clock, code
from warehouse_sql.port import Transaction

_SCHEMA = pa.schema([
    ("build_id", pa.string()), ("name", pa.string()), ("as_of", pa.timestamp("us")),
    ("repairs_until", pa.timestamp("us")), ("selection", pa.string()), ("code_hash", pa.string()),
    ("data_hash", pa.string()), ("parts_hash", pa.string()), ("built_at", pa.timestamp("us")),
    ("used_at", pa.timestamp("us")), ("dropped_at", pa.timestamp("us")),
])  # fmt: skip
_CODE = pa.schema([("code_hash", pa.string()), ("content", pa.binary()), ("kept_at", pa.timestamp("us"))])
_PART = pa.schema([("name", pa.string()), ("fingerprint", pa.string())])


@dataclass(frozen=True)
class Build:
    """A row of `control.build`. ``data_hash`` is of the deliveries that count, ``parts_hash`` of the names of parts."""

    build_id: str
    name: str
    as_of: datetime
    repairs_until: datetime | None
    selection: str
    code_hash: str
    data_hash: str
    parts_hash: str
    built_at: datetime
    used_at: datetime | None = None
    dropped_at: datetime | None = None

    @property
    def began(self) -> datetime:
        """What was accepted since may not be in it; to the second, as its id says."""
        return datetime.strptime(self.build_id[:15], "%Y%m%dT%H%M%S")


def record(tx: Transaction, build: Build, fingerprints: Iterable[str]) -> None:
    """Note a build; of one that stands beside the published one also the parts it needs."""
    tx.append("control.build", pa.Table.from_pylist([asdict(build)], schema=_SCHEMA))
    if build.name:
        tx.execute("delete from control.build_part where name = :name", {"name": build.name})
        rows = [{"name": build.name, "fingerprint": one} for one in sorted(set(fingerprints))]
        tx.append("control.build_part", pa.Table.from_pylist(rows, schema=_PART))


def keep_code(tx: Transaction, code_hash: str, archive: bytes) -> None:
    """Keep a code under its name; there already: nothing."""
    found = tx.query("select code_hash from control.code where code_hash = :hash", {"hash": code_hash})
    if not found.num_rows:
        row = {"code_hash": code_hash, "content": archive, "kept_at": clock.now()}
        tx.append("control.code", pa.Table.from_pylist([row], schema=_CODE))


def read_code(tx: Transaction, code_hash: str) -> dict[str, bytes] | None:
    """The files of a code, or None where it was never kept. Raises WarehouseError where it is damaged."""
    rows = tx.query("select content from control.code where code_hash = :hash", {"hash": code_hash}).to_pylist()
    return code.unpacked(bytes(rows[0]["content"]), code_hash) if rows else None


def all_of(tx: Transaction, where: str = "true", params: dict[str, Any] | None = None) -> list[Build]:
    """Builds that satisfy a condition, oldest first."""
    names = ", ".join(field.name for field in fields(Build))
    found = tx.query(f"select {names} from control.build where {where} order by built_at, build_id", params)
    return [Build(**row) for row in found.to_pylist()]


def published_at(tx: Transaction, moment: datetime) -> Build | None:
    """The build that was the published one at a moment."""
    found = all_of(tx, "name = '' and built_at <= :moment", {"moment": moment})
    return found[-1] if found else None


def last_whole(tx: Transaction) -> Build | None:
    """The last one of all models as known now."""
    found = all_of(tx, "name = '' and selection = '' and as_of > :now", {"now": clock.now()})
    return found[-1] if found else None


def standing(tx: Transaction, name: str) -> Build | None:
    """The build of this name that was not dropped."""
    found = all_of(tx, "name = :name and dropped_at is null", {"name": name})
    return found[-1] if found else None


def used(tx: Transaction, name: str) -> None:
    """Somebody reads a build that stands beside the published one: it stays for another while."""
    tx.execute("update control.build set used_at = :at where name = :name", {"at": clock.now(), "name": name})


def unused_since(tx: Transaction, moment: datetime) -> list[str]:
    """Names of builds beside the published one that nobody used since."""
    found = all_of(
        tx, "name <> '' and dropped_at is null and coalesce(used_at, built_at) < :moment", {"moment": moment}
    )
    return sorted({build.name for build in found})


def dropped(tx: Transaction, names: Collection[str]) -> None:
    """Note that builds are gone; their parts are nobody's."""
    for name in names:
        given = {"at": clock.now(), "name": name}
        tx.execute("update control.build set dropped_at = :at where name = :name and dropped_at is null", given)
        tx.execute("delete from control.build_part where name = :name", {"name": name})


def needed_parts(tx: Transaction) -> set[str]:
    """Fingerprints of parts that builds beside the published one need."""
    return set(tx.query("select distinct fingerprint from control.build_part").column("fingerprint").to_pylist())
