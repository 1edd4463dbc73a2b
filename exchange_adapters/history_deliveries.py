"""A sheet of a historical report becomes a delivery of table HI01, like any other.

What is delivered, corrected or sent again is a sheet of an item, cycle, region and period. So each has a sequence
number of its own: item, version, and the order in which the sheets of that item arrived. Manifests in the landing store
say which sheet has which number; it is never given away.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from catalogue import report_lines
from catalogue.report_lines import HistoryItem
from exchange_adapters import manifest
from exchange_adapters.history_sheets import Sheet, SheetError
from warehouse_sql import clock
from warehouse_sql.control.deliveries import Arrival, Delivery
from warehouse_sql.landing import Landing

CHANNEL: Final = "history"
SOURCE: Final = "HIS"
TABLE: Final = "HI01"
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_CYCLES: Final = {"month": "月报", "quarter": "季报", "year": "年报"}


@dataclass(frozen=True)
class Key:
    """What a sheet is of. ``title`` is that of the sheet with its name, as it is kept."""

    item: HistoryItem
    region: str
    period: str
    cycle: str
    indicator_set: str
    version: int
    title: str

    @property
    def report(self) -> dict[str, str]:
        """What a sequence number of the item and version stands for; numbering and punctuation tell no sheets apart."""
        return {"cycle": self.cycle, "sheet": report_lines.label_key(self.title)}

    def __str__(self) -> str:
        return f"{self.item.work_id} {self.region} {self.period} {_CYCLES[self.cycle]}“{self.title[:60]}”"


@dataclass(frozen=True)
class Original:
    """The file that the sheets stood in."""

    content: bytes
    suffix: str


def land(
    landing: Landing, labels: Sequence[str], key: Key, sheet: Sheet, original: Original
) -> tuple[Delivery, Arrival]:
    """Put a sheet into the landing store, with the file it stood in. Raises SheetError where numbers have run out.

    Numbers are looked up and taken here: nobody else may do so before the delivery is registered."""
    seq = _seq(landing, key)
    stem = _stem(key, seq)
    rows = list(_rows(key, sheet))
    archive = _zipped(f"{stem}.txt", "".join(line + "\n" for line in ["|".join(labels), *rows]).encode())
    if not _is_known(landing, stem, archive):
        landing.put(io.BytesIO(original.content))
    landed = landing.put(io.BytesIO(archive))
    at = clock.now()
    values = {
        "version": 1, "source": SOURCE, "table": TABLE, "region": key.region, "period": key.period, "seq": seq,
        "mode": "append", "file": f"{stem}.zip", "bytes": landed.bytes, "sha256": landed.sha256,
        "encoding": "UTF-8", "records": len(rows), "control_totals": {}, "produced_at": clock.with_offset(at),
        "report": key.report,
        "original": {
            "sha256": hashlib.sha256(original.content).hexdigest(), "bytes": len(original.content),
            "suffix": original.suffix,
        },
    }  # fmt: skip
    raw = json.dumps(values, ensure_ascii=False, sort_keys=True).encode()
    about = {"channel": CHANNEL, "remote_path": f"/history/{stem}-{landed.sha256[:16]}", "remote_bytes": len(raw),
             "received_at": at}  # fmt: skip
    landing.keep_manifest(SOURCE, stem, landed.sha256, raw, about)
    arrival = Arrival(CHANNEL, about["remote_path"], None, None)
    return manifest.delivery(values, stem, CHANNEL, landed.sha256, landed.bytes, at), arrival


def _seq(landing: Landing, key: Key) -> int:
    """The number that this sheet has, or else the next of its item and version."""
    first = (key.item.number * 1000 + key.version) * 1000
    for seq in range(first + 1, first + 1000):
        taken = next(landing.manifests(SOURCE, _stem(key, seq)), None)
        if taken is None or json.loads(taken)["report"] == key.report:
            return seq
    raise SheetError(f"{key.item.work_id} {key.region} {key.period} 第 {key.version} 版已有 999 张表页；请核对期别")


def _stem(key: Key, seq: int) -> str:
    return f"{SOURCE}_{TABLE}_{key.region}_{key.period}_{seq}"


def _is_known(landing: Landing, stem: str, archive: bytes) -> bool:
    try:
        landing.manifest(SOURCE, stem, hashlib.sha256(archive).hexdigest())
    except FileNotFoundError:
        return False
    return True


def _rows(key: Key, sheet: Sheet) -> Iterator[str]:
    for cell in sheet.cells:
        value = "" if cell.value is None else f"{cell.value:f}"
        fields = (
            key.region, key.period, key.item.work_id, key.cycle, key.indicator_set, str(key.version), key.title,
            str(cell.row), str(cell.column), cell.section, cell.label, cell.printed_line_no, cell.column_label,
            sheet.unit, cell.text, value,
        )  # fmt: skip
        yield "|".join(fields)


def _zipped(name: str, content: bytes) -> bytes:
    """An archive of one member; the same content gives the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        entry = zipfile.ZipInfo(name, _EPOCH)
        entry.compress_type = zipfile.ZIP_DEFLATED
        archive.writestr(entry, content)
    return out.getvalue()
