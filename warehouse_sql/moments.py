"""Builds as of a moment, beside the published one: made once, read by name, removed when nobody wants them.

The published build is what people work with; a question about the past must not replace it. What a build is made from
is its name (what was known, the code, the selection), so asking twice builds once, and a moment between two deliveries
or words of officers is the same build as another one between them. Parts make it cheap: only what was never made is.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from types import ModuleType
from typing import Final

from warehouse_sql import clock, code, transform
from warehouse_sql.control import builds
from warehouse_sql.location import Location, locate
from warehouse_sql.opening import open_warehouse
from warehouse_sql.parts import Moment
from warehouse_sql.transform import Progress

KEPT: Final = timedelta(days=7)
"""How long a build stands after somebody read it last."""


def ensure(
    url: str | None,
    as_of: datetime,
    *,
    select: Sequence[str] = (),
    project: Path | None = None,
    repairs_until: datetime | None = None,
    progress: Progress | None = None,
) -> str:
    """The name of a build of what was known at a moment (for `open_published`); made where it is not there.

    `project` is another code than ours. Raises BuildFailed.
    """
    location = locate(url)
    moment = Moment(as_of, repairs_until)
    project = project or transform.PROJECT
    with open_warehouse(url) as warehouse:
        name = _name(code.name_of(code.files(project)), moment.known_hash(warehouse), select)
        with warehouse.transaction() as tx:
            known = builds.standing(tx, name)
    if known is None or not _engine(location).is_published(location.beside(name)):
        transform.build(
            url, select or None, as_of, name=name, project=project, repairs_until=repairs_until, progress=progress
        )
    with open_warehouse(url) as warehouse, warehouse.transaction() as tx:
        builds.used(tx, name)
    return name


def tidy(url: str | None, at: datetime | None = None) -> list[str]:
    """Remove builds that nobody has read for some days (`KEPT`), and codes laid out for them; returns their names."""
    location = locate(url)
    at = at or clock.now()
    with open_warehouse(url) as warehouse, warehouse.transaction() as tx:
        names = builds.unused_since(tx, at - KEPT)
    for name in names:
        _engine(location).discard_published(location.beside(name))
        with open_warehouse(url) as warehouse, warehouse.transaction() as tx:
            builds.dropped(tx, [name])
    code.clear(code_folder(url), time.time() + (at - clock.now()).total_seconds(), KEPT.total_seconds())
    return names


def code_of(url: str | None, code_hash: str) -> Path | None:
    """A kept code as a project that can be run; None where it was never kept."""
    if code.name_of(code.files(transform.PROJECT)) == code_hash:
        return transform.PROJECT
    with open_warehouse(url) as warehouse, warehouse.transaction() as tx:
        contents = builds.read_code(tx, code_hash)
    return None if contents is None else code.laid_out(contents, code_folder(url))


def code_folder(url: str | None) -> Path:
    """Where former codes are laid out to be run; may be removed at any time."""
    return locate(url).work_path / "code"


def _name(code_hash: str, known_hash: str, select: Sequence[str]) -> str:
    digest = hashlib.sha256("|".join([code_hash, known_hash, *sorted(select)]).encode()).hexdigest()
    return f"k{digest[:16]}"


def _engine(location: Location) -> ModuleType:
    if location.dialect == "duckdb":
        from warehouse_sql.engine import duckdb

        return duckdb
    from warehouse_sql.engine import postgres

    return postgres
