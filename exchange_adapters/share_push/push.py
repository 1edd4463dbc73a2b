"""Push published shares: what is unchanged stays, what breaks its contract is refused, the rest is swapped in."""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from typing import IO, Any

import pyarrow as pa
import sqlalchemy as sa

from exchange_adapters.counterparties import secret
from exchange_adapters.port import ChannelError, Progress
from exchange_adapters.share_push.target import ContractError, Standing, Target, kept
from warehouse_sql import Published, clock, open_published, open_warehouse
from warehouse_sql.content_hash import content_hash
from warehouse_sql.control import pushes
from warehouse_sql.control.pushes import Push
from warehouse_sql.failpoints import reached
from warehouse_sql.shares import Share, declared


@dataclass
class PushSummary:
    """What a round of pushing did: shares `pushed`, `unchanged`, `refused` (contract), `failed` (target)."""

    pushed: int = 0
    unchanged: int = 0
    refused: int = 0
    rows: int = 0
    seconds: float = 0.0
    failures: list[str] = field(default_factory=list)

    @property
    def failed(self) -> int:
        """How many shares did not get there."""
        return len(self.failures) - self.refused


class _LostError(Exception):
    """The target does not hold what it was sent."""


class ShareTarget:
    """One middle database of the government cloud, as counterparties.yml describes it."""

    def __init__(self, name: str, settings: Mapping[str, Any]) -> None:
        self.name = name
        if "url" in settings and sa.make_url(str(settings["url"])).password:
            raise ChannelError(f"{name}: a password stands in `url`; put the address in a file and name it as url_file")
        self._settings = settings
        self._schema = settings.get("schema")
        self._shares = settings.get("shares")
        self._batch_rows = int(settings.get("batch_rows", 5_000))
        self._lock_seconds = float(settings.get("lock_seconds", 30))

    @cached_property
    def _engine(self) -> sa.Engine:
        # Made when it is used: an address that cannot be read must not stop the other targets.
        given = self._settings
        url = str(given["url"]) if "url" in given else secret(str(given["url_file"]), self.name)
        if url.startswith("postgresql://"):
            url = url.replace("postgresql://", "postgresql+psycopg://", 1)
        waits = {"timeout": self._lock_seconds} if url.startswith("sqlite") else {}
        try:
            engine = sa.create_engine(url, pool_pre_ping=True, hide_parameters=True, connect_args=waits)
        except (sa.exc.ArgumentError, ModuleNotFoundError) as error:
            raise ChannelError(f"{self.name}: no address of a database we have a driver for") from error
        if engine.dialect.name == "sqlite":
            # Its driver would commit before every CREATE: then a kill could leave half a push.
            sa.event.listen(engine, "connect", lambda raw, _: setattr(raw, "isolation_level", None))
            sa.event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
        return engine

    @contextmanager
    def _transaction(self, lock_seconds: float) -> Iterator[Target]:
        """One transaction at the target, committed at its end."""
        with self._engine.begin() as connection:
            yield Target(connection, self._schema, lock_seconds)
            reached("share.commit.before")
        reached("share.commit.after")

    @property
    def place(self) -> str:
        """Name and address, without a password."""
        return f"{self.name} ({self._engine.url.render_as_string(hide_password=True)})"

    def wants(self, share: str) -> bool:
        """Whether a share is for this target."""
        return self._shares is None or share in self._shares

    def push(self, published: Published, share: Share, *, force: bool = False) -> Push:
        """Push one share; what became of it is returned, to be recorded. Raises nothing but faults of ours."""
        started = clock.now()
        types = json.dumps(share.columns)
        try:
            outcome, standing, detail = self._push(published, share, force)
        except ContractError as error:
            return Push(
                self.name, share.name, "refused", started, clock.now(), column_types=types,
                detail=f"{share.name} to {self.place}: {error}",
            )  # fmt: skip
        except ChannelError as error:
            return Push(
                self.name, share.name, "failed", started, clock.now(), column_types=types,
                detail=f"{share.name}: {error}",
            )  # fmt: skip
        except (sa.exc.SQLAlchemyError, _LostError) as error:
            cause = (
                str(error) if isinstance(error, _LostError) else type(getattr(error, "orig", None) or error).__name__
            )
            return Push(
                self.name, share.name, "failed", started, clock.now(), column_types=types,
                detail=f"{share.name} to {self.place}: failed ({cause}); the old content stays, the next push tries"
                " again; check that the database is up, that our user may create tables there, and that no reader"
                f" holds the view for longer than {self._lock_seconds:.0f} s",
            )  # fmt: skip
        return Push(
            self.name, share.name, outcome, started, clock.now(), standing.table, standing.row_count,
            standing.content_hash, json.dumps(standing.columns), detail,
        )  # fmt: skip

    def _push(self, published: Published, share: Share, force: bool) -> tuple[pushes.Outcome, Standing, str | None]:
        with self._transaction(self._lock_seconds) as target:
            target.prepare()
            before = target.standing(share.name)
        columns = kept(before.columns if before else (), share.columns)
        relation = f"share.{share.name}"
        with _spool(published, relation, columns, self._batch_rows) as (rows_hash, spooled):
            if before and not force and before.content_hash == rows_hash and before.columns == columns:
                return "unchanged", before, None
            with self._transaction(self._lock_seconds) as target:
                target.lock(share.name)
                now = target.standing(share.name)
                number = (now.number if now else 0) + 1
                columns = kept(now.columns if now else (), columns)
                told = 0

                def counted() -> Iterator[list[dict[str, Any]]]:
                    nonlocal told
                    for batch in _batches(spooled):
                        told += batch.num_rows
                        yield batch.to_pylist()

                table, loaded = target.load(share.name, number, columns, share.labels, counted())
                if loaded != told:
                    raise _LostError(f"{loaded} rows in {table} where {told} were sent")
                standing = Standing(table, number, rows_hash, loaded, columns)
                target.show(share.name, standing, clock.now())
        return "pushed", standing, self._tidy(share.name)

    def _tidy(self, share: str) -> str | None:
        """Remove earlier contents; one that a reader still holds waits for the next push."""
        try:
            with self._transaction(self._lock_seconds) as target:
                names = target.superseded(share)
            for name in names:
                with self._transaction(min(5.0, self._lock_seconds)) as target:
                    target.lock(share)
                    target.drop(name)
        except sa.exc.SQLAlchemyError as error:
            return f"an earlier content is still held ({type(error).__name__}); it goes with the next push"
        return None

    def close(self) -> None:
        """Give the connections back."""
        if "_engine" in vars(self):
            self._engine.dispose()


