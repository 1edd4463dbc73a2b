"""`sif reject`: a refused record is looked at, put right by one person, approved by another, replayed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

from cli.rejects import mask_cell, mask_line
from cli.session import (
    OK,
    PROBLEMS,
    USAGE,
    AsJson,
    Problem,
    Unmask,
    command,
    console,
    landing_root,
    login,
    print_json,
    record_unmasking,
    state,
)
from cli.status import STATUS_ZH

app = typer.Typer(
    name="reject",
    no_args_is_help=True,
    rich_markup_mode=None,
    help="One refused record: show it, propose a repair, approve it (another person), replay it.",
)
DeliveryName = Annotated[str, typer.Argument(help="File name (with or without .zip) or delivery id.")]
LineNo = Annotated[int, typer.Argument(min=1, help="Line of the file, 1 is the header.")]
RepairId = Annotated[str, typer.Argument(help="As `sif reject list` shows it.")]
Who = Annotated[
    str | None, typer.Option("--as", metavar="NAME", help="Who does this (default: the user of the operating system).")
]


@app.command()
@command
def show(delivery: DeliveryName, line: LineNo, unmask: Unmask = None, as_json: AsJson = False) -> int:
    """The record, what is wrong with it, and what has been proposed. Personal data is masked.

    \b
    Example:
      sif reject show HRSS_EP02_632300_202401_001 17
    """
    from ingest import repair

    state(wait_seconds=10).close()
    with _told():
        found = repair.find(None, landing_root(), delivery, line)
    if unmask is not None:
        record_unmasking(unmask, "reject show")
    fields = {field.label_zh: field for field in reversed(found.table.fields)}
    cells = [
        (label, value if unmask is not None else mask_cell(fields.get(label), value))
        for label, value in found.cells or ()
    ]
    raw = found.text if unmask is not None else mask_line(found.text, found.table)
    if as_json:
        print_json(
            {
                "ok": True, "file": found.delivery.file_name, "line_no": line, "reasons": found.reasons,
                "raw_line": raw, "cells": [{"column": label, "value": value} for label, value in cells],
                "repairs": [_plain(one) for one in found.repairs],
            }
        )  # fmt: skip
        return OK
    out = console()
    out.print(f"{found.delivery.file_name} 第 {line} 行", style="bold", markup=False)
    for reason in found.reasons:
        out.print(f"  [{reason['code']}] {reason['message']}", markup=False)
    for label, value in cells:
        out.print(f"    {label} = {value}", markup=False)
    if not cells:
        out.print(f"    {raw}", style="dim", markup=False)
    _print_repairs([_plain(one) for one in found.repairs])
    return OK


@app.command()
@command
def repair(
    delivery: DeliveryName,
    line: LineNo,
    reason: Annotated[str, typer.Option(help="On what the repair rests, e.g. a letter of the unit.")],
    values: Annotated[list[str] | None, typer.Option("--set", metavar="列名=值", help="New value; repeatable.")] = None,
    whole: Annotated[
        Path | None, typer.Option("--from", exists=True, dir_okay=False, help="UTF-8 file with the whole line.")
    ] = None,
    who: Who = None,
    as_json: AsJson = False,
) -> int:
    """Propose what the record should say. It is checked like any record; another person then approves it.

    \b
    Examples:
      sif reject repair HRSS_EP02_632300_202401_001 17 --set 个人缴费基数=5000.00 --reason "单位更正函 2024-17"
      sif reject repair HRSS_EP02_632300_202401_001 31 --from 更正.txt --reason "单位更正函 2024-17"
    """
    from ingest import repair as repairing

    if bool(values) == (whole is not None):
        raise Problem("give new values by --set, or the whole line by --from", "one of the two", USAGE)
    pairs = [pair.partition("=") for pair in values or ()]
    if any(not sign for _, sign, _ in pairs):
        raise Problem("--set takes 列名=值", "e.g. --set 个人缴费基数=5000.00", USAGE)
    change: Any = whole.read_text(encoding="utf-8-sig") if whole else {name: value for name, _, value in pairs}
    state(wait_seconds=10).close()
    with _told():
        made = repairing.propose(None, landing_root(), delivery, line, change, reason, _who(who))
    return _done(made.repair_id, "已提出，待另一人审批", as_json)


@app.command()
@command
def approve(repair_id: RepairId, who: Who = None, as_json: AsJson = False) -> int:
    """Approve a repair that somebody else proposed."""
    return _decide(repair_id, who, approved=True, note="", as_json=as_json)


@app.command()
@command
def refuse(
    repair_id: RepairId,
    note: Annotated[str, typer.Option(help="Why.")] = "",
    who: Who = None,
    as_json: AsJson = False,
) -> int:
    """Refuse a repair, or withdraw one's own."""
    return _decide(repair_id, who, approved=False, note=note, as_json=as_json)


