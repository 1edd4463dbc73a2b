"""`sif landing`: the landing store against its own names, and its second home."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated

import typer

from cli.progress import progress
from cli.session import OK, PROBLEMS, USAGE, AsJson, Problem, command, landing_root, print_json

if TYPE_CHECKING:
    from warehouse_sql.landing import Landing

app = typer.Typer(
    name="landing", help="The landing store (落地区): check it, copy it, fetch it back.", no_args_is_help=True
)
Url = Annotated[str | None, typer.Argument(help="s3://bucket/prefix, file:///folder …; default SIF_LANDING_ARCHIVE.")]


def _archive(url: str | None):  # type: ignore[no-untyped-def]
    from exchange_adapters.landing_archive import LandingArchive

    url = url or os.environ.get("SIF_LANDING_ARCHIVE")
    if not url:
        raise Problem("no archive is named", "give its URL, or set SIF_LANDING_ARCHIVE", USAGE)
    return LandingArchive(url)


def _landing() -> Landing:
    """The landing store; a place without one (a mistyped SIF_HOME) is not found to be whole."""
    from warehouse_sql.landing import Landing

    root = landing_root()
    if not any((root / part).is_dir() for part in ("objects", "deliveries")):
        raise Problem(f"{root} 中没有落地文件", "请核对 SIF_HOME；尚未接收过文件的，先运行 sif receive")
    return Landing(root)


@app.command()
@command
def verify(
    archive: Annotated[bool, typer.Option("--archive", help="Check the copy in the archive instead.")] = False,
    as_json: AsJson = False,
) -> int:
    """Read every file and compare it with its name; name what is damaged, lost, or known to nobody.

    Exit code 1 where something is damaged or lost.
    """
    if archive:
        done = _archive(None).verify()
        found = {"right": done.kept, "damaged": done.damaged, "lost": [], "unknown": []}
    else:
        found = _landing().verify()
    bad = bool(found["damaged"] or found["lost"])
    if as_json:
        print_json({"ok": not bad, **found})
    else:
        typer.echo(f"完好 {found['right']} 个文件；损坏 {len(found['damaged'])}，丢失 {len(found['lost'])}，"
                   f"无登记 {len(found['unknown'])}")  # fmt: skip
        for kind, word in (("damaged", "损坏"), ("lost", "丢失"), ("unknown", "无登记")):
            for name in found[kind]:
                typer.echo(f"  {word}：{name}")
    return PROBLEMS if bad else OK


@app.command()
@command
def push(url: Url = None, as_json: AsJson = False) -> int:
    """Copy to the archive what it has not yet; safe to repeat, files that are there are never touched."""
    with progress("landing push") as tell:
        done = _archive(url).push(_landing(), tell)
    return _told(done, "已复制", as_json)


@app.command()
@command
def pull(url: Url = None, as_json: AsJson = False) -> int:
    """Fetch from the archive what the landing store has not; every object is checked against its name."""
    from warehouse_sql.landing import Landing

    with progress("landing pull") as tell:
        done = _archive(url).pull(Landing(landing_root()), tell)
    return _told(done, "已取回", as_json)


def _told(done, word: str, as_json: bool) -> int:  # type: ignore[no-untyped-def]
    if as_json:
        print_json({"ok": not done.damaged, **vars(done)})
    else:
        typer.echo(f"{word} {done.files} 个文件（{done.bytes} 字节），原有 {done.kept} 个")
        for name in done.damaged:
            typer.echo(f"  损坏，未取回：{name}")
    return PROBLEMS if done.damaged else OK
