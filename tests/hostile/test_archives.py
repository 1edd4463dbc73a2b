"""Hostile ZIPs as deliveries: refused with a reason, fast, in little memory, and nothing is written outside landing."""

from __future__ import annotations

import json
import os
import resource
import time
from pathlib import Path

import pytest

from exchange_adapters import receive_folder
from ingest import load_pending
from ingest.archive import ArchiveError
from ingest.unpacker import Unpacker
from tests.hostile.zips import CASES, deflated
from tests.ingest.deliver import good, query

REGIONS = {name: f"{630100 + number:06d}" for number, name in enumerate(CASES)}


def sent(name, **more):
    delivery = good(200, region=REGIONS[name], **more)
    delivery.archive = CASES[name][0](delivery.stem, delivery.txt())
    return delivery


def tree(folder: Path) -> dict[str, int]:
    return {str(path.relative_to(folder)): path.lstat().st_size for path in folder.rglob("*")}


@pytest.fixture(scope="module")
def night(tmp_path_factory):
    """All of them in one night, among good ones; what became of each, by name."""
    base = tmp_path_factory.mktemp("hostile")
    side, root, url = base / "side", base / "landing", f"duckdb://{base}/w.duckdb"
    for name in CASES:
        sent(name).post(side)
    for region in ("632301", "632302"):
        good(5, region=region).post(side)
    outside = [Path("/tmp/sif-slip.txt"), base.parent]
    receive_folder(side, url, root)
    before = tree(base) | {str(path): 0 for path in outside if path.exists()}
    summary = load_pending(url, root)
    after = tree(base) | {str(path): 0 for path in outside if path.exists()}
    rows = query(url, "select region_code, status, reasons, accepted, load_seconds from control.delivery")
    raw = query(url, "select count(*) as n from raw.ep01_unit_contribution")
    return summary, {row["region_code"]: row for row in rows}, before, after, raw[0]["n"]


def test_there_are_sixty_and_more():
    assert sum(code is not None for _, code in CASES.values()) >= 60
    made = {name: CASES[name][0]("HRSS_EP01_630102_202401_001", b"x|y\n" * 50) for name in CASES}
    assert len(set(made.values())) == len(made), "two of them are the same"


@pytest.mark.parametrize("name", CASES)
def test_a_hostile_archive_is_refused_with_its_reason(name, night):
    code = CASES[name][1]
    row = night[1][REGIONS[name]]
    reasons = json.loads(row["reasons"] or "[]")
    if code is None:
        assert (row["status"], row["accepted"]) == ("loaded", 200), reasons
        return
    assert row["status"] == "rejected"
    assert reasons[0]["code"] == code
    assert "请" in reasons[0]["message"], "says what to do"
    assert row["accepted"] == 0


def test_the_others_go_on_and_nothing_is_written_but_the_warehouse(night):
    summary, rows, before, after, loaded = night
    assert summary.failed == 0
    assert [rows[region]["status"] for region in ("632301", "632302")] == ["loaded", "loaded"]
    fine = sum(code is None for _, code in CASES.values())
    assert loaded == 200 * fine + 10
    changed = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    assert {name for name in changed if not Path(name).name.startswith("w.state.duckdb")} == set()


@pytest.fixture(scope="module")
def unpacker():
    with Unpacker() as process:
        yield process


@pytest.mark.parametrize("name", CASES)
def test_each_is_decided_in_two_seconds_and_300_mb(name, unpacker, tmp_path):
    delivery = sent(name)
    path = tmp_path / "a.zip"
    path.write_bytes(delivery.zip())
    for last in (False, False, True):  # of a machine that does other work at the same time the best try counts
        started = time.perf_counter()
        try:
            size = sum(len(piece) for piece in unpacker.chunks(path, f"{delivery.stem}.txt"))
        except ArchiveError as error:
            size = 0
            assert CASES[name][1] == error.code
        else:
            assert CASES[name][1] in (None, "undecodable")
        if time.perf_counter() - started < 2:
            break
        assert not last, "it took two seconds three times"
    assert size < 1 << 20
    status = Path(f"/proc/{unpacker._process.pid}/status").read_text()
    peak = int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM")))
    assert peak < 300 * 1024


def test_a_bomb_that_would_fill_a_disk_stops_at_what_it_declared(tmp_path):
    """What really comes out counts: a claim of 100:1 ends after so much, however much more there is."""
    delivery = sent("bomb that lies about its size")
    path = tmp_path / "a.zip"
    path.write_bytes(delivery.zip())
    came = 0
    with Unpacker() as process, pytest.raises(ArchiveError):
        for piece in process.chunks(path, f"{delivery.stem}.txt"):
            came += len(piece)
    assert came <= len(deflated(bytes(64 << 20), 9)) * 100 + (1 << 20)
    assert not [p for p in tmp_path.iterdir() if p != path]


def test_the_process_that_unpacks_can_write_and_open_nothing(tmp_path):
    """Were a fault found in inflating: no file can grow, the environment is empty, no file but three is open."""
    delivery = sent("stored")
    path = tmp_path / "a.zip"
    path.write_bytes(delivery.zip())
    with Unpacker() as process:
        list(process.chunks(path, f"{delivery.stem}.txt"))
        pid = process._process.pid
        limits = {
            line[:25].strip(): line[26:].split()[0] for line in Path(f"/proc/{pid}/limits").read_text().splitlines()[1:]
        }
        assert limits["Max file size"] == "0"
        assert int(limits["Max address space"]) <= 300 << 20
        assert int(limits["Max open files"]) <= 16
        assert set(Path(f"/proc/{pid}/environ").read_bytes().split(b"\0")) <= {b""} | {
            f"LD_LIBRARY_PATH={os.environ.get('LD_LIBRARY_PATH', '')}".encode()
        }
        assert Path(f"/proc/{pid}/cwd").resolve() == Path("/")
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] != 0, "ours are as they were"
