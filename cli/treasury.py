"""`sif treasury`: approved payment requests (用款申请) to treasury's middle database."""

from __future__ import annotations

from typing import Any

import typer

from cli.session import OK, AsJson, command, console, counterparties_path, print_json, state
from cli.stages import figures, run_single

app = typer.Typer(name="treasury", no_args_is_help=True, rich_markup_mode=None, help="Treasury's middle database.")


@app.command()
@command
def send(as_json: AsJson = False) -> int:
    """Write approved requests (control.payment_request) to treasury, each once, and keep a receipt of each.

    A number that stands there with another amount or account is refused and left as it is.

    \b
    Examples:
      sif treasury send
      sif treasury send --json
    """
    return run_single("treasury", _send, as_json)


@app.command("list")
@command
def list_requests(as_json: AsJson = False) -> int:
    """Approved requests: who approved them, and whether they were sent. Payees are not shown.

    \b
    Examples:
      sif treasury list
    """
    with state(wait_seconds=10) as warehouse:
        rows: list[dict[str, Any]] = warehouse.query(
            "select request_no, fund_code, region_code, amount, approved_by, approved_at, sent_to, sent_at"
            " from control.payment_request order by approved_at, request_no"
        ).to_pylist()
    if as_json:
        print_json({"ok": True, "requests": rows})
        return OK
    for row in rows:
        sent = f"sent {row['sent_at']:%Y-%m-%d %H:%M}" if row["sent_at"] else "waiting"
        approved = f"{row['approved_by']} {row['approved_at']:%Y-%m-%d %H:%M}"
        text = f"{row['request_no']:<24} {row['region_code']} {row['fund_code']:<22} {row['amount']:>18,.2f}"
        console().print(f"{text}  {approved}  {sent}", markup=False)
    return OK


def _send() -> dict[str, Any]:
    import exchange_adapters

    return figures(exchange_adapters.send_to_treasury(counterparties_path(), None))
