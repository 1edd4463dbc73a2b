"""`sif realtime`: micro-batches of the real-time feeds (实时接口), beside the night and without waiting for it."""

from __future__ import annotations

import sys
import time
from typing import Annotated, Any

import typer

from cli.session import (
    OK,
    PROBLEMS,
    UNAVAILABLE,
    AsJson,
    command,
    console,
    counterparties_path,
    landing_root,
    print_json,
)
from cli.stages import figures, problems, state_is_ours

# Files, and treasury's changed rows. Notices are asked for now and then: tax calls us, asking is for what we missed.
_EVERY_ROUND = ("sftp_files", "treasury_db")
_NOW_AND_THEN = ("tax_soap",)
_ASK_SECONDS = 60.0


@command
def realtime(
    seconds: Annotated[float, typer.Option(min=0.2, help="From the start of a round to the start of the next.")] = 5.0,
    minutes: Annotated[float | None, typer.Option(min=0.0, help="End after so long; default: until ^C.")] = None,
    once: Annotated[bool, typer.Option("--once", help="One round.")] = False,
    as_json: AsJson = False,
) -> int:
    """Receive, load, check and answer the real-time feeds in rounds: tax, agency payments, treasury, banks.

    Only tables of cycle `realtime` are touched; the rest is the night's. On PostgreSQL it runs beside the night; on
    DuckDB, which has one writer, a round waits for its turn and is left out when that takes too long (exit code 3 where
    none had its turn).

    \b
    Examples:
      sif realtime                  until ^C
      sif realtime --once --json
      sif realtime --seconds 2 --minutes 30
    """
    from warehouse_sql.port import WarehouseBusy

    state_is_ours()
    ends = None if minutes is None else time.monotonic() + minutes * 60
    asked = -_ASK_SECONDS
    worst, rounds, busy, by = OK, 0, 0, ""
    totals: dict[str, Any] = {}
    failures: list[str] = []
    while True:
        started = time.monotonic()
        ask = started - asked >= _ASK_SECONDS
        try:
            told = run_round([*_EVERY_ROUND, *(_NOW_AND_THEN if ask else ())])
        except WarehouseBusy as error:
            told, busy, by = {"busy": 1}, busy + 1, str(error)  # the night is writing: next time
        asked = started if ask else asked
        rounds += 1
        look = problems(told)
        worst = PROBLEMS if look else worst
        for name, value in told.items():
            if isinstance(value, int | float):
                totals[name] = totals.get(name, 0) + value
            elif name.endswith("failures"):
                texts = value if isinstance(value, list) else [value]
                failures += [text for text in texts if text not in failures]
        if told and not as_json:
            text = ", ".join(f"{name} {value}" for name, value in told.items())
            console().print(f"realtime  {text}", style="yellow" if look else None, markup=False)
        now = time.monotonic()
        if once or (ends is not None and now + max(0.0, seconds - (now - started)) >= ends):
            break
        time.sleep(max(0.0, seconds - (now - started)))
    if busy == rounds:
        worst = UNAVAILABLE
        print(f"sif: {by}; no round had its turn", file=sys.stderr)
    if as_json:
        told = {"rounds": rounds, "busy": busy, "failures": failures, "figures": totals}
        print_json({"ok": worst == OK, "exit_code": worst, **told})
    return worst


def run_round(channels: list[str]) -> dict[str, Any]:
    """One round; returns its figures that are not zero. What another process is loading is left to it.

    Raises WarehouseBusy where the embedded warehouse stays in other hands.
    """
    import exchange_adapters
    import expectations
    import ingest
    from catalogue import load_catalogue
    from warehouse_sql import open_warehouse
    from warehouse_sql.control import deliveries, runs

    told: dict[str, Any] = {}

    def add(prefix: str, found: dict[str, Any]) -> None:
        found.pop("seconds", None)
        told.update({f"{prefix}.{name}": value for name, value in found.items() if value})

    try:
        received = exchange_adapters.receive(
            counterparties_path(), None, landing_root(), channels=channels, cycle="realtime"
        )
        found = figures(received)
        found.pop("known", None)
        add("receive", found)
        if received.failed:
            told["receive.failed"] = received.failed
    except exchange_adapters.ChannelError as error:
        told["receive.failures"] = str(error)  # what has landed is loaded all the same
    with open_warehouse() as warehouse, warehouse.transaction() as tx:
        waiting = deliveries.waiting(tx, load_catalogue().delivery_codes("realtime"))
    if waiting:
        with runs.stage(None, runs.new_run_id(), "realtime") as detail:
            add("load", figures(ingest.load_pending(None, landing_root(), cycle="realtime")))
            add("gate", figures(expectations.run_gates(None, cycle="realtime")))
            detail.update(told)
        try:
            told["receipts"] = exchange_adapters.send_receipts(counterparties_path(), None)
            told["tax_results"] = exchange_adapters.report_tax_results(counterparties_path(), None)
        except exchange_adapters.ChannelError as error:
            told["failures"] = str(error)
    return told
