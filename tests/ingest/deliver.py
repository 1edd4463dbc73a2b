"""Deliveries for tests: made in memory, landed and recorded the way a channel does it."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from catalogue import Table, load_catalogue
from ingest import text
from warehouse_sql import clock, open_warehouse
from warehouse_sql.control import deliveries, receipts
from warehouse_sql.landing import Landing

CATALOGUE = load_catalogue()

SAMPLE = {
    "code": "11",
    "id": "A0001",
    "name": "尕藏·才让",
    "text": "说明",
    "date": "20240229",
    "period_yyyymm": "202401",
    "timestamp": "20240229235959",
    "money": "-1234.50",
    "rate": "0.123456",
    "count": "12",
    "months": "7",
    "days": "30",
    "years": "3",
    "flag": "1",
}


def record(table: Table, number: int = 1, **values: str) -> list[str]:
    """A good record; keys differ by number."""
    cells = {f.column: SAMPLE[f.logical_type] for f in table.fields}
    for key in table.natural_key:
        if table.field(key).logical_type == "id":
            cells[key] = f"{key[:3].upper()}{number:08d}"
    return [(cells | values)[f.column] for f in table.fields]


@dataclass
class Sent:
    """A delivery as sent; change what is to be wrong with it before `land`."""

    table: str = "EP01"
    source: str = "HRSS"
    region: str = "632300"
    period: str = "202401"
    seq: int = 1
    mode: str = "full"
    encoding: str = "GB18030"
    header: list[str] | None = None
    records: list[list[str]] = field(default_factory=list)
    line_end: bytes = b"\n"
    content: bytes | None = None
    archive: bytes | None = None
    manifest: dict = field(default_factory=dict)
    manifest_bytes: bytes | None = None

    @property
    def stem(self) -> str:
        return f"{self.source}_{self.table}_{self.region}_{self.period}_{self.seq:03d}"

    def txt(self) -> bytes:
        if self.content is not None:
            return self.content
        codec = text.ENCODINGS[self.encoding]
        header = self.header or list(CATALOGUE.table(self.table).labels)
        lines = [text.encode("|".join(cells), codec) for cells in [header, *self.records]]
        return b"".join(line + self.line_end for line in lines)

    def zip(self) -> bytes:
        return self.archive if self.archive is not None else zipped({f"{self.stem}.txt": self.txt()})

    def land(self, url: str, root: Path) -> deliveries.Delivery:
        """Put it into the landing store and record it as received."""
        return land([self], url, root)[0]

    def manifest_of(self, size: int, sha256: str) -> dict:
        return {
            "version": 1,
            "source": self.source,
            "table": self.table,
            "region": self.region,
            "period": self.period,
            "seq": self.seq,
            "mode": self.mode,
            "file": f"{self.stem}.zip",
            "bytes": size,
            "sha256": sha256,
            "encoding": self.encoding,
            "records": len(self.records),
            "control_totals": {},
            "produced_at": "2024-02-03T02:11:09+08:00",
            **self.manifest,
        }

    def post(self, folder: Path) -> None:
        """Put it into the outbox of a folder, as its sender does."""
        place = folder / "outbox" / self.source / self.period / self.region
        place.mkdir(parents=True, exist_ok=True)
        packed = self.zip()
        manifest = self.manifest_of(len(packed), hashlib.sha256(packed).hexdigest())
        (place / f"{self.stem}.zip").write_bytes(packed)
        raw = self.manifest_bytes or json.dumps(manifest).encode()
        (place / f"{self.stem}.json").write_bytes(raw)

    def _land(self, root: Path) -> tuple[deliveries.Delivery, deliveries.Arrival]:
        landing = Landing(root)
        landed = landing.put(io.BytesIO(self.zip()))
        manifest = self.manifest_of(landed.bytes, landed.sha256)
        raw = self.manifest_bytes or json.dumps(manifest).encode()
        at, records = clock.now(), manifest["records"]
        place = f"/outbox/{self.stem}-{landed.sha256}.json"
        about = {"channel": "test", "remote_path": place, "remote_bytes": len(raw), "received_at": at}
        landing.keep_manifest(self.source, self.stem, landed.sha256, raw, about)
        delivery = deliveries.Delivery(
            delivery_id=deliveries.delivery_id(self.source, self.stem, landed.sha256),
            channel="test",
            source=self.source,
            file_code=self.table,
            region_code=self.region,
            period=self.period,
            seq=self.seq,
            mode=self.mode,
            stem=self.stem,
            file_name=f"{self.stem}.zip",
            file_bytes=landed.bytes,
            sha256=landed.sha256,
            encoding=self.encoding,
            records_declared=records if isinstance(records, int) and records < 1 << 62 else None,
            control_totals=json.dumps(manifest["control_totals"], ensure_ascii=False),
            produced_at=None,
            received_at=at,
        )
        return delivery, deliveries.Arrival("test", place, None, len(raw))


def land(sent: list[Sent], url: str, root: Path) -> list[deliveries.Delivery]:
    """Land deliveries and record them together."""
    found = [one._land(root) for one in sent]
    with open_warehouse(url) as warehouse, warehouse.transaction() as tx:
        deliveries.register(tx, found)
    return [delivery for delivery, _ in found]


def good(count: int = 3, **changes) -> Sent:
    sent = Sent(**changes)
    table = CATALOGUE.table(sent.table)
    sent.records = [record(table, number) for number in range(1, count + 1)]
    return sent


def zipped(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in members.items():
            # A fixed date, so that the same content is the same file.
            info = zipfile.ZipInfo(name, (2024, 2, 3, 2, 11, 8))
            info.compress_type = method
            archive.writestr(info, content)
    return out.getvalue()


def query(url: str, sql: str, **params) -> list[dict]:
    with open_warehouse(url) as warehouse:
        return warehouse.query(sql, params).to_pylist()


def state(url: str, delivery: deliveries.Delivery) -> dict:
    [row] = query(url, "select * from control.delivery where delivery_id = :id", id=delivery.delivery_id)
    return row


def receipt(url: str, delivery: deliveries.Delivery) -> dict:
    with open_warehouse(url) as warehouse, warehouse.transaction() as tx:
        [body] = [json.loads(r["body"]) for r in receipts.unsent(tx) if r["delivery_id"] == delivery.delivery_id]
    return body


def money(value: str) -> Decimal:
    return Decimal(value)
