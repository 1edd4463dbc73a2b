"""One small province for all tests of the simulator: three counties, three months, everything planted."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from simulator.generate import Request, generate

PLANTS = (
    ("paid_after_death", 3),
    ("paid_after_death_partly_recovered", 1),
    ("enrolled_in_two_regions", 2),
    ("benefit_without_contribution", 2),
    ("base_below_floor", 2),
    ("base_above_ceiling", 2),
    ("retirement_before_lawful_age", 2),
)
PERIODS = ("202501", "202502", "202503")
REGIONS = "630102,630106,630203"


def request_for(out: Path, **changes: Any) -> Request:
    values = {
        "persons": 9_000, "periods": PERIODS, "seed": 11, "out": out, "regions": REGIONS, "plants": PLANTS,
        "traps": True,
    }  # fmt: skip
    return Request(**(values | changes))


class Outbox:
    """What was written, read back with nothing of the writer: zipfile, json, split."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.manifests = [json.loads(p.read_text(encoding="utf-8")) for p in sorted(folder.rglob("outbox/**/*.json"))]
        self._rows: dict[str, list[dict[str, str]]] = {}

    def text(self, manifest: dict[str, Any]) -> str:
        (path,) = self.folder.rglob(manifest["file"])
        with zipfile.ZipFile(path) as archive:
            (name,) = archive.namelist()
            data = archive.read(name)
        encoding = "gb18030" if manifest["encoding"] == "GB18030" else "utf-8-sig"
        return data.decode(encoding)

    def rows(self, table: str) -> list[dict[str, str]]:
        """All rows of a table over regions and months, by label, with `_region` and `_period` of their file."""
        if table not in self._rows:
            found = []
            for manifest in (m for m in self.manifests if m["table"] == table):
                reader = csv.reader(io.StringIO(self.text(manifest), newline=""), delimiter="|", quoting=csv.QUOTE_NONE)
                header = [label.split("(AA")[0] for label in next(reader)]
                for row in reader:
                    assert len(row) == len(header)
                    found.append(
                        dict(zip(header, row, strict=True), _region=manifest["region"], _period=manifest["period"])
                    )
            self._rows[table] = found
        return self._rows[table]

    def sums(self, table: str, keys: tuple[str, ...], amount: str, **where: str) -> dict[tuple[str, ...], Decimal]:
        totals: dict[tuple[str, ...], Decimal] = defaultdict(Decimal)
        for row in self.rows(table):
            if all(row[k] == v for k, v in where.items()):
                totals[tuple(row[k] for k in keys)] += Decimal(row[amount] or "0")
        return {key: total for key, total in totals.items() if total}

    def lines(self, name: str) -> list[dict[str, Any]]:
        return [json.loads(line) for line in (self.folder / name).read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="session")
def outbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Outbox]:
    folder = tmp_path_factory.mktemp("province")
    generate(request_for(folder))
    yield Outbox(folder)
