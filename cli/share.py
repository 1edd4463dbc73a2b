"""`sif share`: published shares (共享) to the middle databases of the government cloud."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from cli.progress import progress
from cli.session import OK, AsJson, command, console, counterparties_path, print_json, state
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
    return run_single("share push", lambda: push_shares(names, force=force), as_json)


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


def push_shares(names: list[str] | None = None, *, force: bool = False) -> dict[str, Any]:
    """Push, and return the figures of the stage."""
    import exchange_adapters

    with progress("share") as tell:
        return figures(
            exchange_adapters.push_shares(counterparties_path(), None, names or None, force=force, progress=tell)
        )
