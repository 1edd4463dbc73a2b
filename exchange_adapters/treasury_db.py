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
from warehouse_sql.landing import Landing
from warehouse_sql.port import Transaction

TABLES = {"TR01": "payment_result", "TR02": "subsidy_disbursement", "TR03": "treasury_receipt"}
_REGION = "630000"
# Rows of a transaction that committed late may carry an earlier updated_at: what is younger than this waits a round.
_SETTLING = timedelta(seconds=5)
_BEGINNING = datetime(1970, 1, 1, tzinfo=clock.SHANGHAI)


class TreasuryDb:
    """One middle database."""

    def __init__(self, name: str, settings: Mapping[str, Any]) -> None:
        self.name = name
        url = str(settings["url"]) if "url" in settings else secret(str(settings["url_file"]), name)
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
            seq = _next_seq(tx, file_code)
        rows = self._changed(table, since, last_id)
        if not rows:
            return False
        declared = load_catalogue().tables[file_code]
        stem, packed, about = _as_file(declared, rows, seq)
        landed = landing.put(io.BytesIO(packed))
        raw = json.dumps(about, ensure_ascii=False).encode()
        at = clock.now()
        newest, newest_id = rows[-1]["updated_at"], int(rows[-1]["id"])
        place = f"{self._schema}.{table}/{newest.isoformat()}/{newest_id}"
        arrival = Arrival(self.name, place, clock.to_wall_time(newest), len(rows))
        landing.keep_manifest("TRE", stem, landed.sha256, raw, {"channel": self.name, "remote_path": place})
        delivery = manifest.delivery(about, stem, self.name, landed.sha256, landed.bytes, at)
        with open_warehouse(warehouse_url) as warehouse, warehouse.transaction() as tx:
            outcome = deliveries.register(tx, [(delivery, arrival)])
            _move_watermark(tx, self.name, table, newest, newest_id)
        summary.new += outcome.count("new")
        summary.duplicates += outcome.count("duplicate")
        summary.bytes += landed.bytes
        return len(rows) == self._batch_rows

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

        Keys: request_no, fund_code, region_code, amount, payee_account, payee_name, purpose, detail_batch, created_at.
        """
        with self._engine.begin() as connection:
            target = sa.Table("payment_request", sa.MetaData(), schema=self._schema, autoload_with=connection)
            numbers = [request["request_no"] for request in requests]
            known = set(
                connection.execute(sa.select(target.c.request_no).where(target.c.request_no.in_(numbers))).scalars()
            )
            fresh = [dict(request) for request in requests if request["request_no"] not in known]
            if fresh:
                connection.execute(sa.insert(target), fresh)
        return len(fresh)


def _as_file(table: Table, rows: Sequence[Mapping[str, Any]], seq: int) -> tuple[str, bytes, dict[str, Any]]:
    """Rows as a delivery: stem, ZIP bytes, manifest. The same rows give the same bytes."""
    period = f"{clock.to_wall_time(rows[-1]['updated_at']):%Y%m}"
    stem = f"TRE_{table.file_code}_{_REGION}_{period}_{seq:03d}"
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


def _next_seq(tx: Transaction, file_code: str) -> int:
    sql = "select coalesce(max(seq), 0) + 1 as seq from control.delivery where source = 'TRE' and file_code = :code"
    return int(tx.query(sql, {"code": file_code}).column("seq")[0].as_py())
