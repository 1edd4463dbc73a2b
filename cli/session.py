"""What every command shares: exit codes, where things lie, one-line errors, the record of unmasking."""

from __future__ import annotations

import contextlib
import functools
import json
import os
import pwd
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

OK, PROBLEMS, USAGE, UNAVAILABLE, FAILED, INTERRUPTED = 0, 1, 2, 3, 4, 130

_NOBODY_LOGGED_IN = 2**32 - 1  # a service, a container

AsJson = Annotated[bool, typer.Option("--json", help="Machine-readable result on stdout; progress goes to stderr.")]
Unmask = Annotated[
    str | None,
    typer.Option(
        "--unmask", metavar="REASON", help="Show personal data unmasked; the reason is recorded with your user name."
    ),
]


class Problem(Exception):
    """A condition the user can do something about: one line, what to do, exit code."""

    def __init__(self, message: str, todo: str = "", code: int = UNAVAILABLE) -> None:
        super().__init__(message)
        self.message, self.todo, self.code = message, todo, code


def debugging() -> bool:
    """`--debug` (or SIF_DEBUG=1): show tracebacks."""
    return os.environ.get("SIF_DEBUG") == "1"


def command(function: Callable[..., int | None]) -> Callable[..., None]:
    """A command that returns its exit code, with every error as one line on stderr (and as JSON with --json)."""

    @functools.wraps(function)
    def run(*args: Any, **kwargs: Any) -> None:
        try:
            code = function(*args, **kwargs) or OK
        except (typer.Exit, typer.Abort, typer.BadParameter):
            raise
        except KeyboardInterrupt:
            print("sif: interrupted; what was committed stays, run again to go on", file=sys.stderr)
            raise typer.Exit(INTERRUPTED) from None
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # the reader (head, less) has enough
            raise typer.Exit(OK) from None
        except Exception as error:
            if debugging():
                raise
            problem = describe(error)
            tell(problem, as_json=bool(kwargs.get("as_json")))
            raise typer.Exit(problem.code) from None
        if code:
            raise typer.Exit(code)

    return run


def describe(error: Exception) -> Problem:
    """Any error as a Problem. Messages of unexpected errors may quote data: of those only class and place are told."""
    from catalogue import CatalogueError
    from catalogue.masking import mask_text
    from warehouse_sql import WarehouseBusy, WarehouseError
    from warehouse_sql.telling import told

    if isinstance(error, Problem):
        return error
    message = mask_text(" ".join(str(error).split()))[:500]
    if isinstance(error, WarehouseBusy):
        return Problem(message, "", UNAVAILABLE)
    if isinstance(error, WarehouseError):
        codes = {"UnknownError": USAGE, "NotFoundError": PROBLEMS, "BuildFailed": FAILED, "DeclarationError": FAILED}
        return Problem(message, "", codes.get(type(error).__name__, UNAVAILABLE))
    if isinstance(error, CatalogueError):
        return Problem(message, "", FAILED)
    if type(error).__name__ == "ChannelError":  # its package is only loaded by the stages that need it
        return Problem(message, "", UNAVAILABLE)
    if isinstance(error, OSError):
        where = f" ({error.filename})" if error.filename else ""
        return Problem(
            f"{error.strerror or message}{where}", "check the path, the permissions and the disk (sif doctor)"
        )
    if isinstance(error, ModuleNotFoundError):
        return Problem(f"{error.name} is not installed", "run `make setup`")
    return Problem(f"unexpected {told(error)}", "run again with `sif --debug …` and report it", FAILED)


def tell(problem: Problem, *, as_json: bool) -> None:
    """One line on stderr; with --json also an object on stdout."""
    if as_json:
        print_json({"ok": False, "error": problem.message, "todo": problem.todo, "exit_code": problem.code})
    todo = f"; {problem.todo}" if problem.todo else ""
    print(f"sif: {problem.message}{todo}", file=sys.stderr)


def print_json(value: Any) -> None:
    """JSON on stdout; money and times as text, so that nothing is rounded."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2, default=str) + "\n")


def console(*, stderr: bool = False) -> Any:
    """A rich console; not a TTY: plain text, lines never broken."""
    from rich.console import Console

    stream = sys.stderr if stderr else sys.stdout
    return Console(stderr=stderr, highlight=False, width=None if stream.isatty() else 10_000)


def landing_root() -> Path:
    """Where landed files lie."""
    from warehouse_sql.location import sif_home

    return sif_home() / "landing"


def counterparties_path() -> Path:
    """Who to pull from."""
    from warehouse_sql.location import sif_home

    return Path(os.environ.get("SIF_COUNTERPARTIES") or sif_home() / "counterparties.yml")


def state(wait_seconds: float = 120.0) -> Any:
    """The state of the warehouse, opened; unlike `open_warehouse` never a new one by accident."""
    from warehouse_sql import open_warehouse

    return open_warehouse(wait_seconds=wait_seconds, create=False)


def login() -> str:
    """The user of the operating system (登录名) who logged in, as the kernel has him; also where he works under the
    service account (`sudo`). `LOGNAME`, which getpass believes, is what the session says: one person could be two."""
    uid = os.getuid()
    with contextlib.suppress(OSError, ValueError):
        logged_in = int(Path("/proc/self/loginuid").read_text(encoding="ascii"))
        uid = uid if logged_in == _NOBODY_LOGGED_IN else logged_in
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:  # a container's user whom no file names
        return str(uid)


def record_unmasking(reason: str, what: str, **who: str) -> None:
    """Who saw personal data, when and why, in `control.stage_run`. Without the record nothing is shown.

    Of findings: `cli.officers.let_see`, which asks for an officer first.
    """
    from warehouse_sql.control import runs

    if len(reason.strip()) < 4 or reason.startswith("-"):
        raise Problem(
            "--unmask needs a reason of at least four characters", 'e.g. --unmask "核查举报线索 2024-17"', USAGE
        )
    state(wait_seconds=10).close()
    with runs.stage(None, runs.new_run_id(), "unmask", what) as detail:
        detail.update(user=login(), reason=reason.strip(), **who)
