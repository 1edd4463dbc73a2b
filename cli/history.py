"""`sif history`: reports of the past (历史数据迁移, 38 items) into the warehouse."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from cli.progress import progress
from cli.session import OK, PROBLEMS, AsJson, command, console, landing_root, print_json, state

app = typer.Typer(name="history", no_args_is_help=True, rich_markup_mode=None, help="Reports of the past (历史数据).")


@app.command("import")
@command
def import_history(
    paths: Annotated[list[Path], typer.Argument(exists=True, help="Workbooks, texts, ZIPs, or folders of them.")],
    item: Annotated[str | None, typer.Option(help="Item, e.g. H2-02, where the title does not say it.")] = None,
    region: Annotated[str | None, typer.Option(help="Region code, where the sheet does not say it.")] = None,
    period: Annotated[str | None, typer.Option(help="2016, 2016Q1 or 201603, where the title does not say it.")] = None,
    indicator_set: Annotated[str | None, typer.Option("--set", help="Year of the indicator set.")] = None,
    version: Annotated[int | None, typer.Option(min=1, max=999, help="2, 3 … for a corrected report.")] = None,
    as_json: AsJson = False,
) -> int:
    """Take in historical reports: landed, loaded and gated like any delivery. Any order, any number of times.

    What cannot be recognised is told with file, sheet, row, column, reason and what to do; the rest goes on.
    A file history.yml beside the files may say what their sheets do not: a list of {file, sheet, title, item, region,
    period, set, version}. Exit code 1 where something was left out.

    \b
    Examples:
      sif history import 历史报表/
      sif history import 2016年预算.xlsx --item H1-01 --region 632300
      sif history import 更正.xlsx --version 2
    """
    from exchange_adapters import history
    from exchange_adapters.history import Options
    from expectations import run_gates
    from ingest import load_pending

    state().close()
    options = Options(item, region, period, indicator_set, version)
    with progress("history") as tell:
        found = history.import_paths(paths, None, landing_root(), options, tell)
    loaded = load_pending(None, landing_root())
    run_gates(None)
    figures: dict[str, Any] = {
        "files": found.files, "sheets": found.sheets, "cells": found.cells, "new": found.new,
        "duplicates": found.duplicates, "conflicts": found.conflicts, "items": sorted(found.items),
        "loaded": loaded.loaded, "rejected": loaded.rejected, "left_out": found.left_out,
    }  # fmt: skip
    if as_json:
        print_json({"ok": not found.left_out, **figures, "problems": [asdict(one) for one in found.problems]})
    else:
        out = console()
        out.print(f"文件 {found.files}，表页 {found.sheets}，新报表 {found.new}（{found.cells} 个单元格），"
                  f"已有 {found.duplicates}，冲突 {found.conflicts}", markup=False)  # fmt: skip
        for one in found.problems:
            where = " ".join(
                part for part in (one.file, one.sheet, f"第 {one.row} 行" if one.row else "",
                                  f"第 {one.column} 列" if one.column else "") if part
            )  # fmt: skip
            word = "未导入" if one.is_left_out else "已导入，请核对"
            out.print(f"  {word}：{where}：{one.reason}", style="red" if one.is_left_out else "yellow", markup=False)
    return PROBLEMS if found.left_out or loaded.rejected else OK


@app.command("items")
@command
def items(as_json: AsJson = False) -> int:
    """The 38 items, and how many reports of each are there.

    \b
    Examples:
      sif history items
    """
    from catalogue import report_lines

    with state(wait_seconds=10) as warehouse:
        rows = warehouse.query(
            "select work_id, count(*) as n, min(data_period) as first, max(data_period) as last"
            " from (select distinct work_id, admin_division_code, data_period, report_cycle, version_no"
            " from raw.hi01_history_cell) as report group by work_id"
        ).to_pylist()
    there = {row["work_id"]: row for row in rows}
    told = [
        {"item": one.work_id, "name": one.name_zh, "reports": there.get(one.work_id, {}).get("n", 0),
         "first": there.get(one.work_id, {}).get("first"), "last": there.get(one.work_id, {}).get("last")}
        for one in report_lines.items().values()
    ]  # fmt: skip
    if as_json:
        print_json({"ok": True, "items": told})
        return OK
    for row in told:
        span = f"{row['first']}–{row['last']}" if row["reports"] else "尚无"
        console().print(f"{row['item']}  {row['reports']:>5}  {span:<14} {row['name']}", markup=False)
    return OK
