"""Rejected records put right: a proposal is checked like any record of a file, an approved one becomes a delivery.

What is proposed is kept in `control.repair` (`warehouse_sql.control.repairs`). A replay writes the approved records of
a delivery into a file of the landing store, with who proposed and who approved each line in its manifest: the landing
files stay the whole truth.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Any

from catalogue import Table, load_catalogue
from ingest import header as headers
from ingest import reject, text
from ingest.header import Header
from ingest.unpacker import Unpacker
from warehouse_sql import clock, open_warehouse
from warehouse_sql.control import deliveries, repairs
from warehouse_sql.control.deliveries import Delivery
from warehouse_sql.control.repairs import Repair, RepairError
from warehouse_sql.landing import Landing
from warehouse_sql.port import Transaction

_REPAIRABLE = {"loaded", "accepted", "held"}
_MAX_RECORD = 1 << 20
_MAX_HEADER = 1 << 20


@dataclass(frozen=True)
class Rejected:
    """A rejected record: its cells by the label of the file's header (None where they do not fit it)."""

    delivery: Delivery
    table: Table
    line_no: int
    text: str
    reasons: list[dict[str, Any]]
    cells: tuple[tuple[str, str], ...] | None
    repairs: tuple[Repair, ...]


def find(warehouse_url: str | None, landing_root: Path, delivery: str, line_no: int) -> Rejected:
    """A rejected record by the id or stem of its delivery and its line. Raises RepairError."""
    with open_warehouse(warehouse_url) as warehouse, warehouse.transaction() as tx:
        return _find(tx, Landing(landing_root), delivery, line_no)


def propose(
    warehouse_url: str | None,
    landing_root: Path,
    delivery: str,
    line_no: int,
    change: Mapping[str, str] | str,
    reason: str,
    who: str,
) -> Repair:
    """Propose what a rejected record should say: new values by column label, or the whole line in the file's layout.

    Raises RepairError, with every fault that the record would still have.
    """
    if len(reason.strip()) < 4:
        raise RepairError("请写明更正依据（至少四个字），如“参保单位更正函 2024-17”")
    with open_warehouse(warehouse_url) as warehouse, warehouse.transaction() as tx:
        found = _find(tx, Landing(landing_root), delivery, line_no)
        header = _header(Landing(landing_root), found.delivery, found.table)
        cells, changed = _changed(found, header, change)
        record = "|".join(cells[place] for _, place in header.places)
        canonical = headers.match("|".join(f.label_zh for f, _ in header.places), found.table)
        faults = reject.explain(record.encode(), "utf-8", canonical, found.table)
        if faults or "\n" in record or "\r" in record:
            told = "；".join(fault.message for fault in faults) or "记录内不能有换行"
            raise RepairError(f"更正后的记录仍不合格：{told}")
        earlier = sum(r.line_no == line_no for r in found.repairs)
        repair = Repair(
            repair_id=f"{found.delivery.delivery_id}-{line_no}-{earlier + 1}",
            delivery_id=found.delivery.delivery_id,
            line_no=line_no,
            record=record,
            columns=json.dumps(changed, ensure_ascii=False),
            reason=reason.strip(),
            status="proposed",
            proposed_by=who,
            proposed_at=clock.now(),
        )
        repairs.propose(tx, repair)
    return repair


def decide(warehouse_url: str | None, repair_id: str, who: str, *, approve: bool, note: str = "") -> Repair:
    """Approve or refuse a proposal. Raises RepairError, also where one person would do both."""
    with open_warehouse(warehouse_url) as warehouse, warehouse.transaction() as tx:
        return repairs.decide(tx, repair_id, who, approve=approve, note=note)


def replay(warehouse_url: str | None, landing_root: Path) -> list[Delivery]:
    """Make deliveries of all approved repairs, one for each delivery repaired; they are then loaded and gated as any.

    Safe to repeat and to kill: the same repairs make the same file, and it is recorded together with their new status.
    """
    landing, made = Landing(landing_root), []
    with open_warehouse(warehouse_url) as warehouse:
        with warehouse.transaction() as tx:
            approved = repairs.in_status(tx, "approved")
        for delivery_id, group in groupby(approved, key=lambda repair: repair.delivery_id):
            with warehouse.transaction() as tx:
                made.append(_replay(tx, landing, delivery_id, list(group)))
    return made


