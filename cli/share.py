"""`sif share`: published shares (共享) to the middle databases of the government cloud."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from cli import conditions, table_files
from cli.as_of import AsOf, opened
from cli.progress import progress
from cli.session import (
    OK,
    AsJson,
    Problem,
    Unmask,
    command,
    console,
    counterparties_path,
    print_json,
    record_unmasking,
    state,
)
from cli.stages import figures, run_single

app = typer.Typer(
    name="share", no_args_is_help=True, rich_markup_mode=None, help="Published shares to middle databases."
)


@app.command()
@command
def push(
    names: Annotated[list[str] | None, typer.Argument(help="Only these shares; `share_` may be left out.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Push also what has not changed.")] = False,
    as_json: AsJson = False,
) -> int:
    """Push published shares: what is unchanged is left alone, the rest is swapped in whole.

    A removed or retyped column is refused: that needs the next version of the share.

    \b
    Examples:
      sif share push
      sif share push fiscal_fund_to_special_account_v1
    """
    named = [_declared(name) for name in names or []]
    return run_single("share push", lambda: push_shares(named, force=force), as_json)


@app.command("list")
@command
def list_shares(as_json: AsJson = False) -> int:
    """Declared shares and what was pushed of them last.

    \b
    Examples:
      sif share list
      sif share list --json
    """
    from warehouse_sql import shares
    from warehouse_sql.control import pushes

    with state(wait_seconds=10) as warehouse, warehouse.transaction() as tx:
        last = pushes.last(tx)
    known = shares.declared()
    if as_json:
        print_json({"ok": True, "shares": [{"share": name, "title": s.title} for name, s in known.items()],
                    "pushes": last})  # fmt: skip
        return OK
    out = console()
    for name, share in known.items():
        out.print(f"{name:<48} {share.title}", markup=False)
        for row in (row for row in last if row["share"] == name):
            text = f"  {row['target']:<16} {row['outcome']:<9} {row['started_at']:%Y-%m-%d %H:%M}"
            told = row["detail"] or f"{row['row_count']} rows"
            bad = row["outcome"] in ("refused", "failed")
            out.print(f"{text}  {told}", style="yellow" if bad else None, markup=False)
    return OK


@app.command()
@command
def export(
    name: Annotated[str, typer.Argument(metavar="SHARE", help="A share; `share_` may be left out.")],
    out: Annotated[Path, typer.Option("--out", "-o", dir_okay=False, help="CSV file.")],
    as_of: AsOf = None,
    unmask: Unmask = None,
    as_json: AsJson = False,
) -> int:
    """A share as a file, of the published build or as it was at a moment. Nothing is pushed.

    What middle databases hold is always the present: a past state is handed over as a file, never pushed over it.

    \b
    Examples:
      sif share export fiscal_fund_to_special_account_v1 --as-of 2025-03-31 --out 共享.csv
    """
    from catalogue.masking import masked
    from warehouse_sql import shares

    full = _declared(name)
    if unmask is not None:
        record_unmasking(unmask, f"share {name}"[:80])
    share = shares.declared()[full]
    columns = [column for column, _ in share.columns]
    with opened(as_of) as published:
        if f"share.{full}" not in published.relations():
            raise Problem(f"{full} is not in this build", "run `sif build`")
        listed = ", ".join(f'"{column}"' for column in columns)
        rows = published.query(f"select {listed} from share.{full}").to_pylist()
    if unmask is None:
        rows = [{column: masked(column, value) for column, value in row.items()} for row in rows]
    rows.sort(key=lambda row: [(value is not None, str(value)) for value in row.values()])
    table_files.put(out, table_files.csv_bytes([share.labels[c] or c for c in columns], columns, rows))
    if as_json:
        print_json({"ok": True, "share": full, "as_of": as_of, "rows": len(rows), "file": str(out)})
    else:
        console().print(f"{full}: {len(rows)} rows in {out}", markup=False)
    return OK


def _declared(name: str) -> str:
    """The whole name of a declared share."""
    from warehouse_sql import shares

    there = shares.declared()
    full = name if name in there else f"share_{name}"
    conditions.known("共享", [full], there)
    return full


def push_shares(names: list[str] | None = None, *, force: bool = False) -> dict[str, Any]:
    """Push, and return the figures of the stage."""
    import exchange_adapters

    with progress("share") as tell:
        return figures(
            exchange_adapters.push_shares(counterparties_path(), None, names or None, force=force, progress=tell)
        )
