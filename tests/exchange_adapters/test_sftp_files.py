"""SFTP: what goes wrong on the way."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import asyncssh
import paramiko
import pytest

import exchange_adapters
from exchange_adapters.port import ChannelError
from warehouse_sql.landing import Landing

Rows = Callable[[str], list[dict[str, Any]]]
MIB = 1 << 20


@pytest.fixture
def cut(sftp: Any, landing: Landing, duckdb_url: str, random_bytes: Callable[[int], bytes]) -> Path:
    """A round whose line was cut in the middle of a file of 3 MiB; gives the partial file."""
    sftp.offer(1, content=random_bytes(3 * MIB))
    sftp.line.cut_after = 2 * MIB
    with pytest.raises(ChannelError, match=r"exchange_server .*127\.0\.0\.1.*the next round goes on there"):
        sftp.channel().receive(duckdb_url, landing.root, None)
    (partial,) = landing.partial.glob("*.part")
    assert 0 < partial.stat().st_size < 2 * MIB
    sftp.line.cut_after = None
    sftp.line.carried = 0
    return partial


def test_cut_line_goes_on_where_it_stopped(cut: Path, sftp: Any, landing: Landing, duckdb_url: str, rows: Rows) -> None:
    had = cut.stat().st_size
    assert sftp.channel().receive(duckdb_url, landing.root, None).new == 1
    assert sftp.line.carried < 3 * MIB - had + MIB // 2, "only what was missing travels"
    (row,) = rows("select stem, sha256 from control.delivery")
    assert landing.path(row["sha256"]).read_bytes() == sftp.sent[row["stem"]]
    assert list(landing.partial.iterdir()) == []


def test_spoilt_partial_file_is_fetched_again(
    cut: Path, sftp: Any, landing: Landing, duckdb_url: str, rows: Rows
) -> None:
    with cut.open("r+b") as file:
        file.write(b"spoilt")
    assert sftp.channel().receive(duckdb_url, landing.root, None).new == 1
    (row,) = rows("select stem, sha256 from control.delivery")
    assert landing.path(row["sha256"]).read_bytes() == sftp.sent[row["stem"]]


def test_files_before_the_cut_are_kept(
    sftp: Any, landing: Landing, duckdb_url: str, rows: Rows, random_bytes: Callable[[int], bytes]
) -> None:
    for seq in range(1, 13):
        sftp.offer(seq)
    sftp.offer(13, content=random_bytes(4 * MIB))
    sftp.line.cut_after = 2 * MIB
    with pytest.raises(ChannelError):
        sftp.channel().receive(duckdb_url, landing.root, None)
    (kept,) = rows("select count(*) as n from control.delivery")
    assert 4 <= kept["n"] <= 12
    sftp.line.cut_after = None
    assert sftp.channel().receive(duckdb_url, landing.root, None).new == 13 - kept["n"]


def test_changed_host_key_is_refused_before_anything_is_sent(
    sftp: Any, landing: Landing, duckdb_url: str, tmp_path: Path
) -> None:
    sftp.offer(1)
    asyncssh.generate_private_key("ssh-ed25519").write_public_key(str(tmp_path / "other.pub"))
    sftp.pin(sftp.line.port, tmp_path / "other.pub")
    with pytest.raises(ChannelError, match=r"another host key .* than the pinned one") as told:
        sftp.channel(attempts=3, backoff_seconds=60).receive(duckdb_url, landing.root, None)
    assert "telephone" in str(told.value)
    for shown in (sftp.keys / "host_key.pub", tmp_path / "other.pub"):
        assert asyncssh.read_public_key(shown).get_fingerprint() in str(told.value)
    assert not (landing.root / "objects").exists()


def test_host_that_is_not_pinned_is_refused(sftp: Any, landing: Landing, duckdb_url: str) -> None:
    sftp.pin(1)
    with pytest.raises(ChannelError, match=r"not found in known_hosts"):
        sftp.channel().receive(duckdb_url, landing.root, None)


def test_key_that_the_server_does_not_know_is_refused(
    sftp: Any, landing: Landing, duckdb_url: str, tmp_path: Path
) -> None:
    asyncssh.generate_private_key("ssh-ed25519").write_private_key(str(tmp_path / "mine"))
    with pytest.raises(ChannelError, match="refused our key; check user and key_file") as told:
        sftp.channel(key_file=str(tmp_path / "mine")).receive(duckdb_url, landing.root, None)
    assert "PRIVATE" not in str(told.value)


def test_missing_key_file_is_named(sftp: Any, landing: Landing, duckdb_url: str, tmp_path: Path) -> None:
    with pytest.raises(ChannelError, match=r"no_such_key is missing"):
        sftp.channel(key_file=str(tmp_path / "no_such_key")).receive(duckdb_url, landing.root, None)


def test_silent_server_times_out(sftp: Any, landing: Landing, duckdb_url: str, random_bytes: Any) -> None:
    sftp.offer(1, content=random_bytes(4 * MIB))
    sftp.line.silent_after = MIB
    started = time.monotonic()
    with pytest.raises(ChannelError, match="connection failed"):
        sftp.channel(timeout_seconds=1).receive(duckdb_url, landing.root, None)
    assert time.monotonic() - started < 10


def test_folder_of_many_files_takes_seconds(sftp: Any, landing: Landing, duckdb_url: str) -> None:
    for seq in range(1, 81):
        sftp.offer(seq)
    started = time.monotonic()
    assert sftp.channel().receive(duckdb_url, landing.root, None).new == 80
    first = time.monotonic() - started
    carried = sftp.line.carried
    assert sftp.channel().receive(duckdb_url, landing.root, None).known == 80
    assert first < 20, "a thousand files must not take minutes"
    assert sftp.line.carried - carried < 60_000, "nothing but the listing travels again"


def test_server_has_no_shell_and_its_outbox_is_read_only(sftp: Any) -> None:
    client = paramiko.SSHClient()
    client.load_host_keys(str(sftp.known_hosts))
    client.connect(
        "127.0.0.1", sftp.line.port, "sif", key_filename=str(sftp.keys / "client_key"),
        allow_agent=False, look_for_keys=False,
    )  # fmt: skip
    path = sftp.offer(1).relative_to(sftp.root).as_posix()
    with client, client.open_sftp() as session:
        with pytest.raises(PermissionError):
            session.open(f"/{path}", "wb")
        with pytest.raises(PermissionError):
            session.remove(f"/{path}")
        with pytest.raises(OSError, match=r".*"):
            session.open("/../keys/host_key", "rb")
        with pytest.raises(paramiko.SSHException):
            client.exec_command("id")


def test_one_counterparty_away_does_not_stop_the_others(sftp: Any, landing: Landing, duckdb_url: str) -> None:
    sftp.offer(1)
    away = {**sftp.settings(), "port": 9}
    both = {
        "counterparties": [
            {"name": "away", "channel": "sftp_files", **away},
            {"name": "here", "channel": "sftp_files", **sftp.settings()},
        ]
    }
    summary = exchange_adapters.receive(both, duckdb_url, landing.root)
    assert (summary.new, summary.failed) == (1, 1)
    assert summary.failures[0].startswith("away (sftp://127.0.0.1:9)")
    with pytest.raises(ChannelError, match="away"):
        exchange_adapters.receive({"counterparties": both["counterparties"][:1]}, duckdb_url, landing.root)
