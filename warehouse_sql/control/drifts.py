"""`control.drift` over time: how the headers of each counterparty's deliveries differ from the contract."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from warehouse_sql.port import Published, Warehouse


@dataclass(frozen=True)
class Drifted:
    """One difference of one table's header, over all deliveries that had it. ``kind``: added, missing, reordered.

    ``together`` are the labels that were added in the deliveries in which this one was missing, and the reverse.
    """

    source: str
    file_code: str
    label: str
    kind: str
    deliveries: int
    of: int
    regions: tuple[str, ...]
    first_period: str
    last_period: str
    first_seen: datetime
    last_seen: datetime
    refused: int
    still: bool
    example_sha256: str
    together: tuple[str, ...]


def over_time(warehouse: Warehouse | Published, source: str | None, table: str | None) -> Sequence[Drifted]:
    """Every difference, newest first; ``still`` where a latest delivery of a region has it."""
    rows = warehouse.query(
        """
        with about as (
            select d.delivery_id, d.source, d.file_code, d.region_code, d.period, d.received_at, d.status, d.sha256,
                row_number() over (
                    partition by d.source, d.file_code, d.region_code order by d.received_at desc, d.seq desc
                ) as newest
            from control.delivery as d
            where d.status not in ('received', 'conflict')
                and (cast(:source as text) is null or d.source = :source)
                and (cast(:table as text) is null or d.file_code = :table)
        ),
        counted as (select source, file_code, count(*) as n from about group by source, file_code)
        select a.source, a.file_code, r.column_label as label, r.kind, a.delivery_id, a.region_code, a.period,
            a.received_at, a.status, a.sha256, a.newest, c.n
        from about as a
        inner join control.drift as r on r.delivery_id = a.delivery_id
        inner join counted as c on c.source = a.source and c.file_code = a.file_code
        order by a.source, a.file_code, r.column_label, r.kind, a.received_at, a.delivery_id
        """,
        {"source": source, "table": table},
    ).to_pylist()
    other = {"added": "missing", "missing": "added"}
    by_delivery: dict[tuple[int, str], set[str]] = {}
    groups: dict[tuple[str, str, str, str], list[dict[str, object]]] = {}
    for row in rows:
        by_delivery.setdefault((row["delivery_id"], row["kind"]), set()).add(row["label"])
        groups.setdefault((row["source"], row["file_code"], row["label"], row["kind"]), []).append(row)
    found = []
    for (source_, code, label, kind), mine in groups.items():
        beside = [by_delivery.get((row["delivery_id"], other.get(kind, "")), set()) for row in mine]  # type: ignore[arg-type]
        found.append(
            Drifted(
                source_, code, label, kind, len(mine), int(str(mine[0]["n"])),
                tuple(sorted({str(row["region_code"]) for row in mine})),
                min(str(row["period"]) for row in mine), max(str(row["period"]) for row in mine),
                mine[0]["received_at"], mine[-1]["received_at"],  # type: ignore[arg-type]
                sum(row["status"] == "rejected" for row in mine), any(row["newest"] == 1 for row in mine),
                str(mine[-1]["sha256"]), tuple(sorted(set.intersection(*beside))) if beside else (),
            )
        )  # fmt: skip
    return sorted(found, key=lambda one: (one.source, one.file_code, not one.still, one.kind, one.label))
