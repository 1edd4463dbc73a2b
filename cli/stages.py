"""receive, load, gate, build, report, night: each calls one stage entry function and records the stage."""

from __future__ import annotations

import dataclasses
import re
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from cli import conditions
from cli.as_of import AsOf, past_moment
from cli.progress import progress
from cli.session import (
    FAILED,
    OK,
    PROBLEMS,
    USAGE,
    AsJson,
    Problem,
    command,
    console,
    counterparties_path,
    debugging,
    describe,
    landing_root,
    print_json,
    state,
)

Folder = Annotated[
    Path | None,
    typer.Option("--dir", file_okay=False, help="Take deliveries from this folder (outbox/ and receipts/) instead."),
]
# Figures of a summary that mean a person should look: files or counterparties, not single records.
_PROBLEMS = re.compile(r"^(failed|rejected|held|conflicts?|refused|unreachable|failures|errors?|bad_manifests?)$")


@command
def receive(folder: Folder = None, channel: Annotated[list[str] | None, typer.Option(help="Only these.")] = None,
            as_json: AsJson = False) -> int:  # fmt: skip
    """Land what counterparties have for us, byte for byte.

    \b
    Examples:
      sif receive                      every counterparty of counterparties.yml
      sif receive --channel sftp_files only this channel
      sif receive --dir ./inbox        a folder with outbox/ and receipts/
    """
    if channel:
        import exchange_adapters

        conditions.known("渠道", channel, exchange_adapters.channels())
    return run_single("receive", lambda: _receive(folder, channel), as_json)


@command
def load(as_json: AsJson = False) -> int:
    """Turn received deliveries into typed rows; refused records are kept whole (sif rejects).

    \b
    Examples:
      sif load
      sif load --json | jq .figures.rejected_records
    """
    return run_single("load", _load, as_json)


@command
def gate(
    held: Annotated[
        bool, typer.Option("--held", help="Judge held deliveries again, after a check in catalogue/feeds changed.")
    ] = False,
    as_json: AsJson = False,
) -> int:
    """Check loaded deliveries: each is accepted, or held with the reason.

    \b
    Examples:
      sif gate
      sif gate --held
      sif status       tells what is held, and why
    """
    return run_single("gate", lambda: _gate(held), as_json)


