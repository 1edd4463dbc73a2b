"""Treasury's middle database (中间库): changed rows become a delivery like any other; requests go out once.

Rows are read by (updated_at, id) above a watermark. What was read is written as a file of section 1 of exchange.md
(source TRE, mode append), landed, and registered in the transaction that moves the watermark: nothing is lost or
doubled.
"""

from __future__ import annotations

import hashlib
import io
import json
import time
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from catalogue import Field, Table, load_catalogue
from exchange_adapters import manifest
from exchange_adapters.counterparties import secret
from exchange_adapters.port import ChannelError, Progress, ReceiveSummary
from warehouse_sql import clock, open_warehouse
from warehouse_sql.control import deliveries, treasury
from warehouse_sql.control.deliveries import Arrival
from warehouse_sql.failpoints import reached
from warehouse_sql.landing import LandedFile, Landing
from warehouse_sql.port import Transaction

TABLES = {"TR01": "payment_result", "TR02": "subsidy_disbursement", "TR03": "treasury_receipt"}
_REGION = "630000"
# Rows of a transaction that committed late may carry an earlier updated_at: what is younger than this waits a round.
_SETTLING = timedelta(seconds=5)
_BEGINNING = datetime(1970, 1, 1, tzinfo=clock.SHANGHAI)
# What was sent within this time is compared with what stands at treasury at every sending.
_COMPARED = timedelta(days=35)
# Keys of a window, for the comparison that finds deleted rows.
_WINDOW = 10_000
# Manifest, file, and where the watermark stands after it.
_Batch = tuple[dict[str, Any], LandedFile, datetime, int]


@dataclass(frozen=True)
class Handed:
    """What became of one row that was handed over."""

    row: Mapping[str, Any]
    outcome: treasury.Outcome
    detail: str | None = None


@dataclass
class SendSummary:
    """What one round of sending did; `there` had been written before (we were stopped between the two databases)."""

    sent: int = 0
    there: int = 0
    refused: int = 0
    failures: list[str] = field(default_factory=list)
    seconds: float = 0.0


def send(channel: TreasuryDb, warehouse_url: str | None) -> SendSummary:
    """Hand over what was approved, and keep the receipts. Stopped anywhere, the next call ends it: exactly once.

    Requests are written at treasury first, and then marked here: a stop in between leaves them `there`, which is found
    by their number. What was sent before is compared with what stands at treasury; a difference is refused loudly.
    """
    summary = SendSummary()
    started = time.monotonic()
    for kind in channel.kinds:
        with open_warehouse(warehouse_url) as warehouse, warehouse.transaction() as tx:
            tx.lock(f"treasury_send.{channel.name}")
            waiting = treasury.due(tx, kind)
            before = treasury.sent(tx, kind, channel.name, clock.now() - _COMPARED)
        summary.failures += [
            f"{channel.name}: {kind} {treasury.item_no(kind, one.row)} was changed after it was sent: it {one.detail}"
            for one in channel.compare(kind, before)
        ]
        if not waiting:
            continue
        handed = channel.hand_over(kind, waiting)
        at = clock.now()
        with open_warehouse(warehouse_url) as warehouse, warehouse.transaction() as tx:
            for one in handed:
                treasury.record(tx, kind, one.row, channel=channel.name, outcome=one.outcome, at=at, detail=one.detail)
        summary.sent += sum(one.outcome == "sent" for one in handed)
        summary.there += sum(one.outcome == "there" for one in handed)
        refused = [one for one in handed if one.outcome == "refused"]
        summary.refused += len(refused)
        summary.failures += [
            f"{channel.name}: {kind} {treasury.item_no(kind, one.row)} {one.detail}; it was left as it is there. Find"
            " out which is right; a correction needs a number of its own"
            for one in refused
        ]
    summary.seconds = time.monotonic() - started
    return summary


