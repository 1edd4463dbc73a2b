"""`sif restate`: a changed figure split into late data, repaired rows, legal numbers, rules and code (重述)."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from cli import table_files
from cli.as_of import past_moment
from cli.progress import progress
from cli.report import pairs
from cli.session import OK, USAGE, AsJson, Problem, command, console, landing_root, print_json, state

_SHOWN = 30


@command
def restate(
    model: Annotated[str, typer.Argument(metavar="MODEL", help="A mart or another model with a grain.")],
    keys: Annotated[list[str] | None, typer.Argument(metavar="[COLUMN=VALUE]…", help="Only these rows.")] = None,
    before: Annotated[str, typer.Option("--from", help="A frozen report, or a moment.")] = "",
    after: Annotated[str | None, typer.Option("--to", help="A moment; default now, by the present code.")] = None,
    out: Annotated[Path | None, typer.Option("--out", "-o", dir_okay=False, help="File (.csv or .xlsx).")] = None,
    as_json: AsJson = False,
) -> int:
    """Why figures are not what they were: each change split into its causes, which add up to it exactly.

    One thing changes at a time: late data, repaired rows, legal numbers, rules, other code.

    \b
    Examples:
      sif restate mart_pension__collection_rate --from 2025-Q1-collection
      sif restate mart_pension__collection_rate region_code=630102 --from 2025-03-31 --to 2025-06-30 --out 重述.xlsx
    """
    from warehouse_sql import clock, frozen
    from warehouse_sql import restate as restating
    from warehouse_sql.landing import Landing

    if not before:
        raise Problem("say from where", "--from a frozen report or a moment", USAGE)
    if out is not None and out.suffix not in (".csv", ".xlsx"):
        raise Problem(f"{out.name}: neither .csv nor .xlsx", "give a name with one of the two", USAGE)
    landing = Landing(landing_root())
    with state() as warehouse, warehouse.transaction() as tx:
        reports = frozen.known(tx, before)
    first = past_moment(None if reports else before)
    start = restating.state_at(None, first) if first else restating.state_of(None, landing, reports[0])
    last = past_moment(after)
    end = restating.present(None, clock.now()) if last is None else restating.state_at(None, last)
    with progress("restate") as tell:
        found = restating.restate(None, model, start, end, pairs(keys), progress=tell)
    headers, columns, rows = table(found)
    if out is not None:
        if out.suffix == ".csv":
            table_files.put(out, table_files.csv_bytes(headers, columns, rows))
        else:
            table_files.put(out, table_files.xlsx_bytes("重述", headers, columns, rows))
    if as_json:
        print_json({
            "ok": True, "model": model, "from": found.before.told, "to": found.after.told,
            "steps": [{"causes": step.causes, "title": step.title, "evidence": step.evidence} for step in found.steps],
            "rows": found.rows, "changed": len(found.changes), "changes": rows,
        })  # fmt: skip
    else:
        _print(found, rows, headers, columns)
    return OK


def table(found: Any) -> tuple[list[str], list[str], list[dict[str, Any]]]:
    """(headers, columns, rows): a row a changed value; each step its own column, in the order of the steps."""
    from catalogue.masking import masked

    steps = [f"step_{number}" for number in range(len(found.steps))]
    columns = [*(f"key_{name}" for name in found.grain), "label", "before", "after", "total", *steps]
    headers = [*found.grain, "指标", "原值", "现值", "变动", *(step.title for step in found.steps)]
    rows: list[dict[str, Any]] = []
    for change in found.changes:
        key = {f"key_{n}": masked(n, v) for n, v in zip(found.grain, change.key, strict=True)}
        parts = dict(zip(steps, change.by_step, strict=True))
        rows.append(key | {"label": change.label, "before": masked(change.column, change.before),
                           "after": masked(change.column, change.after), "total": change.total} | parts)  # fmt: skip
    for text in found.text_changes:
        key = {f"key_{n}": masked(n, v) for n, v in zip(found.grain, text.key, strict=True)}
        marks = {step: "有变动" if number in text.steps else None for number, step in enumerate(steps)}
        rows.append(key | {"label": text.label, "before": masked(text.column, text.before),
                           "after": masked(text.column, text.after), "total": None} | marks)  # fmt: skip
    return headers, columns, rows


def _print(found: Any, rows: list[dict[str, Any]], headers: list[str], columns: list[str]) -> None:
    from decimal import Decimal

    from rich.markup import escape
    from rich.table import Table

    out = console()
    out.print(f"重述：{found.title_zh or found.model}", markup=False)
    out.print(f"自 {found.before.told} 至 {found.after.told}", markup=False)
    for note in {found.before.note, found.after.note} - {""}:
        out.print(f"  注意：{note}", style="yellow", markup=False)
    if not found.steps:
        out.print("两个时点之间没有新报送，也没有参数、规则、程序的变动")
    for number, step in enumerate(found.steps):
        moved = sum(1 for change in found.changes if change.by_step[number] != Decimal(0))
        out.print(f"{number + 1}. {step.title}：影响 {moved} 个数字", markup=False)
        for line in step.evidence[:_SHOWN]:
            out.print(f"   {line}", markup=False)
        if len(step.evidence) > _SHOWN:
            out.print(f"   …… 另有 {len(step.evidence) - _SHOWN} 项", markup=False)
    grid = Table(*headers)
    for row in rows[:_SHOWN]:
        grid.add_row(*("" if row[name] is None else escape(str(row[name])) for name in columns))
    if rows:
        out.print(grid)
    more = f"，此处列出前 {_SHOWN} 个（--out 全部写出）" if len(rows) > _SHOWN else ""
    out.print(f"比较 {found.rows} 行，{len(rows)} 个数值有变动{more}；每一变动等于各原因之和")
