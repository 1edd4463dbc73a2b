"""SFTP: servers that lie, dawdle or break off, senders that change files and have wrong clocks, our own full disk."""

from __future__ import annotations

import hashlib
import json
import os
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import asyncssh
import pytest

from exchange_adapters import limits
from exchange_adapters.port import ChannelError
from exchange_adapters.remote_files import LocalFiles
from warehouse_sql.landing import Landing

Rows = Callable[[str], list[dict[str, Any]]]
MIB = 1 << 20
COUNT = "select count(*) as n from control.delivery"


def receipt(number: int) -> dict[str, Any]:
    stem = f"HRSS_EP01_632300_202401_{number:03d}"
    return {"receipt_id": f"r{number}", "source": "HRSS", "stem": stem, "body": json.dumps({"n": number}) * 20}


def test_slow_file_is_left_for_the_next_round_and_the_others_go_on(
    sftp: Any, landing: Landing, duckdb_url: str, rows: Rows, random_bytes: Callable[[int], bytes]
) -> None:
    sftp.offer(1, content=random_bytes(MIB))
    for seq in (2, 3, 4):
        sftp.offer(seq)
    sftp.server.faults.slow = {"_001.zip": 0.4}
    summary = sftp.channel(file_seconds=0.2).receive(duckdb_url, landing.root, None)
    assert (summary.new, summary.waiting) == (3, 1)
    assert "came too slowly" in summary.failures[0]
    sftp.server.faults.slow = {}
    assert sftp.channel().receive(duckdb_url, landing.root, None).new == 1
    assert rows(COUNT) == [{"n": 4}]


def test_file_that_never_answers_does_not_take_the_others_with_it(sftp: Any, landing: Landing, duckdb_url: str) -> None:
    for seq in (1, 2, 3):
        sftp.offer(seq)
    sftp.server.faults.slow = {"_001.zip": 30}
    summary = sftp.channel(timeout_seconds=1).receive(duckdb_url, landing.root, None)
    assert (summary.new, summary.waiting, len(summary.failures)) == (2, 1, 1)


@pytest.mark.parametrize("extra", [10, 5 * MIB])
def test_server_that_lists_more_than_it_gives_stops_no_other(
    sftp: Any, landing: Landing, duckdb_url: str, rows: Rows, extra: int
) -> None:
    sftp.offer(1)
    sftp.server.faults.listed_extra = extra
    summary = sftp.channel().receive(duckdb_url, landing.root, None)
    assert (summary.new, summary.waiting) == (0, 1)
    assert "fewer bytes than it lists" in summary.failures[0]
    sftp.server.faults.listed_extra = 0
    assert sftp.channel().receive(duckdb_url, landing.root, None).new == 1


def test_server_that_lists_less_than_there_is_gives_no_more_than_that(
    sftp: Any, landing: Landing, duckdb_url: str, rows: Rows, random_bytes: Callable[[int], bytes]
) -> None:
    sftp.offer(1, content=random_bytes(2 * MIB))
    sftp.server.faults.listed_extra = -2 * MIB
    sftp.channel().receive(duckdb_url, landing.root, None)
    (row,) = rows("select file_bytes, sha256 from control.delivery")
    assert row["file_bytes"] == len(sftp.sent["HRSS_EP01_632300_202401_001"]) - 2 * MIB
    assert sftp.line.carried < MIB, "landed as it came, for loading to refuse it by its hash"


def test_file_over_the_limit_is_refused_unread(sftp: Any, landing: Landing, duckdb_url: str, rows: Rows) -> None:
    sftp.offer(1)
    sftp.server.faults.listed_extra = 9 << 30
    assert sftp.channel().receive(duckdb_url, landing.root, None).refused == 1
    (row,) = rows("select status, body from control.receipt")
    assert (row["status"], json.loads(row["body"])["reasons"][0]["code"]) == ("rejected", "too_large")
    assert not list(landing.partial.iterdir())


