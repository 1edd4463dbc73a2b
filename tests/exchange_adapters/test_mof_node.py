"""The exchange node: what each adapter must do, whatever its protocol; and exactly once over all of them."""

from __future__ import annotations

import asyncio
import hashlib
import json
import random
import secrets
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from starlette.responses import StreamingResponse

import exchange_adapters
from exchange_adapters.mof_node import MofNode, send_packages
from exchange_adapters.mof_node.http import _Session as HttpSession
from exchange_adapters.port import ChannelError, ReceiveSummary
from ingest import open_packages, restore_packages
from ingest import package as reader
from ingest.unpacker import Unpacker
from simulator.counterparties import rabbitmq
from simulator.counterparties.amqp_broker import Broker, memory_of
from simulator.counterparties.mof import AmqpNode, FtpNode, HttpNode, package
from simulator.counterparties.ports import free_port
from tests.exchange_adapters.conftest import Line
from warehouse_sql import open_warehouse
from warehouse_sql.control import packages
from warehouse_sql.landing import Landing

Rows = Callable[[str], list[dict[str, Any]]]
CODES = {"险种代码.csv": "代码,名称\n1,企业职工基本养老保险\n".encode(), "account.csv": b"a,b\n1,2\n"}
PASSWORD = "s3cret-" + secrets.token_hex(6)


class TwoWayLine(Line):
    """A line that can also be cut in what we send."""

    cut_requests_after: int | None = None
    asked = 0

    def _carry(self, source: socket.socket, to: socket.socket, answers: bool) -> None:
        if answers:
            super()._carry(source, to, answers)
            return
        with suppress(OSError):
            while chunk := source.recv(1 << 14):
                self.asked += len(chunk)
                if self.cut_requests_after is not None and self.asked > self.cut_requests_after:
                    break
                to.sendall(chunk)
        for end in (source, to):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)


class Side:
    """One kind of node, reached over a line."""

    name = ""
    node: Any

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "password").write_text(PASSWORD)

    def settings(self, **changes: Any) -> dict[str, Any]:
        return {"attempts": 1, "timeout_seconds": 5, "party": "630000", **changes}

    def channel(self, **changes: Any) -> MofNode:
        return MofNode(self.name, self.settings(**changes))

    def cut_answers(self, after: int | None) -> None:
        self.line.cut_after = None if after is None else self.line.carried + after

    def cut_requests(self, after: int | None) -> None:
        self.line.cut_requests_after = None if after is None else self.line.asked + after

    line: TwoWayLine

    def close(self) -> None:
        self.line.close()
        self.node.stop()


class HttpSide(Side):
    name = "mof_http"

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.node = HttpNode(PASSWORD)
        self.line = TwoWayLine(self.node.port)

    def settings(self, **changes: Any) -> dict[str, Any]:
        return super().settings(
            **{
                "transport": "http",
                "address": f"http://127.0.0.1:{self.line.port}",
                "token_file": str(self.folder / "password"),
                **changes,
            }
        )

    def offer(self, package_id: str, content: bytes) -> None:
        self.node.offer(package_id, content)

    def restart(self) -> None:
        """Another process on the same port, with what the node keeps."""
        port, offered, taken = self.node.port, self.node.offered, self.node.taken
        self.node.stop()
        self.node = HttpNode(PASSWORD, port)
        self.node.offered, self.node.taken = offered, taken


class FtpSide(Side):
    name = "mof_ftp"

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.node = FtpNode(folder / "ftp", PASSWORD)
        self.line = TwoWayLine(self.node.port)

    def settings(self, **changes: Any) -> dict[str, Any]:
        return super().settings(
            **{
                "transport": "ftp",
                "host": "127.0.0.1",
                "port": self.line.port,
                "user": "sif",
                "password_file": str(self.folder / "password"),
                **changes,
            }
        )

    def offer(self, package_id: str, content: bytes) -> None:
        self.node.offer(package_id, content)

    def cut_answers(self, after: int | None) -> None:
        self.node.cut_after = None if after is None else self.node.carried + after

    def cut_requests(self, after: int | None) -> None:
        self.node.cut_uploads = after is not None

    def restart(self) -> None:
        port = self.node.port
        self.node.stop()
        self.node = FtpNode(self.folder / "ftp", PASSWORD, port)


class AmqpSide(Side):
    name = "mof_amqp"

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.broker: Any = Broker("sif", PASSWORD)
        self.user, self.password = "sif", PASSWORD
        self._reach()

    def _reach(self) -> None:
        self.line = TwoWayLine(self.broker.port)
        self.node = AmqpNode(self.broker.port, self.user, self.password)

    def settings(self, **changes: Any) -> dict[str, Any]:
        return super().settings(
            **{
                "transport": "amqp",
                "host": "127.0.0.1",
                "port": self.line.port,
                "user": self.user,
                "password_file": str(self.folder / "password"),
                **changes,
            }
        )

    def offer(self, package_id: str | None, content: bytes, sha256: str | None = None) -> None:
        self.node.offer(package_id, content, sha256)

    def restart(self) -> None:
        self.broker.stop()
        self.broker = Broker("sif", PASSWORD, self.broker.port, memory_of(self.broker.queues))

    def close(self) -> None:
        self.line.close()
        self.broker.stop()


