"""Memory is bounded by the block, whatever the size of the file."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ingest import reject
from ingest.reject import REJECT_SCHEMA, Store

REPOSITORY = Path(__file__).parents[2]
SCRIPT = """
import re, sys
from pathlib import Path
from ingest.manifest import Declared
from ingest.reading import Reading
from tests.ingest.deliver import CATALOGUE, record
table = CATALOGUE.table("EP02")
header = ("|".join(table.labels) + "\\n").encode("gb18030")
good = ("|".join(record(table)) + "\\n").encode("gb18030")
bad = ("|".join(record(table, data_period="x")) + "\\n").encode("gb18030")
chunk = (good * 99 + bad) * 30
total = int(sys.argv[1])
times = total // len(chunk)
reading = Reading(1, Declared(table, "gb18030", times * 3000, {}), table, iter([header] + [chunk] * times))
for batch in reading.batches():
    pass
assert reading.accepted == times * 2970
# Not getrusage: its maximum begins with what the parent had when it forked.
print(re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())[1])
"""


def peak_kib(text_bytes: int) -> int:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(text_bytes)],
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
        cwd=REPOSITORY,
        check=True,
        capture_output=True,
        text=True,
    )
    return int(done.stdout)


@pytest.mark.slow
def test_reading_a_large_file_takes_no_more_memory_than_a_small_one():
    assert peak_kib(256 << 20) - peak_kib(32 << 20) < 40 << 10


def test_many_rejects_go_to_a_file_and_come_back_in_order(monkeypatch):
    import pyarrow as pa

    monkeypatch.setattr(reject, "IN_MEMORY_BYTES", 1000)
    store, rows = Store(), []
    for n in range(50):
        row = {"delivery_id": 1, "line_no": n, "raw_line": b"x" * 100, "raw_text": "x", "reasons": "[]"}
        store.add(pa.RecordBatch.from_pylist([row], schema=REJECT_SCHEMA))
        rows.append(row)
    assert store.rows == 50
    assert [row for batch in store.batches() for row in batch.to_pylist()] == rows