def restore(warehouse_url: str | None, landing_root: Path) -> int:
    """Record the repairs whose replays the landing store holds; proposals never replayed are not in it.

    Returns how many were not known. Doing it again does nothing.
    """
    landing, count = Landing(landing_root), 0
    with open_warehouse(warehouse_url) as warehouse, warehouse.transaction() as tx, Unpacker() as unpacker:
        for one in landing.deliveries():
            if one.arrival.get("channel") != repairs.CHANNEL:
                continue
            told = json.loads(one.manifest)["repairs"]
            delivery_id = deliveries.delivery_id(one.source, told["of"], told["of_sha256"])
            known = {repair.repair_id for repair in repairs.of_delivery(tx, delivery_id)}
            content = b"".join(unpacker.chunks(landing.path(one.sha256), f"{one.stem}.txt")).decode()
            lines = content.split("\n")[1:-1]
            found = [
                Repair(
                    repair_id=line["repair_id"], delivery_id=delivery_id, line_no=line["line_no"], record=record,
                    columns=json.dumps(line["columns"], ensure_ascii=False), reason=line["reason"], status="replayed",
                    proposed_by=line["proposed_by"], proposed_at=datetime.fromisoformat(line["proposed_at"]),
                    decided_by=line["approved_by"], decided_at=datetime.fromisoformat(line["approved_at"]), note="",
                    replay_delivery_id=deliveries.delivery_id(one.source, one.stem, one.sha256), replay_line_no=number,
                )
                for number, (line, record) in enumerate(zip(told["lines"], lines, strict=True), start=2)
            ]  # fmt: skip
            new = [repair for repair in found if repair.repair_id not in known]
            repairs.record(tx, new)
            count += len(new)
    return count


def _replay(tx: Transaction, landing: Landing, delivery_id: int, approved: Sequence[Repair]) -> Delivery:
    repaired = _delivery(tx, "delivery_id = :key", {"key": delivery_id})
    table = load_catalogue().table(repaired.file_code or "")
    rounds = {r.replay_delivery_id for r in repairs.of_delivery(tx, delivery_id) if r.status == "replayed"}
    stem = f"{repaired.stem}_R{len(rounds) + 1}"
    landed = landing.put(io.BytesIO(_archive(stem, table, approved)))
    manifest = {
        "version": 1, "source": repaired.source, "table": repaired.file_code, "region": repaired.region_code,
        "period": repaired.period, "seq": repaired.seq, "mode": "append", "file": f"{stem}.zip",
        "bytes": landed.bytes, "sha256": landed.sha256, "encoding": "UTF-8", "records": len(approved),
        "control_totals": {}, "repairs": {
            "of": repaired.stem, "of_sha256": repaired.sha256,
            "lines": [
                {"repair_id": r.repair_id, "line_no": r.line_no, "columns": json.loads(r.columns), "reason": r.reason,
                 "proposed_by": r.proposed_by, "proposed_at": r.proposed_at.isoformat(),
                 "approved_by": r.decided_by, "approved_at": (r.decided_at or r.proposed_at).isoformat()}
                for r in approved
            ],
        },
    }  # fmt: skip
    raw = json.dumps(manifest, ensure_ascii=False).encode()
    delivery = replace(
        repaired,
        delivery_id=deliveries.delivery_id(repaired.source, stem, landed.sha256),
        channel=repairs.CHANNEL, mode="append", stem=stem, file_name=f"{stem}.zip", file_bytes=landed.bytes,
        sha256=landed.sha256, encoding="UTF-8", records_declared=len(approved), control_totals="{}",
        produced_at=None, received_at=clock.now(), status="received", decided_at=None,
        records=None, accepted=None, rejected=None, reasons=None, load_seconds=None,
    )  # fmt: skip
    arrival = deliveries.Arrival(repairs.CHANNEL, stem, None, len(raw))
    about = {"channel": repairs.CHANNEL, "remote_path": stem, "remote_bytes": len(raw)}
    landing.keep_manifest(repaired.source, stem, landed.sha256, raw, about | {"received_at": delivery.received_at})
    deliveries.register(tx, [(delivery, arrival)])
    repairs.replayed(tx, approved, delivery.delivery_id)
    return delivery


