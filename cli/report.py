"""`sif report`: the run report; and frozen reports (定稿): figures as handed over, reproducible byte for byte."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from cli.as_of import AsOf, past_moment
from cli.officers import AskedBy, let_see
from cli.progress import progress
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
from cli.stages import run_single, write_report

app = typer.Typer(
    name="report", invoke_without_command=True, rich_markup_mode=None, help="The run report; frozen reports (定稿)."
)
Name = Annotated[str, typer.Argument(metavar="NAME", help="Name of the frozen report, e.g. 2025-Q1-collection.")]
Keys = Annotated[list[str] | None, typer.Argument(metavar="[COLUMN=VALUE]…", help="Only rows with these values.")]


@app.callback()
def report(
    context: typer.Context,
    out: Annotated[Path | None, typer.Option(help="The page; default SIF_HOME/reports/latest.html.")] = None,
    run_id: Annotated[str | None, typer.Option(help="The run to show; default the last.")] = None,
    as_json: AsJson = False,
) -> None:
    """Write the run report, one self-contained HTML page.

    \b
    Examples:
      sif report
      sif report --out /tmp/night.html
      sif report freeze 2025-Q1-collection mart_pension__collection_rate
    """
    if context.invoked_subcommand is None:
        _page(out=out, run_id=run_id, as_json=as_json)


@command
def _page(out: Path | None, run_id: str | None, as_json: bool) -> int:
    if run_id is not None:
        with state(wait_seconds=10) as warehouse:
            stages = warehouse.query("select 1 from control.stage_run where run_id = :run limit 1", {"run": run_id})
        if not stages.num_rows:
            raise Problem(f"没有运行 {run_id[:80]!r}", "sif status 显示最近一次运行", PROBLEMS)
    return run_single("report", lambda: write_report(out, run_id), as_json)


@app.command()
@command
def freeze(
    name: Name,
    model: Annotated[str, typer.Argument(metavar="MODEL", help="A mart or another model with a grain.")],
    keys: Keys = None,
    allow_empty: Annotated[bool, typer.Option("--allow-empty", help="Also where no row is meant.")] = False,
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> int:
    """Freeze rows of a model as known now, or at a moment. A name is used once; nothing is overwritten.

    Kept in the landing store: the bytes, hashes of what they were made from, and the code that made them.

    \b
    Examples:
      sif report freeze 2025-Q1-collection mart_pension__collection_rate region_code=630102
      sif report freeze 2025-final mart_pension__collection_rate --as-of "2025-03-31 18:00"
    """
    from warehouse_sql import clock, frozen
    from warehouse_sql.landing import Landing

    state().close()
    moment = past_moment(as_of) or clock.now()
    moment = min(moment, clock.now())  # a bare date of today ends later than now: more may come until then
    with progress("report") as tell:
        made = frozen.freeze(
            None, Landing(landing_root()), name, model, pairs(keys), moment, login(), progress=tell,
            allow_empty=allow_empty,
        )  # fmt: skip
    return _told(made, as_json)


@app.command()
@command
def reproduce(
    name: Name,
    out: Annotated[Path | None, typer.Option("--out", "-o", dir_okay=False, help="Write what was made again.")] = None,
    by: AskedBy = None,
    unmask: Unmask = None,
    as_json: AsJson = False,
) -> int:
    """Make a frozen report again and compare it, byte for byte. Exit code 1 where it differs; the reason is told.

    \b
    Examples:
      sif report reproduce 2025-Q1-collection
      sif report reproduce 2025-Q1-collection --out 复核.csv
    """
    from cli import table_files
    from warehouse_sql import frozen
    from warehouse_sql.landing import Landing

    state().close()
    landing = Landing(landing_root())
    with progress("report") as tell:
        again = frozen.reproduce(None, landing, name, progress=tell)
    if out is not None:
        _guard(again.frozen, by, unmask)
        table_files.put(out, again.content)
    figures = {"name": name, "sha256": again.frozen.sha256, "made_again": again.sha256, "rows": again.frozen.rows,
               "reasons": list(again.reasons), "notes": list(again.notes)}  # fmt: skip
    if as_json:
        print_json({"ok": again.same, **figures})
    else:
        word = "逐字节相同" if again.same else "不同"
        console().print(f"定稿 {name}（{again.frozen.rows} 行）：重算结果{word}", markup=False)
        for line in (*again.notes, *again.reasons):
            console().print(f"  {line}", markup=False)
    return OK if again.same else PROBLEMS


@app.command()
@command
def show(
    name: Name,
    out: Annotated[Path, typer.Option("--out", "-o", dir_okay=False, help="CSV file.")],
    by: AskedBy = None,
    unmask: Unmask = None,
    as_json: AsJson = False,
) -> int:
    """The bytes that were frozen, checked against their hash.

    \b
    Examples:
      sif report show 2025-Q1-collection --out 定稿.csv
    """
    from cli import table_files
    from warehouse_sql import frozen
    from warehouse_sql.landing import Landing

    state(wait_seconds=10).close()
    found = frozen.find(None, name)
    _guard(found, by, unmask)
    table_files.put(out, frozen.read(Landing(landing_root()), found))
    return _told(found, as_json)


@app.command("frozen")
@command
def list_frozen(as_json: AsJson = False) -> int:
    """All frozen reports: what they are made of, when, by whom.

    \b
    Examples:
      sif report frozen
    """
    from dataclasses import asdict

    from warehouse_sql import frozen

    with state(wait_seconds=10) as warehouse, warehouse.transaction() as tx:
        found = frozen.known(tx)
    if as_json:
        print_json({"ok": True, "frozen": [asdict(one) for one in found]})
        return OK
    for one in found:
        console().print(
            f"{one.name:<32} {one.model:<40} {one.rows:>8} 行  {one.as_of:%Y-%m-%d %H:%M:%S} 所知"
            f"  {one.frozen_by} {one.frozen_at:%Y-%m-%d %H:%M}",
            markup=False,
        )
    return OK


def pairs(keys: list[str] | None) -> dict[str, str]:
    """`column=value` as given on the command line."""
    found = {}
    for key in keys or []:
        column, sign, value = key.partition("=")
        if not sign or not column:
            raise Problem(f"{key[:40]!r} is no condition", "write column=value, e.g. region_code=632300", USAGE)
        found[column] = value
    return found


def _guard(frozen: Any, by: str | None, unmask: str | None) -> None:
    """A report that names persons leaves only with a reason, which is recorded; of findings only for a supervisor."""
    import json

    from catalogue.masking import kind_of

    columns, what = json.loads(frozen.columns), f"frozen {frozen.name}"[:80]
    if any(kind_of(column) for column in columns):
        if unmask is None:
            raise Problem(f"{frozen.name} holds personal data", 'give the reason: --unmask "…"', USAGE)
        if "finding_key" in columns:
            let_see(by, unmask, what)
        else:
            record_unmasking(unmask, what)


def _told(frozen: Any, as_json: bool) -> int:
    from dataclasses import asdict

    if as_json:
        print_json({"ok": True, **asdict(frozen)})
    else:
        console().print(f"定稿 {frozen.name}：{frozen.rows} 行，{frozen.as_of:%Y-%m-%d %H:%M:%S} 所知，"
                        f"SHA-256 {frozen.sha256}", markup=False)  # fmt: skip
    return OK
