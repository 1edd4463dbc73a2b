"""What came of golden deliveries, as text: what was told, the rows, the refused records, the verdicts of the gate."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import exchange_adapters
from expectations import run_gates
from ingest import load_pending
from tests.golden.cases import REGION, Case, cases, family_tables
from warehouse_sql import Warehouse, open_warehouse

Row = Mapping[str, Any]


def of_kind(kind: str, url: str, folder: Path) -> dict[Case, str]:
    """Send all cases of a kind, load and gate them, send the receipts; what came of each.

    Bad ones for the gate have good ones beside them where checks across tables need a partner.
    """
    mine = cases(kind)
    here = {case.table.file_code for case in mine if case.region == REGION}
    checks = [check for case in mine for check in case.table.checks if case.region == REGION]
    partners = {check.params["table"] for check in checks if "table" in check.params} - here
    outbox, landing = folder / "counterparties", folder / "landing"
    for case in mine + [c for c in cases("good") if c.region == REGION and c.table.file_code in partners]:
        case.sent().post(outbox)
    exchange_adapters.receive_folder(outbox, url, landing)
    summary = load_pending(url, landing)
    assert summary.failed == 0, f"{summary.failed} deliveries met an error of ours"
    run_gates(url)
    exchange_adapters.send_receipts(outbox, url)
    with open_warehouse(url) as warehouse:
        known = _Known(warehouse, {case.table.file_code for case in mine})
    return {case: _outcome(case, known, outbox) for case in mine}


class _Known:
    """All that the warehouse says, read in few queries."""

    def __init__(self, warehouse: Warehouse, codes: Iterable[str]) -> None:
        self.deliveries = {row["stem"]: row for row in _all(warehouse, "select * from control.delivery")}
        self.rejects = _by_delivery(warehouse, "select * from control.reject order by delivery_id, line_no")
        self.gate = _by_delivery(warehouse, "select * from control.gate order by delivery_id, check_id")
        raw = {table.file_code: table.raw_name for tables in family_tables().values() for table in tables}
        self.rows: dict[tuple[str, int], list[Row]] = {}
        for code in codes:
            for row in _all(warehouse, f"select * from raw.{raw[code]} order by _delivery_id, _line_no"):
                self.rows.setdefault((code, row["_delivery_id"]), []).append(row)


def _all(warehouse: Warehouse, sql: str) -> list[Row]:
    return list(warehouse.query(sql).to_pylist())


def _by_delivery(warehouse: Warehouse, sql: str) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = {}
    for row in _all(warehouse, sql):
        found.setdefault(row["delivery_id"], []).append(row)
    return found


def _outcome(case: Case, known: _Known, outbox: Path) -> str:
    sent = case.sent()
    told = json.loads((outbox / "receipts" / sent.source / f"{sent.stem}.receipt.json").read_text(encoding="utf-8"))
    delivery = known.deliveries.get(sent.stem)
    rows: list[Row] = []
    rejects: list[Row] = []
    gate: list[Row] = []
    if delivery is not None:
        assert told.pop("sha256") == delivery["sha256"]
        rows = known.rows.get((sent.table, delivery["delivery_id"]), [])
        rejects = known.rejects.get(delivery["delivery_id"], [])
        gate = known.gate.get(delivery["delivery_id"], [])
        _check_conservation(case, delivery, rows, rejects)
    else:
        told.pop("sha256")
    told.pop("decided_at")
    manifest = {name: sent.manifest[name] for name in sorted(sent.manifest)}
    parts = [
        f"# sent: {sent.encoding}, {sent.mode}",
        json.dumps(manifest, ensure_ascii=False, indent=1),
        "# receipt",
        json.dumps(told, ensure_ascii=False, indent=1),
        f"# rows: {len(rows)}",
        *_rows(case, rows),
        f"# rejected records: {len(rejects)}",
        *(line for reject in rejects for line in _reject(reject)),
        f"# gate: {len(gate)}",
        *map(_verdict, gate),
    ]
    return "\n".join(parts) + "\n"


def _check_conservation(case: Case, delivery: Row, rows: list[Row], rejects: list[Row]) -> None:
    """Each line of the file is a row or a rejected record, kept as it was sent, or the whole file is refused."""
    sent = dict(enumerate(case.raw_lines(), start=1))
    lines = {row["_line_no"] for row in rows} | {reject["line_no"] for reject in rejects}
    if rows:
        assert lines == set(sent) - {1}, f"{case.name}: lines are lost"
        assert len(rows) + len(rejects) == len(sent) - 1 == delivery["records"], case.name
    for reject in rejects:
        kept, line = bytes(reject["raw_line"]), sent[reject["line_no"]]
        assert kept == line or (case.send.get("cut") and line.startswith(kept)), f"{case.name}: {reject['line_no']}"


def _rows(case: Case, rows: list[Row]) -> list[str]:
    if not rows:
        return []
    columns = ["_line_no", *case.table.columns]
    return [",".join(columns), *(",".join(_cell(row[column]) for column in columns) for row in rows)]


def _cell(value: object) -> str:
    """A typed value, the same from both engines; null is empty, text is as JSON has it."""
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case datetime():
            return value.isoformat(" ")
        case date():
            return value.isoformat()
        case str():
            return json.dumps(value, ensure_ascii=False)
        case _:
            return str(value)


def _reject(reject: Row) -> list[str]:
    lines = []
    for fault in json.loads(reject["reasons"]):
        where = f"{fault['column'] or '-'} {fault['value_masked'] or '-'}"
        lines.append(f"{reject['line_no']} {fault['code']} {where}: {fault['message']}")
    return lines


def _verdict(found: Row) -> str:
    return (
        f"{found['outcome']} {found['severity']} {found['check_id']}"
        f" {found['observed'] or '-'} ({found['expected']}): {found['message']}"
    )
