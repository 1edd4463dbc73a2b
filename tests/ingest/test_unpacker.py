"""The process that unpacks: what it can do, what becomes of its death."""

import os
import signal
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from ingest import archive
from ingest.archive import ArchiveError
from ingest.unpacker import Unpacker, UnpackerDiedError

TEXT = os.urandom(3 << 20).hex().encode()


@pytest.fixture
def packed(tmp_path):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("a.txt", TEXT)
    return path


def test_one_process_unpacks_many_archives(packed):
    with Unpacker() as unpacker:
        assert b"".join(unpacker.chunks(packed, "a.txt")) == TEXT
        first = unpacker._process.pid
        with pytest.raises(ArchiveError, match="成员名"):
            list(unpacker.chunks(packed, "b.txt"))
        assert b"".join(unpacker.chunks(packed, "a.txt")) == TEXT
        assert unpacker._process.pid == first


def test_an_archive_that_is_left_half_read_does_not_leak_into_the_next(packed):
    with Unpacker() as unpacker:
        for piece in unpacker.chunks(packed, "a.txt"):
            assert piece
            break
        assert b"".join(unpacker.chunks(packed, "a.txt")) == TEXT


def test_an_iterator_that_somebody_still_holds_does_not_leak_into_the_next(packed):
    with Unpacker() as unpacker:
        held = unpacker.chunks(packed, "a.txt")
        next(held)
        assert b"".join(unpacker.chunks(packed, "a.txt")) == TEXT
        with pytest.raises(UnpackerDiedError):
            list(held)
        first = unpacker._process.pid
        assert b"".join(unpacker.chunks(packed, "a.txt")) == TEXT
        assert unpacker._process.pid == first


def test_no_process_is_left_behind(packed):
    with Unpacker() as unpacker:
        list(unpacker.chunks(packed, "a.txt"))
        pid = unpacker._process.pid
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_a_process_that_dies_is_our_fault_and_the_next_archive_gets_a_new_one(packed):
    with Unpacker() as unpacker:
        list(unpacker.chunks(packed, "a.txt"))
        os.kill(unpacker._process.pid, signal.SIGKILL)
        with pytest.raises(UnpackerDiedError):
            list(unpacker.chunks(packed, "a.txt"))
        assert b"".join(unpacker.chunks(packed, "a.txt")) == TEXT


def test_a_process_that_used_up_its_time_refuses_the_archive(packed):
    with Unpacker() as unpacker:
        stream = unpacker.chunks(packed, "a.txt")
        next(stream)
        os.kill(unpacker._process.pid, signal.SIGXCPU)
        with pytest.raises(ArchiveError, match="时间"):
            list(stream)


CONFINED = """
import os, runpy, sys
archive = runpy.run_path(sys.argv[1])
archive["_confine"]()
for name, attempt in {
    "write": lambda: open(sys.argv[2], "wb", 0).write(b"x"),
    "memory": lambda: bytearray(300 << 20),
    "files": lambda: [os.dup(2) for _ in range(20)],
}.items():
    try:
        attempt()
    except (OSError, MemoryError) as error:
        print(name, "refused")
"""


def test_the_process_can_neither_write_nor_grow_nor_open_many_files(tmp_path):
    # SIGXFSZ is ignored by Python, so that a write beyond the limit is an error.
    done = subprocess.run(
        [sys.executable, "-I", "-c", CONFINED, archive.__file__, str(tmp_path / "escaped")],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.split("\n")[:3] == ["write refused", "memory refused", "files refused"]


def test_the_process_knows_nothing_of_ours(packed, monkeypatch):
    monkeypatch.setenv("SIF_WAREHOUSE", "postgresql://secret")
    with Unpacker() as unpacker:
        list(unpacker.chunks(packed, "a.txt"))
        with Path(f"/proc/{unpacker._process.pid}/environ").open("rb") as file:
            assert b"secret" not in file.read()
