"""Deliveries of exchange.md §1: a ZIP with one TXT member, written by blocks, and its manifest."""

from __future__ import annotations

import hashlib
import json
import zipfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from catalogue import load_catalogue
from simulator.changes import Change, found, place_of, revise, taken
from simulator.text import Column, encode, lines, money, yuan

ZIP_TIME = (2025, 1, 1, 0, 0, 0)
"""Members carry one date, so that the same rows are the same bytes."""


@dataclass(frozen=True)
class Style:
    """How a source writes its files."""

    encoding: str = "GB18030"
    line_end: str = "\n"
    bom: bool = False


STYLES = {
    "AGY": Style(line_end="\r\n"), "TAX": Style("UTF-8"), "PSB": Style("UTF-8", bom=True), "TRE": Style("UTF-8"),
}  # fmt: skip
"""Whoever is not named writes as the document says: GB18030 and a line feed."""


ADDED = 99
"""The lane of rows that plants add."""


@dataclass(frozen=True)
class Written:
    """One finished delivery."""

    source: str
    table: str
    region: str
    period: str
    seq: int
    path: Path
    sha256: str
    bytes: int
    records: int
    totals: dict[str, int]


def write_manifest(folder: Path, stem: str, manifest: dict[str, Any]) -> None:
    part = folder / f"{stem}.json.part"
    part.write_text(json.dumps(manifest, ensure_ascii=False, indent=1), encoding="utf-8")
    part.rename(folder / f"{stem}.json")


def sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class Feed:
    """One delivery while it is written. `add` takes columns by name; whatever is not named stays empty."""

    def __init__(
        self,
        outbox: Path,
        table: str,
        region: str,
        period: str,
        produced_at: datetime,
        seq: int = 1,
        mode: str = "full",
        changes: list[Change] | None = None,
    ) -> None:
        self._changes = [change for change in changes or [] if change.kind != "add"]
        self._added = [change for change in changes or [] if change.kind == "add"]
        self._templates: dict[Change, dict[str, Column | NDArray[np.int64]]] = {}
        self.table = load_catalogue().table(table)
        self.region, self.period, self.seq, self.mode = region, period, seq, mode
        self._place = place_of(self.table, region, period)
        self.produced_at = produced_at
        self.style = STYLES.get(self.table.source, Style())
        self.stem = f"{self.table.source}_{table}_{region}_{period}_{seq:03d}"
        self.folder = outbox / self.table.source / period / region
        self.folder.mkdir(parents=True, exist_ok=True)
        self.records = 0
        self.totals = dict.fromkeys(self.table.control_totals, 0)
        self.lane = 0
        self._later: dict[int, list[str]] = {}
        self._part = self.folder / f"{self.stem}.zip.part"
        self._zip = zipfile.ZipFile(self._part, "w", zipfile.ZIP_DEFLATED, compresslevel=6)
        info = zipfile.ZipInfo(f"{self.stem}.txt", ZIP_TIME)
        info.compress_type = zipfile.ZIP_DEFLATED
        info.external_attr = 0o644 << 16
        self._member = self._zip.open(info, "w", force_zip64=True)
        if self.style.bom:
            self._member.write(b"\xef\xbb\xbf")
        self._write("|".join(self.table.labels) + self.style.line_end)

    def add(self, count: int, columns: dict[str, Column | NDArray[np.int64]]) -> None:
        """`count` records. Money is given as int64 arrays of fen, everything else as text.

        While `lane` is above 0, rows are the few that come beside the many: they are kept back and stand at the
        end, lane by lane, so that the order of a file does not depend on how many people were handled at once."""
        if count == 0:
            return
        unknown = columns.keys() - set(self.table.columns)
        if unknown:
            raise KeyError(f"{self.table.file_code} has no columns {sorted(unknown)}")
        if self._changes:
            count, columns = revise(self._changes, count, columns, self._place)
            if count == 0:
                return
        for change in self._added:
            at = found(change, count, columns)
            if len(at) or change not in self._templates:
                place = at[:1] if len(at) else np.zeros(1, dtype=np.int64)
                self._templates[change] = taken(columns, place)
        texts: list[Column] = []
        for name in self.table.columns:
            value = columns.get(name, "")
            if isinstance(value, np.ndarray):
                if name in self.totals:
                    self.totals[name] += int(value.sum())
                value = money(value)
            texts.append(value)
        text = lines(texts, count, self.style.line_end)
        if self.lane:
            self._later.setdefault(self.lane, []).append(text)
        else:
            self._write(text)
        self.records += count

    def close(self) -> Written:
        added, self._added = self._added, []
        for change in added:
            template = self._templates.get(change, {})
            count, row = revise([change], 1 if template else 0, template, self._place)
            self.lane = ADDED
            self.add(1, taken(row, np.array([count - 1])))
        for lane in sorted(self._later):
            self._write("".join(self._later[lane]))
        self._member.close()
        self._zip.close()
        path = self.folder / f"{self.stem}.zip"
        self._part.rename(path)
        digest, size = sha256_of(path), path.stat().st_size
        labels = {f.column: f.label_zh for f in self.table.fields}
        write_manifest(
            self.folder,
            self.stem,
            {
                "version": 1, "source": self.table.source, "table": self.table.file_code, "region": self.region,
                "period": self.period, "seq": self.seq, "mode": self.mode, "file": path.name, "bytes": size,
                "sha256": digest, "encoding": self.style.encoding, "records": self.records,
                "control_totals": {labels[name]: yuan(fen) for name, fen in self.totals.items()},
                "produced_at": self.produced_at.isoformat(),
            },
        )  # fmt: skip
        return Written(
            self.table.source, self.table.file_code, self.region, self.period, self.seq, path, digest, size,
            self.records, dict(self.totals),
        )  # fmt: skip

    def _write(self, text: str) -> None:
        self._member.write(encode(text, self.style.encoding))