class RabbitSide(AmqpSide):
    name = "mof_rabbitmq"

    def __init__(self, folder: Path, server: rabbitmq.RabbitMq) -> None:
        Side.__init__(self, folder)
        (folder / "password").write_text(rabbitmq.PASSWORD)
        self.broker, self.user, self.password = server, rabbitmq.USER, rabbitmq.PASSWORD
        self._reach()
        with self.node._channel() as channel:
            for queue in ("mof.in", "mof.out"):
                channel.queue_purge(queue)

    def restart(self) -> None:
        self.broker.halt()
        self.broker.start()

    def close(self) -> None:
        self.line.close()


@pytest.fixture
def held(duckdb_url: str) -> Iterator[Any]:
    """The test's warehouse, held open by this process: opening it again is then quick. Other processes are kept out."""
    with open_warehouse(duckdb_url) as warehouse:
        yield warehouse


@pytest.fixture(autouse=True)
def _quick(held: Any) -> None: ...


@pytest.fixture(scope="session")
def rabbitmq_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[rabbitmq.RabbitMq]:
    if rabbitmq.command() is None:
        pytest.skip("no RabbitMQ here and none in .servers/ (make servers): the own broker stands in for it")
    server = rabbitmq.RabbitMq(tmp_path_factory.mktemp("rabbitmq"))
    yield server
    server.stop()


def _side(kind: str, folder: Path, request: pytest.FixtureRequest) -> Any:
    folder.mkdir(parents=True, exist_ok=True)
    if kind == "rabbitmq":
        return RabbitSide(folder, request.getfixturevalue("rabbitmq_server"))
    return {"http": HttpSide, "ftp": FtpSide, "amqp": AmqpSide}[kind](folder)


@pytest.fixture(params=["http", "ftp", "amqp", "rabbitmq"])
def side(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Any]:
    made = _side(request.param, tmp_path / "node", request)
    yield made
    made.close()