def restore(warehouse_url: str | None, landing_root: Path) -> None:
    """How far each table was read, and the state of its rows, from the landing store: the next round goes on there."""
    landing = Landing(landing_root)
    ours = [one for one in landing.deliveries() if one.source == "TRE" and "last_id" in one.arrival]
    with open_warehouse(warehouse_url) as warehouse, warehouse.transaction() as tx:
        for one in sorted(ours, key=lambda one: (str(one.arrival["received_at"]), one.stem)):
            file_code = str(json.loads(one.manifest)["table"])
            channel, table = str(one.arrival["channel"]), TABLES[file_code]
            newest = datetime.fromisoformat(one.arrival["updated_at"])
            _move_watermark(tx, channel, table, newest, int(one.arrival["last_id"]))
            archive = landing.path(one.sha256)
            if archive.is_file():  # what a lost file told is not known: the comparison of keys asks for it again
                treasury.keep_states(tx, channel, table, _states(archive, load_catalogue().tables[file_code]))


class TreasuryDb:
    """One middle database."""

    def __init__(self, name: str, settings: Mapping[str, Any]) -> None:
        self.name = name
        url = str(settings["url"]) if "url" in settings else secret(str(settings["url_file"]), name)
        if "url" in settings and sa.make_url(url).password:
            raise ChannelError(f"{name}: a password stands in `url`; put the address in a file and name it as url_file")
        if url.startswith("postgresql://"):
            url = url.replace("postgresql://", "postgresql+psycopg://", 1)
        self._engine = sa.create_engine(url, pool_pre_ping=True, hide_parameters=True)
        self._schema = settings.get("schema", "treasury_exchange")
        self._batch_rows = int(settings.get("batch_rows", 50_000))
        self._overlap = timedelta(seconds=float(settings.get("overlap_seconds", 3600)))
        self._deletions = timedelta(seconds=float(settings.get("deletions_seconds", 3600)))
        # Treasuries that keep their own books get vouchers too.
        self.kinds: tuple[treasury.Kind, ...] = (
            ("payment_request", "voucher_out") if settings.get("vouchers", False) else ("payment_request",)
        )

    def receive(self, warehouse_url: str | None, landing_root: Path, progress: Progress | None) -> ReceiveSummary:
        """Land and register every row that changed since the last round."""
        summary = ReceiveSummary()
        landing = Landing(landing_root)
        try:
            for done, (file_code, table) in enumerate(TABLES.items(), start=1):
                while self._receive_batch(file_code, table, warehouse_url, landing, summary):
                    pass
                if progress:
                    progress(done, len(TABLES), table)
        except sa.exc.SQLAlchemyError as error:
            raise self._broken("reading", error) from error
        finally:
            self._engine.dispose()
        return summary

    def _receive_batch(
        self, file_code: str, table: str, warehouse_url: str | None, landing: Landing, summary: ReceiveSummary
    ) -> bool:
        """One batch of one table; returns whether there may be more."""
        with open_warehouse(warehouse_url) as warehouse, warehouse.transaction() as tx:
            since, last_id = _watermark(tx, self.name, table)
            known = _known_stems(tx, file_code)
            look = self._deletions and _comparison_is_due(tx, self.name, table, self._deletions)
        batch = self._unregistered(landing, file_code, known)
        if batch is None:
            rows = self._changed(table, since, last_id)
            mark = (_moment(rows[-1]["updated_at"]), int(rows[-1]["id"])) if rows else (since, last_id)
            if not rows and since > _BEGINNING:
                with open_warehouse(warehouse_url) as warehouse, warehouse.transaction() as tx:
                    states = treasury.states(tx, self.name, table)
                rows = self._late(file_code, table, mark, states)
                if not rows and look:
                    rows = self._compared(table, since, states)
            if not rows:
                if look:
                    with open_warehouse(warehouse_url) as warehouse, warehouse.transaction() as tx:
                        _move_watermark(tx, self.name, f"{table}.keys", datetime.now(clock.SHANGHAI), 0)
                return False
            batch = self._write(landing, file_code, table, rows, known, mark)
        about, landed, newest, newest_id = batch
        stem = str(about["file"]).removesuffix(".zip")
        place = _place(self._schema, table, newest, newest_id, landed.sha256)
        arrival = Arrival(self.name, place, clock.to_wall_time(newest), None)
        told = _states(landed.path, load_catalogue().tables[file_code])
        delivery = manifest.delivery(about, stem, self.name, landed.sha256, landed.bytes, clock.now())
        with open_warehouse(warehouse_url) as warehouse, warehouse.transaction() as tx:
            outcome = deliveries.register(tx, [(delivery, arrival)])
            _move_watermark(tx, self.name, table, newest, newest_id)
            treasury.keep_states(tx, self.name, table, told)
        summary.new += outcome.count("new")
        summary.duplicates += outcome.count("duplicate")
        summary.bytes += landed.bytes
        return True

    def _write(
        self,
        landing: Landing,
        file_code: str,
        table: str,
        rows: Sequence[Mapping[str, Any]],
        known: set[str],
        mark: tuple[datetime, int],
    ) -> _Batch:
        stem, packed, about = _as_file(load_catalogue().tables[file_code], rows, known)
        landed = landing.put(io.BytesIO(packed))
        newest, newest_id = mark
        told = {
            "channel": self.name,
            "remote_path": _place(self._schema, table, newest, newest_id, landed.sha256),
            "received_at": clock.now(),
            "updated_at": newest.isoformat(),
            "last_id": newest_id,
        }
        landing.keep_manifest("TRE", stem, landed.sha256, json.dumps(about, ensure_ascii=False).encode(), told)
        return about, landed, newest, newest_id

    def _unregistered(self, landing: Landing, file_code: str, known: set[str]) -> _Batch | None:
        """The oldest batch of ours that was landed but not registered, for we were stopped in between."""
        left: list[_Batch] = []
        for path in (landing.root / "deliveries" / "TRE").glob(f"TRE_{file_code}_*/*.arrival.json"):
            if path.parent.name in known:
                continue
            told = json.loads(path.read_text(encoding="utf-8"))
            if told.get("channel") != self.name or "last_id" not in told:
                continue
            sha256 = path.name.split(".")[0]
            about = json.loads(landing.manifest("TRE", path.parent.name, sha256))
            landed = LandedFile(sha256, landing.path(sha256).stat().st_size, landing.path(sha256))
            left.append((about, landed, datetime.fromisoformat(told["updated_at"]), int(told["last_id"])))
        return min(left, key=lambda batch: batch[2:], default=None)

    def _changed(self, table: str, since: datetime, last_id: int) -> list[dict[str, Any]]:
        """The next batch above the watermark."""
        with self._engine.connect() as connection:
            source = self._source(connection, table)
            mark = self._outgoing(source.c.updated_at, since)
            after = sa.or_(
                source.c.updated_at > mark,
                sa.and_(source.c.updated_at == mark, source.c.id > last_id),
            )
            settled = source.c.updated_at <= self._outgoing(
                source.c.updated_at, datetime.now(clock.SHANGHAI) - _SETTLING
            )
            query = (
                sa.select(source)
                .where(after, settled)
                .order_by(source.c.updated_at, source.c.id)
                .limit(self._batch_rows)
            )
            return [dict(row) for row in connection.execute(query).mappings()]

    def _late(
        self, file_code: str, table: str, mark: tuple[datetime, int], states: Mapping[str, treasury.State]
    ) -> list[dict[str, Any]]:
        """Rows below the watermark that are not as we know them: committed late, or by a clock that is behind."""
        if not self._overlap:
            return []
        fields = load_catalogue().tables[file_code].fields
        late: list[dict[str, Any]] = []
        with self._engine.connect() as connection:
            source = self._source(connection, table)
            query = (
                sa.select(source)
                .where(
                    source.c.updated_at >= self._outgoing(source.c.updated_at, mark[0] - self._overlap),
                    source.c.updated_at <= self._outgoing(source.c.updated_at, mark[0]),
                )
                .order_by(source.c.updated_at, source.c.id)
            )
            for row in connection.execute(query).mappings():
                known = states.get(str(row["id"]))
                if known is None or known.state_hash != _hash(_line(fields, dict(row))):
                    late.append(dict(row))
                    if len(late) >= self._batch_rows:
                        break
        return late

    def _compared(self, table: str, since: datetime, states: Mapping[str, treasury.State]) -> list[dict[str, Any]]:
        """Rows that are gone, as tombstones, and rows that stand there and we never saw (or saw deleted).

        Counts and sums of keys in windows (region, ten thousand ids) are compared first; only windows that differ have
        their keys read. What seems gone is looked up by its key: it may have changed its region meanwhile.
        """
        ours: dict[tuple[str, int], dict[int, bool]] = {}
        for key, state in states.items():
            if not state.is_deleted:
                ours.setdefault((state.region_code, int(key) // _WINDOW), {})[int(key)] = True
        with self._engine.connect() as connection:
            source = self._source(connection, table)
            below = source.c.updated_at <= self._outgoing(source.c.updated_at, since)
            region = sa.func.coalesce(source.c.region_code, "")
            counted: Sequence[Any] = connection.execute(
                sa.select(region, sa.func.min(source.c.id), sa.func.count(), sa.func.sum(source.c.id))
                .where(below)
                .group_by(region, source.c.id - source.c.id % _WINDOW)
            ).all()
            theirs = {(str(r), int(low) // _WINDOW): (int(n), int(total)) for r, low, n, total in counted}
            gone: list[int] = []
            unknown: list[int] = []
            for place in theirs.keys() | ours.keys():
                keys = ours.get(place, {})
                if theirs.get(place, (0, 0)) == (len(keys), sum(keys)):
                    continue
                first = place[1] * _WINDOW
                there: set[int] = set(
                    connection.execute(
                        sa.select(source.c.id).where(
                            below, region == place[0], source.c.id >= first, source.c.id < first + _WINDOW
                        )
                    ).scalars()
                )
                gone += sorted(keys.keys() - there)
                unknown += sorted(there - keys.keys())
            still = self._by_id(connection, source, gone)
            moved = {int(row["id"]) for row in still}
            found = [
                row
                for row in self._by_id(connection, source, unknown[: self._batch_rows])
                if (known := states.get(str(row["id"]))) is None or known.is_deleted
            ]
        at = datetime.now(clock.SHANGHAI).replace(microsecond=0)
        tombs = [
            {"id": key, "region_code": states[str(key)].region_code, "updated_at": at, "is_deleted": True}
            for key in gone
            if key not in moved
        ]
        return [*found, *tombs[: self._batch_rows]]

    def _by_id(self, connection: sa.Connection, source: sa.Table, ids: Sequence[int]) -> list[dict[str, Any]]:
        return [
            dict(row)
            for start in range(0, len(ids), 500)
            for row in connection.execute(
                sa.select(source).where(source.c.id.in_(ids[start : start + 500])).order_by(source.c.id)
            ).mappings()
        ]

    def _source(self, connection: sa.Connection, table: str) -> sa.Table:
        return sa.Table(table, sa.MetaData(), schema=self._schema, autoload_with=connection)

    def hand_over(self, kind: treasury.Kind, rows: Sequence[Mapping[str, Any]]) -> list[Handed]:
        """Write approved rows to treasury's table, each once however often it is asked for; one transaction.

        A number that is there with the same content is `there`; with another content it is `refused`, told with the
        names of the columns that differ, and left as it is. Raises ChannelError where the table cannot be written.
        """
        try:
            with self._engine.begin() as connection:
                target = sa.Table(kind, sa.MetaData(), schema=self._schema, autoload_with=connection)
                handed = [self._hand_over(connection, target, kind, row) for row in rows]
                reached("treasury.commit.before")
            reached("treasury.commit.after")
            return handed
        except sa.exc.SQLAlchemyError as error:
            raise self._broken(f"writing {kind}", error) from error
        finally:
            self._engine.dispose()

    def compare(self, kind: treasury.Kind, rows: Sequence[Mapping[str, Any]]) -> list[Handed]:
        """Of rows that were sent, those that stand at treasury with another content. What is gone was taken up."""
        if not rows:
            return []
        try:
            with self._engine.connect() as connection:
                target = sa.Table(kind, sa.MetaData(), schema=self._schema, autoload_with=connection)
                found = [(row, self._there(connection, target, kind, row)) for row in rows]
        except sa.exc.SQLAlchemyError as error:
            raise self._broken(f"reading {kind}", error) from error
        finally:
            self._engine.dispose()
        told = [_compared(kind, row, there) for row, there in found if there is not None]
        return [one for one in told if one.outcome == "refused"]

    def _there(
        self, connection: sa.Connection, target: sa.Table, kind: treasury.Kind, row: Mapping[str, Any]
    ) -> Mapping[str, Any] | None:
        key = sa.and_(*(target.c[name] == row[name] for name in treasury.KEYS[kind]))
        names = [target.c[name] for name in treasury.COLUMNS[kind]]
        found = connection.execute(sa.select(*names).where(key)).mappings().one_or_none()
        return None if found is None else dict(found)

    def _hand_over(
        self, connection: sa.Connection, target: sa.Table, kind: treasury.Kind, row: Mapping[str, Any]
    ) -> Handed:
        names = treasury.COLUMNS[kind]
        there = self._there(connection, target, kind, row)
        if there is None:
            values = {name: self._outgoing(target.c[name], row[name]) for name in names}
            try:
                # A savepoint each: another process may write the same request at this moment.
                with connection.begin_nested():
                    connection.execute(sa.insert(target), values)
                return Handed(row, "sent")
            except sa.exc.IntegrityError:
                there = self._there(connection, target, kind, row)
                if there is None:  # it is something else that the table does not take
                    raise
        return _compared(kind, row, there)

    def _outgoing(self, column: sa.Column[Any], value: Any) -> Any:
        """Our wall time as an instant, where the column keeps one; text where the database has no such type."""
        if isinstance(value, datetime):
            value = value.replace(tzinfo=clock.SHANGHAI) if value.tzinfo is None else value.astimezone(clock.SHANGHAI)
            if isinstance(column.type, sa.String | sa.types.NullType):
                return value.isoformat()
            if not getattr(column.type, "timezone", False):
                return value.replace(tzinfo=None)
        return value

    def _broken(self, what: str, error: Exception) -> ChannelError:
        cause = type(getattr(error, "orig", None) or error).__name__
        return ChannelError(
            f"{self.name} ({self._engine.url.render_as_string(hide_password=True)}): {what} failed ({cause});"
            " check that the database is up and that our user may read the schema and write our tables"
        )


def _compared(kind: treasury.Kind, row: Mapping[str, Any], there: Mapping[str, Any]) -> Handed:
    if treasury.content_hash(kind, there) == treasury.content_hash(kind, row):
        return Handed(row, "there")
    names = treasury.COLUMNS[kind]
    differ = [
        name
        for name in names
        if treasury.content_hash(kind, {name: there[name]}) != treasury.content_hash(kind, {name: row[name]})
    ]
    return Handed(row, "refused", "is at treasury with another " + ", ".join(differ))


def _place(schema: str, table: str, newest: datetime, newest_id: int, sha256: str) -> str:
    return f"{schema}.{table}/{newest.astimezone(clock.SHANGHAI).isoformat()}/{newest_id}/{sha256[:12]}"


def _moment(value: Any) -> datetime:
    """An instant; databases without zones keep Asia/Shanghai wall time, some as text."""
    moment: datetime = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
    return moment if moment.tzinfo else moment.replace(tzinfo=clock.SHANGHAI)


def _line(fields: Sequence[Field], row: Mapping[str, Any]) -> str:
    return "|".join(_cell(field, row.get(field.column)) for field in fields)


def _cell(field: Field, value: Any) -> str:
    """The same text for the same value, whatever type the database gives it in; what is none of its type as it is, for
    loading to reject its record and not us the whole table."""
    if field.logical_type == "flag":
        return "1" if value else "0"
    try:
        if value is not None and field.logical_type == "timestamp":
            return _text(_moment(value))
        if value is not None and field.logical_type == "money":
            return _text(Decimal(str(value)))
    except (ValueError, InvalidOperation):
        return _text(str(value))
    return _text(value)


def _hash(line: str) -> str:
    return hashlib.sha256(line.encode()).hexdigest()[:32]


def _states(archive: Path, table: Table) -> dict[str, treasury.State]:
    """The state of each row as it was written to a file of ours: by id, the last one counts."""
    place = {field.column: number for number, field in enumerate(table.fields)}
    with zipfile.ZipFile(archive) as packed:
        lines = packed.read(packed.namelist()[0]).decode().split("\n")[1:-1]
    states = {}
    for line in lines:
        cells = line.split("|")
        deleted = cells[place["is_deleted"]] == "1" if "is_deleted" in place else False
        states[cells[place["id"]]] = treasury.State(_hash(line), cells[place["region_code"]], deleted)
    return states


def _comparison_is_due(tx: Transaction, channel: str, table: str, every: timedelta) -> bool:
    last, _ = _watermark(tx, channel, f"{table}.keys")
    return datetime.now(clock.SHANGHAI) - last >= every


def _as_file(table: Table, rows: Sequence[Mapping[str, Any]], known: set[str]) -> tuple[str, bytes, dict[str, Any]]:
    """Rows as a delivery: stem, ZIP bytes, manifest. The same rows give the same bytes. `known` stems are taken."""
    newest = max(_moment(row["updated_at"]) for row in rows)
    period = f"{clock.to_wall_time(newest):%Y%m}"
    start = f"TRE_{table.file_code}_{_REGION}_{period}_"
    seq = 1 + max((int(stem.removeprefix(start)) for stem in known if stem.startswith(start)), default=0)
    if seq > (most := deliveries.max_seq("TRE")):
        raise ChannelError(f"treasury: {start}… has used its {most} numbers this month; raise batch_rows")
    stem = f"{start}{seq:03d}"
    lines = ["|".join(field.label_zh for field in table.fields)]
    lines += [_line(table.fields, row) for row in rows]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        member = zipfile.ZipInfo(f"{stem}.txt", (1980, 1, 1, 0, 0, 0))
        member.compress_type = zipfile.ZIP_DEFLATED
        archive.writestr(member, ("\n".join(lines) + "\n").encode())
    content = packed.getvalue()
    amount = table.field("amount")
    # As the reader of the file adds up: what stands there, where it is an amount at all.
    written = [_cell(amount, row.get("amount")) for row in rows]
    total = sum((Decimal(text) for text in written if manifest.AMOUNT.fullmatch(text)), Decimal("0.00"))
    about = {
        "version": 1,
        "source": "TRE",
        "table": table.file_code,
        "region": _REGION,
        "period": period,
        "seq": seq,
        "mode": "append",
        "file": f"{stem}.zip",
        "bytes": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
        "encoding": "UTF-8",
        "records": len(rows),
        "control_totals": {amount.label_zh: f"{total:.2f}"},
        "produced_at": newest.astimezone(clock.SHANGHAI).isoformat(),
    }
    return stem, content, about


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{clock.to_wall_time(value):%Y%m%d%H%M%S}"
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    # Free text may hold what our format cannot: a separator or a line break inside a value.
    return str(value).replace("|", "｜").replace("\r", " ").replace("\n", " ")


def _watermark(tx: Transaction, channel: str, table: str) -> tuple[datetime, int]:
    found = tx.query(
        "select updated_at, last_id from control.watermark where channel = :channel and name = :name",
        {"channel": channel, "name": table},
    ).to_pylist()
    return (datetime.fromisoformat(found[0]["updated_at"]), found[0]["last_id"]) if found else (_BEGINNING, -1)


def _move_watermark(tx: Transaction, channel: str, table: str, newest: datetime, last_id: int) -> None:
    key = {"channel": channel, "name": table}
    tx.execute("delete from control.watermark where channel = :channel and name = :name", key)
    tx.execute(
        "insert into control.watermark (channel, name, updated_at, last_id) values (:channel, :name, :at, :id)",
        {**key, "at": newest.isoformat(), "id": last_id},
    )


def _known_stems(tx: Transaction, file_code: str) -> set[str]:
    sql = "select stem from control.delivery where source = 'TRE' and file_code = :code"
    return set(tx.query(sql, {"code": file_code}).column("stem").to_pylist())
