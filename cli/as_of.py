"""`--as-of`: reading what was known at a moment, from a build of that moment beside the published one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from cli.session import PROBLEMS, USAGE, Problem

if TYPE_CHECKING:
    from warehouse_sql.port import Published, Warehouse

AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="MOMENT",
        help="What was known then (YYYY-MM-DD [HH:MM:SS][+08:00]; without an offset Asia/Shanghai).",
    ),
]


def parse_moment(text: str | None) -> datetime | None:
    """`--as-of` as wall time; a bare date means its last moment."""
    from warehouse_sql.clock import to_wall_time

    if text is None:
        return None
    try:
        moment = to_wall_time(datetime.fromisoformat(text))
    except (ValueError, OverflowError):
        raise Problem(
            f"--as-of {text[:40]!r} is no moment", "write it as 2025-03-31 or 2025-03-31 23:59:59", USAGE
        ) from None
    return moment.replace(hour=23, minute=59, second=59, microsecond=999999) if len(text) == 10 else moment


def past_moment(text: str | None) -> datetime | None:
    """The same; what will be known is known to nobody."""
    from warehouse_sql import clock

    moment = parse_moment(text)
    if moment is not None and moment.date() > clock.now().date():
        raise Problem(f"--as-of {text} is in the future", "give a day that has come", USAGE)
    return moment


@contextmanager
def opened(as_of: str | None) -> Iterator[Published]:
    """The published build, or with a moment the build of what was known then (made now where nobody asked before)."""
    from warehouse_sql import open_published

    with open_published(name=build_name(as_of)) as published:
        yield published


def build_name(as_of: str | None) -> str:
    """The name of the build of that moment; empty for the published one."""
    moment = past_moment(as_of)
    if moment is None:
        return ""
    from cli.progress import progress
    from cli.session import state
    from warehouse_sql import moments

    with state() as warehouse:
        _must_be_known(warehouse, moment)
    with progress("build") as tell:
        return moments.ensure(None, moment, progress=tell)


def _must_be_known(warehouse: Warehouse, moment: datetime) -> None:
    """Of a moment when nothing was known there is no answer: an empty one would say that all was well."""
    rows = warehouse.query("select min(known_from) as first from control.current_delivery")
    first = rows.column("first")[0].as_py()
    if first is None or first > moment:
        since = f"最早一件于 {first:%Y-%m-%d %H:%M:%S} 受理" if first else "至今没有受理任何报送"
        raise Problem(f"{moment:%Y-%m-%d %H:%M:%S} 时尚未受理任何报送：{since}", "请给出更晚的时点", PROBLEMS)