@pytest.fixture
def sides(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[list[Any]]:
    """All three, as one province has them."""
    made = [_side(kind, tmp_path / kind, request) for kind in ("http", "ftp", "amqp")]
    yield made
    for one in made:
        one.close()


@pytest.fixture
def http(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[HttpSide]:
    made = _side("http", tmp_path / "node", request)
    yield made
    made.close()


@pytest.fixture
def ftp(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[FtpSide]:
    made = _side("ftp", tmp_path / "node", request)
    yield made
    made.close()


@pytest.fixture
def amqp(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[AmqpSide]:
    made = _side("amqp", tmp_path / "node", request)
    yield made
    made.close()


@pytest.fixture
def receive(duckdb_url: str, landing: Landing) -> Callable[..., ReceiveSummary]:
    def run(side: Side, **changes: Any) -> ReceiveSummary:
        return side.channel(**changes).receive(duckdb_url, landing.root, None)

    return run


@pytest.fixture
def opened(duckdb_url: str, landing: Landing) -> Callable[[], tuple[int, int, int]]:
    def run() -> tuple[int, int, int]:
        done = open_packages(duckdb_url, landing.root)
        return done.processed, done.refused, done.members

    return run


@pytest.fixture
def queued(duckdb_url: str, landing: Landing, tmp_path: Path) -> Callable[..., str]:
    def run(content: bytes = b"a,b\n1,2\n", package_id: str | None = None) -> str:
        path = tmp_path / "codes.csv"
        path.write_bytes(content)
        entry = {"name": "m", "channel": "mof_node", "transport": "http", "address": "http://127.0.0.1:1"}
        return exchange_adapters.queue_package(
            {"counterparties": [entry]}, [path], duckdb_url, landing.root, kind="codes", receiver="MOF",
            period="202401", package_id=package_id,
        )  # fmt: skip

    return run


def state(rows: Rows) -> list[tuple[str, str, str]]:
    return [
        (row["direction"], row["package_id"], row["state"])
        for row in rows("select direction, package_id, state from control.mof_package order by 1, 2")
    ]


def outcomes(rows: Rows) -> list[str]:
    return [row["outcome"] for row in rows("select outcome from control.mof_attempt order by attempted_at")]


# -- coming ------------------------------------------------------------------------------------------------------------


def test_package_is_landed_byte_for_byte_and_its_members_registered(
    side: Any, receive: Any, opened: Any, landing: Landing, rows: Rows
) -> None:
    content = package("P-1", CODES)
    side.offer("P-1", content)
    summary = receive(side)
    assert (summary.new, summary.bytes) == (1, len(content))
    (row,) = rows("select * from control.mof_package")
    assert (row["state"], row["via"]) == ("received", side.name)
    assert landing.path(row["sha256"]).read_bytes() == content
    assert opened() == (1, 0, 2)
    (row,) = rows("select * from control.mof_package")
    told = tuple(row[name] for name in ("state", "type", "sender", "receiver", "period", "bytes"))
    assert told == ("processed", "codes", "MOF", "630000", "202401", len(content))
    members = rows("select name, media_type, bytes, sha256 from control.mof_member order by position")
    assert [(m["name"], m["media_type"], m["bytes"], m["sha256"]) for m in members] == [
        (name, "text/csv", len(body), hashlib.sha256(body).hexdigest()) for name, body in CODES.items()
    ]
    first = packages.Member(**members[0])
    assert b"".join(reader.chunks(landing.path(row["sha256"]), first)) == CODES[first.name]
    assert [(name, sha256) for name, sha256, _ in landing.packages("in")] == [("P-1", row["sha256"])]


def test_second_round_does_nothing(side: Any, receive: Any, opened: Any, rows: Rows) -> None:
    for number in range(3):
        side.offer(f"P-{number}", package(f"P-{number}", CODES))
    assert receive(side).new == 3
    assert opened() == (3, 0, 6)
    before = rows("select * from control.mof_attempt order by attempt_id")
    again = receive(side)
    assert (again.new, again.duplicates, again.conflicts, again.refused) == (0, 0, 0, 0)
    assert opened() == (0, 0, 0)
    assert rows("select * from control.mof_attempt order by attempt_id") == before


def test_same_id_with_other_content_is_kept_and_told_and_the_first_stays(
    side: Any, receive: Any, opened: Any, landing: Landing, rows: Rows
) -> None:
    first, second = package("P-1", CODES), package("P-1", {"other.csv": b"1"})
    side.offer("P-1", first)
    receive(side)
    opened()
    side.offer("P-1", second)
    assert receive(side).conflicts == 1
    assert opened() == (0, 0, 0)
    (row,) = rows("select sha256, state from control.mof_package")
    assert row == {"sha256": hashlib.sha256(first).hexdigest(), "state": "processed"}
    assert landing.path(hashlib.sha256(second).hexdigest()).read_bytes() == second
    (told,) = rows("select detail from control.mof_attempt where outcome = 'conflict'")
    assert json.loads(told["detail"])[0]["code"] == "conflict"


def test_connection_cut_in_the_middle_records_nothing_and_the_next_round_has_it_once(
    side: Any, receive: Any, opened: Any, rows: Rows, random_bytes: Callable[[int], bytes]
) -> None:
    side.offer("P-1", package("P-1", {"large.csv": random_bytes(3 << 20)}))
    side.cut_answers(1 << 20)
    try:
        told = receive(side).failures
    except ChannelError as error:
        told = [str(error)]
    assert len(told) == 1
    assert side.name in told[0]
    assert PASSWORD not in told[0]
    assert rows("select * from control.mof_package") == []
    side.cut_answers(None)
    assert receive(side, attempts=3).new == 1
    assert opened() == (1, 0, 1)
    assert receive(side).new == 0


def test_stopped_before_commit_is_received_again(
    side: Any, receive: Any, opened: Any, rows: Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    side.offer("P-1", package("P-1", CODES))

    def stopped(*_: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(packages, "arrive", stopped)
        with pytest.raises(KeyboardInterrupt):
            receive(side)
    assert rows("select * from control.mof_package") == []
    assert receive(side).new == 1
    assert opened() == (1, 0, 2)


def test_stopped_after_commit_before_the_node_is_told_is_processed_once(
    side: Any, receive: Any, opened: Any, rows: Rows
) -> None:
    from exchange_adapters.mof_node import amqp as amqp_module
    from exchange_adapters.mof_node import ftp as ftp_module

    side.offer("P-1", package("P-1", CODES))

    def stopped(*_: Any) -> None:
        raise KeyboardInterrupt

    with pytest.MonkeyPatch.context() as patched:
        for session in (HttpSession, ftp_module._Session, amqp_module._Session):
            patched.setattr(session, "done", stopped)
        with pytest.raises(KeyboardInterrupt):
            receive(side)
    assert state(rows) == [("in", "P-1", "received")]
    assert opened() == (1, 0, 2)
    again = receive(side)
    assert again.new == 0
    assert opened() == (0, 0, 0)
    # a queue brings it once more, a listing does not: both are right
    assert outcomes(rows) in (["new", "duplicate"], ["new"])
    assert rows("select count(*) as n from control.mof_member") == [{"n": 2}]
    receive(side)
    assert len(outcomes(rows)) <= 2


def test_member_with_another_hash_refuses_the_package_and_a_right_one_may_follow(
    side: Any, receive: Any, opened: Any, rows: Rows
) -> None:
    side.offer("P-1", package("P-1", CODES, hashes={"account.csv": "0" * 64}))
    assert receive(side).new == 1
    assert opened() == (0, 1, 0)
    (row,) = rows("select state, reasons from control.mof_package")
    assert row["state"] == "refused"
    assert json.loads(row["reasons"])[0]["code"] == "bad_hash"
    assert rows("select * from control.mof_member") == []
    side.offer("P-1", package("P-1", CODES))
    assert receive(side).new == 1
    assert opened() == (1, 0, 2)
    assert state(rows) == [("in", "P-1", "processed")]


def test_node_restarted_in_between_loses_nothing(side: Any, receive: Any, opened: Any) -> None:
    side.offer("P-1", package("P-1", CODES))
    assert receive(side).new == 1
    side.offer("P-2", package("P-2", CODES))
    side.restart()
    assert receive(side, attempts=4, timeout_seconds=20).new == 1
    assert opened() == (2, 0, 4)


def test_larger_than_the_limit_is_never_processed(side: Any, receive: Any, opened: Any, rows: Rows) -> None:
    side.offer("P-1", package("P-1", {"a.csv": secrets.token_bytes(5000)}))
    side.offer("P-2", package("P-2", {"a.csv": b"1"}))
    summary = receive(side, max_bytes=4000)
    assert summary.new == 1
    assert summary.refused + len(summary.failures) == 1
    assert opened() == (1, 0, 1)
    assert ("in", "P-2", "processed") in state(rows)
    assert ("in", "P-1", "processed") not in state(rows)


def test_node_away_and_refused_login_are_told_without_secrets(
    side: Any, landing: Landing, duckdb_url: str, tmp_path: Path
) -> None:
    port = free_port()
    place = {"address": f"http://127.0.0.1:{port}"} if side.name == "mof_http" else {"port": port}
    wrong = tmp_path / "wrong"
    wrong.write_text("wr0ng-" + PASSWORD)
    key = "token_file" if side.name == "mof_http" else "password_file"
    for changes, word in ((place, "127.0.0.1"), ({key: str(wrong)}, "refused")):
        with pytest.raises(ChannelError) as told:
            side.channel(**changes).receive(duckdb_url, landing.root, None)
        assert word in str(told.value)
        assert side.name in str(told.value)
        assert PASSWORD not in str(told.value)
        assert len(str(told.value)) < 400


# -- exactly once over all adapters ------------------------------------------------------------------------------------


def test_same_package_by_all_adapters_in_any_order_is_processed_once(
    sides: list[Any], receive: Any, opened: Any, rows: Rows
) -> None:
    for turn in range(3):
        for side in sides[turn:] + sides[:turn]:
            side.offer(f"P-{turn}", package(f"P-{turn}", CODES))
    for turn, side in enumerate(sides * 3):
        summary = receive(side)
        assert (summary.new + summary.duplicates) in (0, 3), turn
        opened()
    assert [what for _, _, what in state(rows)] == ["processed"] * 3
    assert sorted(outcomes(rows)) == ["duplicate"] * 6 + ["new"] * 3
    assert rows("select count(*) as n from control.mof_member") == [{"n": 6}]


def test_conflict_over_two_adapters_before_the_first_is_opened(
    sides: list[Any], receive: Any, opened: Any, rows: Rows
) -> None:
    by_http, by_ftp, by_amqp = sides
    broken = package("P-1", CODES, hashes={"account.csv": "0" * 64})
    whole, other = package("P-1", CODES), package("P-1", {"z.csv": b"z"})
    by_http.offer("P-1", broken)
    by_ftp.offer("P-1", whole)
    by_amqp.offer("P-1", other)
    assert receive(by_http).new == 1
    assert receive(by_ftp).conflicts == 1
    assert receive(by_amqp).conflicts == 1
    # the first turns out to be unreadable: the next in line takes its place, the third stays a conflict
    assert opened() == (1, 1, 2)
    (row,) = rows("select sha256, state, via, bytes from control.mof_package")
    assert row == {"sha256": hashlib.sha256(whole).hexdigest(), "state": "processed", "via": "mof_ftp",
                   "bytes": len(whole)}  # fmt: skip


def test_two_processes_that_open_at_once_register_members_once(
    http: HttpSide, landing: Landing, postgres_url: str
) -> None:
    for number in range(8):
        http.offer(f"P-{number}", package(f"P-{number}", CODES))
    # the same listing read by two at once, too
    readers = [
        threading.Thread(target=lambda: http.channel().receive(postgres_url, landing.root, None)) for _ in range(2)
    ]
    open_warehouse(postgres_url).close()
    for one in readers:
        one.start()
    for one in readers:
        one.join()
    done: list[int] = []
    openers = [
        threading.Thread(target=lambda: done.append(open_packages(postgres_url, landing.root).processed))
        for _ in range(3)
    ]
    for one in openers:
        one.start()
    for one in openers:
        one.join()
    assert sum(done) == 8
    with open_warehouse(postgres_url) as warehouse:
        found = warehouse.query("select count(*) as n from control.mof_member").to_pylist()
        states = warehouse.query("select state, count(*) as n from control.mof_package group by state").to_pylist()
    assert found == [{"n": 16}]
    assert states == [{"state": "processed", "n": 8}]


def test_process_killed_after_commit_before_acknowledging(
    amqp: AmqpSide, receive: Any, opened: Any, duckdb_url: str, held: Any, landing: Landing, rows: Rows
) -> None:
    """A real SIGKILL, between the commit and the acknowledgement."""
    held.close()
    amqp.offer("P-1", package("P-1", CODES))
    amqp.offer("P-2", package("P-2", CODES))
    script = (
        "import json, os, signal, sys, pathlib\n"
        "from exchange_adapters.mof_node import MofNode, amqp\n"
        "amqp._Session.done = lambda *_: os.kill(os.getpid(), signal.SIGKILL)\n"
        "MofNode('mof_amqp', json.loads(sys.argv[1])).receive(sys.argv[2], pathlib.Path(sys.argv[3]), None)\n"
    )
    killed = subprocess.run(
        [sys.executable, "-c", script, json.dumps(amqp.settings()), duckdb_url, str(landing.root)],
        cwd=Path(__file__).resolve().parents[2], capture_output=True, timeout=60,
    )  # fmt: skip
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert state(rows) == [("in", "P-1", "received"), ("in", "P-2", "received")]
    summary = receive(amqp)
    assert (summary.new, summary.duplicates) == (0, 2)
    assert opened() == (2, 0, 4)
    assert amqp.node.waiting() == (0, 0)
    assert receive(amqp).duplicates == 0


# -- going -------------------------------------------------------------------------------------------------------------


def test_package_goes_out_once_and_can_be_read_by_the_other_side(
    side: Any, queued: Callable[..., str], duckdb_url: str, landing: Landing, rows: Rows, tmp_path: Path
) -> None:
    package_id = queued()
    assert queued() == package_id  # asked for twice, queued once
    summary = send_packages([side.channel()], duckdb_url, landing.root)
    assert (summary.sent, summary.already, summary.failures) == (1, 0, [])
    again = send_packages([side.channel()], duckdb_url, landing.root)
    assert (again.sent, again.already) == (0, 0)
    ((there, content),) = side.node.taken.items()
    (row,) = rows("select package_id, state, via, sha256 from control.mof_package where direction = 'out'")
    assert (there, "sent", side.name) == (row["package_id"], row["state"], row["via"])
    assert hashlib.sha256(content).hexdigest() == row["sha256"]
    arrived = tmp_path / "arrived.zip"
    arrived.write_bytes(content)
    with Unpacker() as unpacker:
        contents = reader.read(arrived, package_id, unpacker)
    assert (contents.type, contents.sender, contents.receiver, contents.period) == ("codes", "630000", "MOF", "202401")
    assert [member.name for member in contents.members] == ["codes.csv"]
    assert outcomes(rows) == ["sent"]


def test_killed_between_sending_and_recording_sends_again_harmlessly(
    side: Any,
    queued: Callable[..., str],
    duckdb_url: str,
    landing: Landing,
    rows: Rows,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    package_id = queued()

    def stopped(*_: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(packages, "sent", stopped)
        with pytest.raises(KeyboardInterrupt):
            send_packages([side.channel()], duckdb_url, landing.root)
    assert state(rows) == [("out", package_id, "ready")]
    summary = send_packages([side.channel()], duckdb_url, landing.root)
    assert summary.sent + summary.already == 1
    assert state(rows) == [("out", package_id, "sent")]
    assert list(side.node.taken) == [package_id]
    assert not getattr(side.node, "conflicts", [])


def test_line_cut_while_sending_keeps_the_package_and_the_next_round_sends_it(
    side: Any,
    queued: Callable[..., str],
    duckdb_url: str,
    landing: Landing,
    rows: Rows,
    random_bytes: Callable[[int], bytes],
) -> None:
    package_id = queued(random_bytes(3 << 20))
    side.cut_requests(1 << 20)
    summary = send_packages([side.channel(timeout_seconds=1)], duckdb_url, landing.root)
    assert (summary.sent, summary.waiting, len(summary.failures)) == (0, 1, 1)
    assert state(rows) == [("out", package_id, "ready")]
    assert side.node.taken == {}
    side.cut_requests(None)
    assert send_packages([side.channel(attempts=3)], duckdb_url, landing.root).sent == 1
    assert list(side.node.taken) == [package_id]
    assert outcomes(rows) == ["failed", "sent"]


def test_first_adapter_away_the_next_one_sends(
    sides: list[Any], queued: Callable[..., str], duckdb_url: str, landing: Landing, rows: Rows
) -> None:
    by_http, by_ftp, by_amqp = sides
    package_id = queued()
    nodes = [by_http.channel(address="http://127.0.0.1:9"), by_ftp.channel(sends=False), by_amqp.channel()]
    summary = send_packages(nodes, duckdb_url, landing.root)
    assert (summary.sent, len(summary.failures)) == (1, 1)
    assert list(by_amqp.node.taken) == [package_id]
    assert by_ftp.node.taken == {}
    assert rows("select via, outcome from control.mof_attempt order by attempted_at") == [
        {"via": "mof_http", "outcome": "failed"},
        {"via": "mof_amqp", "outcome": "sent"},
    ]


@pytest.mark.parametrize("kind", ["http", "ftp"])
def test_other_content_under_our_id_at_the_node_is_told_and_not_tried_again(
    kind: str, request: pytest.FixtureRequest, queued: Callable[..., str], duckdb_url: str, landing: Landing, rows: Rows
) -> None:
    side = request.getfixturevalue(kind)
    queued(package_id="P-9")
    if kind == "http":
        side.node.taken["P-9"] = b"another"
    else:
        (side.node.root / "out" / "P-9.zip").write_bytes(b"another")
    summary = send_packages([side.channel()], duckdb_url, landing.root)
    assert (summary.conflicts, summary.sent) == (1, 0)
    assert state(rows) == [("out", "P-9", "conflict")]
    assert send_packages([side.channel()], duckdb_url, landing.root).conflicts == 0


def test_another_content_under_an_id_of_the_outbox_is_refused(queued: Callable[..., str]) -> None:
    queued(b"a", package_id="P-1")
    queued(b"a", package_id="P-1")
    with pytest.raises(ChannelError, match="another content"):
        queued(b"b", package_id="P-1")


@pytest.mark.parametrize("fault", ["drop_publish_before", "drop_publish_after"])
def test_broker_that_drops_the_line_around_a_publish_gets_it_once_or_twice_and_the_other_side_once(
    fault: str, amqp: AmqpSide, queued: Callable[..., str], duckdb_url: str, landing: Landing, rows: Rows
) -> None:
    package_id = queued()
    setattr(amqp.broker, fault, 1)
    assert send_packages([amqp.channel(attempts=3)], duckdb_url, landing.root).sent == 1
    assert amqp.node.waiting()[1] == (2 if fault == "drop_publish_after" else 1)
    assert list(amqp.node.taken) == [package_id]
    assert amqp.node.conflicts == []


def test_missing_queue_is_told(amqp: AmqpSide, queued: Callable[..., str], duckdb_url: str, landing: Landing) -> None:
    with pytest.raises(ChannelError, match=r"no queue mof\.nowhere"):
        amqp.channel(receive_from="mof.nowhere").receive(duckdb_url, landing.root, None)
    queued()
    summary = send_packages([amqp.channel(send_to="mof.nowhere")], duckdb_url, landing.root)
    assert "no queue mof.nowhere" in summary.failures[0]


def test_lost_warehouse_is_made_again_from_the_landing_store(
    sides: list[Any], receive: Any, opened: Any, queued: Any, duckdb_url: str, held: Any, landing: Landing, rows: Rows
) -> None:
    by_http, by_ftp, by_amqp = sides
    by_http.offer("P-1", package("P-1", CODES, hashes={"account.csv": "0" * 64}))
    by_ftp.offer("P-1", package("P-1", CODES))
    by_amqp.offer("P-2", package("P-2", CODES))
    by_amqp.node.offer("P-3", package("P-3", CODES), "ab" * 32)
    for side in sides:
        receive(side)
    opened()
    package_id = queued()
    send_packages([by_http.channel()], duckdb_url, landing.root)
    facts = (
        "select direction, package_id, sha256, type, state, bytes,"
        " (select count(*) from control.mof_member m where m.direction = p.direction and m.package_id = p.package_id) n"
        " from control.mof_package p order by 1, 2"
    )
    before = rows(facts)
    assert [row["state"] for row in before] == ["processed", "processed", "refused", "sent"]
    held.close()
    for path in Path(duckdb_url.removeprefix("duckdb://")).parent.glob("warehouse*"):
        path.unlink()
    restore_packages(duckdb_url, landing.root)
    # what was sent is sent again: the node has it
    assert [{**row, "state": "sent" if row["direction"] == "out" else row["state"]} for row in rows(facts)] == before
    assert send_packages([by_http.channel()], duckdb_url, landing.root).already == 1
    assert list(by_http.node.taken) == [package_id]
    restored = rows("select * from control.mof_package order by package_id")
    restore_packages(duckdb_url, landing.root)
    assert rows("select * from control.mof_package order by package_id") == restored
    assert receive(by_http).new + receive(by_ftp).new == 0


@pytest.mark.parametrize("seed", range(2))
def test_whatever_goes_wrong_every_package_is_processed_once(
    seed: int, sides: list[Any], receive: Any, opened: Any, rows: Rows
) -> None:
    """Forty random steps: offers by any adapter (new, again, broken, other content), lines cut, stops at any moment."""
    from exchange_adapters.mof_node import amqp as amqp_module

    drawn = random.Random(seed)
    first: dict[str, bytes] = {}
    contents: dict[str, set[bytes]] = {}
    offered: dict[tuple[str, str], bytes] = {}

    def stopped(*_: Any) -> None:
        raise KeyboardInterrupt

    def offer() -> None:
        package_id = f"P-{drawn.randrange(8)}"
        what = drawn.choice(["same", "same", "other", "broken"])
        if what == "same" and package_id in first:
            content = first[package_id]
        elif what == "broken":
            content = package(package_id, {"a.csv": drawn.randbytes(9)}, hashes={"a.csv": "0" * 64})
        else:
            content = package(package_id, {"a.csv": drawn.randbytes(9), "b.csv": b"b"})
        if what != "broken":
            first.setdefault(package_id, content)
            contents.setdefault(package_id, set()).add(content)
        # A list and a folder have one content a name; the queue takes any.
        side = drawn.choice(sides)
        if offered.setdefault((side.name, package_id), content) != content:
            side = sides[2]
        side.offer(package_id, content)

    for _ in range(40):
        step = drawn.choice(["offer", "offer", "receive", "cut", "stop", "open"])
        side = drawn.choice(sides)
        if step == "offer":
            offer()
        elif step == "open":
            opened()
        else:
            with pytest.MonkeyPatch.context() as patched, suppress(ChannelError, KeyboardInterrupt):
                if step == "cut":
                    side.cut_answers(drawn.randrange(1, 900))
                if step == "stop":
                    place = drawn.choice([(packages, "arrive"), (HttpSession, "done"), (amqp_module._Session, "done")])
                    patched.setattr(*place, stopped)
                receive(side, timeout_seconds=2)
            side.cut_answers(None)
    for side in sides:
        receive(side, attempts=3)
    opened()
    for side in sides:
        assert receive(side).new == 0, "nothing is left behind"
    hashes = {name: {hashlib.sha256(content).hexdigest() for content in some} for name, some in contents.items()}
    found = {row["package_id"]: row for row in rows("select * from control.mof_package")}
    for package_id, some in hashes.items():
        assert found[package_id]["state"] == "processed"
        assert found[package_id]["sha256"] in some
    assert {row["state"] for name, row in found.items() if name not in hashes} <= {"refused"}
    assert {row["package_id"]: row["n"] for row in rows(
        "select package_id, count(*) as n from control.mof_member group by package_id"
    )} == dict.fromkeys(hashes, 2)  # fmt: skip
    # Whoever came with another content is told of it.
    told = {(row["package_id"], row["sha256"]) for row in rows("select * from control.mof_attempt")}
    assert {(name, sha256) for name, some in hashes.items() for sha256 in some} <= told


def test_secret_that_cannot_be_read_stops_only_its_own_adapter(
    http: HttpSide, duckdb_url: str, landing: Landing, tmp_path: Path
) -> None:
    http.offer("P-1", package("P-1", CODES))
    good = {"name": "good", "channel": "mof_node", **http.settings()}
    bad = {**good, "name": "bad", "token_file": str(tmp_path / "nowhere")}
    summary = exchange_adapters.receive({"counterparties": [bad, good]}, duckdb_url, landing.root)
    assert summary.new == 1
    assert len(summary.failures) == 1
    assert "nowhere" in summary.failures[0]


# -- one protocol ------------------------------------------------------------------------------------------------------


def test_http_list_of_many_pages_is_read_once(http: HttpSide, receive: Any, rows: Rows) -> None:
    for number in range(120):
        http.offer(f"P-{number}", package(f"P-{number}", {"a.csv": b"%d" % number}))
    assert receive(http).new == 120
    assert rows("select updated_at from control.watermark where channel = 'mof_http'") == [{"updated_at": "120"}]
    http.offer("P-x", package("P-x", CODES))
    assert receive(http).new == 1


@pytest.mark.parametrize("tells", [True, False])
def test_http_node_that_was_set_up_anew(
    tells: bool, http: HttpSide, receive: Any, duckdb_url: str, landing: Landing, rows: Rows
) -> None:
    for number in range(3):
        http.offer(f"P-{number}", package(f"P-{number}", CODES))
    receive(http)
    http.node.offered = http.node.offered[:1]
    http.node.tells_unknown = tells
    http.offer("P-9", package("P-9", CODES))
    assert receive(http).new == (1 if tells else 0)
    entry = {"name": http.name, "channel": "mof_node", **http.settings()}
    again = exchange_adapters.receive_packages({"counterparties": [entry]}, duckdb_url, landing.root, from_start=True)
    assert (again.new, again.duplicates) == (0 if tells else 1, 0)
    assert rows("select updated_at from control.watermark") == [{"updated_at": "2"}]


def test_http_one_package_that_cannot_be_had_does_not_stop_the_others_and_is_asked_for_again(
    http: HttpSide, receive: Any, rows: Rows
) -> None:
    http.offer("P-1", package("P-1", CODES))
    http.offer("P-2", package("P-2", CODES))
    (first, content, sha256), second = http.node.offered
    http.node.offered = [(first, b"x" * 5000, sha256), second]
    summary = receive(http, max_bytes=4000)
    assert (summary.new, len(summary.failures)) == (1, 1)
    assert rows("select * from control.watermark") == []
    http.node.offered[0] = (first, content, sha256)
    assert receive(http).new == 1
    assert rows("select updated_at from control.watermark") == [{"updated_at": "2"}]


@pytest.mark.parametrize("kind", ["http", "amqp"])
def test_announced_hash_that_lies_is_kept_and_told_and_the_same_package_undamaged_is_taken(
    kind: str, request: pytest.FixtureRequest, receive: Any, opened: Any, rows: Rows
) -> None:
    side = request.getfixturevalue(kind)
    content = package("P-1", CODES)
    side.node.offer("P-1", content, "ab" * 32)
    assert receive(side).refused == 1
    assert opened() == (0, 0, 0)
    assert state(rows) == [("in", "P-1", "refused")]
    side.node.offer("P-1", content)
    assert receive(side).new == 1
    assert opened() == (1, 0, 2)


def test_node_without_a_list_is_asked_for_packages_by_their_ids(
    sides: list[Any], receive: Any, opened: Any, duckdb_url: str, landing: Landing, rows: Rows
) -> None:
    """exchange.md prescribes `GET /packages/{id}`; a list is not in it."""
    by_http, by_ftp, by_amqp = sides
    by_http.node.has_list = False
    by_http.offer("P-1", package("P-1", CODES))
    by_ftp.offer("P-2", package("P-2", CODES))
    with pytest.raises(ChannelError, match="sif mof receive ID"):
        receive(by_http)
    entries = [{"name": side.name, "channel": "mof_node", **side.settings()} for side in (by_amqp, by_http, by_ftp)]
    where = {"counterparties": entries}
    summary = exchange_adapters.receive_packages(where, duckdb_url, landing.root, ["P-1", "P-2"])
    assert (summary.new, summary.failures) == (2, [])
    assert opened() == (2, 0, 4)
    assert exchange_adapters.receive_packages(where, duckdb_url, landing.root, ["P-1"]).duplicates == 1
    with pytest.raises(ChannelError, match="no package P-3"):
        exchange_adapters.receive_packages(where, duckdb_url, landing.root, ["P-3"])
    with pytest.raises(ChannelError, match="no package id"):
        exchange_adapters.receive_packages(where, duckdb_url, landing.root, ["../P-1"])
    assert [one for _, one, _ in state(rows)] == ["P-1", "P-2"]


def test_http_server_busy_for_a_moment_is_asked_again(http: HttpSide, receive: Any) -> None:
    http.offer("P-1", package("P-1", CODES))
    http.node.refuse = 2
    assert receive(http, attempts=4).new == 1


@pytest.mark.parametrize("package_id", ["../../etc/passwd", "a/b", "x\r\nDELE y", "", "ü"])
def test_ids_that_are_none_are_never_asked_for(package_id: str, http: HttpSide, receive: Any, rows: Rows) -> None:
    http.offer(package_id, package("P-1", CODES))
    http.offer("P-2", package("P-2", CODES))
    assert receive(http).new == 1
    assert state(rows) == [("in", "P-2", "received")]


def test_message_without_id_is_kept_refused_and_acknowledged(
    amqp: AmqpSide, receive: Any, opened: Any, landing: Landing, rows: Rows
) -> None:
    content = package("P-1", CODES)
    for package_id in (None, "../P-1"):
        amqp.offer(package_id, content)
    assert receive(amqp).refused == 2
    sha256 = hashlib.sha256(content).hexdigest()
    assert state(rows) == [("in", f"unnamed-{sha256[:16]}", "refused")]
    assert landing.path(sha256).read_bytes() == content
    assert amqp.node.waiting() == (0, 0)
    assert opened() == (0, 0, 0)


def test_ftp_file_still_being_written_is_left_alone(ftp: FtpSide, receive: Any, rows: Rows) -> None:
    (ftp.node.root / "in" / "P-1.zip.part").write_bytes(b"half")
    (ftp.node.root / "in" / "readme.txt").write_bytes(b"hello")
    (ftp.node.root / "in" / "P-2.zip").mkdir()
    assert receive(ftp).new == 0
    assert rows("select * from control.mof_attempt") == []


def test_ftp_listing_without_end_is_given_up_and_says_so(
    ftp: FtpSide, receive: Any, rows: Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("exchange_adapters.mof_node.ftp._MAX_LINES", 2)
    for number in range(3):
        ftp.offer(f"P-{number}", package(f"P-{number}", CODES))
    with pytest.raises(ChannelError, match="lists more than 2 names"):
        receive(ftp)


def test_ftp_file_replaced_in_place_is_a_conflict(ftp: FtpSide, receive: Any, opened: Any, rows: Rows) -> None:
    ftp.offer("P-1", package("P-1", CODES))
    receive(ftp)
    opened()
    ftp.offer("P-1", package("P-1", {"another.csv": b"2"}))
    assert receive(ftp).conflicts == 1
    assert receive(ftp).conflicts == 0


def test_slow_sender_is_given_up_after_the_limit(http: HttpSide, receive: Any, rows: Rows) -> None:
    content = package("P-1", {"a.csv": secrets.token_bytes(5000)})
    http.offer("P-1", content)

    async def trickle(request: Any) -> StreamingResponse:
        async def pieces() -> AsyncIterator[bytes]:
            for at in range(0, len(content), 100):
                yield content[at : at + 100]
                await asyncio.sleep(0.05)

        return StreamingResponse(pieces(), media_type="application/zip")

    http.node.get = trickle
    (told,) = receive(http, transfer_seconds=0.3).failures
    assert "transfer_seconds" in told
    assert rows("select * from control.mof_package") == []