@command
def build(
    select: Annotated[list[str] | None, typer.Option(help="Models to build, with all they rest on.")] = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> int:
    """Build base library, facts, rules and marts, and publish them: all or nothing.

    A build as of a moment stands beside the published one, which stays: read it with `--as-of` of why, findings and
    share. It goes when nobody has read it for seven days, and is made again when somebody asks.

    \b
    Examples:
      sif build
      sif build --select mart_pension__collection_rate
      sif build --as-of "2025-03-31 23:59:59"     as it was known then
    """
    moment = past_moment(as_of)
    return run_single("build", lambda: _build(select, moment), as_json)


@command
def night(folder: Folder = None, as_of: AsOf = None, as_json: AsJson = False) -> int:
    """The whole night: receive, load, gate, receipts, build, share, report. Doing it again does nothing twice.

    A counterparty that is away, a held file or a failed build does not stop what does not depend on it.
    Exit code: 0 all well · 1 finished, somebody should look (held, rejected, a counterparty away) · 4 a stage failed.

    \b
    Examples:
      sif night
      sif night --dir ./inbox --json
    """
    from warehouse_sql import clock
    from warehouse_sql.control import runs
    from warehouse_sql.location import sif_home

    moment = past_moment(as_of)
    run_id = runs.new_run_id()
    page = sif_home() / "reports" / f"night-{clock.now():%Y-%m-%d}.html"
    steps: list[tuple[str, Callable[[], dict[str, Any]]]] = [
        ("receive", lambda: _receive(folder, None)),
        ("load", _load),
        ("gate", _gate),
        ("receipts", lambda: _answer(folder)),
        ("build", lambda: _build(None, moment)),
        # A build of the past is for looking at, not for handing on.
        *([("share", lambda: _share(folder))] if moment is None else []),
        ("report", lambda: write_report(page, run_id)),
    ]
    _require_source(folder)
    state_is_ours()
    results, worst = [], OK
    for name, step in steps:
        result = _run(run_id, name, step)
        results.append(result)
        worst = max(worst, _code(result, fatal=name not in ("receive", "receipts", "share")))
        if not as_json:
            _print_stage(result)
    if as_json:
        print_json({"ok": worst == OK, "run_id": run_id, "exit_code": worst, "stages": results, "report": str(page)})
    else:
        console().print(f"run {run_id}: {_WORDS[worst]}; report: {page}", markup=False)
    return worst


_WORDS = {
    OK: "all well",
    PROBLEMS: "finished, somebody should look (sif status)",
    FAILED: "a stage failed (sif status)",
}


def run_single(name: str, step: Callable[[], dict[str, Any]], as_json: bool) -> int:
    """One stage by itself: recorded, printed; returns the exit code."""
    from warehouse_sql.control import runs

    run_id = runs.new_run_id()
    state_is_ours()
    result = _run(run_id, name, step, catch=False)
    code = _code(result, fatal=True)
    if as_json:
        print_json({"ok": code == OK, "run_id": run_id, "exit_code": code, **result})
    else:
        _print_stage(result)
    return code


def state_is_ours() -> None:
    """Fail early, with what to do, where there is no warehouse or somebody else writes to it."""
    state().close()


def _run(run_id: str, name: str, step: Callable[[], dict[str, Any]], catch: bool = True) -> dict[str, Any]:
    """A stage, recorded. With `catch` an error becomes part of the result, and the night goes on."""
    from warehouse_sql.control import runs

    started = time.monotonic()
    result: dict[str, Any] = {"stage": name, "status": "succeeded", "figures": {}}
    try:
        with runs.stage(None, run_id, name) as detail:
            figures = step()
            detail.update(figures)
            result["figures"] = figures
    except Exception as error:
        if not catch or debugging():
            raise
        problem = describe(error)
        result.update(status="failed", error=problem.message, todo=problem.todo)
    result["seconds"] = round(time.monotonic() - started, 3)
    return result


def _code(result: dict[str, Any], *, fatal: bool) -> int:
    if result["status"] != "succeeded":
        return FAILED if fatal else PROBLEMS
    return PROBLEMS if problems(result["figures"]) else OK


def problems(figures: dict[str, Any]) -> dict[str, Any]:
    """The figures that somebody should look at."""
    return {
        name: value
        for name, value in figures.items()
        if _PROBLEMS.match(name.rsplit(".", 1)[-1]) and value not in (0, None, False, [], {}, ())
    }


def _print_stage(result: dict[str, Any]) -> None:
    out = console()
    if result["status"] != "succeeded":
        todo = f"; {result['todo']}" if result["todo"] else ""
        out.print(f"{result['stage']:<9} FAILED {result['error']}{todo}", style="red", markup=False)
        return
    look = problems(result["figures"])
    told = {name: value for name, value in result["figures"].items() if name != "seconds" and value != []}
    text = ", ".join(f"{name} {'; '.join(value) if isinstance(value, list) else value}" for name, value in told.items())
    style = "yellow" if look else None
    out.print(f"{result['stage']:<9} {result['seconds']:.1f} s  {text}", style=style, markup=False)


def _require_source(folder: Path | None) -> None:
    if folder is not None:
        if not (folder / "outbox").is_dir():
            raise Problem(f"{folder} has no folder outbox/", "give the folder that holds outbox/ and receipts/", USAGE)
    elif not counterparties_path().is_file():
        raise Problem(
            f"there is no {counterparties_path()}", "run `sif init` and fill it in, or give a folder with --dir"
        )


def _receive(folder: Path | None, channels: list[str] | None) -> dict[str, Any]:
    _require_source(folder)
    import exchange_adapters

    with progress("receive") as tell:
        if folder is not None:
            return figures(exchange_adapters.receive_folder(folder, None, landing_root(), progress=tell))
        return figures(
            exchange_adapters.receive(
                counterparties_path(), None, landing_root(), channels=channels or None, progress=tell
            )
        )


def _load() -> dict[str, Any]:
    import ingest

    with progress("load") as tell:
        loaded = figures(ingest.load_pending(None, landing_root(), progress=tell))
    opened = figures(ingest.open_packages(None, landing_root()))
    opened.pop("seconds")
    return {**loaded, **{f"packages.{name}": value for name, value in opened.items() if value}}


def _gate(held: bool = False) -> dict[str, Any]:
    import expectations

    with progress("gate") as tell:
        return figures(expectations.run_gates(None, progress=tell, held=held))


def _answer(folder: Path | None) -> dict[str, Any]:
    import exchange_adapters

    to = folder or counterparties_path()
    sent: dict[str, Any] = {"receipts": exchange_adapters.send_receipts(to, None)}
    if folder is None:
        sent["tax_results"] = exchange_adapters.report_tax_results(to, None)
        packages = figures(exchange_adapters.send_packages(to, None, landing_root()))
        packages.pop("seconds")
        sent |= {f"packages.{name}": value for name, value in packages.items() if value}
    return sent


def _share(folder: Path | None) -> dict[str, Any]:
    """Shares go to the middle databases that are configured; without one, and for a folder, there is nothing to do."""
    from cli.share import push_shares

    return {} if folder is not None else push_shares()


def _build(select: list[str] | None, moment: datetime | None) -> dict[str, Any]:
    from warehouse_sql import moments, transform

    with progress("build") as tell:
        if moment is not None:
            name = moments.ensure(None, moment, select=select or (), progress=tell)
            return {"as_of": str(moment), "name": name}
        result = transform.build(None, select=select or None, progress=tell)
    removed = moments.tidy(None)
    return {
        "build_id": result.build_id,
        "nodes": len(result.nodes),
        "parts_made": len(result.made),
        **({"old_builds_removed": len(removed)} if removed else {}),
        "failed_rules": [node.name for node in result.failed_rules],
        "findings": dict(result.events),
    }


def write_report(out: Path | None, run_id: str | None) -> dict[str, Any]:
    """Write the run report, and return the figures of the stage."""
    from dashboards import run_report
    from warehouse_sql.location import sif_home

    page = out or sif_home() / "reports" / "latest.html"
    page.parent.mkdir(parents=True, exist_ok=True)
    return {"page": str(run_report.write(None, page, run_id=run_id))}


def figures(summary: Any) -> dict[str, Any]:
    """The plain figures of a stage's summary, nested ones as `channel.figure`; never rows."""
    flat: dict[str, Any] = {}

    def collect(prefix: str, value: Any) -> None:
        if dataclasses.is_dataclass(value) and not isinstance(value, type):
            value = {item.name: getattr(value, item.name) for item in dataclasses.fields(value)}
        if isinstance(value, dict):
            for key, inner in value.items():
                collect(f"{prefix}.{key}" if prefix else str(key), inner)
        elif isinstance(value, int | float | str | bool):
            flat[prefix] = round(value, 3) if isinstance(value, float) else value
        elif isinstance(value, list | tuple) and all(isinstance(item, str) for item in value):
            flat[prefix] = list(value)[:20]
        elif isinstance(value, list | tuple | set | frozenset):
            flat[prefix] = len(value)

    collect("", summary)
    return flat
