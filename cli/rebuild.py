"""`sif rebuild`: a new warehouse from nothing but the landing files."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from cli.progress import progress
from cli.session import OK, PROBLEMS, USAGE, AsJson, Problem, command, console, landing_root, print_json
from cli.status import STATUS_ZH


@command
def rebuild(
    from_landing: Annotated[
        bool, typer.Option("--from-landing", help="From the landing store (the only way).")
    ] = False,
    landing: Annotated[
        Path | None, typer.Option("--landing", exists=True, file_okay=False, help="Another landing store.")
    ] = None,
    into: Annotated[
        str | None, typer.Option("--into", metavar="URL", help="The new warehouse; default that of SIF_WAREHOUSE.")
    ] = None,
    build: Annotated[bool, typer.Option("--build/--no-build", help="Build and publish afterwards.")] = True,
    as_json: AsJson = False,
) -> int:
    """A new warehouse with what the landing files say: registered, loaded and gated day by day, then built.

    Every file is checked against its hash; a damaged one is named and left out, and the exit code is 1. The warehouse
    must be new, or hold a rebuild from the same landing store that was cut off, which then goes on. Receipts are not
    sent again.

    \b
    Examples:
      sif rebuild --from-landing --into duckdb:///srv/sif/again.duckdb
    """
    from exchange_adapters import rebuild as again
    from exchange_adapters.treasury_db import restore as restore_treasury
    from expectations import run_gates
    from ingest import load_pending, repair, restore_packages
    from warehouse_sql import frozen, open_warehouse, transform
    from warehouse_sql.control import bank_balances, runs
    from warehouse_sql.landing import Landing
    from warehouse_sql.location import locate

    if not from_landing:
        raise Problem("say --from-landing", "it is the only way there is", USAGE)
    url = locate(into).url
    os.environ["SIF_WAREHOUSE"] = url
    store = (landing or landing_root()).resolve()
    if not (store / "objects").is_dir():
        raise Problem(f"{store} is no landing store: it has no folder objects/", "name one by --landing")
    with open_warehouse(url) as warehouse, warehouse.transaction() as tx:
        begun = runs.unfinished_rebuild(tx)
        if begun is None:
            [known] = tx.query("select count(*) as n from control.delivery").to_pylist()
            if known["n"]:
                raise Problem("the warehouse holds deliveries already", "name a new one by --into", USAGE)
            runs.begin_rebuild(tx, runs.new_run_id(), str(store))
        elif begun != str(store):
            told = f"this warehouse holds an unfinished rebuild from {begun}"
            raise Problem(told, "finish that, or name a new one by --into", USAGE)
    damaged: list[str] = []
    with progress("rebuild") as tell:
        for day in again.days(store):
            again.register_day(url, day)
            damaged += day.damaged
            load_pending(url, store, tell)
            run_gates(url, tell)
        repair.restore(url, store)
        restore_packages(url, store)
        with open_warehouse(url) as warehouse, warehouse.transaction() as tx:
            bank_balances.restore(tx, Landing(store))
        restore_treasury(url, store)
        again.settle(url)
        frozen.restore(url, Landing(store))
    if build:
        transform.build(url)
    with open_warehouse(url) as warehouse:
        with warehouse.transaction() as tx:
            runs.end_rebuild(tx)
        rows = warehouse.query("select status, count(*) as n from control.delivery group by status").to_pylist()
    counts = {row["status"]: row["n"] for row in sorted(rows, key=lambda row: str(row["status"]))}
    if as_json:
        print_json({"ok": not damaged, "deliveries": counts, "damaged": damaged})
    else:
        out = console()
        out.print(
            "、".join(f"{STATUS_ZH[status]} {count}" for status, count in counts.items()) or "落地区没有文件",
            markup=False,
        )
        for line in damaged:
            out.print(f"损坏 {line}", style="bold red", markup=False)
    return PROBLEMS if damaged else OK