def _archive(stem: str, table: Table, approved: Sequence[Repair]) -> bytes:
    lines = ["|".join(table.labels), *(repair.record for repair in approved)]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        info = zipfile.ZipInfo(f"{stem}.txt", (1980, 1, 1, 0, 0, 0))  # the same repairs are the same file
        info.compress_type = zipfile.ZIP_DEFLATED
        archive.writestr(info, "".join(line + "\n" for line in lines).encode())
    return out.getvalue()


def _find(tx: Transaction, landing: Landing, delivery: str, line_no: int) -> Rejected:
    is_id = delivery.isascii() and delivery.isdigit() and len(delivery) < 20
    key: object = int(delivery) if is_id else delivery.removesuffix(".zip")
    found = _delivery(tx, "delivery_id = :key" if is_id else "stem = :key and status <> 'conflict'", {"key": key})
    rows = tx.query(
        "select raw_text, reasons from control.reject where delivery_id = :id and line_no = :line",
        {"id": found.delivery_id, "line": line_no},
    ).to_pylist()
    if not rows:
        raise RepairError(f"{found.stem} 第 {line_no} 行没有被拒收的记录；请用 sif rejects 查看")
    if found.status not in _REPAIRABLE:
        raise RepairError(f"{found.stem} 是整个文件未入库（{found.status}），不能逐条更正；请报送方重新报送")
    table = load_catalogue().table(found.file_code or "")
    line = rows[0]["raw_text"] or ""
    labels = _labels(landing, found)
    cells = line.split("|")
    named = tuple(zip(labels, cells, strict=True)) if len(labels) == len(cells) else None
    known = tuple(r for r in repairs.of_delivery(tx, found.delivery_id) if r.line_no == line_no)
    return Rejected(found, table, line_no, line, json.loads(rows[0]["reasons"]), named, known)


def _delivery(tx: Transaction, where: str, params: dict[str, object]) -> Delivery:
    names = ", ".join(field.name for field in fields(Delivery))
    rows = tx.query(f"select {names} from control.delivery where {where}", params).to_pylist()
    if len(rows) != 1:
        raise RepairError("没有这个文件；请用 sif rejects 查看文件名或编号")
    return Delivery(**rows[0])


def _labels(landing: Landing, delivery: Delivery) -> list[str]:
    """The header of the file as it came."""
    codec = text.ENCODINGS[(delivery.encoding or "GB18030").upper()]
    head = b""
    with Unpacker() as unpacker:
        for chunk in unpacker.chunks(landing.path(delivery.sha256), f"{delivery.stem}.txt"):
            head += chunk
            if b"\n" in head or len(head) > _MAX_HEADER:
                break
    line = head.split(b"\n", 1)[0].removesuffix(b"\r")
    return text.decode(text.without_bom(line, codec), codec).split("|")


def _header(landing: Landing, delivery: Delivery, table: Table) -> Header:
    return headers.match("|".join(_labels(landing, delivery)), table)


def _changed(found: Rejected, header: Header, change: Mapping[str, str] | str) -> tuple[list[str], list[str]]:
    """The cells in the file's layout after the change, and the labels that changed."""
    if isinstance(change, str):
        cells = change.removesuffix("\n").removesuffix("\r").split("|")
        if len(change) > _MAX_RECORD or len(cells) != header.width:
            raise RepairError(f"整行更正有 {len(cells)} 个字段，应为 {header.width} 个，次序与原文件标题行相同")
        before = [cell for _, cell in found.cells] if found.cells else []
        return cells, [f.label_zh for f, place in header.places if not before or cells[place] != before[place]]
    if found.cells is None:
        raise RepairError("这一行的字段个数与标题行不符，无法按列更正；请用 --from 给出整行")
    cells = [cell for _, cell in found.cells]
    places = {f.label_zh: place for f, place in reversed(header.places)}
    for label, value in change.items():
        if label not in places:
            raise RepairError(f"本表没有“{label[:40]}”列")
        if "|" in value:
            raise RepairError(f"“{label}”的值不能含“|”")
        cells[places[label]] = value
    return cells, list(change)
