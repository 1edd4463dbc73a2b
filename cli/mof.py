"""`sif mof`: packages of the Ministry of Finance exchange node (财政部交换节点)."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from cli.progress import progress
from cli.session import (
    OK,
    USAGE,
    AsJson,
    Problem,
    command,
    console,
    counterparties_path,
    landing_root,
    print_json,
    state,
)
from cli.stages import figures, run_single

app = typer.Typer(
    name="mof", no_args_is_help=True, rich_markup_mode=None, help="Packages of the Ministry of Finance exchange node."
)


class Kind(StrEnum):
    task = "task"
    report = "report"
    codes = "codes"
    accounts = "accounts"


class Direction(StrEnum):
    incoming = "in"
    outgoing = "out"


@app.command()
@command
def receive(
    package_ids: Annotated[
        list[str] | None, typer.Argument(help="Only these packages, for a node that has no list.", metavar="[ID]...")
    ] = None,
    from_start: Annotated[
        bool, typer.Option("--from-start", help="Read the node's whole list again (it was set up anew).")
    ] = False,
    as_json: AsJson = False,
) -> int:
    """Take packages from every adapter (HTTP, FTP, AMQP) and register their members; each package once.

    \b
    Examples:
      sif mof receive
      sif mof receive codes-202401-7
      sif mof list --direction in
    """
    return run_single("mof receive", lambda: _receive(package_ids or [], from_start), as_json)


@app.command()
@command
def send(
    files: Annotated[
        list[Path] | None, typer.Argument(exists=True, dir_okay=False, help="XLSX and CSV files to pack and send.")
    ] = None,
    kind: Annotated[Kind | None, typer.Option("--type", help="What the package is; needed with files.")] = None,
    receiver: Annotated[str, typer.Option("--to", help="Whom it is for.")] = "MOF",
    period: Annotated[str | None, typer.Option(help="Month YYYYMM.")] = None,
    package_id: Annotated[
        str | None, typer.Option("--id", help="Package id; default: one that the same content always gets.")
    ] = None,
    as_json: AsJson = False,
) -> int:
    """Send what waits in the outbox; with files, pack them first. Asking twice sends once.

    \b
    Examples:
      sif mof send                                           what is waiting
      sif mof send 决算.xlsx --type report --period 202412   pack one, send it
    """
    if files and kind is None:
        raise Problem("files need --type", "one of task, report, codes, accounts", USAGE)
    if period is not None and not (len(period) == 6 and period.isdigit() and "01" <= period[4:] <= "12"):
        raise Problem(f"--period {period[:20]!r} is no month", "write it as 202412", USAGE)
    return run_single("mof send", lambda: _send(files or [], kind, receiver, period, package_id), as_json)


@app.command("list")
@command
def list_packages(
    direction: Annotated[Direction | None, typer.Option(help="in or out.")] = None,
    limit: Annotated[int, typer.Option(min=1, help="At most this many.")] = 50,
    as_json: AsJson = False,
) -> int:
    """Packages, newest first: what became of each, by which adapter, how often it came, what is in conflict with it.

    \b
    Examples:
      sif mof list
      sif mof list --direction out --json
    """
    from warehouse_sql.control import packages

    with state(wait_seconds=10) as warehouse, warehouse.transaction() as tx:
        rows = packages.listing(tx, direction.value if direction else None)[:limit]
    if as_json:
        print_json({"ok": True, "count": len(rows), "packages": rows})
        return OK
    out = console()
    for row in rows:
        about = f"{row['type'] or '?'} {row['period'] or ''}".strip()
        told = f"{row['members']} members, {row['attempts']} attempts"
        if row["conflicts"]:
            told += f", {row['conflicts']} other contents in conflict"
        text = f"{row['direction']:<3} {row['state']:<9} {row['package_id']:<40} {about:<16} via {row['via']}; {told}"
        bad = row["conflicts"] or row["state"] in ("refused", "conflict")
        out.print(text, style="yellow" if bad else None, markup=False)
        if row["reasons"]:
            out.print(f"{'':<13} {_reasons(row['reasons'])}", markup=False)
    if not rows:
        out.print("no packages yet", markup=False)
    return OK


@app.command()
@command
def restore(as_json: AsJson = False) -> int:
    """Make the record of packages again from the landing store, after an older state came back from a backup.

    Harmless otherwise; `sif rebuild --from-landing` does it itself.

    \b
    Examples:
      sif mof restore      before sif load
    """

    def run() -> dict[str, Any]:
        import ingest

        return figures(ingest.restore_packages(None, landing_root()))

    return run_single("mof restore", run, as_json)


def _reasons(text: str) -> str:
    import json

    return "; ".join(str(reason["message"]) for reason in json.loads(text))


def _receive(package_ids: list[str], from_start: bool) -> dict[str, Any]:
    import exchange_adapters
    import ingest

    with progress("receive") as tell:
        done = figures(
            exchange_adapters.receive_packages(
                counterparties_path(),
                None,
                landing_root(),
                package_ids=package_ids,
                progress=tell,
                from_start=from_start,
            )
        )
    opened = figures(ingest.open_packages(None, landing_root()))
    return {**done, **{f"packages.{name}": value for name, value in opened.items()}}


def _send(
    files: list[Path], kind: Kind | None, receiver: str, period: str | None, package_id: str | None
) -> dict[str, Any]:
    import exchange_adapters

    queued: dict[str, Any] = {}
    if files and kind is not None:
        queued["queued"] = exchange_adapters.queue_package(
            counterparties_path(), files, None, landing_root(), kind=kind.value, receiver=receiver, period=period,
            package_id=package_id,
        )  # fmt: skip
    return {**queued, **figures(exchange_adapters.send_packages(counterparties_path(), None, landing_root()))}