@app.command("list")
@command
def list_(as_json: AsJson = False) -> int:
    """All repairs, newest first: what changed, on whose word; never the values."""
    with state(wait_seconds=10) as warehouse:
        rows = warehouse.query(
            "select r.repair_id, d.file_name, r.line_no, r.columns, r.reason, r.status, r.proposed_by, r.proposed_at,"
            " r.decided_by, r.decided_at from control.repair r"
            " join control.delivery d on d.delivery_id = r.delivery_id order by r.proposed_at desc, r.repair_id"
        ).to_pylist()
    if as_json:
        print_json({"ok": True, "repairs": rows})
    else:
        _print_repairs(rows)
    return OK


@app.command()
@command
def replay(as_json: AsJson = False) -> int:
    """Load all approved repairs as deliveries of their own, and take them through the gate."""
    from expectations import run_gates
    from ingest import load_pending, repair

    state().close()
    made = repair.replay(None, landing_root())
    if made:
        load_pending(None, landing_root())
        run_gates(None)
    names = [one.stem for one in made]
    with state(wait_seconds=10) as warehouse:
        stored = {
            row["stem"]: row["status"]
            for row in warehouse.query("select stem, status from control.delivery where channel = 'repair'").to_pylist()
        }
    statuses = {name: stored[name] for name in names}
    if as_json:
        print_json({"ok": True, "replayed": statuses})
    else:
        out = console()
        for name, status in statuses.items():
            out.print(f"{name}  {STATUS_ZH[status]}", markup=False)
        if not statuses:
            out.print("没有已审批待重放的更正", markup=False)
    return OK if all(status == "accepted" for status in statuses.values()) else PROBLEMS


def _decide(repair_id: str, who: str | None, *, approved: bool, note: str, as_json: bool) -> int:
    from ingest import repair

    state(wait_seconds=10).close()
    with _told():
        repair.decide(None, repair_id, _who(who), approve=approved, note=note)
    return _done(repair_id, "已审批，运行 sif reject replay 入库" if approved else "已退回", as_json)


@contextmanager
def _told() -> Iterator[None]:
    from warehouse_sql.control.repairs import RepairError

    try:
        yield
    except RepairError as error:
        raise Problem(str(error), "", PROBLEMS) from None


def _who(who: str | None) -> str:
    """The name given, with the user of the operating system where they differ: the record shows both."""
    user = login()
    return user if who is None or who.strip() in ("", user) else f"{who.strip()} ({user})"


def _done(repair_id: str, text: str, as_json: bool) -> int:
    if as_json:
        print_json({"ok": True, "repair_id": repair_id, "state": text})
    else:
        print(f"{repair_id}：{text}")
    return OK


def _plain(one: Any) -> dict[str, Any]:
    names = (
        "repair_id",
        "line_no",
        "columns",
        "reason",
        "status",
        "proposed_by",
        "proposed_at",
        "decided_by",
        "decided_at",
    )
    return {name: getattr(one, name) for name in names}


def _print_repairs(rows: list[dict[str, Any]]) -> None:
    from warehouse_sql.control.repairs import STATES

    out = console()
    for row in rows:
        changed = "、".join(json.loads(row["columns"]))
        where = f"{row['file_name']} " if "file_name" in row else ""
        out.print(
            f"更正 {row['repair_id']} [{STATES[row['status']]}] {where}第 {row['line_no']} 行：{changed}",
            markup=False,
        )
        decided = f"；审批 {row['decided_by']}" if row["decided_by"] else ""
        out.print(f"    提出 {row['proposed_by']}：{row['reason']}{decided}", style="dim", markup=False)
