"""Treasury's middle database (中间库): changed rows become a delivery like any other; requests go out once.

Rows are read by (updated_at, id) above a watermark. What was read is written as a file of section 1 of exchange.md
(source TRE, mode append), landed, and registered in the transaction that moves the watermark: nothing is lost or
doubled.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from catalogue import Table, load_catalogue
from exchange_adapters import manifest
from exchange_adapters.counterparties import secret
from exchange_adapters.port import ChannelError, Progress, ReceiveSummary
from warehouse_sql import clock, open_warehouse
from warehouse_sql.control import deliveries
from warehouse_sql.control.deliveries import Arrival
from warehouse_sql.landing import LandedFile, Landing
from warehouse_sql.port import Transaction

TABLES = {"TR01": "payment_result", "TR02": "subsidy_disbursement", "TR03": "treasury_receipt"}
_REGION = "630000"
# Rows of a transaction that committed late may carry an earlier updated_at: what is younger than this waits a round.
_SETTLING = timedelta(seconds=5)
_BEGINNING = datetime(1970, 1, 1, tzinfo=clock.SHANGHAI)
_MAX_SEQ = 999
# Manifest, file, and where the watermark stands after it.
_Batch = tuple[dict[str, Any], LandedFile, datetime, int]


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
            cause = type(getattr(error, "orig", None) or error).__name__
            raise ChannelError(
                f"{self.name} ({self._engine.url.render_as_string(hide_password=True)}): reading failed ({cause});"
                " check that the database is up and that our user may read the schema"
            ) from error
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
        batch = self._unregistered(landing, file_code, known)
        if batch is None:
            rows = self._changed(table, since, last_id)
            if not rows:
                return False
            batch = self._write(landing, file_code, table, rows, known)
        about, landed, newest, newest_id = batch
        stem = str(about["file"]).removesuffix(".zip")
        arrival = Arrival(self.name, _place(self._schema, table, newest, newest_id), clock.to_wall_time(newest), None)
        delivery = manifest.delivery(about, stem, self.name, landed.sha256, landed.bytes, clock.now())
        with open_warehouse(warehouse_url) as warehouse, warehouse.transaction() as tx:
            outcome = deliveries.register(tx, [(delivery, arrival)])
            _move_watermark(tx, self.name, table, newest, newest_id)
        summary.new += outcome.count("new")
        summary.duplicates += outcome.count("duplicate")
        summary.bytes += landed.bytes
        return True

    def _write(
        self, landing: Landing, file_code: str, table: str, rows: Sequence[Mapping[str, Any]], known: set[str]
    ) -> _Batch:
        stem, packed, about = _as_file(load_catalogue().tables[file_code], rows, known)
        landed = landing.put(io.BytesIO(packed))
        newest, newest_id = rows[-1]["updated_at"], int(rows[-1]["id"])
        told = {
            "channel": self.name,
            "remote_path": _place(self._schema, table, newest, newest_id),
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

    def _changed(self, table: str, since: datetime, last_id: int) -> Sequence[Mapping[str, Any]]:
        with self._engine.connect() as connection:
            source = sa.Table(table, sa.MetaData(), schema=self._schema, autoload_with=connection)
            after = sa.or_(
                source.c.updated_at > since,
                sa.and_(source.c.updated_at == since, source.c.id > last_id),
            )
            settled = source.c.updated_at <= datetime.now(clock.SHANGHAI) - _SETTLING
            query = (
                sa.select(source)
                .where(after, settled)
                .order_by(source.c.updated_at, source.c.id)
                .limit(self._batch_rows)
            )
            return [dict(row) for row in connection.execute(query).mappings()]

    def request_payments(self, requests: Sequence[Mapping[str, Any]]) -> int:
        """Write approved payment requests, each once however often it is asked for; returns how many were new.

        Raises ChannelError, with nothing written, where a number is there with another amount or payee.

        Keys: request_no, fund_code, region_code, amount, payee_account, payee_name, purpose, detail_batch, created_at.
        """
        with self._engine.begin() as connection:
            target = sa.Table("payment_request", sa.MetaData(), schema=self._schema, autoload_with=connection)
            written = 0
            for request in requests:
                same = sa.select(target.c.amount, target.c.payee_account).where(
                    target.c.request_no == request["request_no"]
                )
                try:
                    # A savepoint each: another process may write the same request at this moment.
                    with connection.begin_nested():
                        connection.execute(sa.insert(target), dict(request))
                    written += 1
                except sa.exc.IntegrityError as error:
                    there = connection.execute(same).one_or_none()
                    if there is None or tuple(there) != (request["amount"], request["payee_account"]):
                        raise ChannelError(
                            f"{self.name}: payment request {request['request_no']} is there with another amount or"
                            " payee; nothing of this call was written. Find out which is right, use a new request_no"
                        ) from error
        return written


def _place(schema: str, table: str, newest: datetime, newest_id: int) -> str:
    return f"{schema}.{table}/{newest.astimezone(clock.SHANGHAI).isoformat()}/{newest_id}"


def _as_file(table: Table, rows: Sequence[Mapping[str, Any]], known: set[str]) -> tuple[str, bytes, dict[str, Any]]:
    """Rows as a delivery: stem, ZIP bytes, manifest. The same rows give the same bytes. `known` stems are taken."""
    period = f"{clock.to_wall_time(rows[-1]['updated_at']):%Y%m}"
    start = f"TRE_{table.file_code}_{_REGION}_{period}_"
    seq = 1 + max((int(stem.removeprefix(start)) for stem in known if stem.startswith(start)), default=0)
    if seq > _MAX_SEQ:
        raise ChannelError(f"treasury: {start}… has used its {_MAX_SEQ} numbers this month; raise batch_rows")
    stem = f"{start}{seq:03d}"
    lines = ["|".join(field.label_zh for field in table.fields)]
    lines += ["|".join(_text(row.get(field.column)) for field in table.fields) for row in rows]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        member = zipfile.ZipInfo(f"{stem}.txt", (1980, 1, 1, 0, 0, 0))
        member.compress_type = zipfile.ZIP_DEFLATED
        archive.writestr(member, ("\n".join(lines) + "\n").encode())
    content = packed.getvalue()
    amount = table.field("amount")
    total = sum((row["amount"] or Decimal(0) for row in rows), Decimal("0.00"))
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
        "produced_at": rows[-1]["updated_at"].isoformat(),
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