def push_shares(
    targets: Sequence[ShareTarget],
    warehouse_url: str | None,
    names: Sequence[str] | None = None,
    *,
    force: bool = False,
    progress: Progress | None = None,
) -> PushSummary:
    """Push the shares that are published (or those named) to every target; each push is recorded.

    Raises ChannelError where a name is no declared share, or a named one is not published.
    """
    started = time.monotonic()
    summary = PushSummary()
    known = declared()
    wanted = [_full(name, known) for name in names] if names else list(known)
    with open_published(warehouse_url) as published:
        there = published.relations()
        missing = [name for name in wanted if f"share.{name}" not in there]
        if names and missing:
            raise ChannelError(f"{', '.join(missing)}: declared but not published; run `sif build`")
        todo = [(t, known[n]) for t in targets for n in wanted if f"share.{n}" in there and (names or t.wants(n))]
        for done, (target, share) in enumerate(todo, start=1):
            push = target.push(published, share, force=force)
            with open_warehouse(warehouse_url) as warehouse, warehouse.transaction() as tx:
                pushes.record(tx, push)
            _add(summary, push)
            if progress:
                progress(done, len(todo), f"{share.name} → {target.name}")
    for target in targets:
        target.close()
    summary.seconds = time.monotonic() - started
    return summary


def _add(summary: PushSummary, push: Push) -> None:
    if push.outcome == "pushed":
        summary.pushed += 1
        summary.rows += push.row_count or 0
    elif push.outcome == "unchanged":
        summary.unchanged += 1
    else:
        summary.refused += push.outcome == "refused"
        summary.failures.append(str(push.detail))


def _full(name: str, known: Mapping[str, Share]) -> str:
    """A share by its full name, or without `share_` in front."""
    for candidate in (name, f"share_{name}"):
        if candidate in known:
            return candidate
    raise ChannelError(f"{name[:80]} is no declared share; known: {', '.join(known)}")


@contextmanager
def _spool(
    published: Published, relation: str, columns: Sequence[tuple[str, str]], batch_rows: int
) -> Iterator[tuple[str, IO[bytes]]]:
    """The content's hash and its rows in a file of its own, read from one build.

    So neither a slow target keeps a build from being published, nor a new build gets into the middle of a push; and
    memory is one batch.
    """
    wanted = ", ".join(f'"{name}"' for name, _ in columns)
    with tempfile.TemporaryFile() as file:
        with published.snapshot():
            found = _columns(published, relation)
            if lacking := [name for name, _ in columns if name not in found]:
                raise ContractError(
                    f"the published build lacks {', '.join(lacking)}: it is older than the declaration; run `sif build`"
                )
            extra = sorted(found - {name for name, _ in columns})
            rows_hash = content_hash(published, relation, leave_out=extra)
            writer: Any = None
            for batch in published.batches(f"select {wanted} from {relation}", batch_rows):
                writer = writer or pa.ipc.new_stream(file, batch.schema)
                writer.write_batch(batch)
            if writer is not None:
                writer.close()
        file.seek(0)
        yield rows_hash, file


def _batches(spooled: IO[bytes]) -> Iterator[pa.RecordBatch]:
    spooled.seek(0)
    if spooled.read(1):
        spooled.seek(0)
        yield from pa.ipc.open_stream(spooled)


def _columns(published: Published, relation: str) -> set[str]:
    schema, table = relation.split(".")
    rows = published.query(
        "select column_name from information_schema.columns where table_schema = :schema and table_name = :table",
        {"schema": schema, "table": table},
    )
    return set(rows.column("column_name").to_pylist())