def test_replaced_in_place_while_read_is_seen(
    sftp: Any, landing: Landing, duckdb_url: str, rows: Rows, random_bytes: Callable[[int], bytes]
) -> None:
    first = sftp.offer(1, content=random_bytes(MIB))
    data = first.with_suffix(".zip")
    listed = data.stat()
    # The same size and second, other bytes: only the hash tells.
    data.write_bytes(bytes(len(data.read_bytes())))
    os.utime(data, ns=(listed.st_atime_ns, listed.st_mtime_ns))
    right = sftp.sent["HRSS_EP01_632300_202401_001"]
    sftp.server.faults.slow = {"_001.zip": 0.05}
    reads = sftp.server.faults.asked

    def put_right() -> None:
        while reads["read"] < 4:
            time.sleep(0.005)
        data.write_bytes(right)
        os.utime(data, ns=(listed.st_atime_ns, listed.st_mtime_ns))

    hand = threading.Thread(target=put_right)
    hand.start()
    assert sftp.channel().receive(duckdb_url, landing.root, None).new == 1
    hand.join()
    assert rows("select sha256 from control.delivery") == [{"sha256": hashlib.sha256(right).hexdigest()}]


def test_replaced_between_cut_and_next_round_starts_over(
    sftp: Any, landing: Landing, duckdb_url: str, rows: Rows, random_bytes: Callable[[int], bytes]
) -> None:
    sftp.offer(1, content=random_bytes(3 * MIB))
    sftp.line.cut_after = 2 * MIB
    with pytest.raises(ChannelError):
        sftp.channel().receive(duckdb_url, landing.root, None)
    sftp.line.cut_after = None
    time.sleep(1.1)
    sftp.offer(1, content=random_bytes(3 * MIB))
    assert sftp.channel().receive(duckdb_url, landing.root, None).new == 1
    (row,) = rows("select sha256, stem from control.delivery")
    assert landing.path(row["sha256"]).read_bytes() == sftp.sent[row["stem"]]


def test_broken_line_is_tried_again_within_the_round(
    sftp: Any, landing: Landing, duckdb_url: str, random_bytes: Callable[[int], bytes]
) -> None:
    sftp.offer(1, content=random_bytes(2 * MIB))
    sftp.line.cut_after = MIB

    def mended(attempt: int) -> None:
        sftp.line.cut_after = None

    channel = sftp.channel(attempts=2, backoff_seconds=0)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(limits.Limits, "pause", lambda self, attempt: mended(attempt))
        assert channel.receive(duckdb_url, landing.root, None).new == 1


def test_cut_while_listing_loses_nothing(sftp: Any, landing: Landing, duckdb_url: str, rows: Rows) -> None:
    sftp.offer(1)
    sftp.server.faults.cut_listing = True
    with pytest.raises(ChannelError, match="the connection failed"):
        sftp.channel().receive(duckdb_url, landing.root, None)
    assert rows(COUNT) == [{"n": 0}]
    sftp.server.faults.cut_listing = False
    assert sftp.channel().receive(duckdb_url, landing.root, None).new == 1


def test_listing_without_end_is_given_up_and_says_so(sftp: Any, landing: Landing, duckdb_url: str) -> None:
    sftp.offer(1)
    sftp.server.faults.endless_listing = True
    with pytest.raises(ChannelError, match=r"lists more than 3000 names \(max_folder_entries\).*clear files"):
        sftp.channel(max_folder_entries=3_000).receive(duckdb_url, landing.root, None)
    assert sftp.server.faults.asked["name"] < 10_000


def test_wrong_clock_of_the_sender_neither_loses_nor_doubles(
    sftp: Any, landing: Landing, duckdb_url: str, rows: Rows
) -> None:
    for seq, at in enumerate((0, 1, 4_000_000_000, time.time() + 86_400, time.time() - 40 * 86_400), start=1):
        path = sftp.offer(seq)
        for file in (path, path.with_suffix(".zip")):
            os.utime(file, (at, at))
    assert sftp.channel().receive(duckdb_url, landing.root, None).new == 5
    os.utime(sftp.offer(6), (5, 5))  # later, with a time long past
    again = sftp.channel().receive(duckdb_url, landing.root, None)
    assert (again.new, again.known, again.duplicates) == (1, 5, 0)
    assert rows(COUNT) == [{"n": 6}]


