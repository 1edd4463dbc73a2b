"""`sif`: the stages for people. Every command imports what it needs when it runs, so that `sif --help` is instant."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from cli import (
    case,
    doctor,
    drift,
    finding,
    findings,
    findings_workbook,
    history,
    landing,
    mof,
    new_feed,
    params,
    quality,
    realtime,
    rebuild,
    reject,
    rejects,
    report,
    restate,
    setup,
    share,
    stages,
    status,
    tax,
    treasury,
    why,
)

# Plain help: it is fast, and the examples stay as they are written.
app = typer.Typer(
    name="sif",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
)


@app.callback()
def sif(
    debug: Annotated[
        bool, typer.Option("--debug", help="Show tracebacks (they may quote data; do not mail them).")
    ] = False,
) -> None:
    """Social-insurance fund warehouse (社会保险基金数据仓库): every yuan checked and explainable to its line of a file.

    Where things lie: SIF_HOME (./var), SIF_WAREHOUSE (duckdb:///… or postgresql://…), SIF_COUNTERPARTIES.

    \b
    Exit codes: 0 done · 1 done, somebody should look (held, rejected, not found) · 2 wrong usage ·
    3 not available (no warehouse, busy, nothing built, missing file) · 4 a stage failed · 130 interrupted

    \b
    Examples:
      sif init && sif doctor
      sif night
      sif status
      sif findings --out 疑点.xlsx
      sif why mart_pension__collection_rate enterprise_pension 632300 202501
    """
    # Warehouse, landed files and reports tell of persons: what this process and its children write is closed to other
    # users (dags/stages.py does the same). A stricter umask stays.
    os.umask(os.umask(0o077) | 0o027)
    if debug:
        os.environ["SIF_DEBUG"] = "1"


for function in (
    setup.init,
    doctor.doctor,
    stages.night,
    realtime.realtime,
    stages.receive,
    stages.load,
    stages.gate,
    stages.build,
    status.status,
    rejects.rejects,
    rebuild.rebuild,
    quality.quality,
    why.why,
    restate.restate,
    tax.tax_endpoint,
    drift.drift,
    new_feed.new_feed,
):
    app.command()(function)

assert findings_workbook.app is findings.app  # its commands belong to `sif findings`

for group in (
    case.app,
    finding.app,
    findings.app,
    history.app,
    landing.app,
    mof.app,
    params.app,
    reject.app,
    report.app,
    share.app,
    treasury.app,
):
    app.add_typer(group)
