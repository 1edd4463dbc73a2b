"""Deliveries for the benchmarks: EP02 (34 columns, 36 with those of the warehouse) as one large file or as many.

Half a million records are drawn; a larger delivery repeats them (deflate looks back 32 KiB and sees no repetition).
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from catalogue import load_catalogue
from ingest import text

TABLE = "EP02"
_DRAWN = 500_000
_CHUNK = 50_000
_SURNAMES = list("王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗")
_GIVEN = list("伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉萍红鹏飞燕波斌辉才卓玛措扎西仁增")
_RARE = ["尕藏·才让", "买买提·艾力", "王䶮", "刘\u9fb4", "张𫍯"]


class Records:
    """Lines of text in blocks, with the sum of each money column (label to cents) of every block."""

    def __init__(self, seed: int, wide: int = 0) -> None:
        """`wide` characters are added to the name of the unit, for records of any length."""
        self._table = load_catalogue().table(TABLE)
        self._random = np.random.default_rng(seed)
        self._padding = "矿" * wide
        self._blocks: list[tuple[list[str], dict[str, int]]] = []
        self.header = "|".join(self._table.labels)

    def blocks(self, rows: int) -> Iterator[tuple[list[str], dict[str, int]]]:
        """`rows` lines in blocks of 50,000; a shorter last one has its sums counted anew."""
        for index in range(-(-rows // _CHUNK)):
            lines, totals = self._block(index % (_DRAWN // _CHUNK))
            yield lines, totals

    def _block(self, index: int) -> tuple[list[str], dict[str, int]]:
        while len(self._blocks) <= index:
            totals = {f.label_zh: 0 for f in self._table.fields if f.logical_type == "money"}
            start = len(self._blocks) * _CHUNK
            cells = [
                _column(f.column, f.logical_type, start, _CHUNK, self._random, totals, f.label_zh)
                for f in self._table.fields
            ]
            if self._padding:
                place = [f.logical_type for f in self._table.fields].index("name")
                cells[place] = pc.binary_join_element_wise(cells[place], self._padding, "")
            self._blocks.append((pc.binary_join_element_wise(*cells, "|").to_pylist(), totals))
        return self._blocks[index]


def one_file(folder: Path, records: Records, rows: int, encoding: str) -> None:
    """One delivery of `rows` records (whole blocks of 50,000)."""
    if rows % _CHUNK:
        raise ValueError(f"rows: a multiple of {_CHUNK:,}")
    _register(folder, [_write(folder, records, "632300", encoding, list(records.blocks(rows)))])


def many_files(folder: Path, records: Records, files: int, rows: int, encoding: str) -> None:
    """`files` deliveries of `rows` records in all, each of its own county and period."""
    each = rows // files
    written = []
    blocks = [lines for lines, _ in records.blocks(rows)]
    for number in range(files):
        start = number * each
        lines = blocks[start // _CHUNK][start % _CHUNK :][:each]
        if len(lines) < each:
            lines = lines + blocks[start // _CHUNK + 1][: each - len(lines)]
        period = f"{2000 + number // 12 % 100}{number % 12 + 1:02d}"
        written.append(_write(folder, records, f"{630100 + number // 1200:06d}", encoding, [(lines, {})], period))
    _register(folder, written)


def _write(
    folder: Path,
    records: Records,
    region: str,
    encoding: str,
    blocks: list[tuple[list[str], dict[str, int]]],
    period: str = "202401",
) -> dict[str, object]:
    """A ZIP under `zips/`; returns its manifest but for size and hash."""
    stem = f"HRSS_{TABLE}_{region}_{period}_001"
    (folder / "zips").mkdir(parents=True, exist_ok=True)
    codec = encoding.lower()
    cents: dict[str, int] = {}
    count = 0
    with (
        zipfile.ZipFile(folder / "zips" / f"{stem}.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=4) as archive,
        archive.open(f"{stem}.txt", "w", force_zip64=True) as packed,
    ):
        packed.write(text.encode(records.header + "\n", codec))
        for lines, totals in blocks:
            packed.write(text.encode("\n".join(lines) + "\n", codec))
            count += len(lines)
            for label, sum_ in totals.items():
                cents[label] = cents.get(label, 0) + sum_
    return {
        "version": 1, "source": "HRSS", "table": TABLE, "region": region, "period": period, "seq": 1,
        "mode": "full", "file": f"{stem}.zip", "encoding": encoding, "records": count,
        "control_totals": {label: f"{sum_ // 100}.{sum_ % 100:02d}" for label, sum_ in cents.items()},
        "produced_at": "2024-02-03T02:11:09+08:00",
    }  # fmt: skip


def _register(folder: Path, manifests: list[dict[str, object]]) -> None:
    """Put the ZIPs into a landing store and record them in a new warehouse (`empty.…`), as a channel does."""
    from warehouse_sql import clock, open_warehouse
    from warehouse_sql.control import deliveries
    from warehouse_sql.landing import Landing

    landing = Landing(folder / "landing")
    arrived = []
    for manifest in manifests:
        stem = str(manifest["file"]).removesuffix(".zip")
        with (folder / "zips" / f"{stem}.zip").open("rb") as file:
            landed = landing.put(file)
        full = manifest | {"bytes": landed.bytes, "sha256": landed.sha256}
        landing.keep_manifest("HRSS", stem, landed.sha256, json.dumps(full, ensure_ascii=False).encode(), {})
        delivery = deliveries.Delivery(
            deliveries.delivery_id("HRSS", stem, landed.sha256), "bench", "HRSS", TABLE, str(manifest["region"]),
            str(manifest["period"]), 1, "full", stem, f"{stem}.zip", landed.bytes, landed.sha256,
            str(manifest["encoding"]), int(str(manifest["records"])), "{}", None, clock.now(),
        )  # fmt: skip
        arrived.append((delivery, deliveries.Arrival("bench", stem, None, 1)))
    with open_warehouse(f"duckdb://{folder}/empty.duckdb") as warehouse, warehouse.transaction() as tx:
        deliveries.register(tx, arrived)


def _column(
    column: str, kind: str, start: int, count: int, random: np.random.Generator, totals: dict[str, int], label: str
) -> pa.Array:
    number = np.arange(start, start + count)
    if column == "admin_division_code":
        return pa.array(["632300"] * count)
    if kind == "period_yyyymm":
        return pa.array(["202401"] * count)
    if column == "person_id":
        return pc.utf8_lpad(pa.array(number).cast(pa.string()), 12, "0")
    if column == "unit_id":
        return pc.utf8_lpad(pa.array(number // 40).cast(pa.string()), 10, "0")
    if column == "citizen_id":
        serial = pc.utf8_lpad(pa.array(random.integers(0, 9999, count)).cast(pa.string()), 4, "0")
        return pc.binary_join_element_wise("632321", _dates(random, count), serial, "")
    if kind == "name":
        pick = [np.array(part, object)[random.integers(0, len(part), count)] for part in (_SURNAMES, _GIVEN, _GIVEN)]
        names = pick[0] + pick[1] + np.where(random.random(count) < 0.7, pick[2], "")
        rare = random.random(count) < 0.01
        names[rare] = np.array(_RARE, object)[random.integers(0, len(_RARE), int(rare.sum()))]
        return pa.array(names.tolist(), pa.string())
    if kind == "date":
        return _dates(random, count)
    if kind == "money":
        cents = random.integers(0, 2_000_000, count)
        cents[random.random(count) < 0.02] *= -1
        totals[label] += int(cents.sum())
        sign = pa.array(np.where(cents < 0, "-", "").tolist())
        whole = pa.array(np.abs(cents) // 100).cast(pa.string())
        part = pc.utf8_lpad(pa.array(np.abs(cents) % 100).cast(pa.string()), 2, "0")
        return pc.binary_join_element_wise(pc.binary_join_element_wise(sign, whole, ""), part, ".")
    if kind == "rate":
        part = pc.utf8_lpad(pa.array(random.integers(0, 9999, count)).cast(pa.string()), 4, "0")
        return pc.binary_join_element_wise("1", part, ".")
    if kind == "flag":
        return pa.array(random.integers(0, 2, count)).cast(pa.string())
    if kind in ("count", "months", "days", "years"):
        return pa.array(random.integers(0, 480, count)).cast(pa.string())
    codes = pa.array(random.integers(10, 60, count)).cast(pa.string())
    return pc.if_else(pa.array(random.random(count) < 0.1), pa.scalar(""), codes)


def _dates(random: np.random.Generator, count: int) -> pa.Array:
    days = np.datetime64(date(1950, 1, 1)) + random.integers(0, 25_000, count)
    return pa.array([d.replace("-", "") for d in days.astype("datetime64[D]").astype(str).tolist()])