def test_folder_of_a_thousand_files_is_listed_once_and_not_asked_file_by_file(
    sftp: Any, landing: Landing, duckdb_url: str
) -> None:
    folder = sftp.offer(1).parent
    for number in range(1000):
        (folder / f"HRSS_EP01_632300_202402_{number:03d}.zip").write_bytes(b"x")  # no manifest: not there yet
    assert sftp.channel().receive(duckdb_url, landing.root, None).new == 1
    asked = sftp.server.faults.asked
    assert asked["stat"] <= 2
    assert asked["list"] <= 6
    started = time.monotonic()
    assert sftp.channel().receive(duckdb_url, landing.root, None).known == 1
    assert time.monotonic() - started < 8


def test_full_disk_is_said_and_the_next_round_goes_on(sftp: Any, landing: Landing, duckdb_url: str, rows: Rows) -> None:
    sftp.offer(1)
    (seen,) = [
        file for files in LocalFiles(sftp.root).walk("outbox", print) for file in files if file.path.endswith(".zip")
    ]
    seconds = seen.modified_at.replace(microsecond=0)  # SFTP tells no more
    name = hashlib.sha256(f"{seen.path}|{seen.bytes}|{seconds}".encode()).hexdigest()
    (landing.partial / f"{name}.part").symlink_to("/dev/full")
    with pytest.raises(ChannelError, match="our disk is full"):
        sftp.channel().receive(duckdb_url, landing.root, None)
    assert rows(COUNT) == [{"n": 0}]
    (landing.partial / f"{name}.part").unlink()
    assert sftp.channel().receive(duckdb_url, landing.root, None).new == 1


def test_reserve_of_the_disk_is_kept(sftp: Any, landing: Landing, duckdb_url: str) -> None:
    sftp.offer(1)
    with pytest.raises(ChannelError, match="free_disk_reserve"):
        sftp.channel(free_disk_reserve=1 << 60).receive(duckdb_url, landing.root, None)
    assert list(landing.partial.iterdir()) == []


def test_files_larger_than_what_may_be_on_its_way_travel_one_by_one(
    sftp: Any, landing: Landing, duckdb_url: str
) -> None:
    for seq in range(1, 6):
        sftp.offer(seq)
    assert sftp.channel(max_bytes_in_flight=1).receive(duckdb_url, landing.root, None).new == 5


def test_receipts_cut_in_the_middle_leave_no_half_one_and_are_finished_later(sftp: Any) -> None:
    receipts = [receipt(number) for number in range(1, 21)]
    sftp.server.faults.cut_write = 9
    with pytest.raises(ChannelError) as told:
        sftp.channel().send(receipts)
    folder: Path = sftp.root / "receipts/HRSS"
    there = {path.name: path.read_text() for path in folder.glob("*.receipt.json")}
    assert 0 < len(told.value.sent) <= len(there) < 20
    bodies = {f"{receipt['stem']}.receipt.json": receipt["body"] for receipt in receipts}
    assert there.items() <= bodies.items(), "whole or not at all"
    assert sorted(sftp.channel().send(receipts)) == sorted(receipt["receipt_id"] for receipt in receipts)
    assert {path.name: path.read_text() for path in folder.glob("*.receipt.json")} == bodies
    assert not list(folder.glob(".*.part"))


def test_of_two_decisions_on_one_file_the_later_is_written(sftp: Any) -> None:
    earlier, later = receipt(1), {**receipt(1), "receipt_id": "r1b", "body": "later"}
    assert sftp.channel().send([earlier, receipt(2), later]) != []
    assert (sftp.root / "receipts/HRSS/HRSS_EP01_632300_202401_001.receipt.json").read_text() == "later"


@pytest.mark.parametrize("error", [asyncssh.SFTPPermissionDenied, asyncssh.SFTPFailure])
@pytest.mark.parametrize("part", ["_002.json", "_002.zip", "632301"])
@pytest.mark.parametrize("parallel", [1, 4])
def test_path_that_may_not_be_read_keeps_no_other_waiting(
    sftp: Any, landing: Landing, duckdb_url: str, rows: Rows, part: str, error: type[asyncssh.SFTPError], parallel: int
) -> None:
    for seq in range(1, 8):
        sftp.offer(seq)
    if part == "632301":  # a folder that is listed before the others
        (sftp.root / "outbox/HRSS/202401" / part).mkdir()
        (sftp.root / "outbox/HRSS/202401/632300").rename(sftp.root / "outbox/HRSS/202401/632399")
    sftp.server.faults.refused = {part: error}
    summary = sftp.channel(parallel=parallel, attempts=3).receive(duckdb_url, landing.root, None)
    assert rows(COUNT) == [{"n": 7 if part == "632301" else 6}]
    assert len(summary.failures) == 1 and part in summary.failures[0]
    assert sftp.server.faults.asked["list"] < 8, "the line is not broken and not made again"
    sftp.server.faults.refused = {}
    assert sftp.channel().receive(duckdb_url, landing.root, None).failures == []
    assert rows(COUNT) == [{"n": 7}]


def test_name_that_is_not_utf8_keeps_no_other_folder_waiting(sftp: Any, landing: Landing, duckdb_url: str) -> None:
    sftp.offer(1)
    folder = sftp.root / "outbox/HRSS/202401/630000"
    folder.mkdir()
    (folder / os.fsdecode("说明.txt".encode("gb18030"))).write_text("")
    summary = sftp.channel().receive(duckdb_url, landing.root, None)
    assert summary.new == 1 and "not UTF-8" in summary.failures[0] and "202401/630000" in summary.failures[0]


@pytest.mark.parametrize("error", [asyncssh.SFTPPermissionDenied, asyncssh.SFTPFailure])
def test_receipt_that_may_not_be_written_keeps_no_other_waiting(sftp: Any, error: type[asyncssh.SFTPError]) -> None:
    sftp.server.faults.refused = {"_002.receipt": error}
    with pytest.raises(
        ChannelError, match=r"1 of 5 receipts could not be written; first .*_002\.receipt\.json"
    ) as told:
        sftp.channel(attempts=3).send([receipt(number) for number in range(1, 6)])
    assert sorted(told.value.sent) == ["r1", "r3", "r4", "r5"]
    assert len(list((sftp.root / "receipts/HRSS").glob("*.json"))) == 4
    assert sftp.server.faults.asked["write"] == 4


def test_name_of_a_local_file_that_is_not_utf8_keeps_no_other_waiting(
    folder: Any, landing: Landing, duckdb_url: str
) -> None:
    path = folder.offer(1)
    path.with_name(os.fsdecode("说明.json".encode("gb18030"))).write_text("{}")
    summary = folder.channel().receive(duckdb_url, landing.root, None)
    assert summary.new == 1 and "not UTF-8" in summary.failures[0]


def test_folder_that_may_not_be_read_keeps_no_other_waiting(
    folder: Any, landing: Landing, duckdb_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.offer(1)
    (folder.root / "outbox/HRSS/202401/630000").mkdir()
    listed = os.scandir

    def scandir(path: Any) -> Any:  # the tests' user may read everything
        if str(path).endswith("630000"):
            raise PermissionError(13, "Permission denied")
        return listed(path)

    monkeypatch.setattr(os, "scandir", scandir)
    summary = folder.channel().receive(duckdb_url, landing.root, None)
    assert summary.new == 1 and "no permission for listing outbox/HRSS/202401/630000" in summary.failures[0]
